import { cardinalInteractions, taylorTopIndex } from './cardinal-interaction.js';
import { coalitionSize, nextOfSameSize } from '../games/coalition.js';
import { binomial } from '../games/combinatorics.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { checkOrder, type OrderOption } from './interaction-index.js';
import { Interactions, ordersBetween, ordersOf } from './interactions.js';
import { moebiusTable } from './moebius.js';

/**
 * Shapley–Taylor interaction index (STII) of order k: the Möbius coefficient for coalitions of fewer than k players, and for
 * those of k players (k/n) Σ_{S⊆N∖T} Δ_T v(S) / C(n−1, s), which takes in all that is of higher order. Efficient: all
 * values of order 1 … k add up to v(N) − v(∅).
 *
 * Source: Sundararajan, Dhamdhere & Agarwal, "The Shapley Taylor interaction index", ICML 2020 (arXiv 1902.05622).
 *
 * @example
 * ```ts
 * import { DenseGame, shapleyTaylor } from 'polity/attribution';
 * const stii = shapleyTaylor(new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]), { order: 2 });
 * stii.get(['1']); // -6
 * stii.get(['1', '2']); // 8.6667
 * ```
 */
export function shapleyTaylor(game: CooperativeGame, options: OrderOption = {}): Interactions {
  const { players } = game;
  const n = players.length;
  const order = checkOrder(options, n);
  const values = denseValues(game);
  const found = moebiusOfOrders(values, n, ordersBetween(1, order - 1));
  found.set(order, cardinalInteractions(values, n, taylorTopIndex, [order]).get(order)!);
  return new Interactions('Shapley–Taylor interaction index', players, found, values[values.length - 1] - values[0]);
}

/** Möbius coefficients of small coalitions from their subsets alone, of large ones from the transform. */
export function moebiusOfOrders(values: Float64Array, n: number, orders: readonly number[]): Map<number, Float64Array> {
  const subsets = orders.reduce((sum, t) => sum + binomial(n, t) * 2 ** t, 0);
  if (subsets > (n * values.length) / 4) return ordersOf(moebiusTable(values), n, orders);
  return new Map(orders.map((t) => [t, moebiusOfOrder(values, n, t)]));
}

function moebiusOfOrder(values: Float64Array, n: number, t: number): Float64Array {
  const found = new Float64Array(binomial(n, t));
  let mask = 2 ** t - 1;
  for (let k = 0; k < found.length; k++) {
    let sum = t % 2 === 0 ? values[0] : -values[0];
    for (let part = mask; part; part = (part - 1) & mask) {
      sum += (t - coalitionSize(part)) % 2 === 0 ? values[part] : -values[part];
    }
    found[k] = sum;
    if (t > 0) mask = nextOfSameSize(mask);
  }
  return found;
}
