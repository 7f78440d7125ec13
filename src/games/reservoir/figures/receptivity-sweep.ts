import { decimal, figure, logAxisY, significant, type Figure } from '../../../figures/index.js';
import { InvalidInputError } from '../../../foundation/index.js';
import type { FreeEnergyLandscape, FreeEnergyPoint } from '../free-energy.js';
import { paper, seriesColor } from './words.js';

/**
 * Complexity, variance of actions and mean payoff by receptivity, each relative to Tit-for-Tat at α = 0.
 *
 * @param landscape - of one agent, or a mean; its first receptivity is 0
 * @see arXiv 2602.20846, Figure 2
 * @throws InvalidInputError if the landscape does not begin at α = 0, or complexity or variance is 0 there
 *
 * @example
 * ```ts
 * import { BodyReservoirAgent, freeEnergyLandscape, noisyCooperator, receptivitySweepFigure } from 'polity/games';
 * const agent = BodyReservoirAgent.develop(200, { dimension: 10 });
 * const landscape = freeEnergyLandscape(agent, noisyCooperator(400, 0.1, 1), { receptivities: [0, 0.5, 1] });
 * receptivitySweepFigure(landscape).height; // 380
 * ```
 */
export function receptivitySweepFigure({ points }: FreeEnergyLandscape): Figure {
  if (points.length === 0) throw new InvalidInputError('landscape.points', points, 'begin at receptivity 0');
  const first = points[0];
  if (first.receptivity !== 0 || !(first.complexity > 0) || !(first.actionVariance > 0)) {
    throw new InvalidInputError('landscape.points[0]', first, 'be at receptivity 0, with complexity and variance');
  }
  const last = points[points.length - 1];
  const least = points.reduce((best, point) => (point.complexity < best.complexity ? point : best));
  const quantities: readonly (readonly [string, (point: FreeEnergyPoint) => number])[] = [
    ['complexity', (point) => point.complexity / first.complexity],
    ['variance of actions', (point) => point.actionVariance / first.actionVariance],
    ['mean payoff', (point) => point.meanPayoff / first.meanPayoff],
  ];
  // An estimate floored at 0 has no place on a logarithmic axis.
  const lines = quantities.map(([, of]) =>
    points.map((point) => ({ receptivity: point.receptivity, ratio: of(point) })).filter(({ ratio }) => ratio > 0),
  );
  const low = Math.min(...lines.flat().map(({ ratio }) => ratio)) / 1.3;
  const high = Math.max(...lines.flat().map(({ ratio }) => ratio)) * 1.3;
  const change = last.meanPayoff / first.meanPayoff - 1;
  return figure({
    title: `Trusting the body divides the variance of actions by ${significant(first.actionVariance / last.actionVariance)} and ${change < 0 ? 'costs' : 'earns'} ${decimal(100 * Math.abs(change), 1)} % of payoff; complexity is least at α = ${decimal(least.receptivity, 2)}`,
    subtitle: `Relative to Tit-for-Tat (α = 0): complexity ${decimal(first.complexity)} nats, variance ${decimal(first.actionVariance)}, payoff ${decimal(first.meanPayoff)} a round`,
    source: `${paper}, Figure 2`,
    description: `Three quantities relative to α = 0 on a logarithmic axis. ${points.map((point) => `α = ${decimal(point.receptivity, 2)}: complexity ${decimal(point.complexity)} nats, variance ${point.actionVariance.toPrecision(3)}, payoff ${decimal(point.meanPayoff)}`).join('; ')}.`,
    height: 380,
    legend: quantities.map(([label], i) => ({ label, color: (theme) => seriesColor(theme, i) })),
    plot: (Plot, theme) => ({
      marginLeft: 56,
      marginRight: 16,
      x: { label: 'receptivity, α →' },
      y: { type: 'log', domain: [low, high] },
      marks: [
        ...logAxisY(Plot, theme, low, high, '↑ relative to Tit-for-Tat'),
        ...lines.flatMap((line, i) => [
          Plot.line(line, { x: 'receptivity', y: 'ratio', stroke: seriesColor(theme, i), strokeWidth: 2 }),
          Plot.dot(line, { x: 'receptivity', y: 'ratio', fill: seriesColor(theme, i), r: 3 }),
        ]),
      ],
    }),
  });
}
