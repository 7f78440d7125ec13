import { checkInteger, checkNumber, checkProbability } from '../foundation/index.js';

/** Estimates with correlated errors, sent over noisy channels. */
export interface Estimates {
  /** Error variance v ≥ 0 of one agent's estimate. */
  readonly variance: number;
  /** Pairwise correlation ρ in [0, 1] of the agents' errors. */
  readonly correlation: number;
  /** Variance σ_c² ≥ 0 that one message adds. */
  readonly channelNoise: number;
}

/**
 * Squared-error risk of a star: a root averages N noisy messages, R = v [ρ + (1 − ρ)/N] + σ_c²/N.
 * As N grows it falls to the shared-error floor ρv, and no further. Cost: constant.
 *
 * @param options - number of agents N ≥ 1, error variance v, error correlation ρ, channel noise σ_c²
 * @throws InvalidInputError for N below 1, a negative variance or noise, or a correlation out of range
 * @see arXiv 2601.17311, Section 3 (star)
 *
 * @example
 * ```ts
 * import { starRisk } from 'polity/organization';
 * starRisk({ agents: 10, variance: 1, correlation: 0.2, channelNoise: 0.05 }); // 0.285
 * ```
 */
export function starRisk({ agents, ...estimates }: Estimates & { readonly agents: number }): number {
  const { variance, correlation, channelNoise } = checkEstimates(estimates);
  return starRiskOf(checkInteger('agents', agents, { min: 1 }), variance, correlation, channelNoise);
}

export function checkEstimates({ variance, correlation, channelNoise }: Estimates): Estimates {
  return {
    variance: checkNumber('variance', variance, { min: 0 }),
    correlation: checkProbability('correlation', correlation),
    channelNoise: checkNumber('channelNoise', channelNoise, { min: 0 }),
  };
}

/** Unchecked. */
export function starRiskOf(agents: number, variance: number, correlation: number, channelNoise: number): number {
  return variance * (correlation + (1 - correlation) / agents) + channelNoise / agents;
}
