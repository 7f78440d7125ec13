import { BanzhafSampler } from './banzhaf-sampler.js';
import { valueEstimator } from './value-estimates.js';

export interface MonteCarloBanzhafOptions {
  /** Follow every coalition by its complement; the two count as one draw. Default false. */
  readonly paired?: boolean;
}

/**
 * Banzhaf values with maximum sample reuse: coalitions drawn uniformly from all 2ⁿ, βᵢ = mean worth of those with i − mean
 * worth of those without. Every evaluation serves all n players. Unbiased; SE² = s₊²/m₊ + s₋²/m₋, paired: from the spread
 * between pairs, in which the level of the game cancels.
 *
 * Cost: 1 evaluation a draw, 2 a pair. The first draw is a pair in any case, so that every player has both means.
 *
 * Source: Wang & Jia, "Data Banzhaf: a robust data valuation framework for machine learning", AISTATS 2023
 * (arXiv 2205.15466), Section 4.
 *
 * @example
 * ```ts
 * import { WeightedVotingGame, banzhaf, monteCarloBanzhaf } from 'polity/attribution';
 * const game = new WeightedVotingGame({ quota: 51, weights: Array.from({ length: 50 }, (_, i) => 1 + (i % 4)) });
 * const { values, standardErrors } = monteCarloBanzhaf(game, { budget: 20_000, paired: true });
 * Math.abs(values[3] - banzhaf(game).values[3]) < 4 * standardErrors[3]; // true
 * ```
 */
export const monteCarloBanzhaf = valueEstimator<MonteCarloBanzhafOptions>({
  name: 'monteCarloBanzhaf',
  index: 'Banzhaf value',
  sampler: (n, { seed, paired = false }) => new BanzhafSampler(n, { seed, paired }),
  describe: (_, { paired = false }) =>
    `Monte Carlo Banzhaf with maximum sample reuse${paired ? ', paired' : ''}, t interval`,
});
