import type * as Plot from '@observablehq/plot';
import { figure, type Figure, type Theme } from '../../figures/index.js';
import { checkInteger, checkPositive, InvalidInputError } from '../../foundation/index.js';
import { type EvolutionaryDynamics } from '../evolution/dynamics.js';
import {
  populationGame,
  singlePopulation,
  type PopulationGame,
  type PopulationGameLike,
} from '../evolution/population-game.js';
import { barycentricGrid } from '../evolution/simplex-grid.js';
import { attractionText, mixtureText, portrait, portraitMarks, restLegend, type Place } from './phase-portrait.js';

export interface SimplexPhaseOptions {
  /** Names of the three strategies; default those of the game. */
  readonly names?: readonly string[];
  /** Paths start at the inner points of a grid with so many steps on a side; default 5. */
  readonly resolution?: number;
  /** Longest time followed, default 40. */
  readonly duration?: number;
}

/**
 * The phase portrait of a game of three strategies in one population, on the triangle of shares: each corner is a
 * population of one strategy; paths with their direction, and rest points by their stability.
 *
 * @throws InvalidInputError unless the game has one population with three strategies
 *
 * @example
 * ```ts
 * import { replicator, simplexPhaseFigure } from 'polity/games';
 * const game = [[0, -1, 1.5], [1.5, 0, -1], [-1, 1.5, 0]];
 * simplexPhaseFigure(game, replicator, { names: ['rock', 'paper', 'scissors'] }).title;
 * // 'Replicator dynamics: 1 of 4 rest points attracts: 0.33 rock, 0.33 paper, 0.33 scissors'
 * ```
 */
export function simplexPhaseFigure(
  game: PopulationGameLike,
  dynamics: EvolutionaryDynamics,
  { names, resolution = 5, duration = 40 }: SimplexPhaseOptions = {},
): Figure {
  checkInteger('resolution', resolution, { min: 2, max: 20 });
  checkPositive('duration', duration);
  const population = threeStrategies(game, names);
  const [labels] = population.strategies;
  const starts = barycentricGrid(3, resolution).map((point) => point.map((share) => 0.94 * share + 0.02));
  const edges = barycentricGrid(3, 2).filter((point) => point.some((share) => share === 0.5));
  const drawn = portrait(population, dynamics, [...starts, ...edges], { duration, place: ternaryPlace });
  const finding = attractionText(drawn.points, ({ shares }) => mixtureText(shares, labels));
  return figure({
    title: `${dynamics.name.charAt(0).toUpperCase()}${dynamics.name.slice(1)} dynamics: ${finding}`,
    subtitle: `Shares of ${labels.join(', ')} in one population; a corner is a population of one strategy`,
    source: 'Hofbauer & Sigmund, Evolutionary Games and Population Dynamics (1998)',
    description:
      `A triangle whose corners are ${labels.join(', ')}, with ${drawn.paths.length} paths of the dynamics and their directions. ` +
      `Rest points: ${drawn.points.map(({ kind, point }) => `${mixtureText(point.shares, labels)} (${kind})`).join('; ') || 'none that are isolated'}.`,
    ...ternarySize,
    legend: [
      { label: 'path, in the direction of the arrow', color: (theme) => theme.series[0] },
      ...restLegend(drawn.points),
    ],
    plot: (plot, theme) => ({
      ...ternaryScales,
      marks: [...ternaryMarks(plot, theme, labels), ...portraitMarks(plot, theme, drawn)],
    }),
  });
}

export const ternarySize = { width: 640, height: 460 } as const;

/** Equal units on both axes within the size above. */
export const ternaryScales = {
  margin: 0,
  marginTop: 0,
  marginRight: 0,
  marginBottom: 0,
  marginLeft: 0,
  x: { axis: null, domain: [0.5 - 0.66, 0.5 + 0.66] },
  y: { axis: null, domain: [-0.085, 0.927] },
} as const;

/** Corners: the first strategy left below, the second right below, the third above. */
export function ternaryPlace(shares: ArrayLike<number>): Place {
  return { x: shares[1] + shares[2] / 2, y: (shares[2] * Math.sqrt(3)) / 2 };
}

/** The triangle with grid lines at quarters and the names at its corners. */
export function ternaryMarks(plot: typeof Plot, theme: Theme, names: readonly string[]): Plot.Markish[] {
  const line = (from: readonly number[], to: readonly number[]) => [ternaryPlace(from), ternaryPlace(to)];
  const at = { x: 'x', y: 'y' } as const;
  const inner = [0.25, 0.5, 0.75].flatMap((level) => [
    line([level, 1 - level, 0], [level, 0, 1 - level]),
    line([1 - level, level, 0], [0, level, 1 - level]),
    line([1 - level, 0, level], [0, 1 - level, level]),
  ]);
  const corners = [ternaryPlace([1, 0, 0]), ternaryPlace([0, 1, 0]), ternaryPlace([0, 0, 1])];
  const name = (k: number, dy: number) =>
    plot.text([corners[k]], { ...at, text: [names[k]], dy, fontWeight: 'bold', fontSize: 13, fill: theme.ink });
  return [
    ...inner.map((ends) => plot.line(ends, { ...at, stroke: theme.grid })),
    plot.line([...corners, corners[0]], { ...at, stroke: theme.muted, strokeWidth: 1.2 }),
    name(0, 22),
    name(1, 22),
    name(2, -18),
  ];
}

/** A game of one population with three strategies, by the given names. */
export function threeStrategies(game: PopulationGameLike, names: readonly string[] | undefined): PopulationGame {
  const population = populationGame(game);
  if (population.sizes.length !== 1 || population.sizes[0] !== 3) {
    throw new InvalidInputError('game', population.sizes, 'be one population with three strategies');
  }
  if (names && names.length !== 3) throw new InvalidInputError('names.length', names.length, 'equal 3');
  return names
    ? { ...population, strategies: [singlePopulation(population.payoffs, names).strategies[0]] }
    : population;
}
