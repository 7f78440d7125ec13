import { OrderSampler } from './order-sampler.js';
import { valueEstimator } from './value-estimates.js';

/**
 * Shapley values by permutation sampling: in a random order of arrival player i gets v(predecessors ∪ i) − v(predecessors);
 * the mean over orders is unbiased, and efficient (Σφᵢ = v(N) − v(∅)) whatever the number of orders. Standard errors from
 * the spread between orders, which are independent.
 *
 * Cost: n − 1 evaluations an order. Any number of players; a game that can let players in one at a time
 * (`worthsAlong`: airport, weighted voting) is asked for a whole order at once.
 *
 * Throws `InvalidInputError` for a budget below one order, and naming the coalition when its value is not a number or the
 * game fails.
 *
 * Source: Castro, Gómez & Tejada, "Polynomial calculation of the Shapley value based on sampling", Computers & Operations
 * Research 36 (2009).
 *
 * @example
 * ```ts
 * import { AirportGame, permutationSampling, shapley } from 'polity/attribution';
 * const game = new AirportGame(Array.from({ length: 100 }, (_, i) => i + 1));
 * const { values, standardErrors, evaluations } = permutationSampling(game, { budget: 50_000 });
 * evaluations; // 49997
 * Math.abs(values[99] - shapley(game).values[99]) < 4 * standardErrors[99]; // true
 *
 * // Until it is good enough:
 * for (const state of permutationSampling.anytime(game)) {
 *   if (Math.max(...state.standardErrors) < 0.5) break;
 * }
 * ```
 */
export const permutationSampling = valueEstimator<object>({
  name: 'permutationSampling',
  index: 'Shapley value',
  sampler: (n, { seed }) => new OrderSampler(n, { seed, withReverse: false }),
  describe: () => 'permutation sampling, errors between orders, t interval',
});
