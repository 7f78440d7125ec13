import { decimal, logAxisX, significant, figure, type Figure, type Theme } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { Calibration } from '../calibration/calibrate.js';
import { fidelityAt, type FidelityFamily } from '../fidelity-curve.js';
import { integers, paper } from './words.js';

const FAMILY_WORDS: Readonly<Record<FidelityFamily, string>> = {
  constant: 'constant',
  saturatingExponential: 'saturating exponential',
  hyperbolic: 'hyperbolic',
  powerGap: 'power gap',
  tabulated: 'isotonic',
};

/** Families keep their colour, whichever fits best. */
const FAMILY_COLOURS: readonly FidelityFamily[] = [
  'hyperbolic',
  'saturatingExponential',
  'powerGap',
  'tabulated',
  'constant',
];

/**
 * Measured fidelity of messages against their length, with every family of curves fitted to them.
 *
 * @throws InvalidInputError when the calibration has no fidelity
 * @see arXiv 2601.17311, Section 2 (message length and fidelity)
 *
 * @example
 * ```ts
 * import { calibrate, fidelityFitFigure, syntheticRuns } from 'polity/organization';
 * const fidelityCurve = { family: 'hyperbolic', ceiling: 0.9, length: 30 } as const;
 * const runs = syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.1, fidelityCurve });
 * fidelityFitFigure(calibrate(runs)).title.startsWith('Longer messages lose less'); // true
 * ```
 */
export function fidelityFitFigure({ fidelity, reasons, level }: Calibration): Figure {
  if (!fidelity) throw new InvalidInputError('calibration', null, `have a fidelity: ${reasons.fidelity}`);
  const { measured, fits, chosen } = fidelity;
  const points = measured.map(({ interval, ...rest }) => ({ ...rest, lower: interval.lower, upper: interval.upper }));
  const [first, last] = [points[0], points[points.length - 1]];
  const [low, high] = [first.messageLength / 1.6, last.messageLength * 1.6];
  const lines = fits.map(({ family, curve, weight }) => ({
    family,
    weight,
    points: integers(0, 120).map((i) => {
      const m = low * (high / low) ** (i / 120);
      return { messageLength: m, fidelity: fidelityAt(curve, m) };
    }),
  }));
  const colour = (theme: Theme, family: FidelityFamily) => theme.series[FAMILY_COLOURS.indexOf(family)] ?? theme.ink;
  const bottom = Math.max(-1, Math.min(0, ...points.map(({ lower }) => lower)));
  const rises = last.lower > first.upper;
  return figure({
    title: rises
      ? `Longer messages lose less: fidelity rises from ${decimal(first.fidelity, 2)} at ${decimal(first.messageLength, 0)} tokens to ${decimal(last.fidelity, 2)} at ${decimal(last.messageLength, 0)}`
      : `Message length tells little: fidelity is ${decimal(first.fidelity, 2)} at ${decimal(first.messageLength, 0)} tokens and ${decimal(last.fidelity, 2)} at ${decimal(last.messageLength, 0)}`,
    subtitle: `Share γ(m) of a vote’s bias that arrives, 2·agreement − 1, of ${fidelity.messages} messages; curves by maximum likelihood, Akaike weights from AICc`,
    source: `${paper}, Section 2; Wilson intervals of ${decimal(100 * level, 1)} %`,
    description:
      `Points with intervals for each message length, and ${lines.length} fitted curves. By AICc the ${FAMILY_WORDS[chosen]} curve is chosen. Measured: ` +
      points
        .map(({ messageLength, fidelity: g }) => `${significant(g)} at ${decimal(messageLength, 0)} tokens`)
        .join(', '),
    legend: [
      { label: 'measured', color: (theme) => theme.ink, mark: 'dot' as const },
      ...lines.map(({ family, weight }) => ({
        label: `${FAMILY_WORDS[family]}, weight ${decimal(weight, 2)}${family === chosen ? ' (chosen)' : ''}`,
        color: (theme: Theme) => colour(theme, family),
        mark: family === chosen ? ('line' as const) : ('dash' as const),
      })),
    ],
    plot: (Plot, theme) => ({
      marginRight: 20,
      x: { type: 'log', domain: [low, high] },
      y: { domain: [bottom, 1], ticks: 5, label: '↑ fidelity, γ', grid: true },
      marks: [
        logAxisX(Plot, low, high, 'message length, m (tokens) →'),
        ...[...lines].reverse().map(({ family, points: line }) =>
          Plot.line(line, {
            x: 'messageLength',
            y: 'fidelity',
            stroke: colour(theme, family),
            strokeWidth: family === chosen ? 2.6 : 1.6,
            ...(family === chosen ? {} : { strokeDasharray: '5 3' }),
          }),
        ),
        Plot.link(points, { x: 'messageLength', y1: 'lower', y2: 'upper', stroke: theme.ink, strokeWidth: 1.4 }),
        Plot.dot(points, { x: 'messageLength', y: 'fidelity', fill: theme.ink, r: 4 }),
      ],
    }),
  });
}
