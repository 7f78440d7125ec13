import { decimal, figure, type Figure } from '../../figures/index.js';
import { initialGenerosity } from '../donor/initial-generosity.js';
import { donorGame, percent } from './donor-wording.js';

/**
 * What runs end up giving against what their first generation gave, with the logistic fit of success.
 *
 * @param runs - mean share given by generation, a run each
 * @param options - `success`: the least final share that counts as success, default ½
 * @throws InvalidInputError where all runs end alike
 *
 * @example
 * ```ts
 * import { donorFatesFigure } from 'polity/games';
 * const runs = [[0.1, 0], [0.2, 0.1], [0.45, 0.8], [0.5, 0.9], [0.6, 0.9]].map((giving) => ({ giving }));
 * donorFatesFigure(runs).title.startsWith('Runs that begin above'); // true
 * ```
 */
export function donorFatesFigure(
  runs: readonly { readonly giving: ArrayLike<number> }[],
  { success = 0.5 }: { readonly success?: number } = {},
): Figure {
  const points = runs.map(({ giving }) => ({ begin: giving[0], end: giving[giving.length - 1] }));
  const { threshold, slope, separated } = initialGenerosity(
    points.map(({ begin }) => begin),
    points.map(({ end }) => end >= success),
  );
  const rises = slope.estimate > 0;
  const middle = points.filter(({ end }) => end > 0.1 && end < 0.9).length / points.length;
  const bound = (value: number) => (Number.isFinite(value) ? percent(value) : '∞');
  const { lower, upper } = threshold.interval;
  const curve = Array.from({ length: 101 }, (_, i) => ({
    begin: i / 100,
    end: 1 / (1 + Math.exp(-slope.estimate * (i / 100 - threshold.estimate))),
  }));
  return figure({
    title: `Runs that begin ${rises ? 'above' : 'below'} ${percent(threshold.estimate)} are likelier than not to become cooperative`,
    subtitle: `${runs.length} runs; threshold ${percent(threshold.estimate)}, 95 % interval ${bound(lower)} to ${bound(upper)}${separated ? ', runs parted completely' : ''}; ${percent(middle)} end between 10 and 90 %`,
    source: `${donorGame}; fit by Firth’s penalised likelihood`,
    description: `Final against initial giving, one dot a run, and a logistic curve with its middle at ${decimal(threshold.estimate)} and slope ${decimal(slope.estimate, 1)}`,
    height: 340,
    legend: [
      { label: 'a run', color: (theme) => theme.series[0], mark: 'dot' },
      { label: `P(end ≥ ${percent(success)})`, color: (theme) => theme.accent },
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { label: 'share given in the first generation →', percent: true, domain: [0, 100] },
      y: { label: '↑ share given in the last generation', percent: true, domain: [-2, 102], ticks: 5, grid: true },
      marks: [
        Plot.ruleX([threshold.estimate], { stroke: theme.muted, strokeDasharray: '4 4' }),
        Plot.dot(points, { x: 'begin', y: 'end', r: 3, fill: theme.series[0], fillOpacity: 0.55 }),
        Plot.line(curve, { x: 'begin', y: 'end', stroke: theme.accent, strokeWidth: 2.5 }),
      ],
    }),
  });
}
