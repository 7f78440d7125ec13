import { InvalidInputError } from '../../foundation/index.js';
import { figure, logAxisY, type Figure } from '../../figures/index.js';
import { donorRules, type DonorRules } from '../donor/donor-rules.js';
import { donorCeiling } from '../donor/homogeneous-society.js';
import { donorGame, units } from './donor-wording.js';

/** Runs of one kind of society. */
export interface SocietyRuns {
  readonly label: string;
  /** Mean final units by generation, a run each. */
  readonly runs: readonly { readonly wealth: ArrayLike<number> }[];
}

/**
 * Mean final units by generation on a logarithmic axis: every run thin, the mean of a kind thick, between the endowment
 * and the most that a society can reach.
 *
 * @param societies - up to six kinds
 * @throws InvalidInputError where there is no run
 *
 * @example
 * ```ts
 * import { constantDonor, donorResourcesFigure, evolveScripted } from 'polity/games';
 * const runs = [evolveScripted({ founders: () => constantDonor(1), transmission: { deviation: 0 }, generations: 2 })];
 * donorResourcesFigure([{ label: 'all-givers', runs }]).title;
 * // 'All-givers end with 30 720 units after 2 generations, of 30 720 possible'
 * ```
 */
export function donorResourcesFigure(societies: readonly SocietyRuns[], rules: DonorRules = {}): Figure {
  if (!societies.length || societies.some(({ runs }) => runs.length === 0)) {
    throw new InvalidInputError('societies', societies, 'hold a run each');
  }
  const { endowment } = donorRules(rules);
  const ceiling = donorCeiling(rules);
  const means = societies.map(({ label, runs }, s) => {
    const generations = Math.min(...runs.map(({ wealth }) => wealth.length));
    const mean = Array.from({ length: generations }, (_, g) =>
      runs.reduce((sum, { wealth }) => sum + wealth[g] / runs.length, 0),
    );
    return { label, s, mean, last: mean[generations - 1], generations };
  });
  const ranked = [...means].sort((a, b) => b.last - a.last);
  const [best, worst] = [ranked[0], ranked[ranked.length - 1]];
  const points = societies.flatMap(({ runs }, s) =>
    runs.flatMap(({ wealth }, run) =>
      Array.from(wealth, (value, g) => ({ s, line: `${s}:${run}`, generation: g + 1, value })),
    ),
  );
  const averages = means.flatMap(({ s, mean }) =>
    mean.map((value, g) => ({ s, line: `${s}`, generation: g + 1, value })),
  );
  const low = Math.max(1e-3, Math.min(endowment, ...points.map(({ value }) => value))) * 0.8;
  const high = Math.max(ceiling, ...points.map(({ value }) => value)) * 1.3;
  const most = best.generations;
  const title = (first: string) => first.charAt(0).toUpperCase() + first.slice(1);
  return figure({
    title:
      best === worst
        ? `${title(best.label)} end with ${units(best.last)} units after ${most} generations, of ${units(ceiling)} possible`
        : `${title(best.label)} end with ${units(best.last)} units after ${most} generations, ${worst.label} with ${units(worst.last)}, of ${units(ceiling)} possible`,
    subtitle: `Mean final units of a society by generation: ${Math.max(...societies.map(({ runs }) => runs.length))} runs a kind (thin) and their mean (thick); dashed: endowment ${units(endowment)} and ceiling ${units(ceiling)}`,
    source: donorGame,
    description: `Lines over generations on a logarithmic axis. ${means.map(({ label, mean, last }) => `${label}: from ${units(mean[0])} to ${units(last)} on average`).join('; ')}`,
    height: 360,
    legend: means.map(({ label, s }) => ({ label, color: (theme) => theme.series[s] })),
    plot: (Plot, theme) => ({
      marginRight: 16,
      marginLeft: 52,
      x: {
        domain: [1, Math.max(2, most)],
        ticks: Math.min(10, Math.max(1, most - 1)),
        tickFormat: (g: number) => (Number.isInteger(g) ? String(g) : ''),
        label: 'generation →',
      },
      y: { type: 'log', domain: [low, high] },
      marks: [
        logAxisY(Plot, theme, low, high, '↑ mean final units'),
        Plot.ruleY([endowment, ceiling], { stroke: theme.muted, strokeDasharray: '4 4' }),
        Plot.line(
          points.filter(({ value }) => value >= low),
          {
            x: 'generation',
            y: 'value',
            z: 'line',
            stroke: ({ s }: { s: number }) => theme.series[s],
            strokeWidth: 0.8,
            strokeOpacity: 0.55,
          },
        ),
        Plot.line(
          averages.filter(({ value }) => value >= low),
          { x: 'generation', y: 'value', z: 'line', stroke: ({ s }: { s: number }) => theme.series[s], strokeWidth: 3 },
        ),
      ],
    }),
  });
}
