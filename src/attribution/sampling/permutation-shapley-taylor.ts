import { interactionEstimator, type InteractionOptions } from './interaction-estimates.js';
import { TaylorSampler } from './taylor-sampler.js';

/**
 * Shapley–Taylor interactions of 1 … `order` players by permutation sampling. Below the highest order they are discrete
 * derivatives at ∅, Δ_T v(∅), and evaluated as such; at the highest order k, in a random order of arrival, Δ_T v(S) with S the players
 * who come before all of T is a draw for every T. Unbiased, and efficient whatever the number of orders: an order gives each
 * dividend to the last k of its players. Standard errors from the spread between orders; 0 below the highest order.
 *
 * Cost: C(n, k)·2^k evaluations an order (84 for n = 7, k = 2), many of them of the same coalitions: use a game with a
 * cache where they are dear. At most 31 players.
 *
 * Source: Sundararajan, Dhamdhere & Agarwal, "The Shapley Taylor interaction index", ICML 2020 (arXiv 1902.05622), Section 2.
 *
 * @example
 * ```ts
 * import { permutationShapleyTaylor, randomGame, shapleyTaylor } from 'polity/attribution';
 * const game = randomGame(6);
 * const { estimates, standardErrors } = permutationShapleyTaylor(game, { budget: 10_000, order: 2 });
 * const error = estimates.get(['1', '2']) - shapleyTaylor(game).get(['1', '2']);
 * Math.abs(error) < 4 * standardErrors.get(['1', '2']); // true
 * Math.abs(estimates.efficiencyGap) < 1e-12; // true
 * ```
 */
export const permutationShapleyTaylor = interactionEstimator<InteractionOptions>({
  name: 'permutationShapleyTaylor',
  index: 'Shapley–Taylor interaction index',
  sampler: (n, { seed, order }) => new TaylorSampler(n, { seed, order }),
  describe: () => 'permutation sampling of Shapley–Taylor interactions, errors between orders, t interval',
});
