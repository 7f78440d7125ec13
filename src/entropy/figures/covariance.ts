import { decimal, figure, type Figure } from '../../figures/index.js';
import type { ExactTraining } from '../train-exact.js';
import { paper, percent, thinned } from './words.js';

/**
 * Fall of the entropy in each step of exact training, predicted by the covariance and as it was.
 *
 * @param run - from {@link trainExact}, at least three steps
 * @see arXiv 2505.22617, Figure 8 (left) and Lemma 1
 *
 * @example
 * ```ts
 * import { banditPopulation, covarianceFigure, trainExact } from 'polity/entropy';
 * covarianceFigure(trainExact(banditPopulation(), { learningRate: 0.2, steps: 2400 })).title;
 * // 'The covariance foretells how entropy falls: 0.4066 nats predicted step by step, 0.4127 measured'
 * ```
 */
export function covarianceFigure({
  entropy,
  predictedChange,
}: Pick<ExactTraining, 'entropy' | 'predictedChange'>): Figure {
  const steps = predictedChange.length;
  let [predicted, largest, rising] = [0, 0, 0];
  for (let t = 0; t < steps; t++) {
    predicted -= predictedChange[t];
    largest = Math.max(largest, Math.abs(predictedChange[t] - (entropy[t + 1] - entropy[t])));
    if (predictedChange[t] > 0) rising++;
  }
  const points = thinned(steps, 480).map((t) => ({
    step: t,
    covariance: -predictedChange[t] * 1e3,
    fall: (entropy[t] - entropy[t + 1]) * 1e3,
  }));
  const measured = entropy[0] - entropy[steps];
  return figure({
    title: `The covariance foretells how entropy falls: ${decimal(predicted, 4)} nats predicted step by step, ${decimal(measured, 4)} measured`,
    subtitle: `Largest gap in a step ${(largest * 1e3).toFixed(3)}·10^{−3} nats; entropy is foretold to rise in ${percent(rising / steps)} of the steps`,
    source: `${paper}, Lemma 1 and Figure 8; exact training of bandits`,
    description:
      'Two curves over training steps that lie on each other: the rate times the covariance of log-probability and logit change, and the fall of the entropy. ' +
      `They are largest early and fall towards zero; in total ${decimal(predicted, 4)} against ${decimal(measured, 4)} nats.`,
    legend: [
      { label: 'measured, −ΔH', color: (theme) => theme.series[0] ?? theme.ink },
      { label: 'predicted, Cov(log π, Δz)', color: (theme) => theme.series[1] ?? theme.ink, mark: 'dash' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 52,
      marginRight: 16,
      x: { label: 'step →' },
      y: { label: '↑ fall of entropy (10⁻³ nats a step)', grid: true },
      marks: [
        Plot.ruleY([0], { stroke: theme.muted }),
        Plot.line(points, { x: 'step', y: 'fall', stroke: theme.series[0], strokeWidth: 3, strokeOpacity: 0.75 }),
        Plot.line(points, {
          x: 'step',
          y: 'covariance',
          stroke: theme.series[1],
          strokeWidth: 1.8,
          strokeDasharray: '5 3',
        }),
      ],
    }),
  });
}
