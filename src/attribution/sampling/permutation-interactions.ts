import { interactionEstimator, type InteractionOptions } from './interaction-estimates.js';
import { WindowSampler } from './window-sampler.js';

/**
 * Shapley interactions (SII) of 1 … `order` players by permutation sampling: in a random order, the t players of every
 * window are a coalition T that follows S, and Δ_T v(S) is a draw for T. I(T) is the mean of its draws, unbiased whatever
 * their number; a coalition that was in no window yet has the value NaN. Standard errors from the spread between orders.
 *
 * All windows of up to `order` players share their coalitions.
 *
 * Cost: (n − order + 2)·2^{order−1} − 2 evaluations an order, for n − t + 1 of the C(n, t) coalitions of each size. At most 31
 * players.
 *
 * Source: Tsai, Yeh & Ravikumar, "Faith-Shap: the faithful Shapley interaction index", JMLR 24 (2023), and Fumagalli et al.,
 * "SHAP-IQ: unified approximation of any-order Shapley interactions", NeurIPS 2023 (arXiv 2303.01179), where it is a baseline.
 *
 * @example
 * ```ts
 * import { permutationInteractions, randomGame, shapleyInteractions } from 'polity/attribution';
 * const game = randomGame(6);
 * const { estimates, standardErrors } = permutationInteractions(game, { budget: 5_000, order: 2 });
 * const error = estimates.get(['1', '2']) - shapleyInteractions(game).get(['1', '2']);
 * Math.abs(error) < 4 * standardErrors.get(['1', '2']); // true
 * ```
 */
export const permutationInteractions = interactionEstimator<InteractionOptions>({
  name: 'permutationInteractions',
  index: 'Shapley interaction index',
  sampler: (n, { seed, order }) => new WindowSampler(n, { seed, order }),
  describe: () => 'permutation sampling of windows, errors between orders, t interval',
});
