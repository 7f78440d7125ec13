import { SvarmSampler } from './svarm-sampler.js';
import { valueEstimator } from './value-estimates.js';

/**
 * Shapley values by SVARM, sampling without marginal contributions: φᵢ = φᵢ⁺ − φᵢ⁻, the mean worth of a random coalition
 * with i less that of one without. A⁺ is drawn with P(A) ∝ 1/(|A|·C(n, |A|)) and updates φ⁺ of all its members, A⁻ with
 * P(A) ∝ 1/((n−|A|)·C(n, |A|)) and updates φ⁻ of everybody else, so that every evaluation serves many players. A warm-up gives each
 * player a first value of both. Unbiased; SE² = s₊²/m₊ + s₋²/m₋ from independent draws.
 *
 * The level of the game does not cancel as it does in marginal contributions: a method for games whose values vary little,
 * or for many players and few evaluations. {@link stratifiedSvarm} removes what depends on size.
 *
 * Cost: 2 evaluations a draw; 2n for the warm-up (fewer where N or ∅ is drawn).
 *
 * Source: Kolpaczki, Bengs, Muschalik & Hüllermeier, "Approximating the Shapley value without marginal contributions",
 * AAAI 2024 (arXiv 2302.00736), Algorithm 1.
 *
 * @example
 * ```ts
 * import { randomGame, shapley, svarm } from 'polity/attribution';
 * const game = randomGame(8);
 * const { values, standardErrors } = svarm(game, { budget: 10_000 });
 * Math.abs(values[0] - shapley(game).values[0]) < 4 * standardErrors[0]; // true
 * ```
 */
export const svarm = valueEstimator<object>({
  name: 'svarm',
  index: 'Shapley value',
  sampler: (n, { seed }) => new SvarmSampler(n, { seed }),
  describe: () => 'SVARM, t interval',
});
