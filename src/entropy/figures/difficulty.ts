import { decimal, figure, type Figure } from '../../figures/index.js';
import type { DifficultyGroup } from '../difficulty-groups.js';
import { paper } from './words.js';

/**
 * Covariance by difficulty of the prompts: what training on easy and on hard prompts does to entropy.
 *
 * @param groups - from {@link difficultyGroups}
 * @see arXiv 2505.22617, Figure 8 (right)
 *
 * @example
 * ```ts
 * import { banditPopulation, difficultyFigure, difficultyGroups } from 'polity/entropy';
 * difficultyFigure(difficultyGroups(banditPopulation())).title;
 * // 'Easy prompts spend entropy, hard ones earn it: covariance −0.455 below a reward of 0.25, 0.797 above 0.75'
 * ```
 */
export function difficultyFigure(groups: readonly DifficultyGroup[]): Figure {
  const [hardest, easiest] = [groups[0], groups[groups.length - 1]];
  const bars = groups.map(({ lower, upper, standardized, prompts }) => ({
    group: `${decimal(lower, 2)} to ${decimal(upper, 2)}`,
    standardized,
    label: `${decimal(standardized)}  (${prompts} prompts)`,
  }));
  const earns = hardest.standardized < 0 && easiest.standardized > 0;
  return figure({
    title: `${earns ? 'Easy prompts spend entropy, hard ones earn it' : 'Covariance by difficulty'}: covariance ${decimal(hardest.standardized)} below a reward of ${decimal(hardest.upper, 2)}, ${decimal(easiest.standardized)} above ${decimal(easiest.lower, 2)}`,
    subtitle:
      'Mean covariance of log-probability and standardised advantage, by the expected reward of a prompt before training',
    source: `${paper}, Figure 8; exact, on a population of bandits`,
    description:
      'Bars of the mean covariance in groups of prompts, from hard to easy: ' +
      bars.map(({ group, standardized }) => `reward ${group}: ${decimal(standardized)}`).join('; ') +
      '.',
    height: 260,
    plot: (Plot, theme) => ({
      marginLeft: 104,
      marginRight: 130,
      x: { label: 'covariance (positive: entropy falls) →', grid: true },
      y: { label: null, domain: bars.map(({ group }) => group) },
      marks: [
        Plot.barX(bars, {
          x: 'standardized',
          y: 'group',
          fill: (bar: { standardized: number }) =>
            bar.standardized < 0 ? (theme.series[0] ?? '') : (theme.series[1] ?? ''),
        }),
        Plot.ruleX([0], { stroke: theme.muted }),
        Plot.text(bars, {
          x: (bar: { standardized: number }) => Math.max(0, bar.standardized),
          y: 'group',
          text: 'label',
          textAnchor: 'start',
          dx: 6,
          fill: theme.ink,
        }),
      ],
    }),
  });
}
