import { checkInteger } from '../foundation/index.js';
import { findRoot } from '../numerics/index.js';
import { gainOf, phaseOf } from './amplification.js';
import { attractor } from './fixed-point.js';
import type { Tree } from './iterate-tree.js';
import { nextBias } from './layer-map.js';
import { checkBias, checkLayer, type CheckedLayer } from './layer.js';

/**
 * Growth until saturation, the upper prediction of a tree's bias: min(α^L μ₀, u*) when α > 1, α^L μ₀ otherwise.
 * Because the layer map is concave it is at least T^L(μ₀) for every μ₀ ≤ u*. Cost: as {@link fixedPoint}.
 *
 * @param tree - fan-in b, fidelity γ, correlation ρ, leaf bias μ₀, depth L
 * @throws InvalidInputError as {@link iterateTree}
 * @see arXiv 2601.17311, Section 4 (clipped predictor)
 *
 * @example
 * ```ts
 * import { clippedPredictor } from 'polity/organization';
 * clippedPredictor({ fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05, depth: 10 }); // 0.10068
 * ```
 */
export function clippedPredictor(tree: Tree): number {
  const { layer, leafBias, depth } = checkTree(tree);
  const gain = gainOf(layer);
  const grown = gain ** depth * leafBias;
  return phaseOf(gain) === 'amplifying' ? Math.min(grown, attractor(layer)) : grown;
}

/**
 * The lower prediction: growth at the slower rate α_θ = T(θu*)/(θu*) until θu*, for the best θ in (0, 1],
 * max_θ min(α_θ^L μ₀, θu*). By concavity it is at most T^L(μ₀) for every leaf bias: from above, μ₀ ≥ u*, it is u*;
 * without amplification it decays at the rate of the first layer, (T(μ₀)/μ₀)^L μ₀. Cost: about 10 steps of b/2.
 *
 * @param tree - fan-in b, fidelity γ, correlation ρ, leaf bias μ₀, depth L
 * @throws InvalidInputError as {@link iterateTree}
 * @see arXiv 2601.17311, Section 4 (a conservative prediction); the bound follows from the concavity of T
 *
 * @example
 * ```ts
 * import { conservativeClippedPredictor } from 'polity/organization';
 * conservativeClippedPredictor({ fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05, depth: 10 }); // 0.0984912
 * ```
 */
export function conservativeClippedPredictor(tree: Tree): number {
  const { layer, leafBias, depth } = checkTree(tree);
  if (leafBias === 0 || depth === 0) return leafBias;
  const limit = attractor(layer);
  if (limit === 0) return (nextBias(layer, leafBias) / leafBias) ** depth * leafBias;
  if (leafBias >= limit) return limit;
  // Growth falls with the ceiling: the lesser of the two is largest where they meet.
  const logGrowth = (ceiling: number) => depth * Math.log(nextBias(layer, ceiling) / ceiling);
  const excess = (logCeiling: number) => logGrowth(Math.exp(logCeiling)) - (logCeiling - Math.log(leafBias));
  // Within rounding of the fixed point nothing is left to bracket.
  if (excess(Math.log(limit)) >= 0) return limit;
  if (excess(Math.log(leafBias)) <= 0) return leafBias;
  const { root } = findRoot(excess, { lower: Math.log(leafBias), upper: Math.log(limit) });
  const ceiling = Math.exp(root);
  return Math.min(ceiling, leafBias * Math.exp(logGrowth(ceiling)));
}

function checkTree({ leafBias, depth, ...layer }: Tree): { layer: CheckedLayer; leafBias: number; depth: number } {
  return {
    layer: checkLayer(layer),
    leafBias: checkBias('leafBias', leafBias),
    depth: checkInteger('depth', depth, { min: 0 }),
  };
}
