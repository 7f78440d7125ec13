import { InvalidInputError, checkNumber, checkVector } from '../../foundation/index.js';
import { coalitionLabel, coalitionSize } from '../games/coalition.js';
import { solveForCosts, type LinearRow } from '../../numerics/index.js';
import type { PartialGame } from '../games/partial-game.js';
import { checkSemivalueWeights } from './semivalue.js';
import { shapleyWeights } from './shapley-weights.js';

/** What the measured coalitions leave open of a value. */
export interface ValueBounds {
  readonly players: readonly string[];
  /** Smallest and largest possible value of each player. Sharp: some completion of the game attains each. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Bit masks of the coalitions that were free. */
  readonly missing: readonly number[];
}

export interface BoundsOptions {
  /** Default 'shapley'; or the weights p₀ … pₙ₋₁ of any semivalue. */
  readonly index?: 'shapley' | 'banzhaf' | ArrayLike<number>;
  /** What a missing coalition may be worth; [0, 1] for a success rate. */
  readonly range: readonly [lower: number, upper: number];
}

/**
 * The range of every player's semivalue when each missing coalition may be worth anything in `range`, independently. The
 * value is linear, φᵢ = Σ_S cᵢ(S) v(S), so the bounds are in closed form and sharp: each missing coalition sits at the end of
 * its range that its coefficient asks for.
 *
 * Cost: n·2ⁿ. Measured values need not lie in the range.
 *
 * @example
 * ```ts
 * import { PartialGame, semivalueBounds } from 'polity/attribution';
 * const measured = new PartialGame([
 *   { coalition: [], value: 0.2 },
 *   { coalition: ['planner'], value: 0.3 },
 *   { coalition: ['planner', 'actor'], value: 0.9 },
 * ]);
 * // The actor alone was never run.
 * const { lower, upper } = semivalueBounds(measured, { range: [0, 1] });
 * lower; // [0, 0.2]
 * upper; // [0.5, 0.7]
 * ```
 */
export function semivalueBounds(game: PartialGame, { index = 'shapley', range }: BoundsOptions): ValueBounds {
  const { players, values, missing } = game;
  const n = players.length;
  const weights = weightsOf(index, n);
  const [low, high] = checkRange(range);
  const lower = new Float64Array(n);
  const upper = new Float64Array(n);
  for (let mask = 0; mask < values.length; mask++) {
    const size = coalitionSize(mask);
    const free = Number.isNaN(values[mask]);
    for (let i = 0; i < n; i++) {
      const c = mask & (1 << i) ? weights[size - 1] : -weights[size];
      lower[i] += c * (free ? (c > 0 ? low : high) : values[mask]);
      upper[i] += c * (free ? (c > 0 ? high : low) : values[mask]);
    }
  }
  return { players, lower, upper, missing };
}

/**
 * The same for a game that is known to be monotone (a member never makes a coalition worse): a missing coalition lies
 * between its measured subsets and supersets and in `range`, and missing ones are ordered among themselves. Sharp, by two
 * linear programs a player (HiGHS).
 *
 * Throws `InvalidInputError`, naming two coalitions, when the measured values are not monotone, and when a measured value
 * leaves no room in the range.
 *
 * @example
 * ```ts
 * import { PartialGame, monotoneBounds } from 'polity/attribution';
 * const measured = new PartialGame([
 *   { coalition: [], value: 0.2 },
 *   { coalition: ['planner'], value: 0.3 },
 *   { coalition: ['planner', 'actor'], value: 0.9 },
 * ]);
 * const { lower, upper } = await monotoneBounds(measured, { range: [0, 1] });
 * lower; // [0.05, 0.3]
 * upper; // [0.4, 0.65]
 * ```
 */
export async function monotoneBounds(
  game: PartialGame,
  { index = 'shapley', range }: BoundsOptions,
): Promise<ValueBounds> {
  const { players, values, missing } = game;
  const n = players.length;
  const weights = weightsOf(index, n);
  const [low, high] = checkRange(range);
  const { below, above } = measuredEnvelope(game);
  const floor = (mask: number) => Math.max(low, below[mask]);
  const ceiling = (mask: number) => Math.min(high, above[mask]);
  const column = new Map(missing.map((mask, j) => [mask, j]));
  for (const mask of missing) {
    if (floor(mask) > ceiling(mask)) {
      const label = coalitionLabel(players, mask);
      throw new InvalidInputError('range', range, `leave room for ${label}, between ${below[mask]} and ${above[mask]}`);
    }
  }

  const rows: LinearRow[] = [];
  for (const [mask, j] of column) {
    for (let i = 0; i < n; i++) {
      const larger = mask & (1 << i) ? undefined : column.get(mask | (1 << i));
      if (larger !== undefined) rows.push({ columns: [larger, j], values: [1, -1], lower: 0 });
    }
  }
  const known = new Float64Array(n);
  const costs = players.map((_, i) => {
    const cost = new Float64Array(missing.length);
    for (let mask = 0; mask < values.length; mask++) {
      const size = coalitionSize(mask);
      const c = mask & (1 << i) ? weights[size - 1] : -weights[size];
      const j = column.get(mask);
      if (j === undefined) known[i] += c * values[mask];
      else cost[j] = c;
    }
    return cost;
  });
  if (missing.length === 0) return { players, lower: known, upper: known.slice(), missing };

  const program = {
    cost: costs[0],
    lower: Float64Array.from(missing, floor),
    upper: Float64Array.from(missing, ceiling),
    rows,
  };
  const optima = await solveForCosts(program, [...costs, ...costs.map((cost) => cost.map((c) => -c))]);
  return {
    players,
    lower: known.map((value, i) => value + optima[i].objective),
    upper: known.map((value, i) => value - optima[n + i].objective),
    missing,
  };
}

/** For every coalition the largest measured value among its subsets, and the smallest among its supersets. */
function measuredEnvelope({ players, values }: PartialGame): { below: Float64Array; above: Float64Array } {
  const below = values.map((value) => (Number.isNaN(value) ? -Infinity : value));
  const above = values.map((value) => (Number.isNaN(value) ? Infinity : value));
  for (let bit = 1; bit < values.length; bit *= 2) {
    for (let mask = 0; mask < values.length; mask++) {
      if (!(mask & bit)) continue;
      below[mask] = Math.max(below[mask], below[mask ^ bit]);
      above[mask ^ bit] = Math.min(above[mask ^ bit], above[mask]);
    }
  }
  const broken = values.findIndex((value, mask) => below[mask] > value);
  if (broken >= 0) {
    const smaller = values.findIndex((value, mask) => (mask & broken) === mask && value === below[broken]);
    throw new InvalidInputError(
      `value of ${coalitionLabel(players, broken)}`,
      values[broken],
      `be at least ${below[broken]}, that of ${coalitionLabel(players, smaller)}, in a monotone game`,
    );
  }
  return { below, above };
}

function weightsOf(index: NonNullable<BoundsOptions['index']>, n: number): Float64Array {
  if (index === 'shapley') return shapleyWeights(n);
  if (index === 'banzhaf') return new Float64Array(n).fill(2 ** (1 - n));
  if (typeof index === 'string') throw new InvalidInputError('index', index, "be 'shapley', 'banzhaf' or weights");
  return checkSemivalueWeights(index, n);
}

function checkRange(range: readonly [number, number]): readonly [number, number] {
  const [low, high] = checkVector('range', range, { length: 2 });
  return [low, checkNumber('range[1]', high, { min: low })];
}
