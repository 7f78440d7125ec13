import { checkOneOf } from '../../foundation/index.js';
import { banzhafIndexWeights, chainingIndex, shapleyIndex } from './cardinal-interaction.js';
import { binomial } from '../games/combinatorics.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { checkOrder, type OrderOption } from './interaction-index.js';
import { Interactions, ordersBetween } from './interactions.js';
import { weightedBySize } from '../values/size-weighting.js';
import { supersetSums } from './superset-sums.js';

const kinds = ['shapley', 'banzhaf', 'chaining', 'internal', 'external'] as const;

/** The generalized values: SGV, BGV, CHGV, IGV, EGV. */
export type GeneralizedValueKind = (typeof kinds)[number];

/**
 * Generalized values: what a coalition brings as one, Σ_{S⊆N∖T} p^t_{|S|} (v(S∪T) − v(S)), for all T of 1 … `order` players.
 *
 * - `shapley` (SGV), `banzhaf` (BGV), `chaining` (CHGV): the weights of the interaction index of that name
 * - `internal` (IGV): v(T) − v(∅)
 * - `external` (EGV): v(N) − v(N∖T)
 *
 * Order 1 of the first three is the Shapley or Banzhaf value. Cost: 2(t+1) passes over the table for order t.
 *
 * Source: Marichal, Kojadinovic & Fujimoto, "Axiomatic characterizations of generalized values", Discrete Applied
 * Mathematics 155 (2007).
 *
 * @example
 * ```ts
 * import { DenseGame, generalizedValue } from 'polity/attribution';
 * const game = new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]);
 * generalizedValue(game, { kind: 'shapley' }).get(['1', '2']); // 6
 * generalizedValue(game, { kind: 'external' }).get(['1', '2']); // 13
 * ```
 */
export function generalizedValue(
  game: CooperativeGame,
  { kind, ...options }: OrderOption & { readonly kind: GeneralizedValueKind },
): Interactions {
  checkOneOf('kind', kind, kinds);
  const { players } = game;
  const n = players.length;
  const order = checkOrder(options, n);
  const values = denseValues(game);
  const found = new Map(ordersBetween(1, order).map((t) => [t, jointMarginals(values, n, t, weightsOf(kind, n, t))]));
  return new Interactions(`Generalized value (${kind})`, players, found, values[values.length - 1] - values[0]);
}

/**
 * Joint Shapley values of order k: coalitions of at most k players arrive at random until all are there, and each is credited
 * with its joint contribution. JS(T) = Σ_{S⊆N∖T} q_{|S|} (v(S∪T) − v(S)) with q₀ = 1/Σ_{s=1}^k C(n, s) and
 * q_r = Σ_{s=max(r−k,0)}^{r−1} C(r, s) q_s / Σ_{s=1}^{min(k,n−r)} C(n−r, s). Efficient; order 1 is the Shapley value.
 *
 * Source: Harris, Pymar & Rowat, "Joint Shapley values: a measure of joint feature importance", ICLR 2022
 * (arXiv 2107.11357), theorem 4.
 *
 * @example
 * ```ts
 * import { DenseGame, jointShapley } from 'polity/attribution';
 * const joint = jointShapley(new DenseGame([0, 0, 0, 1], { players: ['a', 'b'] }), { order: 2 });
 * joint.get(['a', 'b']); // 0.3333
 * joint.efficiencyGap; // 0
 * ```
 */
export function jointShapley(game: CooperativeGame, options: OrderOption = {}): Interactions {
  const { players } = game;
  const n = players.length;
  const order = checkOrder(options, n);
  const values = denseValues(game);
  const q = jointShapleyWeights(n, order);
  const found = new Map(ordersBetween(1, order).map((t) => [t, jointMarginals(values, n, t, q)]));
  return new Interactions(
    `Joint Shapley value of order ${order}`,
    players,
    found,
    values[values.length - 1] - values[0],
  );
}

/** q₀ … qₙ₋₁ of the joint Shapley value of order k. */
export function jointShapleyWeights(n: number, k: number): Float64Array {
  const q = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    let arrivals = r === 0 ? 1 : 0;
    for (let s = Math.max(r - k, 0); s < r; s++) arrivals += binomial(r, s) * q[s];
    let departures = 0;
    for (let s = 1; s <= Math.min(k, n - r); s++) departures += binomial(n - r, s);
    q[r] = arrivals / departures;
  }
  return q;
}

function weightsOf(kind: GeneralizedValueKind, n: number, t: number): ArrayLike<number> {
  switch (kind) {
    case 'shapley':
      return shapleyIndex.weights(n, t);
    case 'banzhaf':
      return banzhafIndexWeights.weights(n, t);
    case 'chaining':
      return chainingIndex.weights(n, t);
    case 'internal':
      return Float64Array.from({ length: n - t + 1 }, (_, s) => Number(s === 0));
    case 'external':
      return Float64Array.from({ length: n - t + 1 }, (_, s) => Number(s === n - t));
  }
}

/**
 * Σ_{S⊆N∖T} w_{|S|} (v(S∪T) − v(S)) for all T of one size: superset sums of the table, less superset sums of the table of
 * complements (W∩T = ∅ exactly when T ⊆ N∖W).
 */
function jointMarginals(values: Float64Array, n: number, t: number, weights: ArrayLike<number>): Float64Array {
  const atSize = (s: number) => (s >= 0 && s <= n - t ? weights[s] : 0);
  const joined = Float64Array.from({ length: n + 1 }, (_, w) => atSize(w - t));
  const apart = Float64Array.from({ length: n + 1 }, (_, w) => atSize(w));
  const gained = supersetSums(weightedBySize(values, joined, values[0]), n, t);
  const before = supersetSums(weightedBySize(values, apart, values[0]).reverse(), n, t);
  for (let k = 0; k < gained.length; k++) gained[k] -= before[k];
  return gained;
}
