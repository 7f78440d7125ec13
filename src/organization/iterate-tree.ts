import { checkInteger } from '../foundation/index.js';
import { checkBias, checkLayer, type Layer } from './layer.js';
import { nextBias } from './layer-map.js';

/** A tree of agents: one layer, repeated, over leaves of one bias. */
export interface Tree extends Layer {
  /** Bias of one leaf, μ₀ in [0, 1]. */
  readonly leafBias: number;
  /** Number of layers above the leaves, L ≥ 0; the tree has b^L leaves. */
  readonly depth: number;
}

/** Biases of a tree, layer by layer. */
export interface TreeTrajectory {
  /** `bias[ℓ]` after ℓ layers: `bias[0]` is a leaf, `bias[depth]` the root; length depth + 1. */
  readonly bias: Float64Array;
}

/**
 * Bias of every layer of a tree, from leaf to root: μ₀, T(μ₀), T(T(μ₀)), … Accuracy is (1 + bias)/2.
 * Cost: depth · b/2 steps.
 *
 * @param tree - fan-in b, fidelity γ, correlation ρ, leaf bias μ₀, depth L; with `signed`, a leaf bias in [−1, 1]
 * @throws InvalidInputError for an even fan-in, a fidelity, correlation or bias out of range, or a negative depth
 * @see arXiv 2601.17311, Section 4
 *
 * @example
 * ```ts
 * import { iterateTree } from 'polity/organization';
 * const { bias } = iterateTree({ fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05, depth: 10 });
 * bias[10]; // 0.099539
 * ```
 */
export function iterateTree({
  leafBias,
  depth,
  signed = false,
  ...layer
}: Tree & { readonly signed?: boolean }): TreeTrajectory {
  const checked = checkLayer(layer);
  const bias = new Float64Array(checkInteger('depth', depth, { min: 0 }) + 1);
  bias[0] = checkBias('leafBias', leafBias, signed);
  for (let level = 1; level <= depth; level++) bias[level] = nextBias(checked, bias[level - 1]);
  return { bias };
}
