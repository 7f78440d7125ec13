import { checkInteger, checkNumber, checkProbability } from '../foundation/index.js';
import { checkEstimates, type Estimates } from './star-risk.js';

/**
 * Squared-error risk of a b-ary tree of depth L whose every node averages its b noisy messages. One layer is
 * v → a v + σ_c²/b with a = (1 + (b − 1)ρ)/b, so
 *
 * v_L = v* + a^L (v − v*), v* = σ_c² / ((b − 1)(1 − ρ)) (for ρ = 1: v + L σ_c²/b).
 *
 * The correlation ρ holds anew among the inputs of every node. Depth helps while v is above the {@link treeRiskFloor}.
 * Cost: constant.
 *
 * @param options - fan-in b ≥ 2, depth L ≥ 0, error variance v of a leaf, error correlation ρ, channel noise σ_c²
 * @throws InvalidInputError for a fan-in below 2, a negative depth, variance or noise, or a correlation out of range
 * @see arXiv 2601.17311, Section 3 (tree)
 *
 * @example
 * ```ts
 * import { treeRisk } from 'polity/organization';
 * treeRisk({ fanIn: 5, depth: 3, variance: 1, correlation: 0.2, channelNoise: 0.05 }); // 0.061552
 * ```
 */
export function treeRisk({
  fanIn,
  depth,
  ...estimates
}: Estimates & { readonly fanIn: number; readonly depth: number }): number {
  checkInteger('fanIn', fanIn, { min: 2 });
  checkInteger('depth', depth, { min: 0 });
  const { variance, correlation, channelNoise } = checkEstimates(estimates);
  return treeRiskOf(fanIn, depth, variance, correlation, channelNoise);
}

/**
 * The communication floor of a deep tree, v* = σ_c² / ((b − 1)(1 − ρ)): its risk falls to v* from above and rises to
 * it from below. 0 over noiseless channels; ∞ for ρ = 1, where noise piles up without end. Cost: constant.
 *
 * @param options - fan-in b ≥ 2, error correlation ρ, channel noise σ_c²
 * @throws InvalidInputError for a fan-in below 2, a correlation out of range, or a negative noise
 * @see arXiv 2601.17311, Section 3 (communication floor)
 *
 * @example
 * ```ts
 * import { treeRiskFloor } from 'polity/organization';
 * treeRiskFloor({ fanIn: 5, correlation: 0.2, channelNoise: 0.05 }); // 0.015625
 * ```
 */
export function treeRiskFloor({
  fanIn,
  correlation,
  channelNoise,
}: Omit<Estimates, 'variance'> & { readonly fanIn: number }): number {
  checkInteger('fanIn', fanIn, { min: 2 });
  checkProbability('correlation', correlation);
  checkNumber('channelNoise', channelNoise, { min: 0 });
  return channelNoise === 0 ? 0 : channelNoise / ((fanIn - 1) * (1 - correlation));
}

/**
 * Exponent at which a tree's averaging shrinks the error variance of its leaves, s_c = −log_b a = 1 − log_b(1 +
 * (b − 1)ρ) in [0, 1], since a^L = N^(−s_c). With v(x) = v₁ x^(−β) the laws of {@link budgetThreshold} and
 * {@link allocate} hold for it as for the exponent of votes. Cost: constant.
 *
 * @param options - fan-in b ≥ 2, error correlation ρ
 * @throws InvalidInputError for a fan-in below 2 or a correlation out of range
 *
 * @example
 * ```ts
 * import { continuousExponent } from 'polity/organization';
 * continuousExponent({ fanIn: 5, correlation: 0.2 }); // 0.6348
 * ```
 */
export function continuousExponent({
  fanIn,
  correlation,
}: {
  readonly fanIn: number;
  readonly correlation: number;
}): number {
  checkInteger('fanIn', fanIn, { min: 2 });
  checkProbability('correlation', correlation);
  return -Math.log1p(-lost(fanIn, correlation)) / Math.log(fanIn);
}

/** Unchecked. */
export function treeRiskOf(
  fanIn: number,
  depth: number,
  variance: number,
  correlation: number,
  channelNoise: number,
): number {
  const removed = lost(fanIn, correlation);
  const logKept = depth * Math.log1p(-removed);
  // 1 + a + … + a^(L−1).
  const layers = removed === 0 ? depth : -Math.expm1(logKept) / removed;
  return Math.exp(logKept) * variance + (channelNoise / fanIn) * layers;
}

/** 1 − a, the part of the variance that one average removes. */
function lost(fanIn: number, correlation: number): number {
  return ((fanIn - 1) * (1 - correlation)) / fanIn;
}
