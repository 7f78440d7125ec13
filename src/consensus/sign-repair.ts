import { frustrationIndex, type Frustration, type FrustrationOptions } from './frustration.js';
import { signedGraph, type SignedGraph, type SignedNetwork } from './signed-graph.js';

/** The edges whose signs to turn round, and what that leaves. */
export interface SignRepair extends Frustration {
  /** The balanced graph. */
  readonly repaired: SignedGraph;
}

/**
 * Fewest (or, weighted, lightest) changes of sign that balance a graph: the frustrated edges of the best gauge. As good
 * as the frustration index is exact: see `optimal` and `gap`.
 *
 * @throws InvalidInputError as {@link frustrationIndex}
 *
 * @example
 * ```ts
 * import { balanceBySigns, signedGraphFromArrays, structuralBalance } from 'polity/consensus';
 * const ring = { nodes: 4, sources: [0, 1, 2, 3], targets: [1, 2, 3, 0], weights: [1, 1, 1, -1] };
 * const { index, repaired } = balanceBySigns(signedGraphFromArrays(ring));
 * index; // 1
 * structuralBalance(repaired).balanced; // true
 * ```
 */
export function balanceBySigns(network: SignedNetwork, options: FrustrationOptions = {}): SignRepair {
  const graph = signedGraph(network);
  const frustration = frustrationIndex(graph, options);
  const { gauge } = frustration;
  const weights = graph.weights.slice();
  for (let i = 0; i < graph.nodes.length; i++) {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) {
      weights[k] = Math.abs(weights[k]) * gauge[i] * gauge[graph.targets[k]];
    }
  }
  return { ...frustration, repaired: { ...graph, weights } };
}
