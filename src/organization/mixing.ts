import { checkNumber } from '../foundation/index.js';
import { gainOf, phaseOf } from './amplification.js';
import { attractor } from './fixed-point.js';
import { slopeAt } from './layer-map.js';
import { checkBias, checkLayer, type Layer } from './layer.js';

/** Where a tree stops growing and starts to saturate. */
export interface MixingDepth {
  /** L_mix, a real number of layers; ∞ where the leaf bias never gets there. */
  readonly depth: number;
  /** The least whole number of layers of at least `depth`. */
  readonly layers: number;
  /** Leaves of a tree of that (real) depth, N_mix = b^L_mix = (u* / μ₀)^(1/s). */
  readonly leaves: number;
}

/**
 * Depth at which linear growth α^L μ₀ reaches the fixed point: L_mix = log(u* / μ₀) / log α. Before it a tree gains a
 * factor α a layer; after it, further layers add almost nothing. 0 when μ₀ ≥ u* > 0; ∞ when α ≤ 1 or μ₀ = 0.
 * Cost: as {@link fixedPoint}.
 *
 * @param options - fan-in b, fidelity γ, correlation ρ, leaf bias μ₀
 * @throws InvalidInputError for an even fan-in, or a fidelity, correlation or leaf bias out of range
 * @see arXiv 2601.17311, Section 4 (mixing depth)
 *
 * @example
 * ```ts
 * import { mixingDepth } from 'polity/organization';
 * mixingDepth({ fanIn: 5, fidelity: 0.6, correlation: 0, leafBias: 0.05 }).layers; // 23
 * ```
 */
export function mixingDepth({ leafBias, ...layer }: Layer & { readonly leafBias: number }): MixingDepth {
  const checked = checkLayer(layer);
  checkBias('leafBias', leafBias);
  const gain = gainOf(checked);
  if (phaseOf(gain) !== 'amplifying' || leafBias === 0) return { depth: Infinity, layers: Infinity, leaves: Infinity };
  const depth = Math.max(0, Math.log(attractor(checked) / leafBias) / Math.log(gain));
  return { depth, layers: Math.ceil(depth), leaves: checked.fanIn ** depth };
}

/**
 * Layers in which a deep tree's distance from its fixed point shrinks to the fraction ε: log(1/ε) / log(1/λ*), with
 * λ* the {@link contractionRate}; ∞ at the threshold, where the approach is algebraic. Cost: as {@link fixedPoint}.
 *
 * @param options - fan-in b, fidelity γ, correlation ρ; the fraction ε in (0, 1]
 * @throws InvalidInputError for an even fan-in, or a fidelity, correlation or fraction out of range
 *
 * @example
 * ```ts
 * import { contractionDepth } from 'polity/organization';
 * contractionDepth({ fanIn: 5, fidelity: 0.6, correlation: 0.1, fraction: 0.01 }); // 30.53
 * ```
 */
export function contractionDepth({ fraction, ...layer }: Layer & { readonly fraction: number }): number {
  const checked = checkLayer(layer);
  checkNumber('fraction', fraction, { min: 0, aboveMin: true, max: 1 });
  if (phaseOf(gainOf(checked)) === 'critical') return Infinity;
  return Math.log(fraction) / Math.log(slopeAt(checked, attractor(checked)));
}
