import { Matrix } from 'ml-matrix';
import { InvalidInputError, checkOneOf } from '../foundation/index.js';
import type { SymmetricOperator } from '../numerics/index.js';
import type { CompressedRows } from './compressed-rows.js';
import { signedGraph, type SignedGraph, type SignedNetwork } from './signed-graph.js';

/**
 * Which Laplacian: `opposing` has Σ_j |a_ij| on its diagonal, `repelling` Σ_j a_ij. They agree where all weights are
 * positive and must not be confused where not.
 */
export type LaplacianKind = 'opposing' | 'repelling';

export interface LaplacianOptions {
  /** Default `opposing`. */
  readonly kind?: LaplacianKind;
}

/**
 * A signed Laplacian as a dense n × n matrix, rows in the order of the nodes.
 *
 * The opposing one, L_o = diag(Σ_j |a_ij|) − A, drives opinions along ẋ = −L_o·x towards agreement or opposition:
 * undirected, xᵀL_o·x = Σ_{i<j} |a_ij|·(x_i − sgn(a_ij)·x_j)² ≥ 0. The repelling one, L_r = diag(Σ_j a_ij) − A, has
 * L_r·1 = 0 always and can be indefinite. The row of an isolated node is 0.
 *
 * @throws InvalidInputError as {@link signedGraph}
 * @see C. Altafini, IEEE Trans. Automatic Control 58 (2013); J. Kunegis et al., SIAM Data Mining (2010)
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, signedLaplacian } from 'polity/consensus';
 * const pair = signedGraphFromArrays({ nodes: 2, sources: [0], targets: [1], weights: [-2] });
 * signedLaplacian(pair).to2DArray(); // [[2, 2], [2, 2]]
 * signedLaplacian(pair, { kind: 'repelling' }).to2DArray(); // [[-2, 2], [2, -2]]
 * ```
 */
export function signedLaplacian(network: SignedNetwork, { kind = 'opposing' }: LaplacianOptions = {}): Matrix {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  const laplacian = Matrix.zeros(n, n);
  const diagonal = laplacianDiagonal(graph, kind);
  for (let i = 0; i < n; i++) {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) laplacian.set(i, graph.targets[k], -graph.weights[k]);
    laplacian.set(i, i, diagonal[i]);
  }
  return laplacian;
}

/** The diagonal of a signed Laplacian. */
export function laplacianDiagonal({ offsets, weights }: CompressedRows, kind: LaplacianKind): Float64Array {
  checkOneOf('kind', kind, ['opposing', 'repelling']);
  const diagonal = new Float64Array(offsets.length - 1);
  for (let i = 0; i < diagonal.length; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      diagonal[i] += kind === 'opposing' ? Math.abs(weights[k]) : weights[k];
    }
  }
  return diagonal;
}

/**
 * A signed Laplacian of compressed rows as an operator: y = L·x in one pass over the edges. Symmetric where the graph is
 * undirected.
 */
export function laplacianOperator(
  rows: CompressedRows,
  { kind = 'opposing' }: LaplacianOptions = {},
): SymmetricOperator {
  const { offsets, targets, weights } = rows;
  const diagonal = laplacianDiagonal(rows, kind);
  const size = diagonal.length;
  const apply = (x: Readonly<Float64Array>, y: Float64Array) => {
    for (let i = 0; i < size; i++) {
      let sum = diagonal[i] * x[i];
      for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) sum -= weights[k] * x[targets[k]];
      y[i] = sum;
    }
  };
  return { size, apply };
}

/** Refuses a digraph where symmetry is needed. */
export function checkUndirected(graph: SignedGraph, what: string): void {
  if (graph.directed) {
    throw new InvalidInputError('graph.directed', true, `be false: ${what} needs a symmetric matrix`);
  }
}
