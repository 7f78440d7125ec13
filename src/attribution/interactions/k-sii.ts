import { cardinalInteractions, shapleyIndex } from './cardinal-interaction.js';
import { binomial } from '../games/combinatorics.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { checkOrder, type OrderOption } from './interaction-index.js';
import { Interactions, ordersBetween } from './interactions.js';
import { aggregateSupersets } from './superset-aggregation.js';

/**
 * k-SII values (n-Shapley values): the Shapley interaction index made efficient,
 * Φ_k(T) = Σ_{U⊇T, |U|≤k} B_{|U|−|T|} SII(U) with the Bernoulli numbers (B₁ = −½). Order 1 alone is the Shapley value, k = n
 * gives the Möbius coefficients; all values of order 1 … k add up to v(N) − v(∅).
 *
 * Source: Bordt & von Luxburg, "From Shapley values to generalized additive models and back", AISTATS 2023
 * (arXiv 2209.04012).
 *
 * @example
 * ```ts
 * import { DenseGame, kSII } from 'polity/attribution';
 * const values = kSII(new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]), { order: 2 });
 * [...values.valuesOf(1)]; // [-4.3333, -5.3333, -6.3333]
 * values.efficiencyGap; // 0
 * ```
 */
export function kSII(game: CooperativeGame, options: OrderOption = {}): Interactions {
  const { players } = game;
  const n = players.length;
  const order = checkOrder(options, n);
  const values = denseValues(game);
  const orders = ordersBetween(1, order);
  const bernoulli = bernoulliNumbers(order);
  const sii = cardinalInteractions(values, n, shapleyIndex, orders);
  const found = aggregateSupersets(sii, n, orders, (t, u) => bernoulli[u - t]);
  return new Interactions(`k-SII of order ${order}`, players, found, values[values.length - 1] - values[0]);
}

/** B₀ … B_last with B₁ = −½, by Σ_{j≤m} C(m+1, j) B_j = 0. */
export function bernoulliNumbers(last: number): Float64Array {
  const numbers = new Float64Array(last + 1);
  numbers[0] = 1;
  for (let m = 1; m <= last; m++) {
    if (m > 1 && m % 2 === 1) continue;
    let sum = 0;
    for (let j = 0; j < m; j++) sum += binomial(m + 1, j) * numbers[j];
    numbers[m] = -sum / (m + 1);
  }
  return numbers;
}
