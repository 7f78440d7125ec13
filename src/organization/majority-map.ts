import { checkBias, checkFanIn, type SignedOptions, type Ties } from './layer.js';
import { independentGain, independentMajority, independentSlope } from './majority-series.js';

/** Options of the majority map. */
export interface MajorityOptions extends SignedOptions {
  readonly ties?: Ties;
}

/**
 * Bias of the majority of b independent ±1 votes, each of bias u:
 *
 * f_b(u) = 2 Pr[Bin(b, (1 + u)/2) > b/2] − 1 = u Σ_{j=0..(b−1)/2} C(2j, j) ((1 − u²)/4)^j.
 *
 * A bias is E[YŶ], the mean signed correctness; accuracy is (1 + bias)/2. The map is odd, increasing, concave on
 * [0, 1], with f_b(0) = 0 and f_b(1) = 1. The sum has positive terms only: relative error below 10⁻¹⁴ for b up to 10⁵.
 * Cost: min(b/2, 40/u²) steps.
 *
 * @param fanIn - number of votes b, odd and at least 3
 * @param bias - bias u of each vote, in [0, 1] (in [−1, 1] with `signed`)
 * @throws InvalidInputError for an even fan-in (unless `ties: 'coin'`) or a bias out of range
 * @see arXiv 2601.17311, Section 4 (binary core). Condorcet's jury theorem is its limit b → ∞.
 *
 * @example
 * ```ts
 * import { majorityMap } from 'polity/organization';
 * majorityMap(3, 0.5); // 0.6875
 * majorityMap(10_001, 0.02); // 0.9545375
 * ```
 */
export function majorityMap(fanIn: number, bias: number, { ties, signed = false }: MajorityOptions = {}): number {
  return independentMajority(checkFanIn(fanIn, ties), checkBias('bias', bias, signed));
}

/**
 * Slope of the majority map, f_b′(u) = f_b′(0) (1 − u²)^((b−1)/2). Cost: constant.
 *
 * @param fanIn - number of votes b, odd and at least 3
 * @param bias - bias u of each vote, in [0, 1] (in [−1, 1] with `signed`)
 * @throws InvalidInputError as {@link majorityMap}
 *
 * @example
 * ```ts
 * import { majorityMapDerivative } from 'polity/organization';
 * majorityMapDerivative(3, 0.5); // 1.125
 * ```
 */
export function majorityMapDerivative(
  fanIn: number,
  bias: number,
  { ties, signed = false }: MajorityOptions = {},
): number {
  return independentSlope(checkFanIn(fanIn, ties), checkBias('bias', bias, signed));
}

/**
 * Gain of a majority of b independent votes for a weak signal, f_b′(0) = b C(b−1, (b−1)/2) 2^−(b−1), which grows
 * as √(2b/π) and stays below √b. Cost: constant.
 *
 * @param fanIn - number of votes b, odd and at least 3
 * @throws InvalidInputError for an even fan-in (unless `ties: 'coin'`)
 *
 * @example
 * ```ts
 * import { majorityGain } from 'polity/organization';
 * majorityGain(5); // 1.875
 * majorityGain(101); // 8.03851298
 * ```
 */
export function majorityGain(fanIn: number, { ties }: { readonly ties?: Ties } = {}): number {
  return independentGain(checkFanIn(fanIn, ties));
}
