import { OrderSampler } from './order-sampler.js';
import { valueEstimator } from './value-estimates.js';

/**
 * Shapley values by permutation sampling in antithetic pairs: every random order is followed by its reverse. Unbiased and
 * efficient as permutation sampling, and exact after a single pair when no interaction has more than two players: an order gives all of a pair's interaction to the later one, the reverse to the
 * other. Standard errors from the spread between pairs.
 *
 * Cost: 2(n − 1) evaluations a pair. Errors as {@link permutationSampling}.
 *
 * Source: Mitchell, Cooper, Frank & Holmes, "Sampling permutations for Shapley value estimation", Journal of Machine
 * Learning Research 23 (2022).
 *
 * @example
 * ```ts
 * import { MoebiusGame, antitheticSampling } from 'polity/attribution';
 * const game = new MoebiusGame(['a', 'b', 'c'], [
 *   { coalition: ['a'], value: 1 },
 *   { coalition: ['a', 'c'], value: 2 },
 * ]);
 * antitheticSampling(game, { budget: 6 }).byPlayer; // { a: 2, b: 0, c: 1 }
 * ```
 */
export const antitheticSampling = valueEstimator<object>({
  name: 'antitheticSampling',
  index: 'Shapley value',
  sampler: (n, { seed }) => new OrderSampler(n, { seed, withReverse: true }),
  describe: () => 'permutation sampling in antithetic pairs, errors between pairs, t interval',
});
