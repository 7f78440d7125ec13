import { checkProbability, checkOneOf } from '../foundation/index.js';
import {
  checkBias,
  checkFanIn,
  checkLayer,
  type Aggregation,
  type CheckedLayer,
  type Dependence,
  type Layer,
  type SignedOptions,
} from './layer.js';
import { independentGain, independentMajority, independentSlope } from './majority-series.js';
import { mixtureMajority, mixtureSlope } from './mixture-series.js';

/**
 * Bias of the majority of b correlated ±1 votes, each of bias u: f_{b,ρ}(u) = ρu + (1 − ρ) f_b(u) when correlation
 * comes from shared failures (with probability ρ all votes are copies of one). Their pairwise correlation is exactly
 * ρ for every u. Cost: b/2 steps.
 *
 * @param aggregation - fan-in b and correlation ρ; `dependence: 'betaBinomial'` for a Beta mixture of the same ρ
 * @param bias - bias u of each vote, in [0, 1] (in [−1, 1] with `signed`)
 * @throws InvalidInputError for an even fan-in, or a correlation or bias out of range
 * @see arXiv 2601.17311, Section 4
 *
 * @example
 * ```ts
 * import { correlatedMajorityMap } from 'polity/organization';
 * correlatedMajorityMap({ fanIn: 3, correlation: 0.2 }, 0.5); // 0.65
 * correlatedMajorityMap({ fanIn: 3, correlation: 0.2, dependence: 'betaBinomial' }, 0.5); // 0.6
 * ```
 */
export function correlatedMajorityMap(
  { fanIn, correlation, ties, dependence = 'shared' }: Aggregation,
  bias: number,
  { signed = false }: SignedOptions = {},
): number {
  return correlatedMajority(
    checkFanIn(fanIn, ties),
    checkProbability('correlation', correlation),
    checkOneOf('dependence', dependence, ['shared', 'betaBinomial']),
    checkBias('bias', bias, signed),
  );
}

/**
 * One layer of a tree, channel then vote: T(u) = f_{b,ρ}(γu). Increasing and concave on [0, 1] with T(0) = 0 and
 * T(1) ≤ 1; its slope at 0 is the {@link amplification}. Cost: b/2 steps.
 *
 * @param layer - fan-in b, fidelity γ, correlation ρ
 * @param bias - bias u of each vote before the channel, in [0, 1] (in [−1, 1] with `signed`)
 * @throws InvalidInputError for an even fan-in, or a fidelity, correlation or bias out of range
 * @see arXiv 2601.17311, Section 4
 *
 * @example
 * ```ts
 * import { layerMap } from 'polity/organization';
 * layerMap({ fanIn: 5, fidelity: 0.6, correlation: 0.1 }, 0.05); // 0.0535946
 * ```
 */
export function layerMap(layer: Layer, bias: number, { signed = false }: SignedOptions = {}): number {
  return nextBias(checkLayer(layer), checkBias('bias', bias, signed));
}

/**
 * Slope of one layer, T′(u) = γ [ρ + (1 − ρ) f_b′(γu)]. Cost: constant (b/2 steps for a Beta mixture).
 *
 * @param layer - fan-in b, fidelity γ, correlation ρ
 * @param bias - where the slope is taken, in [0, 1] (in [−1, 1] with `signed`)
 * @throws InvalidInputError as {@link layerMap}
 *
 * @example
 * ```ts
 * import { layerMapDerivative } from 'polity/organization';
 * layerMapDerivative({ fanIn: 5, fidelity: 0.6, correlation: 0.1 }, 0); // 1.0725
 * ```
 */
export function layerMapDerivative(layer: Layer, bias: number, { signed = false }: SignedOptions = {}): number {
  return slopeAt(checkLayer(layer), checkBias('bias', bias, signed));
}

/** T(u) of a layer that has passed the door. */
export function nextBias({ votes, fidelity, correlation, dependence }: CheckedLayer, bias: number): number {
  return correlatedMajority(votes, correlation, dependence, fidelity * bias);
}

/** T′(u) of a layer that has passed the door. */
export function slopeAt({ votes, fidelity, correlation, dependence }: CheckedLayer, bias: number): number {
  const received = fidelity * bias;
  if (dependence === 'betaBinomial') return fidelity * mixtureSlope(votes, correlation, received);
  return fidelity * (correlation + (1 - correlation) * independentSlope(votes, received));
}

/** The slope of f_{b,ρ} at 0, so that α = γ · gain. */
export function correlatedGain(votes: number, correlation: number, dependence: Dependence): number {
  if (dependence === 'betaBinomial') return mixtureSlope(votes, correlation, 0);
  return correlation + (1 - correlation) * independentGain(votes);
}

function correlatedMajority(votes: number, correlation: number, dependence: Dependence, bias: number): number {
  if (dependence === 'betaBinomial') return mixtureMajority(votes, correlation, bias);
  return correlation * bias + (1 - correlation) * independentMajority(votes, bias);
}
