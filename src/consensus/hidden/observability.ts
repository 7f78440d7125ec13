import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';
import { checkPositive, InvalidInputError } from '../../foundation/index.js';
import { checkFinite, checkSquare } from '../dynamics/matrix-exponential.js';

/** ẋ = Mx, of which y = Cx is seen. */
export interface ObservedSystem {
  /** M, n × n. */
  readonly dynamics: Matrix;
  /** C, a row an output. */
  readonly outputs: Matrix;
}

/** A complex number; real where `imaginary` is 0. */
export interface Eigenvalue {
  readonly real: number;
  readonly imaginary: number;
}

export interface Observability {
  readonly observable: boolean;
  /** Dimension of what can be seen. */
  readonly rank: number;
  /** Dimension of the unobservable subspace, ∩ₖ ker CMᵏ. */
  readonly hidden: number;
  /** Orthonormal basis of it, n × hidden. */
  readonly basis: Matrix;
  /** Eigenvalues of M on it, with multiplicity. */
  readonly modes: readonly Eigenvalue[];
  /** How many dimensions come into view with y, with its derivative, with its second derivative, … */
  readonly stairs: readonly number[];
}

export interface RankOptions {
  /** What counts as 0, relative to the norms of the matrices; default 10⁻⁹. */
  readonly tolerance?: number;
}

/**
 * What of a linear system can be told from its outputs, by a staircase of orthogonal projections: the rows of C, then of
 * CM, CM², …, each orthogonalised twice against what is in view already, never forming a high power.
 *
 * The complement of what comes into view is the unobservable subspace; it is invariant, and M restricted to it has the
 * hidden modes as eigenvalues, also where M itself is defective.
 *
 * Cost: O(n³).
 *
 * @throws InvalidInputError when shapes do not fit or a value is not finite
 * @see C. C. Paige, IEEE TAC 26 (1981) 130; P. Van Dooren, IEEE TAC 26 (1981) 111 (staircase forms)
 *
 * @example
 * ```ts
 * import { Matrix } from 'ml-matrix';
 * import { observability } from 'polity/consensus';
 * const dynamics = new Matrix([[-2, 1, 1], [1, -1, 0], [1, 0, -1]]);
 * const seen = observability({ dynamics, outputs: new Matrix([[1, 0, 0]]) });
 * seen.hidden; // 1
 * seen.modes; // [{ real: -1, imaginary: 0 }]
 * ```
 */
export function observability(system: ObservedSystem, { tolerance = 1e-9 }: RankOptions = {}): Observability {
  const { dynamics, outputs } = checkSystem(system);
  checkPositive('tolerance', tolerance);
  const n = dynamics.rows;
  const inView: Float64Array[] = [];
  const stairs: number[] = [];
  const size = Math.max(frobenius(dynamics), Number.MIN_VALUE);
  let step: Float64Array[] = outputs.to2DArray().map((row) => Float64Array.from(row));
  let zero = tolerance * Math.max(frobenius(outputs), Number.MIN_VALUE);
  while (step.length > 0) {
    const fresh = newDirections(step, inView, zero);
    if (fresh.length === 0) break;
    stairs.push(fresh.length);
    step = fresh.map((row) => timesMatrix(row, dynamics));
    zero = tolerance * size;
  }
  const basis = complement(inView, n);
  return {
    observable: basis.columns === 0,
    rank: inView.length,
    hidden: n - inView.length,
    basis,
    modes: eigenvaluesOn(dynamics, basis),
    stairs,
  };
}

/**
 * What of ẋ = Mx + Bu can be steered: the dual of {@link observability}. `basis` spans the directions that no input
 * moves, and `modes` are the eigenvalues there.
 *
 * @param system - `dynamics` M, n × n, and `inputs` B, a column an input
 * @throws InvalidInputError as {@link observability}
 *
 * @example
 * ```ts
 * import { Matrix } from 'ml-matrix';
 * import { controllability } from 'polity/consensus';
 * const chain = new Matrix([[0, 0], [1, 0]]);
 * controllability({ dynamics: chain, inputs: new Matrix([[1], [0]]) }).observable; // true
 * controllability({ dynamics: chain, inputs: new Matrix([[0], [1]]) }).hidden; // 1
 * ```
 */
export function controllability(
  { dynamics, inputs }: { readonly dynamics: Matrix; readonly inputs: Matrix },
  options: RankOptions = {},
): Observability {
  return observability({ dynamics: dynamics.transpose(), outputs: inputs.transpose() }, options);
}

/**
 * The test of Popov, Belevitch and Hautus for each eigenvalue: how far the rank of (M − λI; C) falls short of n. A
 * complex λ is tested on the real form of the matrix, twice as large.
 *
 * Cost: O(n³) an eigenvalue.
 *
 * @throws InvalidInputError as {@link observability}
 * @see M. L. J. Hautus, Indagationes Mathematicae 72 (1969) 443
 *
 * @example
 * ```ts
 * import { Matrix } from 'ml-matrix';
 * import { hautusTest } from 'polity/consensus';
 * const dynamics = new Matrix([[-2, 1, 1], [1, -1, 0], [1, 0, -1]]);
 * hautusTest({ dynamics, outputs: new Matrix([[1, 0, 0]]) }).map(({ missing }) => missing); // [0, 1, 0]
 * ```
 */
