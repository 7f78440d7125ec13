import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { fitEntropyLaw } from '../entropy-law.js';
import { checkCurve, type TrainingCurve } from '../training-curve.js';
import { paper, percent, seriesColor, thinned } from './words.js';

export interface LawFigureOptions {
  /** Names of the runs; default run 1, run 2 … */
  readonly names?: readonly string[];
}

/**
 * Reward against entropy on a logarithmic axis, with the fitted law of each run.
 *
 * @param curves - one to six runs
 * @see arXiv 2505.22617, Figure 1
 *
 * @example
 * ```ts
 * import { lawFigure, simulateCurve } from 'polity/entropy';
 * lawFigure([simulateCurve({ noise: 0 })]).title;
 * // 'Reward is bought with entropy: R = −a e^{H} + b explains 100 % of it, and ends at a ceiling of 0.4'
 * ```
 */
export function lawFigure(curves: readonly TrainingCurve[], { names }: LawFigureOptions = {}): Figure {
  if (curves.length < 1 || curves.length > 6) {
    throw new InvalidInputError('curves.length', curves.length, 'lie in [1, 6], the colours there are');
  }
  const runs = curves.map((curve, i) => {
    const { entropy, reward } = checkCurve(curve, `curves[${i}].`);
    const { a, b, ceiling, r2 } = fitEntropyLaw({ entropy, reward });
    const points = thinned(entropy.length)
      .map((t) => ({ entropy: entropy[t], reward: reward[t] }))
      .filter((point) => point.entropy > 0);
    const [low, high] = [Math.min(...points.map((p) => p.entropy)), Math.max(...points.map((p) => p.entropy))];
    const line = Array.from({ length: 121 }, (_, k) => {
      const h = low * (high / low) ** (k / 120);
      return { entropy: h, reward: b.estimate - a.estimate * Math.exp(h) };
    });
    return {
      name: names?.[i] ?? `run ${i + 1}`,
      a: a.estimate,
      b: b.estimate,
      ceiling: ceiling.estimate,
      r2,
      points,
      line,
    };
  });
  const explained = runs.map(({ r2 }) => r2);
  const ceilings = runs.map(({ ceiling }) => ceiling);
  const single = runs.length === 1;
  const range = (values: readonly number[], write: (value: number) => string) => {
    const [least, most] = [write(Math.min(...values)), write(Math.max(...values))];
    return least === most ? least : `${least} to ${most}`;
  };
  return figure({
    title: `Reward is bought with entropy: R = −a e^{H} + b explains ${range(explained, percent)} of it, and ends at ${single ? 'a ceiling' : 'ceilings'} of ${range(ceilings, decimal)}`,
    subtitle: `Points are the run${single ? '' : 's'}, lines the law; entropy falls from right to left as training goes on`,
    source: `${paper}, equation 6`,
    description:
      `Reward against policy entropy on a logarithmic axis for ${runs.length} run${single ? '' : 's'}. As entropy falls the reward rises and flattens; ` +
      runs.map(({ name, a, b }) => `${name}: a = ${decimal(a)}, b = ${decimal(b)}`).join('; ') +
      '.',
    legend: runs.map(({ name, a, b }, i) => ({
      label: `${name}: a = ${decimal(a)}, b = ${decimal(b)}`,
      color: (theme) => seriesColor(theme, i),
    })),
    plot: (Plot, theme) => ({
      marginLeft: 52,
      marginRight: 16,
      x: { type: 'log', label: 'policy entropy, H (nats) →', ticks: 6, tickFormat: '~g' },
      y: { label: '↑ reward, R', grid: true, nice: true },
      marks: runs.flatMap(({ points, line }, i) => [
        Plot.dot(points, { x: 'entropy', y: 'reward', fill: seriesColor(theme, i), fillOpacity: 0.35, r: 2 }),
        Plot.line(line, { x: 'entropy', y: 'reward', stroke: seriesColor(theme, i), strokeWidth: 2.2 }),
      ]),
    }),
  });
}
