import { checkInteger } from '../../foundation/index.js';
import {
  banzhafIndexWeights,
  cardinalInteractions,
  chainingIndex,
  shapleyIndex,
  type CardinalIndex,
} from './cardinal-interaction.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { Interactions, ordersBetween } from './interactions.js';

/** How far to go: all coalitions of 1 … `order` players. */
export interface OrderOption {
  /** Largest coalitions, 1 … n; default 2 (or n, where there is only one player). */
  readonly order?: number;
}

/**
 * Shapley interaction index (SII): I(T) = Σ_{S⊆N∖T} Δ_T v(S) / ((n−t+1)·C(n−t, s)), for all T of 1 … `order` players. Order 1
 * is the Shapley value. Δ_T v(S) = Σ_{L⊆T} (−1)^{t−|L|} v(S∪L).
 *
 * Cost: a few passes over the 2ⁿ values for each order up to 4 (all pairs of 14 players: under a millisecond); for
 * higher orders all of them at once in ⌈n/2⌉ fast transforms (n = 20: a few tenths of a second).
 *
 * Source: Grabisch & Roubens, "An axiomatic approach to the concept of interaction among players in cooperative games",
 * International Journal of Game Theory 28 (1999).
 *
 * @example
 * ```ts
 * import { DenseGame, shapleyInteractions } from 'polity/attribution';
 * // 1 for either of two, and no more for both: substitutes.
 * shapleyInteractions(new DenseGame([0, 1, 1, 1], { players: ['a', 'b'] })).get(['a', 'b']); // -1
 * ```
 */
export function shapleyInteractions(game: CooperativeGame, options: OrderOption = {}): Interactions {
  return cardinal('Shapley interaction index', game, shapleyIndex, options);
}

/**
 * Banzhaf interaction index (BII): I(T) = 2^{−(n−t)} Σ_{S⊆N∖T} Δ_T v(S), for all T of 1 … `order` players. Order 1 is the Banzhaf
 * value. Cost and source as for {@link shapleyInteractions}.
 *
 * @example
 * ```ts
 * import { DenseGame, banzhafInteractions } from 'polity/attribution';
 * banzhafInteractions(new DenseGame([10, 4, 3, 9, 2, 8, 7, 15])).get(['1', '2']); // 7
 * ```
 */
export function banzhafInteractions(game: CooperativeGame, options: OrderOption = {}): Interactions {
  return cardinal('Banzhaf interaction index', game, banzhafIndexWeights, options);
}

/**
 * Chaining interaction index (CHII): I(T) = Σ_{S⊆N∖T} t / ((t+s)·C(n, t+s)) · Δ_T v(S), for all T of 1 … `order` players. Order
 * 1 is the Shapley value. Cost as for {@link shapleyInteractions}.
 *
 * Source: Marichal & Roubens, "The chaining interaction index among players in cooperative games" (1999).
 *
 * @example
 * ```ts
 * import { DenseGame, chainingInteractions } from 'polity/attribution';
 * chainingInteractions(new DenseGame([10, 4, 3, 9, 2, 8, 7, 15])).get(['1', '2']); // 5.3333
 * ```
 */
export function chainingInteractions(game: CooperativeGame, options: OrderOption = {}): Interactions {
  return cardinal('Chaining interaction index', game, chainingIndex, options);
}

function cardinal(name: string, game: CooperativeGame, index: CardinalIndex, options: OrderOption): Interactions {
  const { players } = game;
  const order = checkOrder(options, players.length);
  const values = denseValues(game);
  const found = cardinalInteractions(values, players.length, index, ordersBetween(1, order));
  return new Interactions(name, players, found, values[values.length - 1] - values[0]);
}

/** The order asked for, checked. */
export function checkOrder({ order }: OrderOption, n: number): number {
  return order === undefined ? Math.min(2, n) : checkInteger('order', order, { min: 1, max: n });
}
