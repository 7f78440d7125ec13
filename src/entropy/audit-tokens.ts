import { randomStream } from '../foundation/index.js';
import { normalQuantile, type Estimate } from '../statistics/index.js';
import {
  computeLoss,
  lossBuffers,
  lossSetting,
  type LossBuffers,
  type LossMode,
  type LossOptions,
} from './loss-kernel.js';
import { validTokens, type TokenBatch } from './token-batch.js';
import { covarianceQuantileTable, type CovarianceQuantile } from './token-covariance.js';

/** A token that a loss would touch. */
export interface TouchedToken {
  /** Index in the batch. */
  readonly token: number;
  readonly covariance: number;
  readonly logp: number;
  readonly advantage: number;
}

/** What a method would do to a batch. */
export interface MethodAudit {
  /** Tokens touched, their indices in descending covariance. */
  readonly touched: Int32Array;
  readonly fraction: number;
  /** The ones of largest covariance, at most 10. */
  readonly largest: readonly TouchedToken[];
}

/** Audit of a batch of tokens. */
export interface TokenAudit {
  /** Tokens that count. */
  readonly tokens: number;
  readonly covariance: { readonly mean: number; readonly table: readonly CovarianceQuantile[] };
  /** Clip-Cov would take the gradient from these; `candidates` lie within its bounds, so that others may be drawn. */
  readonly clipCov: MethodAudit & { readonly candidates: number };
  /** KL-Cov would penalise these. */
  readonly klCov: MethodAudit;
  /**
   * Change of entropy from the old to the new policy, −Cov(log π_old, log π − log π_old) over the tokens, in nats; its
   * standard error takes tokens for independent.
   */
  readonly entropyChange: Estimate;
  /** Slope of entropy per unit of rate: −Cov(log π, A), negative where training costs entropy. */
  readonly entropySlope: number;
  /** Mean of log π_old − log π. */
  readonly approximateKl: number;
  /** Share of tokens that the PPO clip of 0.2 binds. */
  readonly clippedFraction: number;
}

/**
 * Audits a batch of tokens from a real run: how covariance is spread over tokens, which tokens Clip-Cov and KL-Cov would
 * touch, and what the covariance says about the change of entropy.
 *
 * Within a state the mean of Δlog π under the policy is 0 to first order, so the covariance over all tokens estimates the
 * mean covariance within states without knowing the states.
 *
 * Cost: linear in the tokens; some 40 bytes a token beyond the batch.
 *
 * @param options - constants of Clip-Cov and KL-Cov, as in {@link policyLoss}; a PPO clip given here is that of Clip-Cov
 * @throws InvalidInputError as {@link policyLoss}.
 * @see arXiv 2505.22617, Lemma 1, equation 10 and Table 1
 *
 * @example
 * ```ts
 * import { auditTokens } from 'polity/entropy';
 * const audit = auditTokens({ oldLogp: [-0.1, -3, -1], logp: [-0.05, -3.2, -1], advantages: [1, -1, 1] });
 * audit.klCov.touched; // [1]
 * ```
 */
export function auditTokens(batch: TokenBatch, options: Omit<LossOptions, 'mode'> = {}): TokenAudit {
  const { oldLogp, logp, advantages, mask } = batch;
  const setting = (mode: LossMode) => lossSetting({ ...options, mode });
  const [clipCov, klCov] = [setting('clip_cov'), setting('kl_cov')];
  const valid = validTokens({ oldLogp, logp, advantages }, mask);
  const n = valid.length;
  const tokens = { oldLogp, logp, advantages, valid, count: n };
  const buffers = lossBuffers(logp.length);
  const stream = randomStream(options.seed ?? 0);
  computeLoss(buffers, tokens, clipCov, stream);
  const clip = touchedBy(buffers, batch, n);
  computeLoss(buffers, tokens, klCov, stream);
  const kl = touchedBy(buffers, batch, n);
  const counted = new Float64Array(n);
  let [sum, candidates, moved, bound] = [0, 0, 0, 0];
  // The PPO clip binds where the ratio has left [0.8, 1.2] in the direction that the advantage asks for.
  const [lower, upper] = [Math.log(0.8), Math.log(1.2)];
  for (let t = 0; t < n; t++) {
    const i = valid[t];
    const value = buffers.covariance[i];
    counted[t] = value;
    sum += value;
    if (value > clipCov.covarianceLow && value < clipCov.covarianceHigh) candidates++;
    const change = logp[i] - oldLogp[i];
    moved -= change;
    if (advantages[i] > 0 ? change > upper : advantages[i] < 0 && change < lower) bound++;
  }
  return {
    tokens: n,
    covariance: { mean: sum / n, table: covarianceQuantileTable(counted) },
    clipCov: { ...clip, candidates },
    klCov: kl,
    entropyChange: entropyChange(oldLogp, logp, valid),
    entropySlope: -sum / n,
    approximateKl: moved / n,
    clippedFraction: bound / n,
  };
}

function touchedBy(
  { touched, touchedCount, covariance }: LossBuffers,
  { logp, advantages }: TokenBatch,
  tokens: number,
): MethodAudit {
  const indices = new Int32Array(touchedCount);
  let at = 0;
  for (let i = 0; i < touched.length; i++) if (touched[i] === 1) indices[at++] = i;
  indices.sort((i, j) => covariance[j] - covariance[i] || i - j);
  const largest = Array.from(indices.subarray(0, 10), (token) => ({
    token,
    covariance: covariance[token],
    logp: logp[token],
    advantage: advantages[token],
  }));
  return { touched: indices, fraction: touchedCount / tokens, largest };
}

function entropyChange(oldLogp: ArrayLike<number>, logp: ArrayLike<number>, valid: Int32Array): Estimate {
  const n = valid.length;
  let [meanOld, meanMove] = [0, 0];
  for (let t = 0; t < n; t++) {
    const i = valid[t];
    meanOld += oldLogp[i];
    meanMove += logp[i] - oldLogp[i];
  }
  meanOld /= n;
  meanMove /= n;
  let [sum, squares] = [0, 0];
  for (let t = 0; t < n; t++) {
    const i = valid[t];
    const product = -(oldLogp[i] - meanOld) * (logp[i] - oldLogp[i] - meanMove);
    sum += product;
    squares += product * product;
  }
  const estimate = sum / n;
  const standardError = Math.sqrt(Math.max(0, squares / n - estimate * estimate) / n);
  const half = normalQuantile(0.975) * standardError;
  return {
    estimate,
    standardError,
    interval: { lower: estimate - half, upper: estimate + half, level: 0.95 },
    n,
    method: 'covariance over tokens, normal interval for independent tokens',
  };
}
