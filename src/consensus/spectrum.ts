import { lanczos, symmetricEigenvalues, type LanczosOptions, type LanczosResult } from '../numerics/index.js';
import { checkUndirected, laplacianOperator, signedLaplacian, type LaplacianOptions } from './laplacian.js';
import { signedGraph, type SignedNetwork } from './signed-graph.js';

/** Up to here a spectrum is computed densely, which also sees multiple eigenvalues. */
const DENSE = 300;

/**
 * All eigenvalues of a signed Laplacian of an undirected graph, ascending, by the dense solver. Cost: 4n³/3.
 *
 * Negative cycle of n unit edges: 2 − 2cos((2k + 1)π/n). All-negative complete graph: n − 2 (n − 1 times) and 2n − 2.
 *
 * @throws InvalidInputError when the graph is directed
 *
 * @example
 * ```ts
 * import { laplacianSpectrum, signedGraphFromArrays } from 'polity/consensus';
 * const graph = signedGraphFromArrays({ nodes: 3, sources: [0, 1, 2], targets: [1, 2, 0], weights: [1, 1, -1] });
 * laplacianSpectrum(graph); // [1, 1, 4]
 * ```
 */
export function laplacianSpectrum(network: SignedNetwork, options: LaplacianOptions = {}): Float64Array {
  const graph = signedGraph(network);
  checkUndirected(graph, 'a real spectrum');
  return symmetricEigenvalues(signedLaplacian(graph, options));
}

/**
 * The extreme eigenpairs of a signed Laplacian of an undirected graph by Lanczos; see `lanczos` of `polity/numerics` for
 * the options and the result. For large sparse graphs: memory (basis + 6)·n numbers beside the graph.
 *
 * @throws InvalidInputError when the graph is directed
 *
 * @example
 * ```ts
 * import { extremeEigenpairs, randomSignedGraph } from 'polity/consensus';
 * const graph = randomSignedGraph({ nodes: 2000, edges: 16000, negative: 0.5 });
 * extremeEigenpairs(graph, { count: 2 }).converged; // true
 * ```
 */
export function extremeEigenpairs(
  network: SignedNetwork,
  { kind = 'opposing', ...options }: LaplacianOptions & LanczosOptions = {},
): LanczosResult {
  const graph = signedGraph(network);
  checkUndirected(graph, 'a real spectrum');
  return lanczos(laplacianOperator(graph, { kind }), options);
}

/** The smallest eigenvalue of the opposing Laplacian. */
export interface AlgebraicConflict {
  /** λ_min(L_o) ≥ 0. */
  readonly conflict: number;
  /** ‖L_o·v − λ·v‖ of its unit eigenvector; 0 by the dense solver, whose error is of the order of rounding. */
  readonly residual: number;
  readonly converged: boolean;
  /** n·λ_min/4: at least this weight of edges is frustrated. */
  readonly frustrationBound: number;
}

/**
 * The algebraic conflict λ_min(L_o) of an undirected graph: 0 exactly where some component is balanced, and the rate at
 * which disagreement that no camps can hold dies out. 0 ≤ λ_min ≤ 4F/n with the weighted frustration index F, because the
 * best gauge σ has σᵀL_o·σ = 4F.
 *
 * Dense up to 300 nodes, Lanczos beyond.
 *
 * @throws InvalidInputError when the graph is directed
 * @see J. Kunegis et al., "Spectral analysis of signed graphs", SIAM Data Mining (2010); Y. Hou, "Bounds for the least
 * Laplacian eigenvalue of a signed graph", Acta Math. Sinica 21 (2005)
 *
 * @example
 * ```ts
 * import { algebraicConflict, signedGraphFromArrays } from 'polity/consensus';
 * const ring = { nodes: 4, sources: [0, 1, 2, 3], targets: [1, 2, 3, 0] };
 * algebraicConflict(signedGraphFromArrays({ ...ring, weights: [1, 1, 1, -1] })).conflict; // 0.585786
 * ```
 */
export function algebraicConflict(network: SignedNetwork, options: LanczosOptions = {}): AlgebraicConflict {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  if (n <= DENSE) {
    const conflict = Math.max(0, laplacianSpectrum(graph)[0]);
    return { conflict, residual: 0, converged: true, frustrationBound: (n * conflict) / 4 };
  }
  const { values, residuals, converged } = extremeEigenpairs(graph, { ...options, count: 1 });
  const conflict = Math.max(0, values[0]);
  const frustrationBound = (n * Math.max(0, conflict - residuals[0])) / 4;
  return { conflict, residual: residuals[0], converged, frustrationBound };
}
