import { figure, type Figure } from '../../figures/index.js';
import {
  lexicalTurnover,
  shuffledTurnover,
  type DaysOfPosts,
  type TurnoverOptions,
} from '../socialization/lexical-turnover.js';
import { moltbook } from './words.js';

/**
 * Births and deaths of n-grams by day on top of the band of the same posts dealt to the days at random.
 *
 * @param options - of {@link lexicalTurnover}; `draws` shuffles, default 100
 * @see arXiv 2602.14299, lexical turnover
 *
 * @example
 * ```ts
 * import { simulateVocabulary, turnoverFigure } from 'polity/populations';
 * const posts = new Array<number>(6).fill(40);
 * turnoverFigure(simulateVocabulary({ words: 2000, posts, innovation: 0.2 })).title;
 * // '10 of 10 rates of turnover lie outside the 95 % band of a society without time'
 * ```
 */
export function turnoverFigure(
  days: DaysOfPosts,
  { draws = 100, seed = 0, ...options }: TurnoverOptions & { readonly draws?: number; readonly seed?: number } = {},
): Figure {
  const observed = lexicalTurnover(days, options);
  const band = shuffledTurnover(days, { ...options, draws, seed });
  const rows = days.slice(1).flatMap((_, i) => {
    const day = i + 1;
    return [
      {
        rate: 'birth',
        day: day + 1,
        value: observed.birth[day],
        lower: band.birthLower[day],
        upper: band.birthUpper[day],
      },
      {
        rate: 'death',
        day: day + 1,
        value: observed.death[day],
        lower: band.deathLower[day],
        upper: band.deathUpper[day],
      },
    ].filter(({ value }) => !Number.isNaN(value));
  });
  const outside = rows.filter(({ value, lower, upper }) => value < lower || value > upper).length;
  const gram = (options.n ?? 1) === 1 ? 'words' : `${options.n}-grams`;
  return figure({
    title: `${outside === 0 ? 'None' : outside} of ${rows.length} rates of turnover ${outside === 1 ? 'lies' : outside === 0 ? 'lies' : 'lie'} outside the 95 % band of a society without time`,
    subtitle: `Shares of ${gram} born and dead on each day; bands: the same posts dealt to the days at random, ${draws} times`,
    source: moltbook,
    description: `Birth and death rates of ${gram} for days 2 to ${days.length}, each with the band expected without any change; ${outside} of ${rows.length} rates lie outside.`,
    height: 300,
    legend: [
      { label: 'birth', color: (theme) => theme.series[0] },
      { label: 'death', color: (theme) => theme.series[1] },
      { label: 'without time', color: (theme) => theme.muted, mark: 'area' },
    ],
    plot: (Plot, theme) => {
      const color = ({ rate }: { rate: string }) => (rate === 'birth' ? theme.series[0] : theme.series[1]);
      return {
        marginLeft: 48,
        x: { label: 'day →', ticks: Math.min(12, days.length - 1), tickFormat: 'd' },
        y: { label: '↑ share of n-grams', grid: true, zero: true },
        marks: [
          Plot.areaY(rows, { x: 'day', y1: 'lower', y2: 'upper', z: 'rate', fill: color, fillOpacity: 0.22 }),
          Plot.line(rows, { x: 'day', y: 'value', z: 'rate', stroke: color, strokeWidth: 2 }),
          Plot.dot(rows, { x: 'day', y: 'value', fill: color, r: 3, stroke: theme.paper }),
        ],
      };
    },
  });
}
