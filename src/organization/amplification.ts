import { checkLayer, type CheckedLayer, type Layer } from './layer.js';
import { correlatedGain } from './layer-map.js';

/** Gains closer to 1 than this are critical: rounding can no longer tell on which side they are. */
export const CRITICAL_TOLERANCE = 1e-12;

/**
 * What a deep tree does to a weak signal: amplify it to a positive bias, or wash it out, geometrically
 * (`'subcritical'`) or algebraically (`'critical'`).
 */
export type Phase = 'amplifying' | 'critical' | 'subcritical';

/**
 * Gain of one layer for a weak signal, α = T′(0) = γ [ρ + (1 − ρ) f_b′(0)].
 *
 * Above 1 every positive leaf bias grows to the {@link fixedPoint}; at or below 1 every bias decays to chance.
 * Cost: constant (b/2 steps for a Beta mixture).
 *
 * @param layer - fan-in b, fidelity γ, correlation ρ
 * @throws InvalidInputError for an even fan-in, or a fidelity or correlation out of range
 * @see arXiv 2601.17311, Theorem 4
 *
 * @example
 * ```ts
 * import { amplification } from 'polity/organization';
 * amplification({ fanIn: 5, fidelity: 0.6, correlation: 0.1 }); // 1.0725
 * ```
 */
export function amplification(layer: Layer): number {
  return gainOf(checkLayer(layer));
}

/**
 * The phase of a tree: the sign of α − 1, with |α − 1| ≤ 10⁻¹² counted as critical.
 *
 * @param layer - fan-in b, fidelity γ, correlation ρ
 * @throws InvalidInputError as {@link amplification}
 * @see arXiv 2601.17311, Theorem 4
 *
 * @example
 * ```ts
 * import { phase } from 'polity/organization';
 * phase({ fanIn: 5, fidelity: 0.6, correlation: 0.1 }); // 'amplifying'
 * phase({ fanIn: 5, fidelity: 0.6, correlation: 0.3 }); // 'subcritical'
 * ```
 */
export function phase(layer: Layer): Phase {
  return phaseOf(gainOf(checkLayer(layer)));
}

/**
 * Exponent of collective growth, s = log_b α: a tree of N leaves carries a weak bias μ₀ to about N^s μ₀. Below ½ for
 * every majority; −∞ when the channels carry nothing (γ = 0). Cost: as {@link amplification}.
 *
 * @param layer - fan-in b, fidelity γ, correlation ρ
 * @throws InvalidInputError as {@link amplification}
 * @see arXiv 2601.17311, Section 4 (organization exponent)
 *
 * @example
 * ```ts
 * import { organizationExponent } from 'polity/organization';
 * organizationExponent({ fanIn: 5, fidelity: 0.6, correlation: 0.1 }); // 0.04349
 * ```
 */
export function organizationExponent(layer: Layer): number {
  const checked = checkLayer(layer);
  return Math.log(gainOf(checked)) / Math.log(checked.fanIn);
}

/** α of a layer that has passed the door. */
export function gainOf({ votes, fidelity, correlation, dependence }: CheckedLayer): number {
  return fidelity * correlatedGain(votes, correlation, dependence);
}

export function phaseOf(gain: number): Phase {
  if (Math.abs(gain - 1) <= CRITICAL_TOLERANCE) return 'critical';
  return gain > 1 ? 'amplifying' : 'subcritical';
}