export function hautusTest(
  system: ObservedSystem,
  { tolerance = 1e-9 }: RankOptions = {},
): readonly { readonly eigenvalue: Eigenvalue; readonly missing: number }[] {
  const { dynamics, outputs } = checkSystem(system);
  checkPositive('tolerance', tolerance);
  const n = dynamics.rows;
  const size = Math.max(frobenius(dynamics), Number.MIN_VALUE);
  const distinct: Eigenvalue[] = [];
  for (const value of eigenvaluesOn(dynamics, Matrix.eye(n))) {
    // Eigenvalues of multiplicity r are computed to about ε^{1/r}; the square root of the tolerance groups them.
    const same = (other: Eigenvalue) =>
      Math.hypot(value.real - other.real, value.imaginary - other.imaginary) <= Math.sqrt(tolerance) * size;
    if (!distinct.some(same)) distinct.push(value);
  }
  return distinct
    .sort((a, b) => a.real - b.real || a.imaginary - b.imaginary)
    .map((eigenvalue) => ({ eigenvalue, missing: missingRank(dynamics, outputs, eigenvalue, tolerance) }));
}

function missingRank(dynamics: Matrix, outputs: Matrix, { real, imaginary }: Eigenvalue, tolerance: number): number {
  const n = dynamics.rows;
  const shifted = Matrix.sub(dynamics, Matrix.eye(n).mul(real));
  if (imaginary === 0) return n - rankOf(stack(shifted, outputs), tolerance);
  const turn = Matrix.eye(n).mul(imaginary);
  const none = Matrix.zeros(outputs.rows, n);
  const real_ = stack(
    stack(beside(shifted, turn), beside(Matrix.mul(turn, -1), shifted)),
    stack(beside(outputs, none), beside(none, outputs)),
  );
  return n - rankOf(real_, tolerance) / 2;
}

function rankOf(matrix: Matrix, tolerance: number): number {
  const { diagonal } = new SingularValueDecomposition(matrix, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  });
  const largest = Math.max(...diagonal);
  return diagonal.filter((value) => value > tolerance * largest).length;
}

/** Parts of the rows outside of what is in view, orthonormal, added to it; two passes keep them orthogonal. */
function newDirections(rows: readonly Float64Array[], inView: Float64Array[], zero: number): Float64Array[] {
  const fresh: Float64Array[] = [];
  for (const row of rows) {
    const rest = row.slice();
    for (let pass = 0; pass < 2; pass++) for (const known of inView) removeComponent(rest, known);
    const length = Math.hypot(...rest);
    if (length <= zero) continue;
    const direction = rest.map((value) => value / length);
    // What was nearly in view has lost digits; normalised, it is made orthogonal once more.
    for (const known of inView) removeComponent(direction, known);
    const unit = Math.hypot(...direction);
    inView.push(direction.map((value) => value / unit));
    fresh.push(inView[inView.length - 1]);
  }
  return fresh;
}

function removeComponent(vector: Float64Array, unit: Float64Array): void {
  let along = 0;
  for (let i = 0; i < vector.length; i++) along += vector[i] * unit[i];
  for (let i = 0; i < vector.length; i++) vector[i] -= along * unit[i];
}

/** Orthonormal basis of everything orthogonal to orthonormal rows: unit vectors, those left longest first. */
function complement(rows: readonly Float64Array[], n: number): Matrix {
  const all = [...rows];
  const basis = Matrix.zeros(n, n - rows.length);
  for (let column = 0; column < basis.columns; column++) {
    // Squared length of what a unit vector keeps outside: 1 − Σ (its entries in the basis)².
    let [best, longest] = [0, -1];
    for (let i = 0; i < n; i++) {
      const left = all.reduce((sum, row) => sum - row[i] ** 2, 1);
      if (left > longest + 1e-12) [best, longest] = [i, left];
    }
    const unit = new Float64Array(n);
    unit[best] = 1;
    newDirections([unit], all, 0);
    basis.setColumn(column, Array.from(all[all.length - 1]));
  }
  return basis;
}

function eigenvaluesOn(dynamics: Matrix, basis: Matrix): Eigenvalue[] {
  if (basis.columns === 0) return [];
  const restricted = basis.transpose().mmul(dynamics).mmul(basis);
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(restricted);
  return realEigenvalues.map((real, k) => ({ real, imaginary: imaginaryEigenvalues[k] || 0 }));
}

export function checkSystem({ dynamics, outputs }: ObservedSystem): ObservedSystem {
  checkSquare('dynamics', dynamics);
  checkFinite('outputs', outputs);
  if (outputs.columns !== dynamics.columns) {
    throw new InvalidInputError('outputs.columns', outputs.columns, `equal ${dynamics.columns}, the size of dynamics`);
  }
  return { dynamics, outputs };
}

function timesMatrix(row: Float64Array, matrix: Matrix): Float64Array {
  const result = new Float64Array(matrix.columns);
  for (let i = 0; i < row.length; i++) {
    if (row[i] === 0) continue;
    for (let j = 0; j < result.length; j++) result[j] += row[i] * matrix.get(i, j);
  }
  return result;
}

function frobenius(matrix: Matrix): number {
  return matrix.norm('frobenius');
}

function stack(upper: Matrix, lower: Matrix): Matrix {
  return new Matrix([...upper.to2DArray(), ...lower.to2DArray()]);
}

function beside(left: Matrix, right: Matrix): Matrix {
  return new Matrix(left.to2DArray().map((row, i) => [...row, ...right.getRow(i)]));
}
