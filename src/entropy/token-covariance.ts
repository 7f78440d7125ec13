import { checkVector, InvalidInputError } from '../foundation/index.js';
import { largestValuesFirst } from './largest-first.js';
import { validTokens } from './token-batch.js';

/** Contribution of each token to the covariance of log-probability and advantage. */
export interface TokenCovariance {
  /** (log π − mean)(A − mean) of each token; NaN where masked. */
  readonly covariance: Float64Array;
  /** Mean over the tokens that count: the batch's covariance. */
  readonly mean: number;
  /** Tokens that count. */
  readonly n: number;
}

/**
 * Token covariances Cov(yᵢ) = (log π(yᵢ) − mean)(A(yᵢ) − mean) over the tokens of a batch: the tokens that drive entropy
 * down are those far up this list.
 *
 * @param logp - log-probability of each token, nats
 * @param advantages - advantage of each token
 * @throws InvalidInputError when lengths differ, a counted value is not finite or the mask is empty.
 * @see arXiv 2505.22617, equation 10
 *
 * @example
 * ```ts
 * import { tokenCovariance } from 'polity/entropy';
 * tokenCovariance([-0.1, -2.1], [1, -1]).covariance; // [1, 1]
 * ```
 */
export function tokenCovariance(
  logp: ArrayLike<number>,
  advantages: ArrayLike<number>,
  { mask }: { readonly mask?: ArrayLike<number | boolean> } = {},
): TokenCovariance {
  const valid = validTokens({ logp, advantages }, mask);
  const covariance = new Float64Array(logp.length).fill(NaN);
  const mean = fillTokenCovariance(covariance, { logp, advantages, valid, count: valid.length });
  return { covariance, mean, n: valid.length };
}

/** Writes the covariance of the first `count` tokens named in `valid`; returns their mean. */
export function fillTokenCovariance(
  covariance: Float64Array,
  {
    logp,
    advantages,
    valid,
    count,
  }: {
    readonly logp: ArrayLike<number>;
    readonly advantages: ArrayLike<number>;
    readonly valid: Int32Array;
    readonly count: number;
  },
): number {
  let [meanLogp, meanAdvantage] = [0, 0];
  for (let t = 0; t < count; t++) {
    meanLogp += logp[valid[t]];
    meanAdvantage += advantages[valid[t]];
  }
  meanLogp /= count;
  meanAdvantage /= count;
  let sum = 0;
  for (let t = 0; t < count; t++) {
    const i = valid[t];
    const product = (logp[i] - meanLogp) * (advantages[i] - meanAdvantage);
    covariance[i] = product;
    sum += product;
  }
  return sum / count;
}

/** Mean covariance of the tokens of largest covariance. */
export interface CovarianceQuantile {
  /** Share of the tokens, from the top. */
  readonly share: number;
  readonly tokens: number;
  /** Mean covariance among them. */
  readonly mean: number;
  /** Smallest covariance among them. */
  readonly threshold: number;
}

/** The shares of Table 1. */
const SHARES = [0.0002, 0.002, 0.02, 0.2, 0.5, 1];

/**
 * Table of the mean covariance of the top tokens, by share: how few tokens carry the covariance.
 *
 * Cost: linear in the tokens, on average.
 *
 * @param covariance - of each token; NaN marks tokens that do not count
 * @param options - `shares` in (0, 1], default those of the paper
 * @throws InvalidInputError when no token counts or a share lies outside (0, 1].
 * @see arXiv 2505.22617, Table 1
 *
 * @example
 * ```ts
 * import { covarianceQuantileTable } from 'polity/entropy';
 * covarianceQuantileTable([9, 1, 1, 1], { shares: [0.25, 1] }).map(({ mean }) => mean); // [9, 3]
 * ```
 */
export function covarianceQuantileTable(
  covariance: ArrayLike<number>,
  { shares = SHARES }: { readonly shares?: ArrayLike<number> } = {},
): readonly CovarianceQuantile[] {
  const wanted = checkVector('shares', shares, { min: 0, max: 1, aboveMin: true });
  const values = new Float64Array(covariance.length);
  let n = 0;
  for (let i = 0; i < covariance.length; i++) if (!Number.isNaN(covariance[i])) values[n++] = covariance[i];
  if (n === 0) throw new InvalidInputError('covariance', covariance, 'hold at least one number');
  const counts = Array.from(wanted, (share) => Math.max(1, Math.floor(share * n)));
  const stops = [...new Set(counts)].sort((x, y) => y - x);
  // From the largest share to the smallest, each selected within the one before: the values need no sorting.
  stops.forEach((stop, i) => largestValuesFirst(values, i === 0 ? n : stops[i - 1], stop));
  const tops = new Map<number, { readonly sum: number; readonly least: number }>();
  let [sum, taken] = [0, 0];
  for (const stop of stops.reverse()) {
    let least = Infinity;
    for (; taken < stop; taken++) {
      sum += values[taken];
      if (values[taken] < least) least = values[taken];
    }
    tops.set(stop, { sum, least });
  }
  return Array.from(wanted, (share, i) => {
    const { sum: total, least } = tops.get(counts[i])!;
    return { share, tokens: counts[i], mean: total / counts[i], threshold: least };
  });
}
