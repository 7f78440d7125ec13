import { checkInteger, checkOneOf } from '../../foundation/index.js';
import { StratifiedSampler } from './stratified-sampler.js';
import { valueEstimator } from './value-estimates.js';

export interface StratifiedSamplingOptions {
  /**
   * `proportional`: as many contributions from each size. `neyman`: after a pilot, more from sizes whose contributions
   * vary more. Default `neyman`.
   */
  readonly allocation?: 'proportional' | 'neyman';
  /** Contributions per stratum before the allocation of `neyman` is decided, at least 2; default 3. */
  readonly pilot?: number;
}

/**
 * Shapley values by stratified sampling: φᵢ is the mean over sizes s = 0 … n − 1 of the mean marginal contribution of i to
 * coalitions of s others, and each of these n² means is estimated by itself. Strata of up to 2¹⁴ coalitions are
 * sampled without replacement, so that the estimate is exact once they are used up, and its standard error,
 * SE² = n⁻² Σ_s (1 − f_s) ŝ²_{is}/m_{is} with f_s the share of the stratum seen, 0.
 *
 * Where contributions are mostly 0 and rarely large, a few draws without spread prove nothing. So ŝ² is the stratum's sample variance,
 * with its m − 1 degrees of freedom, averaged with the mean of all players' variances at that size, which counts for
 * 2; and the t interval has Satterthwaite's degrees of freedom over strata, where a stratum has m − 1 or, if that is less, as
 * many as the spread of the variances between players shows (2·mean²/variance, at least 2). A player who differs from all others gets
 * the SE of a mean player at first: too large for a null player, too small for a dictator. Over 300 replicates of nine games of 6
 * to 10 players, skewed ones among them, 93.7 to 98.4 % of the 95 % intervals cover, and SE² is 0.90 to 1.06 of the mean squared error.
 *
 * Neyman's allocation takes from each of a player's strata in proportion to its standard deviation, but takes no variance to be
 * below a tenth of the mean over sizes. The deviations used for player i are those that the pilot found for the other players
 * at that size: i's own would tie the number of draws to their values, and bias the mean.
 *
 * Cost: 2 evaluations a contribution (1 for s = 0 and s = n − 1); 2n² − 2n before there is an estimate, twice that before
 * there is a standard error.
 *
 * Source: Maleki, Tran-Thanh, Hines, Rahwan & Rogers, "Bounding the estimation error of sampling-based Shapley value
 * approximation" (arXiv 1306.4265, 2013); Castro, Gómez, Molina & Tejada, "Improving polynomial estimation of the Shapley value by
 * stratified random sampling with optimum allocation", Computers & Operations Research 82 (2017). Degrees of
 * freedom: Satterthwaite, "An approximate distribution of estimates of variance components", Biometrics Bulletin 2 (1946).
 *
 * @example
 * ```ts
 * import { randomGame, shapley, stratifiedSampling } from 'polity/attribution';
 * const game = randomGame(4);
 * // Every marginal contribution once: exact.
 * const all = stratifiedSampling(game, { budget: 100 });
 * all.exact; // true
 * Math.abs(all.values[2] - shapley(game).values[2]) < 1e-12; // true
 * ```
 */
export const stratifiedSampling = valueEstimator<StratifiedSamplingOptions>({
  name: 'stratifiedSampling',
  index: 'Shapley value',
  sampler: (n, { seed, allocation = 'neyman', pilot = 3 }) => {
    checkOneOf('allocation', allocation, ['proportional', 'neyman']);
    return new StratifiedSampler(n, { seed, pilot: checkInteger('pilot', pilot, { min: 2 }), allocation });
  },
  describe: (_, { allocation = 'neyman' }) =>
    `sampling stratified by size, ${allocation === 'neyman' ? 'Neyman' : 'proportional'} allocation, t interval`,
});
