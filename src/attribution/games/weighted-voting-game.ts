import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import { playerNames } from './coalition.js';
import { MAX_DENSE_PLAYERS, denseValues, type CooperativeGame } from './cooperative-game.js';
import { gaussLegendre } from '../values/gauss-legendre.js';
import { isNegligible, pivotProbabilities } from '../values/pivot-probabilities.js';
import { foldSemivalue } from '../values/semivalue-fold.js';
import { shapleyWeights } from '../values/shapley-weights.js';

/**
 * A weighted voting game [q; w₁, …, wₙ]: a coalition wins (is worth 1) when its weights reach the quota. Hundreds of
 * players: the power indices run by dynamic programming over the weights.
 *
 * Throws `InvalidInputError` for weights that are not whole numbers of at least 0 (multiply fractions by a common
 * factor), and for a quota outside 1 … Σw.
 *
 * @example
 * ```ts
 * import { WeightedVotingGame, shapley } from 'polity/attribution';
 * shapley(new WeightedVotingGame({ quota: 51, weights: [50, 49, 1] })).values; // [0.6667, 0.1667, 0.1667]
 * ```
 */
export class WeightedVotingGame implements CooperativeGame {
  readonly players: readonly string[];
  readonly weights: Int32Array;
  readonly quota: number;
  readonly totalWeight: number;

  constructor(
    { quota, weights }: { readonly quota: number; readonly weights: ArrayLike<number> },
    { players }: { readonly players?: readonly string[] } = {},
  ) {
    this.players = playerNames(players, weights.length);
    this.weights = Int32Array.from(weights, (weight, i) =>
      checkInteger(`weights[${i}]`, weight, { min: 0, max: 2 ** 31 - 1 }),
    );
    this.totalWeight = this.weights.reduce((sum, weight) => sum + weight, 0);
    this.quota = checkInteger('quota', quota, { min: 1 });
    if (quota > this.totalWeight) {
      throw new InvalidInputError('quota', quota, `be at most the total weight, ${this.totalWeight}`);
    }
  }

  value(coalition: number): number {
    let sum = 0;
    for (let rest = coalition, i = 0; rest; rest >>>= 1, i++) if (rest & 1) sum += this.weights[i];
    return sum >= this.quota ? 1 : 0;
  }

  worth(members: Uint8Array): number {
    let sum = 0;
    for (let i = 0; i < members.length; i++) if (members[i]) sum += this.weights[i];
    return sum >= this.quota ? 1 : 0;
  }

  worthsAlong(order: ArrayLike<number>, out: Float64Array, at: number): void {
    let sum = 0;
    for (let k = 0; k < order.length; k++) {
      sum += this.weights[order[k]];
      out[at + k] = sum >= this.quota ? 1 : 0;
    }
  }

  /**
   * Shapley–Shubik power: φᵢ = ∫₀¹ P_x(i is pivotal) dx, where every other player joins with probability x. The integrand
   * is a polynomial of degree n − 1, so ⌈n/2⌉ Gauss–Legendre nodes integrate it exactly; a node whose
   * probabilities are below 10⁻¹⁸ (Hoeffding) is left out.
   *
   * Absolute error at most 2(2n + q)·2⁻⁵³ + 10⁻¹⁸, by a bound on every rounding of the program (10⁻¹² for 500 players
   * and quota 5,000; errors of 10⁻¹⁶ are usual). Cost: O(n²·q) with small constants; 2ⁿ where that is less.
   */
  shapleyValues(): Float64Array {
    const n = this.players.length;
    const { nodes, weights } = gaussLegendre(Math.ceil(n / 2));
    if (this.#isCheaperAsTable(nodes.length))
      return foldSemivalue(denseValues(this.#asFunction()), n, shapleyWeights(n));
    const phi = new Float64Array(n);
    nodes.forEach((x, k) => {
      if (isNegligible(this, x)) return;
      const pivotal = pivotProbabilities(this, x).pivotal;
      for (let i = 0; i < n; i++) phi[i] += weights[k] * pivotal[i];
    });
    return phi;
  }

  /** Banzhaf power: the probability that i is pivotal when every other player joins with probability ½. Cost: O(n·q). */
  banzhafValues(): Float64Array {
    const n = this.players.length;
    if (this.#isCheaperAsTable(1)) {
      return foldSemivalue(denseValues(this.#asFunction()), n, new Float64Array(n).fill(2 ** (1 - n)));
    }
    return pivotProbabilities(this, 0.5).pivotal;
  }

  #isCheaperAsTable(nodes: number): boolean {
    const n = this.players.length;
    const states = Math.max(this.quota, this.totalWeight - this.quota);
    if (n <= MAX_DENSE_PLAYERS && 2 ** n < nodes * states) return true;
    if (states > 2 ** 27) {
      throw new InvalidInputError(
        'weights',
        this.totalWeight,
        'total at most 2^27 for more than 24 players; round them',
      );
    }
    return false;
  }

  #asFunction(): CooperativeGame {
    return { players: this.players, value: (mask) => this.value(mask) };
  }
}

/** Exact counts of swings, which power indices are made of. */
export interface SwingCounts {
  readonly players: readonly string[];
  /** `swings[i]`: coalitions that win with player i and lose without, out of 2ⁿ⁻¹. */
  readonly swings: readonly bigint[];
  /** Winning coalitions, out of 2ⁿ. */
  readonly winning: bigint;
}

/**
 * The exact numbers of swings and of winning coalitions of a weighted voting game, as big integers. Banzhaf's value is
 * swings / 2ⁿ⁻¹. Cost: O(n·q) additions of n-bit numbers.
 *
 * @example
 * ```ts
 * import { WeightedVotingGame, swingCounts } from 'polity/attribution';
 * const { swings, winning } = swingCounts(new WeightedVotingGame({ quota: 51, weights: [50, 49, 1] }));
 * swings.map(Number); // [3, 1, 1]
 * Number(winning); // 3
 * ```
 */
export function swingCounts({ players, quota, weights }: WeightedVotingGame): SwingCounts {
  const counts = new Array<bigint>(quota).fill(0n);
  counts[0] = 1n;
  for (const weight of weights) {
    for (let w = quota - 1; w >= weight; w--) counts[w] += counts[w - weight];
  }
  const known = new Map<number, bigint>();
  const swingsOf = (weight: number): bigint => {
    // Take the player out again, then count what lies less than its weight below the quota.
    const without = counts.slice();
    for (let w = weight; w < quota; w++) without[w] -= without[w - weight];
    return without.slice(Math.max(0, quota - weight)).reduce((sum, count) => sum + count, 0n);
  };
  const swings = Array.from(weights, (weight) => {
    const count = known.get(weight) ?? (weight === 0 ? 0n : swingsOf(weight));
    known.set(weight, count);
    return count;
  });
  const losing = counts.reduce((sum, count) => sum + count, 0n);
  return { players, swings, winning: (1n << BigInt(players.length)) - losing };
}
