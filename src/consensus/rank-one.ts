import { InvalidInputError, checkNumber, checkOneOf } from '../foundation/index.js';
import { findRoot, symmetricEigen, type SymmetricEigen } from '../numerics/index.js';
import { checkUndirected, signedLaplacian, type LaplacianKind } from './laplacian.js';
import { nodeIndex, signedGraph, type SignedGraph, type SignedNetwork } from './signed-graph.js';
import { findEntry } from './support.js';

/** An edge to add, or weight to add to one that is there. */
export interface EdgeChange {
  readonly source: string;
  readonly target: string;
  /** Signed weight to add, not 0; of the same sign as the edge if there is one. */
  readonly weight: number;
}

/** What one more edge does to the spectrum. */
export interface RankOneShift {
  /** Eigenvalues before, ascending. */
  readonly before: Float64Array;
  /** Eigenvalues after, ascending, from the secular equation. */
  readonly after: Float64Array;
  /** (bᵀv_k)² for each eigenvector of before: to first order, the eigenvalue moves by strength·coupling. */
  readonly coupling: Float64Array;
  /** Factor of bbᵀ: the weight's size under the opposing Laplacian, the weight itself under the repelling one. */
  readonly strength: number;
  /** How many eigenvalues move: within a multiple eigenvalue one direction moves and the others stay. */
  readonly moved: number;
}

/**
 * Eigenvalues after adding a signed edge (i, j) to an undirected graph: L' = L + w·bbᵀ with b = e_i − τ·e_j, τ the sign
 * of the edge (opposing Laplacian), or b = e_i − e_j and w the signed weight (repelling). The new eigenvalues solve the
 * secular equation 1 + w·Σ_k (bᵀv_k)²/(λ_k − μ) = 0. For w > 0 they interlace, λ_k ≤ λ'_k ≤ λ_{k+1}, and the trace rises by
 * 2w. In an r-fold eigenvalue exactly one direction, VVᵀb, moves: r alike experts need at least r − 1 edges.
 *
 * Cost: one dense eigendecomposition, then O(n²).
 *
 * @throws InvalidInputError when the graph is directed, a node is unknown, or an edge of the other sign is there
 * @see G. Golub, "Some modified matrix eigenvalue problems", SIAM Review 15 (1973), section 5
 *
 * @example
 * ```ts
 * import { rankOneShift, signedGraphFromArrays } from 'polity/consensus';
 * const star = signedGraphFromArrays({ nodes: 4, sources: [0, 0, 0], targets: [1, 2, 3] });
 * const { before, after } = rankOneShift(star, { source: '1', target: '2', weight: 1 });
 * before; // [0.000, 1.000, 1.000, 4.000]
 * after; // [0.000, 1.000, 3.000, 4.000]
 * ```
 */
export function rankOneShift(
  network: SignedNetwork,
  change: EdgeChange,
  { kind = 'opposing' }: { readonly kind?: LaplacianKind } = {},
): RankOneShift {
  const graph = signedGraph(network);
  checkUndirected(graph, 'interlacing');
  return shiftOf(graph, symmetricEigen(signedLaplacian(graph, { kind })), change, kind);
}

/** The same from an eigendecomposition that is at hand. */
export function shiftOf(
  graph: SignedGraph,
  eigen: SymmetricEigen,
  { source, target, weight }: EdgeChange,
  kind: LaplacianKind,
): RankOneShift {
  checkOneOf('kind', kind, ['opposing', 'repelling']);
  checkNumber('weight', weight);
  const [i, j] = [nodeIndex(graph, source, 'source'), nodeIndex(graph, target, 'target')];
  if (i === j || weight === 0) throw new InvalidInputError('weight', weight, 'not be 0, between two nodes');
  const there = findEntry(graph, i, j);
  if (there >= 0 && graph.weights[there] * weight < 0 && kind === 'opposing') {
    const requirement = `have the sign of the edge that is there, ${graph.weights[there]}`;
    throw new InvalidInputError('weight', weight, requirement);
  }
  const tau = kind === 'opposing' ? Math.sign(weight) : 1;
  const strength = kind === 'opposing' ? Math.abs(weight) : weight;
  const { values, vectors } = eigen;
  const coupling = Float64Array.from(values, (_, k) => (vectors.get(i, k) - tau * vectors.get(j, k)) ** 2);
  const { after, moved } = secularEigenvalues(values, coupling, strength);
  return { before: values, after, coupling, strength, moved };
}

/**
 * Eigenvalues of diag(values) + strength·zzᵀ from z²: those with z = 0, and all but one of equal ones, stay; between
 * each two of the others the secular function has one root.
 *
 * @param values - ascending
 * @param squares - z_k² ≥ 0
 */
export function secularEigenvalues(
  values: Float64Array,
  squares: Float64Array,
  strength: number,
): { readonly after: Float64Array; readonly moved: number } {
  if (strength < 0) {
    const mirrored = secularEigenvalues(values.map((v) => -v).reverse(), squares.slice().reverse(), -strength); // prettier-ignore
    return { after: mirrored.after.map((value) => -value).reverse(), moved: mirrored.moved };
  }
  const n = values.length;
  const total = squares.reduce((sum, value) => sum + value, 0);
  const size = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]), strength * total);
  const near = 1e-12 * n * size;
  const after: number[] = [];
  const poles: number[] = [];
  const masses: number[] = [];
  for (let k = 0; k < n; k++) {
    // A direction that hardly couples would move by less than rounding.
    if (strength * squares[k] <= near) after.push(values[k]);
    else if (poles.length > 0 && values[k] - poles[poles.length - 1] <= near) {
      masses[masses.length - 1] += squares[k];
      after.push(values[k]);
    } else {
      poles.push(values[k]);
      masses.push(squares[k]);
    }
  }
  poles.forEach((pole, k) => {
    const gap = (k + 1 < poles.length ? poles[k + 1] : pole + strength * total) - pole;
    // In the distance from the pole, and multiplied by it: no cancellation there, and no pole at 0.
    const secular = (x: number) => {
      let sum = 1;
      for (let m = 0; m < poles.length; m++) if (m !== k) sum += (strength * masses[m]) / (poles[m] - pole - x);
      return x * sum - strength * masses[k];
    };
    const upper = k + 1 < poles.length ? gap * (1 - 1e-13) : gap * (1 + 1e-13);
    const inside = secular(upper) > 0;
    after.push(pole + (inside ? findRoot(secular, { lower: 0, upper, tolerance: 1e-16 * size }).root : gap));
  });
  return { after: Float64Array.from(after).sort(), moved: poles.length };
}
