import { checkNumber, randomStream } from '../foundation/index.js';
import { computeLoss, lossBuffers, lossSetting, type LossOptions } from './loss-kernel.js';
import { validTokens, type TokenBatch } from './token-batch.js';

export interface PolicyLossOptions extends LossOptions {
  /** Adds β times the estimate e^d − d − 1, d = log π_ref − log π, of the divergence from a reference policy. */
  readonly reference?: {
    /** Log-probability of each token under the reference policy. */
    readonly logp: ArrayLike<number>;
    /** β ≥ 0. */
    readonly coefficient: number;
  };
}

/** A policy loss on a batch of tokens. */
export interface PolicyLoss {
  /** Mean over the tokens that count. */
  readonly loss: number;
  /** dLoss/dlog π of each token; 0 where masked. */
  readonly gradient: Float64Array;
  /** 1 where Clip-Cov took the gradient away or KL-Cov added its penalty. */
  readonly touched: Uint8Array;
  /** 1 where the PPO clip binds. */
  readonly clipped: Uint8Array;
  /** Tokens that count. */
  readonly tokens: number;
  readonly touchedFraction: number;
  readonly clippedFraction: number;
  /** Mean of log π_old − log π: an estimate of the divergence of the two policies. */
  readonly approximateKl: number;
}

/**
 * Loss of a policy on the tokens of a batch, averaged over tokens, with its exact gradient with respect to every
 * log-probability. With ρ = π/π_old and advantage A:
 *
 * - `ppo`, `clip_higher`: max(−Aρ, −A clip(ρ, 1 − ε_low, 1 + ε_high));
 * - `clip_cov`: the same, but max(⌊rN⌋, 1) tokens, drawn from those not clipped and of covariance strictly between
 *   `covarianceLow` and `covarianceHigh`, count 0 and keep their place in the denominator;
 * - `kl_cov`: −Aρ without a clip, plus β|log ρ| on the max(1, ⌊kN⌋) tokens of largest covariance. The slope of |log ρ| at
 *   ρ = 1 is taken as 0, so that the first update after a rollout is plain policy gradient.
 *
 * The choice of tokens carries no gradient. Cost: linear in the tokens.
 *
 * @param batch - arrays of equal length, from a log or a simulation
 * @throws InvalidInputError when lengths differ, a counted value is not finite, a log-probability is above 0, the mask is
 * empty, a share lies outside (0, 1], an ε is negative, or `covarianceLow` is not below `covarianceHigh`.
 * @see arXiv 2505.22617, equations 10 to 14
 *
 * @example
 * ```ts
 * import { policyLoss } from 'polity/entropy';
 * const batch = { oldLogp: [-1, -1], logp: [-0.5, -1], advantages: [1, -1] };
 * policyLoss(batch).gradient; // [0, 0.5]
 * policyLoss(batch, { mode: 'kl_cov', klRatio: 1 }).loss; // -0.074361
 * ```
 */
export function policyLoss(batch: TokenBatch, { reference, seed = 0, ...options }: PolicyLossOptions = {}): PolicyLoss {
  const { oldLogp, logp, advantages, mask } = batch;
  const setting = lossSetting({ ...options, seed });
  const extra = reference ? { referenceLogp: reference.logp } : {};
  const valid = validTokens({ oldLogp, logp, advantages, ...extra }, mask);
  const count = valid.length;
  const buffers = lossBuffers(logp.length);
  computeLoss(buffers, { oldLogp, logp, advantages, valid, count }, setting, randomStream(seed));
  let { loss } = buffers;
  const { gradient, touched, clipped, touchedCount, clippedCount } = buffers;
  if (reference) {
    const beta = checkNumber('reference.coefficient', reference.coefficient, { min: 0 });
    for (const i of valid) {
      const d = reference.logp[i] - logp[i];
      loss += (beta * (Math.expm1(d) - d)) / count;
      gradient[i] -= (beta * Math.expm1(d)) / count;
    }
  }
  let moved = 0;
  for (const i of valid) moved += oldLogp[i] - logp[i];
  return {
    loss,
    gradient,
    touched,
    clipped,
    tokens: count,
    touchedFraction: touchedCount / count,
    clippedFraction: clippedCount / count,
    approximateKl: moved / count,
  };
}
