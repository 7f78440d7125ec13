import { checkInteger, checkNumber } from '../foundation/index.js';
import { checkEstimates, type Estimates } from './star-risk.js';

/**
 * Squared-error risk of a chain that hands a running average along: agent k forms
 * (k − 1)/k · (received + noise) + 1/k · own. With N agents
 *
 * R = v [ρ + (1 − ρ)/N] + σ_c² (N − 1)(2N − 1)/(6N).
 *
 * Averaging helps less and less while noise grows as N σ_c²/3, so there is a best length: {@link bestChainLength}.
 * Cost: constant.
 *
 * @param options - number of agents N ≥ 1, error variance v, error correlation ρ, channel noise σ_c²
 * @throws InvalidInputError for N below 1, a negative variance or noise, or a correlation out of range
 * @see arXiv 2601.17311, Section 3 (chain); the running average is this library's reading of it
 *
 * @example
 * ```ts
 * import { chainRisk } from 'polity/organization';
 * chainRisk({ agents: 4, variance: 1, correlation: 0.2, channelNoise: 0.05 }); // 0.44375
 * ```
 */
export function chainRisk({ agents, ...estimates }: Estimates & { readonly agents: number }): number {
  const { variance, correlation, channelNoise } = checkEstimates(estimates);
  return chainRiskOf(checkInteger('agents', agents, { min: 1 }), variance, correlation, channelNoise);
}

/**
 * Squared-error risk of a relay, where the first agent's estimate is handed from agent to agent and nobody adds an
 * estimate (the telephone game): R = v + (N − 1) σ_c². Cost: constant.
 *
 * @param options - number of agents N ≥ 1, error variance v, channel noise σ_c²
 * @throws InvalidInputError for N below 1, or a negative variance or noise
 *
 * @example
 * ```ts
 * import { relayRisk } from 'polity/organization';
 * relayRisk({ agents: 5, variance: 1, channelNoise: 0.05 }); // 1.2
 * ```
 */
export function relayRisk({
  agents,
  variance,
  channelNoise,
}: Omit<Estimates, 'correlation'> & { readonly agents: number }): number {
  checkInteger('agents', agents, { min: 1 });
  checkNumber('variance', variance, { min: 0 });
  return variance + (agents - 1) * checkNumber('channelNoise', channelNoise, { min: 0 });
}

/** The best length of a chain. */
export interface BestChain {
  /** Number of agents N; ∞ over noiseless channels between agents whose errors differ. */
  readonly agents: number;
  /** Risk of that chain; for N = ∞ its limit ρv. */
  readonly risk: number;
}

/**
 * The length that minimises {@link chainRisk}: the better whole neighbour of √(3v(1 − ρ)/σ_c² + ½); the shorter one
 * on a tie. Cost: constant.
 *
 * @param estimates - error variance v, error correlation ρ, channel noise σ_c²
 * @throws InvalidInputError for a negative variance or noise, or a correlation out of range
 *
 * @example
 * ```ts
 * import { bestChainLength } from 'polity/organization';
 * bestChainLength({ variance: 1, correlation: 0.2, channelNoise: 0.05 }); // { agents: 7, risk: 0.4071429 }
 * ```
 */
export function bestChainLength(estimates: Estimates): BestChain {
  const { variance, correlation, channelNoise } = checkEstimates(estimates);
  const averaged = variance * (1 - correlation);
  if (averaged === 0) return { agents: 1, risk: variance };
  const stationary = Math.floor(Math.sqrt((3 * averaged) / channelNoise + 0.5));
  if (stationary === Infinity) return { agents: Infinity, risk: correlation * variance };
  const [shorter, longer] = [Math.max(1, stationary), stationary + 1].map((agents) => ({
    agents,
    risk: chainRiskOf(agents, variance, correlation, channelNoise),
  }));
  return longer.risk < shorter.risk ? longer : shorter;
}

/** Unchecked. */
export function chainRiskOf(agents: number, variance: number, correlation: number, channelNoise: number): number {
  const carried = ((agents - 1) * (2 * agents - 1)) / (6 * agents);
  return variance * (correlation + (1 - correlation) / agents) + channelNoise * carried;
}
