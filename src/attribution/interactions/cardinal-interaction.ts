import { coalitionSize, nextOfSameSize } from '../games/coalition.js';
import { binomial, rankOfSize } from '../games/combinatorics.js';
import { gaussLegendre, type Quadrature } from '../values/gauss-legendre.js';
import { ordersOf } from './interactions.js';
import { multilinearDerivatives } from '../values/multilinear-extension.js';
import { addWeightedBySize, weightedBySize } from '../values/size-weighting.js';
import { supersetSums } from './superset-sums.js';

/**
 * A cardinal-probabilistic interaction index: I(T) = Σ_{S⊆N∖T} p^t_{|S|} Δ_T v(S), with weights that come from a measure on
 * [0, 1]: p^t_s = Σ_k w_k c_t(x_k) x_k^s (1−x_k)^{n−t−s}.
 */
export interface CardinalIndex {
  /** p^t_s for s = 0 … n−t. */
  readonly weights: (n: number, t: number) => Float64Array;
  /** Nodes and weights that integrate the measure exactly for n players. */
  readonly rule: (n: number) => Quadrature;
  /** c_t(x). */
  readonly density: (t: number, x: number) => number;
}

const integral = (n: number): Quadrature => gaussLegendre(Math.ceil(n / 2));

/** p = 1/((n−t+1)·C(n−t, s)): every size of S, then every S of the size, alike. */
export const shapleyIndex: CardinalIndex = {
  weights: (n, t) => Float64Array.from({ length: n - t + 1 }, (_, s) => 1 / ((n - t + 1) * binomial(n - t, s))),
  rule: integral,
  density: () => 1,
};

/** p = 2^{−(n−t)}: every S alike. */
export const banzhafIndexWeights: CardinalIndex = {
  weights: (n, t) => new Float64Array(n - t + 1).fill(2 ** (t - n)),
  rule: () => ({ nodes: Float64Array.of(0.5), weights: Float64Array.of(1) }),
  density: () => 1,
};

/** p = t/((t+s)·C(n, t+s)): T complete at a random moment of a random order. */
export const chainingIndex: CardinalIndex = {
  weights: (n, t) => Float64Array.from({ length: n - t + 1 }, (_, s) => t / ((t + s) * binomial(n, t + s))),
  rule: integral,
  density: (t, x) => t * x ** (t - 1),
};

/** p = k/(n·C(n−1, s)): the top order of the Shapley–Taylor index. */
export const taylorTopIndex: CardinalIndex = {
  weights: (n, t) => Float64Array.from({ length: n - t + 1 }, (_, s) => t / (n * binomial(n - 1, s))),
  rule: integral,
  density: (t, x) => t * (1 - x) ** (t - 1),
};

/** Up to this order one fold of the table an order is cheaper than transforming the table at every node. */
const LARGEST_FOLDED_ORDER = 4;

/** The values of an index for the orders asked for (each at least 1). */
export function cardinalInteractions(
  values: Float64Array,
  n: number,
  index: CardinalIndex,
  orders: readonly number[],
): Map<number, Float64Array> {
  const folded = orders.filter((t) => t <= LARGEST_FOLDED_ORDER);
  const rest = orders.filter((t) => t > LARGEST_FOLDED_ORDER);
  const result = new Map(folded.map((t) => [t, foldedInteraction(values, n, t, index.weights(n, t))]));
  if (rest.length > 0) {
    for (const [t, found] of ordersOf(transformedInteractions(values, n, index), n, rest)) result.set(t, found);
  }
  return result;
}

/**
 * One order t by folding. In Σ_W v(W) h(|W|, |W∩T|) with h(w, l) = (−1)^{t−l} p_{w−l}, Newton's formula in l
 * separates T from W: h(w, l) = Σⱼ C(l, j) dⱼ(w) with dⱼ(w) = (−1)^{t−j} Σ_l C(j, l) p_{w−l}. So
 * I(T) = Σ_{J⊆T} G(J), where G(J) = Σ_{W⊇J} d_{|J|}(|W|) v(W) are superset sums. All weights of a dⱼ have one sign and
 * v(∅) is taken off, so nothing cancels that does not cancel in the index itself.
 *
 * Cost: about (t+1)(t+2)/2 passes over the table.
 */
export function foldedInteraction(values: Float64Array, n: number, t: number, weights: Float64Array): Float64Array {
  const sums = Array.from({ length: t + 1 }, (_, j) => {
    const newton = Float64Array.from({ length: n + 1 }, (_, w) => {
      let sum = 0;
      for (let l = Math.max(0, w - (n - t)); l <= Math.min(j, w); l++) sum += binomial(j, l) * weights[w - l];
      return (t - j) % 2 === 0 ? sum : -sum;
    });
    return supersetSums(weightedBySize(values, newton, values[0]), n, j);
  });
  const result = new Float64Array(binomial(n, t));
  let mask = 2 ** t - 1;
  for (let k = 0; k < result.length; k++) {
    let sum = sums[0][0];
    for (let part = mask; part; part = (part - 1) & mask) {
      const size = coalitionSize(part);
      sum += sums[size][size === 1 ? 31 - Math.clz32(part) : rankOfSize(part)];
    }
    result[k] = sum;
    mask = nextOfSameSize(mask);
  }
  return result;
}

/**
 * All orders at once, by bit mask: the derivatives of the multilinear extension at each node of the measure, added up.
 * Entry 0 is not an interaction. Cost: n·2ⁿ⁻¹ butterflies a node, two tables of memory.
 */
export function transformedInteractions(values: Float64Array, n: number, index: CardinalIndex): Float64Array {
  const result = new Float64Array(values.length);
  const { nodes, weights } = index.rule(n);
  const table = new Float64Array(values.length);
  nodes.forEach((x, k) => {
    for (let mask = 0; mask < table.length; mask++) table[mask] = values[mask] - values[0];
    multilinearDerivatives(table, x);
    const bySize = Float64Array.from({ length: n + 1 }, (_, t) => (t === 0 ? 0 : weights[k] * index.density(t, x)));
    addWeightedBySize(result, table, bySize);
  });
  return result;
}
