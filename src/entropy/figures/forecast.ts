import { decimal, figure, type Figure } from '../../figures/index.js';
import { type EarlyPredictionOptions, predictFromEarly } from '../forecast.js';
import { checkCurve, type TrainingCurve } from '../training-curve.js';
import { paper, percent, thinned } from './words.js';

/**
 * A run foretold from its beginning: measured reward, the early law's prediction and its interval.
 *
 * @see arXiv 2505.22617, Figure 5
 *
 * @example
 * ```ts
 * import { banditPopulation, forecastFigure, trainExact } from 'polity/entropy';
 * forecastFigure(trainExact(banditPopulation(), { learningRate: 0.2, steps: 2400 })).title;
 * // 'The first 15 % of the run foretell the rest with an error of 0.012, its end with −0.017'
 * ```
 */
export function forecastFigure(
  curve: TrainingCurve,
  { fraction = 0.15, level = 0.95 }: EarlyPredictionOptions = {},
): Figure {
  const { entropy, reward } = checkCurve(curve);
  const early = predictFromEarly({ entropy, reward }, { fraction, level });
  const measured = thinned(reward.length, 480).map((t) => ({ t, reward: reward[t] }));
  const foretold = thinned(early.predicted.length, 240).map((i) => ({
    t: early.fitted + i,
    reward: early.predicted[i],
    lower: early.lower[i],
    upper: early.upper[i],
  }));
  return figure({
    title: `The first ${percent(fraction)} of the run foretell the rest with an error of ${decimal(early.rmse)}, its end with ${decimal(early.finalError)}`,
    subtitle: `Law fitted to ${early.fitted} points; band: ${percent(level)} interval of a measured reward, which held ${percent(early.covered)} of what came`,
    source: `${paper}, Figure 5`,
    description: `Reward against training. After point ${early.fitted} a prediction from the run's entropies continues the fit, with an interval; root mean square error ${decimal(early.rmse)}, final error ${decimal(early.finalError)}.`,
    legend: [
      { label: 'measured', color: (theme) => theme.ink },
      { label: 'law of the first points', color: (theme) => theme.series[0] ?? theme.ink },
      {
        label: `${percent(level)} interval, from the last deviation on`,
        color: (theme) => theme.series[0] ?? theme.ink,
        mark: 'area',
      },
      { label: 'end of what was fitted', color: (theme) => theme.accent, mark: 'dash' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 48,
      marginRight: 16,
      x: { label: 'point of the run →' },
      y: { label: '↑ reward, R', grid: true },
      marks: [
        Plot.areaY(foretold, { x: 't', y1: 'lower', y2: 'upper', fill: theme.series[0], fillOpacity: 0.18 }),
        Plot.line(measured, { x: 't', y: 'reward', stroke: theme.ink, strokeWidth: 1.4 }),
        Plot.line(foretold, { x: 't', y: 'reward', stroke: theme.series[0], strokeWidth: 2.2 }),
        Plot.ruleX([early.fitted], { stroke: theme.accent, strokeDasharray: '5 3' }),
      ],
    }),
  });
}
