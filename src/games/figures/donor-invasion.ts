import { figure, type Figure } from '../../figures/index.js';
import { donorOutlook } from '../donor/donor-invasion.js';
import { donorRules, type DonorRules } from '../donor/donor-rules.js';
import { defector, type DonorStrategy } from '../donor/donor-strategy.js';
import { donorGame } from './donor-wording.js';

export interface DonorInvasionFigureOptions {
  /** Up to six strategies that meet the other one. */
  readonly strategies: readonly { readonly label: string; readonly strategy: DonorStrategy }[];
  /** Whom they meet, default defectors. */
  readonly against?: { readonly label: string; readonly strategy: DonorStrategy };
  readonly rules?: DonorRules;
}

/**
 * Survival of a strategy by the number of agents that follow it, the rest following another; exact over all seatings.
 * Above ½ it spreads, below it shrinks.
 *
 * @throws InvalidInputError for a strategy that draws, or a society too large to enumerate
 *
 * @example
 * ```ts
 * import { donorInvasionFigure, imageScorer } from 'polity/games';
 * donorInvasionFigure({ strategies: [{ label: 'image scorers', strategy: imageScorer() }] }).title;
 * // 'Among defectors, image scorers spread from 3 of 12 on'
 * ```
 */
export function donorInvasionFigure({
  strategies,
  against = { label: 'defectors', strategy: defector() },
  rules = {},
}: DonorInvasionFigureOptions): Figure {
  const { agents } = donorRules(rules);
  const lines = strategies.map(({ label, strategy }, s) => {
    const points = Array.from({ length: agents - 1 }, (_, i) => {
      const [own] = donorOutlook(
        [
          { strategy, count: i + 1 },
          { strategy: against.strategy, count: agents - 1 - i },
        ],
        rules,
      );
      return { s, count: i + 1, survival: own.survival };
    });
    // The largest number at or below which it does not spread.
    const barrier = points.reduce((last, { count, survival }) => (survival <= 0.5 ? count : last), 0);
    return { label, s, points, barrier };
  });
  const spreading = lines.filter(({ barrier }) => barrier < agents - 1);
  const others = lines.filter(({ barrier }) => barrier === agents - 1).map(({ label }) => label);
  const finding = [
    ...spreading.map(
      ({ label, barrier }, i) =>
        `${label} ${i === 0 ? 'spread ' : ''}from ${barrier + 1} ${i === 0 ? `of ${agents} ` : ''}on`,
    ),
    ...(others.length > 0 ? [`${others.join(' and ')} at no number`] : []),
  ];
  const points = lines.flatMap((line) => line.points);
  return figure({
    title: `Among ${against.label}, ${finding.join(', ')}`,
    subtitle: `Probability that one of n agents with the strategy is in the better half of ${agents}, the others being ${against.label}; exact over all seatings`,
    source: donorGame,
    description: `Survival by number of agents. ${lines.map((line) => `${line.label}: ${line.points.map(({ count, survival }) => `${count}: ${survival.toFixed(2)}`).join(', ')}`).join('; ')}`,
    height: 340,
    legend: lines.map(({ label, s }) => ({ label, color: (theme) => theme.series[s] })),
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { label: 'agents with the strategy →', ticks: agents - 1, tickFormat: String },
      y: { label: '↑ probability of survival', domain: [0, 1], ticks: 5, grid: true },
      marks: [
        Plot.ruleY([0.5], { stroke: theme.ink, strokeDasharray: '4 4' }),
        Plot.line(points, {
          x: 'count',
          y: 'survival',
          z: 's',
          stroke: ({ s }: { s: number }) => theme.series[s],
          strokeWidth: 2,
        }),
        Plot.dot(points, { x: 'count', y: 'survival', r: 3.5, fill: ({ s }: { s: number }) => theme.series[s] }),
      ],
    }),
  });
}
