import { decimal, figure, type Figure, type Theme } from '../../figures/index.js';
import { nashEquilibria } from '../strategic/nash-equilibria.js';
import { correlatedPayoffs, feasiblePayoffs, type PayoffPair } from '../strategic/payoff-polygons.js';
import type { StrategicGame } from '../strategic/strategic-game.js';

/**
 * Payoffs of a two-player game: all that lotteries can give, those of coarse correlated and of correlated equilibria, and of
 * the Nash equilibria.
 *
 * @throws InvalidInputError unless there are two players
 *
 * @example
 * ```ts
 * import { chicken, payoffPolygonFigure } from 'polity/games';
 * (await payoffPolygonFigure(chicken())).title;
 * // 'A mediator can raise the sum of payoffs from 9.33 to 10.5, where 12 is feasible'
 * ```
 */
export async function payoffPolygonFigure(game: StrategicGame): Promise<Figure> {
  const feasible = feasiblePayoffs(game);
  const coarse = await correlatedPayoffs(game, { coarse: true });
  const correlated = await correlatedPayoffs(game);
  const nash = nashEquilibria(game).equilibria.map(({ payoffs }) => ({ row: payoffs[0], column: payoffs[1] }));
  const most = (list: readonly PayoffPair[]) => Math.max(...list.map(({ row, column }) => row + column));
  const [bestNash, best, top] = [most(nash), most(correlated), most(feasible)];
  const [row, column] = game.players;
  // With two strategies each the two kinds are the same.
  const coarser = coarse.some(
    (corner) => !correlated.some((other) => distance(corner, other) < 1e-6 * (Math.abs(top) || 1)),
  );
  const closed = (list: readonly PayoffPair[]) => [...list, list[0]];
  const gain = best - bestNash > 1e-6 * (Math.abs(top) || 1);
  return figure({
    title: gain
      ? `A mediator can raise the sum of payoffs from ${decimal(bestNash, 2)} to ${decimal(best, 2)}, where ${decimal(top, 2)} is feasible`
      : `A mediator adds nothing to the best Nash equilibrium: the sum of payoffs is ${decimal(best, 2)}, where ${decimal(top, 2)} is feasible`,
    subtitle: `Payoffs of lotteries over outcomes, of ${coarser ? 'coarse correlated, correlated' : 'correlated (and coarse correlated, the same here)'} and Nash equilibria of a ${game.shape.join(' × ')} game`,
    source: 'Aumann 1974; Moulin & Vial 1978. Polygons by linear programs',
    description:
      `The payoffs of player ${row} across and of player ${column} up. Nash equilibria at ` +
      nash.map((point) => `(${decimal(point.row)}, ${decimal(point.column)})`).join(', ') +
      `; corners of the correlated equilibria at ` +
      correlated.map((point) => `(${decimal(point.row)}, ${decimal(point.column)})`).join(', '),
    height: 420,
    legend: [
      { label: 'feasible', color: (theme) => theme.muted, mark: 'area' },
      ...(coarser
        ? [{ label: 'coarse correlated', color: (theme: Theme) => theme.series[4], mark: 'area' as const }]
        : []),
      { label: 'correlated', color: (theme) => theme.series[0], mark: 'area' },
      { label: 'Nash', color: (theme) => theme.accent, mark: 'dot' },
    ],
    plot: (Plot, theme) => {
      const polygon = (list: readonly PayoffPair[], color: string, opacity: number) => [
        Plot.line(closed(list), {
          x: 'row',
          y: 'column',
          curve: 'linear-closed',
          fill: color,
          fillOpacity: opacity,
          stroke: color,
          strokeWidth: 1.6,
        }),
        // A polygon that is only a point would not be seen.
        Plot.dot(list, { x: 'row', y: 'column', r: 2, fill: color }),
      ];
      return {
        marginLeft: 52,
        marginRight: 20,
        inset: 12,
        x: { label: `payoff of player ${row} →`, nice: true },
        y: { label: `↑ payoff of player ${column}`, nice: true },
        marks: [
          Plot.frame({ stroke: theme.grid }),
          ...polygon(feasible, theme.muted, 0.12),
          ...(coarser ? polygon(coarse, theme.series[4], 0.2) : []),
          ...polygon(correlated, theme.series[0], 0.35),
          Plot.dot(nash, { x: 'row', y: 'column', r: 5, fill: theme.accent, stroke: theme.paper }),
        ],
      };
    },
  });
}

const distance = (a: PayoffPair, b: PayoffPair) => Math.hypot(a.row - b.row, a.column - b.column);
