import { checkOneOf } from '../../foundation/index.js';
import { KernelSampler, type SizeAllocation } from './kernel-sampler.js';
import { valueEstimator } from './value-estimates.js';

export interface KernelShapOptions {
  /** Follow every coalition by its complement; default true. */
  readonly paired?: boolean;
  /**
   * How many coalitions of each size: in proportion to the `kernel`'s mass, or as many of each (`leverage`: the leverage scores of
   * the regression are alike for all sizes). Default 'kernel'.
   */
  readonly sizes?: SizeAllocation;
}

/**
 * Shapley values by KernelSHAP: the additive game that is closest to v in Σ_S μ(|S|)(v(S) − v(∅) − Σ_{i∈S} φᵢ)²,
 * μ(s) = (n−1)/(C(n, s)·s·(n−s)), and equal at ∅ and N. Coalitions of each size are a stratum sampled without replacement and
 * keep the stratum's weight, so that with all coalitions the values are exact; with some they are consistent (their bias is of
 * order 1/m, the error of order 1/√m), and efficient always. The mean of a size is taken from its worths first: over all coalitions that
 * changes nothing, over a sample what coalitions gain by size alone is no noise any more.
 *
 * Standard errors are those of a regression estimator under stratified sampling: residuals corrected for leverage (HC3) and
 * for the share of each stratum that was seen.
 *
 * Cost: 1 evaluation a coalition, and O(m·n²) arithmetic each time the evaluations have doubled. It begins with all
 * single players (and what all others make without one) and two coalitions of every other size.
 *
 * Source: Lundberg & Lee, "A unified approach to interpreting model predictions", NeurIPS 2017 (arXiv 1705.07874); Covert & Lee,
 * "Improving KernelSHAP", AISTATS 2021 (arXiv 2012.01536), for pairs; Musco & Witter, "Provably accurate Shapley value
 * estimation via leverage score sampling", ICLR 2025 (arXiv 2410.01917), for the sizes. Variance: Särndal, Swensson & Wretman,
 * Model Assisted Survey Sampling (1992), chapter 6.
 *
 * @example
 * ```ts
 * import { kernelShap, randomGame, shapley } from 'polity/attribution';
 * const game = randomGame(10);
 * const some = kernelShap(game, { budget: 400 });
 * Math.abs(some.values[0] - shapley(game).values[0]) < 4 * some.standardErrors[0]; // true
 * // All coalitions: exact.
 * const all = kernelShap(game, { budget: 1024 });
 * all.exact; // true
 * Math.abs(all.values[0] - shapley(game).values[0]) < 1e-12; // true
 * ```
 */
export const kernelShap = valueEstimator<KernelShapOptions>({
  name: 'kernelShap',
  index: 'Shapley value',
  sampler: (n, { seed, paired = true, sizes = 'kernel' }) =>
    new KernelSampler(n, { seed, order: 1, paired, sizes: checkOneOf('sizes', sizes, ['kernel', 'leverage']) }),
  describe: (_, { paired = true, sizes = 'kernel' }) =>
    `KernelSHAP${paired ? ', paired' : ''}, sizes by ${sizes}, regression errors (HC3), t interval`,
});
