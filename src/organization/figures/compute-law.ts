import { decimal, logAxisX, logAxisY, significant, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { Calibration } from '../calibration/calibrate.js';
import { fittedBias } from '../calibration/compute-law-fit.js';
import { integers, paper } from './words.js';

/**
 * Measured bias against tokens, with the law min(1, k x^β) fitted to the runs and its confidence band.
 *
 * @throws InvalidInputError when the calibration has no compute law
 * @see arXiv 2601.17311, Section 2 (compute–performance exponent)
 *
 * @example
 * ```ts
 * import { calibrate, computeLawFigure, syntheticRuns } from 'polity/organization';
 * const runs = syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.1, tokens: [100, 400, 1600, 6400] });
 * computeLawFigure(calibrate(runs)).title;
 * // 'Ten times the tokens make an agent’s bias 2.1 times as large: β = 0.33 (0.24 to 0.41)'
 * ```
 */
export function computeLawFigure({ compute, reasons, level }: Calibration): Figure {
  if (!compute) throw new InvalidInputError('calibration', null, `have a compute law: ${reasons.compute}`);
  const { beta, bins, tokens } = compute;
  const [low, high] = [tokens.min / 1.3, tokens.max * 1.3];
  const curve = integers(0, 80).map((i) => {
    const x = low * (high / low) ** (i / 80);
    return { tokens: x, ...fittedBias(compute, x) };
  });
  const points = bins.map(({ interval, ...bin }) => ({ ...bin, lower: interval.lower, upper: interval.upper }));
  const shown = points.filter(({ bias }) => bias > 0);
  const bottom = 0.7 * Math.min(...curve.map(({ lower }) => lower), ...shown.map(({ bias }) => bias));
  const top = Math.min(1, 1.4 * Math.max(...curve.map(({ upper }) => upper), ...points.map(({ upper }) => upper)));
  const percent = decimal(100 * level, 1);
  const range = `${significant(beta.interval.lower)} to ${significant(beta.interval.upper)}`;
  return figure({
    title: `Ten times the tokens make an agent’s bias ${significant(10 ** beta.estimate)} times as large: β = ${significant(beta.estimate)} (${range})`,
    subtitle: `Mean signed correctness μ = 2·accuracy − 1 of runs of about equal compute, and the law min(1, k x^{β}) fitted to the single runs on ${beta.n} items`,
    source: `${paper}, Section 2; ${percent} % intervals over items`,
    description:
      `On logarithmic axes the measured bias rises with tokens along a straight line of slope ${decimal(beta.estimate)}. Measured: ` +
      points.map(({ tokens: x, bias }) => `${significant(bias)} at ${significant(x)} tokens`).join(', '),
    legend: [
      { label: 'measured bias', color: (theme) => theme.ink, mark: 'dot' },
      { label: 'fitted law', color: (theme) => theme.series[0] ?? theme.ink },
      { label: `its ${percent} % band`, color: (theme) => theme.series[0] ?? theme.ink, mark: 'area' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 24,
      x: { type: 'log', domain: [low, high] },
      y: { type: 'log', domain: [bottom, top], clamp: true },
      marks: [
        logAxisX(Plot, low, high, 'compute of a run, x (tokens) →'),
        ...logAxisY(Plot, theme, bottom, top, '↑ bias, μ'),
        Plot.areaY(curve, { x: 'tokens', y1: 'lower', y2: 'upper', fill: theme.series[0], fillOpacity: 0.16 }),
        Plot.line(curve, { x: 'tokens', y: 'estimate', stroke: theme.series[0], strokeWidth: 2.2 }),
        Plot.link(shown, {
          x: 'tokens',
          y1: ({ lower }: { lower: number }) => Math.max(bottom, lower),
          y2: 'upper',
          stroke: theme.ink,
          strokeWidth: 1.4,
        }),
        Plot.dot(shown, { x: 'tokens', y: 'bias', fill: theme.ink, r: 4 }),
      ],
    }),
  });
}
