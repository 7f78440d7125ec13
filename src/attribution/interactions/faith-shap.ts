import { binomial } from '../games/combinatorics.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { checkOrder, type OrderOption } from './interaction-index.js';
import { Interactions, ordersBetween, ordersOf } from './interactions.js';
import { moebiusTable } from './moebius.js';
import { weightedBySize } from '../values/size-weighting.js';
import { supersetSums } from './superset-sums.js';

/**
 * Faith-SHAP (FSII) of order k: the coefficients of the polynomial of degree ≤ k that is closest to the game in the least
 * squares with weights 1/((n−1)·C(n−2, s−1)) on the coalitions of 1 … n−1 players, and equal to it at ∅ and N. Order 1 is the
 * Shapley value, k = n gives the Möbius coefficients; all values of order 1 … k add up to v(N) − v(∅).
 *
 * Computed from the Möbius coefficients m, without a regression:
 * m(T) + (−1)^{k−t} t/(k+t) · C(k, t) Σ_{U⊃T, u>k} C(u−1, k)/C(u+k−1, k+t) · m(U).
 *
 * Cost: one Möbius transform and k folds of the table. Source: Tsai, Yeh & Ravikumar, "Faith-Shap: the faithful Shapley
 * interaction index", JMLR 24 (2023) (arXiv 2203.00870), theorem 19.
 *
 * @example
 * ```ts
 * import { DenseGame, faithShap } from 'polity/attribution';
 * const fsii = faithShap(new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]), { order: 2 });
 * fsii.get(['1', '2']); // 7
 * fsii.efficiencyGap; // 0
 * ```
 */
export function faithShap(game: CooperativeGame, options: OrderOption = {}): Interactions {
  const { players } = game;
  const n = players.length;
  const k = checkOrder(options, n);
  const values = denseValues(game);
  const coefficients = moebiusTable(values);
  const orders = ordersBetween(1, k);
  const found = ordersOf(coefficients, n, orders);
  if (k < n) {
    for (const t of orders) {
      const sign = (k - t) % 2 === 0 ? 1 : -1;
      const factor = ((sign * t) / (k + t)) * binomial(k, t);
      const weights = Float64Array.from({ length: n + 1 }, (_, u) =>
        u > k ? (factor * binomial(u - 1, k)) / binomial(u + k - 1, k + t) : 0,
      );
      const higher = supersetSums(weightedBySize(coefficients, weights), n, t);
      const own = found.get(t)!;
      for (let j = 0; j < own.length; j++) own[j] += higher[j];
    }
  }
  return new Interactions(`Faith-SHAP of order ${k}`, players, found, values[values.length - 1] - values[0]);
}
