import { InvalidInputError } from '../foundation/index.js';
import { conjugateGradient } from '../numerics/index.js';
import { structuralBalance } from './balance.js';
import { checkUndirected, laplacianDiagonal, laplacianOperator } from './laplacian.js';
import { nodeIndex, signedGraph, type SignedNetwork } from './signed-graph.js';

/** The resistance between two nodes and how well it is known. */
export interface EffectiveResistance {
  /** R_ij; Infinity where no path joins them. */
  readonly resistance: number;
  /** 1/R_ij: the largest weight of a negative edge between them under which the repelling Laplacian stays semidefinite. */
  readonly negativeEdgeThreshold: number;
  readonly converged: boolean;
}

/**
 * Effective resistance between two nodes of an undirected graph whose weights, all positive, are conductances:
 * R_ij = (e_i − e_j)ᵀL⁺(e_i − e_j), by conjugate gradients on the sparse Laplacian.
 *
 * Adding one negative edge (i, j) of size w leaves L_r ⪰ 0 exactly while w ≤ 1/R_ij (Zelazo and Bürger): beyond, the
 * disagreement of i and j grows without bound.
 *
 * @throws InvalidInputError when the graph is directed or has a negative weight, a node is unknown, or both are the same
 * @see D. Zelazo & M. Bürger, "On the definiteness of the weighted Laplacian and its connection to effective resistance",
 * IEEE Conference on Decision and Control (2014), Theorem III.3
 *
 * @example
 * ```ts
 * import { effectiveResistance, signedGraphFromArrays } from 'polity/consensus';
 * const path = signedGraphFromArrays({ nodes: ['a', 'b', 'c'], sources: [0, 1], targets: [1, 2] });
 * effectiveResistance(path, { source: 'a', target: 'c' }).negativeEdgeThreshold; // 0.5
 * ```
 */
export function effectiveResistance(
  network: SignedNetwork,
  { source, target }: { readonly source: string; readonly target: string },
): EffectiveResistance {
  const graph = signedGraph(network);
  checkUndirected(graph, 'a resistance');
  const negative = graph.weights.find((weight) => weight < 0);
  if (negative !== undefined) throw new InvalidInputError('weight', negative, 'be positive everywhere');
  const [i, j] = [nodeIndex(graph, source, 'source'), nodeIndex(graph, target, 'target')];
  if (i === j) throw new InvalidInputError('target', target, 'differ from source');
  const together = structuralBalance(graph).components.some(({ nodes }) => nodes.includes(i) && nodes.includes(j));
  if (!together) return { resistance: Infinity, negativeEdgeThreshold: 0, converged: true };
  const current = new Float64Array(graph.nodes.length);
  current[i] = 1;
  current[j] = -1;
  // An isolated node has an empty row and no current: any positive number preconditions it.
  const diagonal = laplacianDiagonal(graph, 'opposing').map((value) => value || 1);
  const { x, converged } = conjugateGradient(laplacianOperator(graph), current, { diagonal });
  const resistance = x[i] - x[j];
  return { resistance, negativeEdgeThreshold: 1 / resistance, converged };
}
