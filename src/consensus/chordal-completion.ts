import { checkOneOf } from '../foundation/index.js';
import { positionsOf } from './chordality.js';
import { eliminate, type EliminationRule } from './elimination-order.js';
import { signedGraph, type SignedNetwork } from './signed-graph.js';
import { supportOf } from './support.js';

/** Edges that make a graph chordal. */
export interface ChordalCompletion {
  /** Pairs to join; none where the graph is chordal. */
  readonly added: readonly (readonly [string, string])[];
  /** A perfect elimination order of the completed graph. */
  readonly eliminationOrder: readonly string[];
  /** Treewidth of the completed graph: an upper bound on that of the graph. */
  readonly treewidthBound: number;
}

/**
 * A chordal completion by greedy elimination: the node that goes next has the fewest neighbours left (`min-degree`) or
 * lacks the fewest edges among them (`min-fill`, default, usually fewer added edges). Min-fill adds none to a chordal
 * graph; min-degree may. The fewest edges possible are NP-hard to find: neither rule promises them.
 *
 * @example
 * ```ts
 * import { chordalCompletion, signedGraphFromArrays } from 'polity/consensus';
 * const pentagon = signedGraphFromArrays({ nodes: 5, sources: [0, 1, 2, 3, 4], targets: [1, 2, 3, 4, 0] });
 * chordalCompletion(pentagon).added.length; // 2
 * ```
 */
export function chordalCompletion(
  network: SignedNetwork,
  { rule = 'min-fill' }: { readonly rule?: EliminationRule } = {},
): ChordalCompletion {
  checkOneOf('rule', rule, ['min-fill', 'min-degree']);
  const { nodes, ...graph } = signedGraph(network);
  const { order, added, width } = eliminate(supportOf({ nodes, ...graph }), rule)!;
  return {
    added: added.map(([i, j]) => [nodes[i], nodes[j]] as const),
    eliminationOrder: Array.from(order, (i) => nodes[i]),
    treewidthBound: width,
  };
}

/** Nonzeros that a Cholesky factor has, diagonal included. */
export interface CholeskyFill {
  /** Of the lower triangle of the matrix. */
  readonly before: number;
  /** Of the factor. */
  readonly after: number;
  /** What elimination adds: 0 exactly for a perfect elimination order. */
  readonly fill: number;
}

/**
 * Nonzeros of the Cholesky factor of L + δI eliminated in an order, counted without numbers: an eliminated node hands its
 * later neighbours on to the first of them. Cost: O(nonzeros of the factor).
 *
 * @throws InvalidInputError when the order is not one of all nodes
 * @see A. George & J. Liu, Computer Solution of Large Sparse Positive Definite Systems (1981), chapter 5
 *
 * @example
 * ```ts
 * import { choleskyFill, signedGraphFromArrays } from 'polity/consensus';
 * const star = signedGraphFromArrays({ nodes: ['hub', 'a', 'b', 'c'], sources: [0, 0, 0], targets: [1, 2, 3] });
 * choleskyFill(star, ['a', 'b', 'c', 'hub']).fill; // 0
 * choleskyFill(star, ['hub', 'a', 'b', 'c']).fill; // 3
 * ```
 */
export function choleskyFill(network: SignedNetwork, order: readonly string[]): CholeskyFill {
  const graph = signedGraph(network);
  const { offsets, targets } = supportOf(graph);
  const n = graph.nodes.length;
  const position = positionsOf(graph.nodes, order);
  const nodeAt = new Int32Array(n);
  position.forEach((step, i) => (nodeAt[step] = i));
  const handed: Set<number>[] = Array.from({ length: n }, () => new Set());
  let after = n;
  for (let step = 0; step < n; step++) {
    const later = handed[step];
    const i = nodeAt[step];
    for (let k = offsets[i]; k < offsets[i + 1]; k++) if (position[targets[k]] > step) later.add(position[targets[k]]);
    later.delete(step);
    after += later.size;
    let first = n;
    for (const place of later) first = Math.min(first, place);
    if (first < n) for (const place of later) handed[first].add(place);
    handed[step] = new Set();
  }
  const before = n + targets.length / 2;
  return { before, after, fill: after - before };
}
