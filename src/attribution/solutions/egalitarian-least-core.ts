import { Matrix, SVD } from 'ml-matrix';
import type { CooperativeGame } from '../games/cooperative-game.js';
import { coalitionSums, zeroedGame } from './excess.js';
import { excessLevels } from './excess-levels.js';
import { membersOf, type FixedSum } from './largest-excess.js';
import { leastDistance } from './least-distance.js';
import { playerValues, type PlayerValues } from '../values/player-values.js';

/** The most equal allocation of the least core. */
export interface EgalitarianLeastCore {
  /** Shares of v(N) − v(∅). */
  readonly allocation: PlayerValues;
  /** ε* of the least core. */
  readonly epsilon: number;
  /** v(∅), which was subtracted from every value. */
  readonly baseline: number;
}

/** Excess above ε* that is rounding, for a game scaled to 1. */
const TOLERANCE = 1e-10;

/**
 * The egalitarian least core: of all allocations whose largest excess is the least core's ε*, the one with the smallest Σxᵢ².
 * Unique.
 *
 * Two steps, one after the other. Linear programs find ε* and the coalitions that are tight in the whole least core; in the
 * affine set that these leave, the other coalitions' rows have room, and the shortest allocation is found by least distance
 * programming, with rows generated as they are violated. n ≤ 24.
 *
 * Source: in the spirit of Arin & Inarra, "Egalitarian solutions in the core", International Journal of Game Theory 30
 * (2001); as a data value: Yan & Procaccia, "If you like Shapley then you'll love the core", AAAI 2021.
 *
 * @example
 * ```ts
 * import { DenseGame, egalitarianLeastCore } from 'polity/attribution';
 * // Only a and b together are worth anything: c gets nothing, a and b share.
 * const game = new DenseGame([0, 0, 0, 6, 0, 0, 0, 6], { players: ['a', 'b', 'c'] });
 * (await egalitarianLeastCore(game)).allocation.byPlayer; // { a: 3.000, b: 3.000, c: 0.000 }
 * ```
 */
export async function egalitarianLeastCore(game: CooperativeGame): Promise<EgalitarianLeastCore> {
  const { n, players, worth, baseline } = zeroedGame(game);
  const all = worth.length - 1;
  const scale = worth.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const scaled = worth.map((value) => value / scale);

  const fixed: FixedSum[] = [{ mask: all, sum: scaled[all] }];
  let epsilon = n === 1 ? 0 : Infinity;
  for await (const level of excessLevels({ n, worth: scaled })) {
    if (level.epsilon < epsilon - TOLERANCE && epsilon < Infinity) break;
    epsilon = Math.min(epsilon, level.epsilon);
    fixed.push(...level.fixed);
  }

  const x = shortestIn(
    affineSet(fixed, n),
    scaled.map((value) => value - epsilon),
  );
  const shares = x.map((share) => share * scale);
  return {
    allocation: playerValues('Egalitarian least core', players, shares, worth[all]),
    epsilon: epsilon * scale,
    baseline,
  };
}

/** The allocations with given sums: the shortest of them, and an orthonormal basis of the directions in the set. */
interface AffineSet {
  readonly origin: Float64Array;
  readonly directions: readonly Float64Array[];
}

function affineSet(fixed: readonly FixedSum[], n: number): AffineSet {
  const rows = Matrix.zeros(n, n);
  fixed.forEach(({ mask }, k) => membersOf(mask).forEach((i) => rows.set(k, i, 1)));
  const right = Matrix.zeros(n, 1);
  fixed.forEach(({ sum }, k) => right.set(k, 0, sum));
  const svd = new SVD(rows);
  const origin = Float64Array.from(svd.solve(right).to1DArray());
  const directions = svd.diagonal.flatMap((length, c) =>
    length > 1e-9 ? [] : [Float64Array.from(svd.rightSingularVectors.getColumn(c))],
  );
  return { origin, directions };
}

/** The shortest allocation of the set with x(S) ≥ demand(S) for all proper coalitions. */
function shortestIn({ origin, directions }: AffineSet, demand: Float64Array): Float64Array {
  const n = origin.length;
  const imposed = new Set<number>();
  const sumOf = (vector: Float64Array, mask: number) => membersOf(mask).reduce((sum, i) => sum + vector[i], 0);
  let x = origin;
  for (;;) {
    const violated = mostViolated(demand, coalitionSums(x, n), imposed);
    if (violated.length === 0) return x;
    for (const mask of violated) imposed.add(mask);
    const masks = [...imposed];
    const rows = masks.map((mask) => directions.map((direction) => sumOf(direction, mask)));
    const y = leastDistance(
      rows,
      masks.map((mask) => demand[mask] - sumOf(origin, mask)),
    );
    if (!y) throw new Error('the least core vanished by rounding: the game is too badly scaled');
    x = origin.slice();
    directions.forEach((direction, c) => direction.forEach((value, i) => (x[i] += y[c] * value)));
  }
}

/** Up to 40 coalitions that get less than their demand and are not imposed yet, the worst first. */
function mostViolated(demand: Float64Array, sums: Float64Array, imposed: ReadonlySet<number>): number[] {
  const found: { mask: number; gap: number }[] = [];
  for (let mask = 1; mask < demand.length - 1; mask++) {
    const gap = demand[mask] - sums[mask];
    if (gap > TOLERANCE && !imposed.has(mask)) found.push({ mask, gap });
  }
  found.sort((a, b) => b.gap - a.gap || a.mask - b.mask);
  return found.slice(0, 40).map(({ mask }) => mask);
}
