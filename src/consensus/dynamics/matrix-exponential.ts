import { LuDecomposition, Matrix } from 'ml-matrix';
import { InvalidInputError } from '../../foundation/index.js';

/** Coefficients of the numerator of the [13/13] Padé approximant of eˣ; the denominator alternates their signs. */
// prettier-ignore
const PADE = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
];

/** Largest 1-norm for which the approximant is exact to double precision. */
const RADIUS = 5.371920351148152;

/**
 * The exponential of a square matrix, by scaling, a [13/13] Padé approximant and squaring.
 *
 * Cost: O(n³ (1 + log₂‖A‖)).
 *
 * @throws InvalidInputError when the matrix is not square or holds a value that is not finite
 * @see N. J. Higham, SIAM J. Matrix Analysis 26 (2005) 1179
 *
 * @example
 * ```ts
 * import { Matrix } from 'ml-matrix';
 * import { matrixExponential } from 'polity/consensus';
 * const turn = matrixExponential(new Matrix([[0, -Math.PI / 2], [Math.PI / 2, 0]]));
 * turn.get(1, 0); // 1
 * ```
 */
export function matrixExponential(matrix: Matrix): Matrix {
  checkSquare('matrix', matrix);
  const norm = oneNorm(matrix);
  const squarings = norm > RADIUS ? Math.ceil(Math.log2(norm / RADIUS)) : 0;
  const a = Matrix.mul(matrix, 2 ** -squarings);
  const a2 = a.mmul(a);
  const a4 = a2.mmul(a2);
  const a6 = a4.mmul(a2);
  const identity = Matrix.eye(a.rows);
  const combine = (from: number) =>
    Matrix.mul(a6, PADE[from + 6])
      .add(Matrix.mul(a4, PADE[from + 4]))
      .add(Matrix.mul(a2, PADE[from + 2]));
  const high = (from: number) =>
    Matrix.mul(a6, PADE[from + 12])
      .add(Matrix.mul(a4, PADE[from + 10]))
      .add(Matrix.mul(a2, PADE[from + 8]));
  const odd = a.mmul(a6.mmul(high(1)).add(combine(1)).add(Matrix.mul(identity, PADE[1])));
  const even = a6.mmul(high(0)).add(combine(0)).add(Matrix.mul(identity, PADE[0]));
  let result = new LuDecomposition(Matrix.sub(even, odd)).solve(Matrix.add(even, odd));
  for (let k = 0; k < squarings; k++) result = result.mmul(result);
  return result;
}

export function checkSquare(name: string, matrix: Matrix): void {
  if (matrix.rows !== matrix.columns || matrix.rows === 0) {
    throw new InvalidInputError(name, `${matrix.rows} × ${matrix.columns}`, 'be square and not empty');
  }
  checkFinite(name, matrix);
}

export function checkFinite(name: string, matrix: Matrix): void {
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < matrix.columns; j++) {
      const value = matrix.get(i, j);
      if (!Number.isFinite(value)) throw new InvalidInputError(`${name}[${i}][${j}]`, value, 'be a finite number');
    }
  }
}

function oneNorm(matrix: Matrix): number {
  let largest = 0;
  for (let j = 0; j < matrix.columns; j++) {
    let sum = 0;
    for (let i = 0; i < matrix.rows; i++) sum += Math.abs(matrix.get(i, j));
    largest = Math.max(largest, sum);
  }
  return largest;
}
