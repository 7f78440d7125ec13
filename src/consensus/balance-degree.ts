import { Matrix } from 'ml-matrix';
import { symmetricEigenvalues } from '../numerics/index.js';
import { checkUndirected } from './laplacian.js';
import { signedGraph, type SignedGraph, type SignedNetwork } from './signed-graph.js';

/** How many triangles are balanced. */
export interface TriangleBalance {
  /** Share of triangles with a positive product of signs; NaN without triangles. */
  readonly degree: number;
  readonly balanced: number;
  readonly unbalanced: number;
}

/**
 * The share of balanced triangles of an undirected graph, ½(1 + tr A_s³/tr |A_s|³) with the matrix of signs A_s. Every
 * triangle is found once, from its node of least degree: O(m·√m) at most.
 *
 * @throws InvalidInputError when the graph is directed
 * @see D. Cartwright & F. Harary, "Structural balance", Psychological Review 63 (1956)
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, triangleBalance } from 'polity/consensus';
 * const edges = { sources: [0, 0, 0, 1, 2], targets: [1, 2, 3, 2, 3], weights: [1, 1, -1, 1, 1] };
 * triangleBalance(signedGraphFromArrays({ nodes: 4, ...edges })).degree; // 0.5
 * ```
 */
export function triangleBalance(network: SignedNetwork): TriangleBalance {
  const graph = signedGraph(network);
  checkUndirected(graph, 'triangle balance');
  const { offsets, targets, weights } = graph;
  const n = graph.nodes.length;
  const degree = (i: number) => offsets[i + 1] - offsets[i];
  const above = (i: number, j: number) => degree(j) > degree(i) || (degree(j) === degree(i) && j > i);
  // The sign of the edge from the node at hand to each node above it.
  const sign = new Int8Array(n);
  let balanced = 0;
  let unbalanced = 0;
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++)
      if (above(i, targets[k])) sign[targets[k]] = Math.sign(weights[k]);
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const j = targets[k];
      if (!above(i, j)) continue;
      for (let l = offsets[j]; l < offsets[j + 1]; l++) {
        const third = targets[l];
        if (sign[third] === 0 || !above(j, third)) continue;
        if (sign[j] * sign[third] * weights[l] > 0) balanced++;
        else unbalanced++;
      }
    }
    for (let k = offsets[i]; k < offsets[i + 1]; k++) sign[targets[k]] = 0;
  }
  return { degree: balanced / (balanced + unbalanced), balanced, unbalanced };
}

/**
 * Walk balance K = tr e^{A_s}/tr e^{|A_s|} of an undirected graph, in (0, 1]: closed walks of every length, weighted by
 * 1/length!, count + or − by their sign. 1 exactly where the graph is balanced. Signs count, weights do not.
 *
 * Cost: two dense spectra, 8n³/3. Sums are kept in logarithms.
 *
 * @throws InvalidInputError when the graph is directed
 * @see E. Estrada & M. Benzi, "Walk-based measure of balance in signed networks", Physical Review E 90 (2014)
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, walkBalance } from 'polity/consensus';
 * const ring = { nodes: 3, sources: [0, 1, 2], targets: [1, 2, 0] };
 * walkBalance(signedGraphFromArrays({ ...ring, weights: [1, -1, -1] })); // 1
 * walkBalance(signedGraphFromArrays({ ...ring, weights: [1, 1, -1] })); // 0.68579
 * ```
 */
export function walkBalance(network: SignedNetwork): number {
  const graph = signedGraph(network);
  checkUndirected(graph, 'walk balance');
  return Math.exp(logTraceExp(graph, Math.sign) - logTraceExp(graph, () => 1));
}

function logTraceExp({ nodes, offsets, targets, weights }: SignedGraph, entry: (weight: number) => number): number {
  const matrix = Matrix.zeros(nodes.length, nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) matrix.set(i, targets[k], entry(weights[k]));
  }
  const values = symmetricEigenvalues(matrix);
  const largest = values[values.length - 1];
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}
