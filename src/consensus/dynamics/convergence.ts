import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';
import { checkNumber, InvalidInputError } from '../../foundation/index.js';
import { signedLaplacian } from '../laplacian.js';
import { signedGraph, type SignedNetwork } from '../signed-graph.js';

/** How fast a debate settles. */
export interface Convergence {
  /** Slowest decay: the smallest real part of an eigenvalue of L_o other than 0; ∞ if there is none. */
  readonly rate: number;
  /** The eigenvalue behind it; a positive imaginary part means that beliefs swing while they settle. */
  readonly slowest: { readonly real: number; readonly imaginary: number } | null;
  /** Period 2π/|Im λ| of the swing; ∞ where beliefs do not swing. */
  readonly period: number;
  /** K ≥ 1 in ‖x(t) − x(∞)‖ ≤ K e^{−rate·t} ‖x(0) − x(∞)‖: 1 for symmetric networks; ∞ if eigenvectors are dependent. */
  readonly factor: number;
  /** From this time on the distance is at most `tolerance` times the first one: log(K/tolerance)/rate. */
  readonly time: number;
}

/** Above this size the dense eigenproblem is refused. */
const LARGEST = 500;

/**
 * Rate and time of convergence of the linear flow ẋ = −L_o x to its limit, whatever the limit is.
 *
 * K is the condition number of the eigenvectors, in the real form where a complex pair is a rotation; it bounds what
 * listening without being listened to can do before decay wins.
 *
 * Cost: O(n³), up to 500 nodes.
 *
 * @param options - `tolerance` in (0, 1), the share of the first distance that may remain; default 0.01
 * @throws InvalidInputError when there are more than 500 nodes or the tolerance is out of range
 * @see C. Altafini, IEEE TAC 58 (2013) 935; F. L. Bauer, C. T. Fike, Numerische Mathematik 2 (1960) 137
 *
 * @example
 * ```ts
 * import { convergence, signedGraphFromArrays } from 'polity/consensus';
 * const cycle = { nodes: 3, sources: [0, 1, 2], targets: [1, 2, 0], weights: [1, 1, -1], directed: true };
 * const { rate, period } = convergence(signedGraphFromArrays(cycle));
 * rate; // 0.5
 * period; // 7.2552
 * ```
 */
export function convergence(
  network: SignedNetwork,
  { tolerance = 0.01 }: { readonly tolerance?: number } = {},
): Convergence {
  checkNumber('tolerance', tolerance, { min: 0, max: 1, aboveMin: true, belowMax: true });
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  if (n > LARGEST) throw new InvalidInputError('network', `${n} nodes`, `have at most ${LARGEST} nodes`);
  const laplacian = signedLaplacian(graph);
  const { realEigenvalues, imaginaryEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(laplacian, {
    assumeSymmetric: !graph.directed,
  });
  const scale = Math.max(...laplacian.diag(), Number.MIN_VALUE);
  // Roots that balance give exact zeros, which the eigenvalue solver returns as rounding errors.
  const moving = realEigenvalues.flatMap((real, k) =>
    Math.hypot(real, imaginaryEigenvalues[k]) > 1e-9 * scale ? [k] : [],
  );
  if (moving.length === 0) return { rate: Infinity, slowest: null, period: Infinity, factor: 1, time: 0 };
  const rate = Math.min(...moving.map((k) => realEigenvalues[k]));
  const tied = moving.filter((k) => realEigenvalues[k] <= rate + 1e-9 * scale);
  const imaginary = Math.max(...tied.map((k) => Math.abs(imaginaryEigenvalues[k])));
  const factor = graph.directed ? conditionNumber(eigenvectorMatrix, moving) : 1;
  return {
    rate,
    slowest: { real: rate, imaginary },
    period: imaginary > 1e-9 * scale ? (2 * Math.PI) / imaginary : Infinity,
    factor,
    time: Math.log(factor / tolerance) / rate,
  };
}

function conditionNumber(vectors: Matrix, columns: readonly number[]): number {
  const chosen = Matrix.zeros(vectors.rows, columns.length);
  columns.forEach((from, to) => chosen.setColumn(to, vectors.getColumn(from)));
  const { diagonal } = new SingularValueDecomposition(chosen);
  const [largest, smallest] = [Math.max(...diagonal), Math.min(...diagonal)];
  return smallest > 1e-12 * largest ? largest / smallest : Infinity;
}
