import { decimal, figure, type Figure, type Theme } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { Calibration } from '../calibration/calibrate.js';
import { criticalCorrelation } from '../critical-surfaces.js';
import { paper } from './words.js';

/**
 * The raw pairwise correlation beside the shared-error correlation with difficulty taken out, and the correlation below
 * which a tree of the calibrated fan-in and fidelity amplifies.
 *
 * @throws InvalidInputError when the calibration has no correlation
 * @see arXiv 2601.17311, Section 2 (shared-error correlation); the separation is this library's
 *
 * @example
 * ```ts
 * import { calibrate, separatedCorrelationFigure, syntheticRuns } from 'polity/organization';
 * const runs = syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.1, difficulty: 0.3, rounds: 3 });
 * separatedCorrelationFigure(calibrate(runs)).title.startsWith('Most of the raw correlation'); // true
 * ```
 */
export function separatedCorrelationFigure({ correlation, amplification, reasons, level }: Calibration): Figure {
  if (!correlation) throw new InvalidInputError('calibration', null, `have a correlation: ${reasons.correlation}`);
  const { raw, shared } = correlation;
  const rows = [
    { name: 'raw', estimate: raw.estimate, lower: raw.interval.lower, upper: raw.interval.upper },
    ...(shared
      ? [
          {
            name: 'shared failures',
            estimate: shared.estimate,
            lower: shared.interval.lower,
            upper: shared.interval.upper,
          },
        ]
      : []),
  ];
  const threshold =
    amplification && criticalCorrelation({ fanIn: amplification.fanIn, fidelity: amplification.fidelity.estimate });
  const highest = Math.max(...rows.map(({ upper }) => upper), threshold ?? 0);
  const lowest = Math.min(0, ...rows.map(({ lower }) => lower));
  const separation =
    shared?.separation === 'rounds' ? 'repeated rounds of the same items' : 'an excess of unanimous panels';
  const colour = (theme: Theme, name: string) => (name === 'raw' ? theme.series[1] : theme.series[0]) ?? theme.ink;
  return figure({
    title: finding(correlation),
    subtitle: shared
      ? `Pairwise correlation of signed correctness, and the part of it that is shared failure, told apart by ${separation}`
      : `Pairwise correlation of signed correctness; shared failures could not be told from hard items: ${correlation.reason}`,
    source: `${paper}, Section 2; ${decimal(100 * level, 1)} % intervals over ${raw.n} items`,
    description:
      'Estimates of pairwise correlation as points with intervals on one axis. ' +
      rows
        .map(
          ({ name, estimate, lower, upper }) => `${name} ${decimal(estimate)} (${decimal(lower)} to ${decimal(upper)})`,
        )
        .join('; ') +
      (threshold === null ? '' : `; a tree amplifies below ${decimal(threshold)}`),
    height: 190,
    plot: (Plot, theme) => ({
      marginLeft: 110,
      marginRight: 28,
      marginTop: 40,
      x: { domain: [lowest, 1.12 * highest], label: 'correlation →', grid: true },
      y: { type: 'point', domain: rows.map(({ name }) => name), label: null, padding: 0.6 },
      marks: [
        Plot.axisY({ tickSize: 0, fontSize: 12 }),
        ...(threshold === null
          ? []
          : [
              Plot.ruleX([threshold], { stroke: theme.accent, strokeDasharray: '5 3' }),
              Plot.text([threshold], {
                x: (x: number) => x,
                text: [`amplifies below ρ_{c} = ${decimal(threshold)} (b = ${amplification?.fanIn})`],
                frameAnchor: 'top',
                lineAnchor: 'bottom',
                textAnchor: 'end',
                dx: 20,
                dy: -6,
                fill: theme.accent,
              }),
            ]),
        ...rows.flatMap((row) => [
          Plot.link([row], { x1: 'lower', x2: 'upper', y: 'name', stroke: colour(theme, row.name), strokeWidth: 3 }),
          Plot.dot([row], { x: 'estimate', y: 'name', fill: colour(theme, row.name), r: 6 }),
          Plot.text([row], { x: 'estimate', y: 'name', text: [decimal(row.estimate)], dy: -15, fill: theme.ink }),
        ]),
      ],
    }),
  });
}

function finding({ raw, shared }: NonNullable<Calibration['correlation']>): string {
  if (!shared) return `Agents’ answers correlate by ${decimal(raw.estimate)}, of which hard items have an unknown part`;
  if (raw.interval.lower <= shared.estimate || raw.estimate <= 0) {
    return `Hard items explain no visible part of the raw correlation: ${decimal(raw.estimate)} raw, ρ = ${decimal(shared.estimate)}`;
  }
  const part = 1 - shared.estimate / raw.estimate;
  const words = part > 0.5 ? 'Most' : 'A part';
  return `${words} of the raw correlation, ${decimal(100 * part, 0)} %, is hard items: shared failures have ρ = ${decimal(shared.estimate)}`;
}
