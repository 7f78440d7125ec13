import { decimal, figure, type Figure } from '../../figures/index.js';
import { checkInteger, checkPositive } from '../../foundation/index.js';
import { basins } from '../evolution/basins.js';
import type { EvolutionaryDynamics } from '../evolution/dynamics.js';
import type { PopulationGameLike } from '../evolution/population-game.js';
import { mixtureText } from './phase-portrait.js';
import { ternaryMarks, ternaryPlace, ternaryScales, ternarySize, threeStrategies } from './simplex-phase.js';

export interface BasinsFigureOptions {
  /** Names of the three strategies; default those of the game. */
  readonly names?: readonly string[];
  /** Steps of the grid of starts on a side; default 36. */
  readonly resolution?: number;
  /** Longest time followed, default 1000. */
  readonly duration?: number;
}

/**
 * Basins of attraction of a game of three strategies on the triangle of shares: every point of a grid in the colour of
 * where it ends.
 *
 * @throws InvalidInputError unless the game has one population with three strategies
 *
 * @example
 * ```ts
 * import { basinsFigure, replicator } from 'polity/games';
 * const coordination = [[3, 0, 0], [0, 2, 0], [0, 0, 1]];
 * basinsFigure(coordination, replicator, { names: ['A', 'B', 'C'] }).title;
 * // '52 % of starts end at all A, 32 % at all B, 16 % at all C'
 * ```
 */
export function basinsFigure(
  game: PopulationGameLike,
  dynamics: EvolutionaryDynamics,
  { names, resolution = 36, duration = 1000 }: BasinsFigureOptions = {},
): Figure {
  checkInteger('resolution', resolution, { min: 2, max: 100 });
  checkPositive('duration', duration);
  const population = threeStrategies(game, names);
  const [labels] = population.strategies;
  const { basins: found, starts, basinOf, moving } = basins(population, dynamics, { resolution, duration });
  const shown = found.slice(0, 5);
  const percent = (share: number) => `${decimal(100 * share, 0)} %`;
  const parts = shown.map(
    ({ attractor, share }, k) =>
      `${percent(share)} ${k === 0 ? 'of starts end ' : ''}at ${mixtureText(attractor, labels)}`,
  );
  if (moving > 0)
    parts.push(
      `${percent(moving / starts.length)} ${found.length === 0 ? 'of starts are' : ''} still moving`.replace('  ', ' '),
    );
  const cells = starts.map((shares, k) => ({ ...ternaryPlace(shares), basin: basinOf[k] }));
  // Dots that just touch: a step of the grid is 1/resolution of the side, 454 pixels.
  const radius = Math.min(8, (0.5 * 454) / resolution);
  const rest = found.length > shown.length;
  return figure({
    title: parts.join(', '),
    subtitle: `${dynamics.name} dynamics from ${starts.length} starts; a corner is a population of one strategy`,
    source: 'Sandholm, Population Games and Evolutionary Dynamics (2010), chapter 7',
    description: `A triangle whose corners are ${labels.join(', ')}, with a dot for each start, coloured by the state where its path comes to rest. ${parts.join(', ')}.`,
    ...ternarySize,
    legend: [
      ...shown.map(({ attractor }, k) => ({
        label: `ends at ${mixtureText(attractor, labels)}`,
        color: (theme: { readonly series: readonly string[] }) => theme.series[k],
        mark: 'dot' as const,
      })),
      ...(moving > 0 || rest
        ? [
            {
              label: rest ? 'elsewhere or still moving' : `still moving at time ${duration}`,
              color: (theme: { readonly muted: string }) => theme.muted,
              mark: 'dot' as const,
            },
          ]
        : []),
    ],
    plot: (plot, theme) => {
      const color = (basin: number) => (basin >= 0 && basin < shown.length ? theme.series[basin] : theme.muted);
      return {
        ...ternaryScales,
        marks: [
          ...ternaryMarks(plot, theme, labels),
          plot.dot(cells, {
            x: 'x',
            y: 'y',
            r: radius,
            fill: ({ basin }: { basin: number }) => color(basin),
            fillOpacity: 0.75,
          }),
          plot.dot(
            shown.map(({ attractor }) => ternaryPlace(attractor)),
            {
              x: 'x',
              y: 'y',
              r: 7,
              fill: (_: unknown, k: number) => theme.series[k],
              stroke: theme.ink,
              strokeWidth: 1.8,
            },
          ),
        ],
      };
    },
  });
}
