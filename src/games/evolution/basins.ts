import { checkInteger, checkPositive, randomStream, type RandomStream } from '../../foundation/index.js';
import { integrate } from '../../numerics/index.js';
import { wilsonInterval, type Interval } from '../../statistics/index.js';
import type { EvolutionaryDynamics } from './dynamics.js';
import { populationGame, type PopulationGameLike } from './population-game.js';
import { velocityField } from './simulate-dynamics.js';
import { barycentricGrid } from './simplex-grid.js';

export interface BasinsOptions {
  /** Starts on a grid with so many steps on a side (one population), its points drawn to the middle by a thousandth. */
  readonly resolution?: number;
  /** Or so many starts, uniform on the simplex; default 1000 where no resolution is given. */
  readonly starts?: number;
  /** Of the uniform starts; default 0. */
  readonly seed?: number;
  /** Longest time followed, default 1000. */
  readonly duration?: number;
  /** A path has arrived where no share moves faster; default 10⁻⁷. */
  readonly stillness?: number;
  /** Called after every hundredth start with the part of the starts that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

/** A rest point and the starts that lead to it. */
export interface Basin {
  readonly attractor: Float64Array;
  /** Starts that arrived. */
  readonly count: number;
  readonly share: number;
  /** Of the share, for uniform starts: Wilson's 95 % interval; null on a grid. */
  readonly interval: Interval | null;
}

/** Which starts lead where. */
export interface Basins {
  /** Largest first. */
  readonly basins: readonly Basin[];
  /** A row of shares for each start. */
  readonly starts: readonly Float64Array[];
  /** The basin of each start, −1 for those still moving at the end (on a cycle, or slow). */
  readonly basinOf: Int32Array;
  readonly moving: number;
}

/** Arrivals closer than this are one. */
const SAME = 1e-3;

/**
 * Basins of attraction: follows the dynamics from a grid of starts, or from uniform ones, until they rest, and counts
 * where.
 *
 * Rests that are not stable count as well if a path arrives there; starts on a grid lie off the edges by a thousandth,
 * so that absent strategies can enter.
 *
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { basins, replicator } from 'polity/games';
 * const stagHunt = [[4, 0], [3, 3]];
 * const { basins: found } = basins(stagHunt, replicator, { resolution: 100 });
 * found.map(({ share }) => share); // [0.7525, 0.2475]
 * ```
 */
export function basins(game: PopulationGameLike, dynamics: EvolutionaryDynamics, options: BasinsOptions = {}): Basins {
  const { resolution, starts: count = 1000, seed = 0, duration = 1000, stillness = 1e-7, onProgress, signal } = options;
  const population = populationGame(game);
  checkPositive('duration', duration);
  checkPositive('stillness', stillness);
  let starts: Float64Array[];
  if (resolution === undefined) {
    checkInteger('starts', count, { min: 1 });
    starts = Array.from({ length: count }, (_, k) => uniformState(population.sizes, randomStream(seed, k)));
  } else {
    checkInteger('resolution', resolution, { min: 1 });
    checkInteger('number of populations', population.sizes.length, { max: 1 });
    const [n] = population.sizes;
    starts = barycentricGrid(n, resolution).map((point) => point.map((share) => 0.999 * share + 0.001 / n));
  }
  const field = velocityField(population, dynamics);
  const velocity = new Float64Array(starts[0].length);
  const speed = (x: Float64Array) => {
    field(0, x, velocity);
    return velocity.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  };
  const still = { name: 'still', value: (_: number, x: Float64Array) => speed(x) - stillness, terminal: true };
  const attractors: { at: Float64Array; count: number }[] = [];
  const basinOf = Int32Array.from(starts, (initial, k) => {
    if (k % 100 === 0) {
      signal?.throwIfAborted();
      onProgress?.(k / starts.length);
    }
    const path = integrate(field, {
      initial,
      to: duration,
      times: [],
      relativeTolerance: 1e-7,
      absoluteTolerance: 1e-10,
      domain: (x) => x.every((share) => share >= 0),
      events: [still],
    });
    if (speed(path.end.state) > 2 * stillness) return -1;
    const known = attractors.findIndex(({ at }) => at.every((share, i) => Math.abs(share - path.end.state[i]) < SAME));
    if (known >= 0) {
      attractors[known].count++;
      return known;
    }
    return attractors.push({ at: path.end.state, count: 1 }) - 1;
  });
  const order = Array.from(attractors.keys()).sort((a, b) => attractors[b].count - attractors[a].count || a - b);
  return {
    basins: order.map((k) => ({
      attractor: attractors[k].at,
      count: attractors[k].count,
      share: attractors[k].count / starts.length,
      interval:
        resolution === undefined ? wilsonInterval({ successes: attractors[k].count, trials: starts.length }) : null,
    })),
    starts,
    basinOf: basinOf.map((k) => order.indexOf(k)),
    moving: basinOf.reduce((sum, k) => sum + (k < 0 ? 1 : 0), 0),
  };
}

/** Uniform on the product of simplices: exponentials divided by their sum. */
function uniformState(sizes: readonly number[], stream: RandomStream): Float64Array {
  return Float64Array.from(
    sizes.flatMap((size) => {
      const waits = Array.from({ length: size }, () => -Math.log(1 - stream.uniform()));
      const sum = waits.reduce((total, wait) => total + wait, 0);
      return waits.map((wait) => wait / sum);
    }),
  );
}
