import type { CooperativeGame } from '../games/cooperative-game.js';
import { playerValues, type PlayerValues } from './player-values.js';
import { gainOfAll, semivalueNamed } from './semivalue.js';
import { shapleyWeights } from './shapley-weights.js';

/**
 * The Shapley value: a player's mean contribution over all orders of arrival,
 * φᵢ = Σ_{S⊆N∖i} |S|!(n−|S|−1)!/n! · (v(S∪i) − v(S)). It is efficient: Σφᵢ = v(N) − v(∅).
 *
 * All n values in one pass over the 2ⁿ values (n ≤ 24; a million coalitions in a few milliseconds). A game that knows its
 * Shapley value in closed form (airport, weighted voting, Möbius, induced subgraph, …) is asked for it, at any size.
 *
 * Source: Shapley, "A value for n-person games" (1953).
 *
 * @example
 * ```ts
 * import { DenseGame, shapley } from 'polity/attribution';
 * // Two left gloves and a right one: a pair is worth 1.
 * const gloves = new DenseGame([0, 0, 0, 0, 0, 1, 1, 1], { players: ['left 1', 'left 2', 'right'] });
 * shapley(gloves).byPlayer; // { 'left 1': 0.1667, 'left 2': 0.1667, right: 0.6667 }
 * ```
 */
export function shapley(game: CooperativeGame): PlayerValues {
  const closed = game.shapleyValues?.();
  if (closed) return playerValues('Shapley value', game.players, closed, gainOfAll(game));
  return semivalueNamed('Shapley value', game, shapleyWeights(game.players.length));
}
