import { decimal, figure, type Figure } from '../../figures/index.js';
import { consumption } from '../consumption.js';
import { checkCurve, type TrainingCurve } from '../training-curve.js';
import { paper, percent, thinned } from './words.js';

/**
 * Entropy spent and reward gained along a run, both as shares of the whole, with marks at 1/12 and 1/3.
 *
 * @see arXiv 2505.22617, Figure 2
 *
 * @example
 * ```ts
 * import { banditPopulation, consumptionFigure, trainExact } from 'polity/entropy';
 * consumptionFigure(trainExact(banditPopulation(), { learningRate: 0.2, steps: 2400 })).title;
 * // 'A twelfth of the run spends 59 % of the entropy for 64 % of the gain; a third, 88 % for 86 %'
 * ```
 */
export function consumptionFigure(curve: TrainingCurve): Figure {
  const { entropy, reward } = checkCurve(curve);
  const [early, third] = consumption({ entropy, reward });
  const last = entropy.length - 1;
  const [h0, h1, r0, r1] = [entropy[0], entropy[last], reward[0], reward[last]];
  const points = thinned(entropy.length, 480).map((t) => ({
    share: t / last,
    spent: (h0 - entropy[t]) / (h0 - h1),
    gained: (reward[t] - r0) / (r1 - r0),
  }));
  const marks = [early, third];
  return figure({
    title: `A twelfth of the run spends ${percent(early.entropySpent)} of the entropy for ${percent(early.rewardGained)} of the gain; a third, ${percent(third.entropySpent)} for ${percent(third.rewardGained)}`,
    subtitle: `Shares of the total change; entropy from ${decimal(h0)} to ${decimal(h1)} nats, reward from ${decimal(r0)} to ${decimal(r1)}`,
    source: `${paper}, Figure 2`,
    description:
      'Two curves rise from 0 to 1 over the run: the share of the entropy that has been spent and the share of the reward that has been gained. ' +
      `At a twelfth of the run they stand at ${percent(early.entropySpent)} and ${percent(early.rewardGained)}, at a third at ${percent(third.entropySpent)} and ${percent(third.rewardGained)}.`,
    legend: [
      { label: 'entropy spent', color: (theme) => theme.series[1] ?? theme.ink },
      { label: 'reward gained', color: (theme) => theme.series[0] ?? theme.ink },
      { label: '1/12 and 1/3 of the run', color: (theme) => theme.accent, mark: 'dash' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 20,
      x: { label: 'share of the run →', domain: [0, 1], percent: false, tickFormat: '.0%' },
      y: { label: '↑ share of the total change', grid: true, tickFormat: '.0%' },
      marks: [
        Plot.ruleX(marks, { x: 'share', stroke: theme.accent, strokeDasharray: '5 3' }),
        Plot.line(points, { x: 'share', y: 'spent', stroke: theme.series[1], strokeWidth: 2.2 }),
        Plot.line(points, { x: 'share', y: 'gained', stroke: theme.series[0], strokeWidth: 2.2 }),
        Plot.dot(marks, { x: 'share', y: 'entropySpent', fill: theme.series[1], r: 4 }),
        Plot.dot(marks, { x: 'share', y: 'rewardGained', fill: theme.series[0], r: 4 }),
      ],
    }),
  });
}
