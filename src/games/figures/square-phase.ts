import { figure, type Figure } from '../../figures/index.js';
import { checkInteger, checkPositive, InvalidInputError } from '../../foundation/index.js';
import type { EvolutionaryDynamics } from '../evolution/dynamics.js';
import { playerPopulations } from '../evolution/population-game.js';
import type { StrategicGame } from '../strategic/strategic-game.js';
import { attractionText, mixtureText, portrait, portraitMarks, restLegend } from './phase-portrait.js';

export interface SquarePhaseOptions {
  /** Paths start at the inner points of a grid of so many a side; default 6. */
  readonly resolution?: number;
  /** Longest time followed, default 40. */
  readonly duration?: number;
}

/**
 * The phase portrait of a 2 × 2 game between two populations, on the unit square of the shares of their first strategies.
 *
 * @throws InvalidInputError unless the game is 2 × 2
 *
 * @example
 * ```ts
 * import { replicator, squarePhaseFigure, StrategicGame } from 'polity/games';
 * const names = { strategies: [['opera', 'boxing'], ['opera', 'boxing']] };
 * const battle = StrategicGame.bimatrix([[3, 0], [0, 2]], [[2, 0], [0, 3]], names);
 * squarePhaseFigure(battle, replicator).title;
 * // 'Replicator dynamics: 2 of 5 rest points attract: all boxing / all boxing; all opera / all opera'
 * ```
 */
export function squarePhaseFigure(
  game: StrategicGame,
  dynamics: EvolutionaryDynamics,
  { resolution = 6, duration = 40 }: SquarePhaseOptions = {},
): Figure {
  checkInteger('resolution', resolution, { min: 2, max: 20 });
  checkPositive('duration', duration);
  if (game.shape.join() !== '2,2') throw new InvalidInputError('game.shape', game.shape, 'be 2 × 2');
  const population = playerPopulations(game);
  const [row, column] = game.strategies;
  const grid = Array.from({ length: resolution }, (_, k) => 0.03 + (0.94 * k) / (resolution - 1));
  const starts = grid.flatMap((x) => grid.map((y) => Float64Array.of(x, 1 - x, y, 1 - y)));
  const drawn = portrait(population, dynamics, starts, { duration, place: (s) => ({ x: s[0], y: s[2] }) });
  const finding = attractionText(drawn.points, ({ shares }) => {
    return `${mixtureText(shares.subarray(0, 2), row)} / ${mixtureText(shares.subarray(2), column)}`;
  });
  return figure({
    title: `${dynamics.name.charAt(0).toUpperCase()}${dynamics.name.slice(1)} dynamics: ${finding}`,
    subtitle: `Two populations, one for each player of a 2 × 2 game`,
    source: 'Hofbauer & Sigmund, Evolutionary Games and Population Dynamics (1998), chapter 10',
    description:
      `The unit square of the share of ${row[0]} among row players and of ${column[0]} among column players, with ${drawn.paths.length} ` +
      `paths of the dynamics and their directions. Rest points: ${drawn.points.map(({ x, y, kind }) => `(${x.toFixed(2)}, ${y.toFixed(2)}) ${kind}`).join('; ') || 'none that are isolated'}.`,
    width: 560,
    height: 500,
    legend: [
      { label: 'path, in the direction of the arrow', color: (theme) => theme.series[0] },
      ...restLegend(drawn.points),
    ],
    plot: (plot, theme) => ({
      marginLeft: 60,
      marginRight: 32,
      marginTop: 30,
      marginBottom: 42,
      x: {
        domain: [0, 1],
        ticks: 5,
        tickFormat: String,
        label: `share of ${row[0]} among ${game.players[0] === '1' ? 'row players' : game.players[0]} →`,
      },
      y: {
        domain: [0, 1],
        ticks: 5,
        tickFormat: String,
        label: `↑ share of ${column[0]} among ${game.players[1] === '2' ? 'column players' : game.players[1]}`,
      },
      marks: [plot.frame({ stroke: theme.muted }), ...portraitMarks(plot, theme, drawn)],
    }),
  });
}
