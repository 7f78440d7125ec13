import { decimal, figure, type Figure } from '../../figures/index.js';
import { meanOverRuns } from '../donor/generation-summary.js';
import { evolveScripted, type ScriptedCultureOptions } from '../donor/scripted-culture.js';
import { donorGame, percent } from './donor-wording.js';

export interface DonorTraceLengthFigureOptions extends Omit<ScriptedCultureOptions, 'run'> {
  /** Default 0, 1, 2, 3. */
  readonly lengths?: readonly number[];
  /** Runs for each length, default 60. */
  readonly replicates?: number;
}

/**
 * Giving, and how much more is given to the generous, in the last generation of scripted societies by the length of the
 * trace that donors see.
 *
 * @throws InvalidInputError for an option out of range
 *
 * @example
 * ```ts
 * import { constantDonor, donorTraceLengthFigure } from 'polity/games';
 * donorTraceLengthFigure({ founders: () => constantDonor(0.5), lengths: [0, 1], replicates: 5 }).subtitle?.startsWith('5 runs'); // true
 * ```
 */
export function donorTraceLengthFigure({
  lengths = [0, 1, 2, 3],
  replicates = 60,
  rules,
  ...options
}: DonorTraceLengthFigureOptions): Figure {
  const panels = ['share given', 'high − low'];
  const groups = lengths.flatMap((traceLength) => {
    const runs = Array.from({ length: replicates }, (_, run) =>
      evolveScripted({ ...options, rules: { ...rules, traceLength }, run }),
    );
    const last = runs[0].giving.length - 1;
    const values = [runs.map(({ giving }) => giving[last]), runs.map(({ high, low }) => high[last] - low[last])];
    return panels.map((panel, p) => ({
      panel,
      traceLength,
      values: values[p],
      ...meanOverRuns(values[p], { replicates: 1000 }),
    }));
  });
  const giving = groups.filter(({ panel }) => panel === panels[0]);
  const most = giving.reduce((best, group) => (group.estimate > best.estimate ? group : best));
  const distinct = giving.every((group) => group === most || group.interval.upper < most.interval.lower);
  const dots = groups.flatMap(({ panel, traceLength, values }) =>
    values.map((value, run) => ({ panel, value, at: traceLength + (((run * 0.618034) % 1) - 0.5) * 0.5 })),
  );
  return figure({
    title:
      `Societies end up giving ${giving.map(({ estimate }) => percent(estimate)).join(', ')} with traces of ${lengths.join(', ')} lines` +
      (distinct ? `; most with ${most.traceLength}` : ''),
    subtitle: `${replicates} runs for each length, generation ${options.generations ?? 10}: mean share given, and what the best reputation earns more than the worst; bars: 95 % intervals of means`,
    source: `${donorGame}; scripted strategies`,
    description: groups
      .map(({ panel, traceLength, estimate }) => `${panel} with ${traceLength} lines: ${decimal(estimate, 2)}`)
      .join('; '),
    height: 320,
    plot: (Plot, theme) => ({
      marginRight: 16,
      marginLeft: 48,
      fx: { domain: panels, label: null, axis: null, padding: 0.08 },
      x: {
        label: 'lines of the trace →',
        ticks: lengths as number[],
        tickFormat: String,
        domain: [Math.min(...lengths) - 0.5, Math.max(...lengths) + 0.5],
      },
      y: { label: null, grid: true, ticks: 5 },
      marks: [
        Plot.frame({ stroke: theme.grid }),
        Plot.ruleY([0], { stroke: theme.muted }),
        Plot.dot(dots, { fx: 'panel', x: 'at', y: 'value', r: 1.8, fill: theme.series[0], fillOpacity: 0.45 }),
        Plot.ruleX(groups, {
          fx: 'panel',
          x: 'traceLength',
          y1: ({ interval }: (typeof groups)[number]) => interval.lower,
          y2: ({ interval }: (typeof groups)[number]) => interval.upper,
          stroke: theme.accent,
          strokeWidth: 3,
        }),
        Plot.dot(groups, { fx: 'panel', x: 'traceLength', y: 'estimate', r: 5, fill: theme.accent }),
        Plot.text(panels, {
          fx: (panel: string) => panel,
          text: (panel: string) => panel,
          frameAnchor: 'top-left',
          dx: 8,
          dy: 8,
          fill: theme.ink,
          stroke: theme.paper,
        }),
      ],
    }),
  });
}
