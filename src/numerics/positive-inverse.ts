import { checkInteger, checkVector } from '../foundation/index.js';

export interface PositiveInverse {
  /** The inverse, row-major p × p; NaN throughout where there is none. */
  readonly inverse: Float64Array;
  /** log |A|; −Infinity where A is not positive definite. */
  readonly logDeterminant: number;
  /** First column that (numerically) depends on those before it, or null when A is positive definite. */
  readonly dependentColumn: number | null;
}

/** Least pivot of the matrix scaled to a unit diagonal: 1 − R² of a column on those before it. */
const LEAST_PIVOT = 1e-12;

/**
 * Inverse of a symmetric positive definite matrix of a few rows, such as the information of a regression, by Gauss–Jordan
 * elimination after scaling to a unit diagonal, so that the test for dependent columns does not hang on units.
 * Cost: O(p³).
 *
 * @param matrix - p² numbers, row-major
 * @param p - number of rows
 * @throws InvalidInputError when p is below 1 or there are not p² finite numbers.
 *
 * @example
 * ```ts
 * import { positiveInverse } from 'polity/numerics';
 * positiveInverse([2, 1, 1, 2], 2).inverse; // [0.6667, -0.3333, -0.3333, 0.6667]
 * ```
 */
export function positiveInverse(matrix: ArrayLike<number>, p: number): PositiveInverse {
  checkInteger('p', p, { min: 1 });
  const a = checkVector('matrix', matrix, { length: p * p });
  const scale = Float64Array.from({ length: p }, (_, j) => Math.sqrt(Math.max(0, a[j * p + j])) || 1);
  const inverse = new Float64Array(p * p);
  let logDeterminant = 0;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) a[i * p + j] /= scale[i] * scale[j];
    inverse[i * p + i] = 1;
    logDeterminant += 2 * Math.log(scale[i]);
  }
  for (let k = 0; k < p; k++) {
    const pivot = a[k * p + k];
    if (!(pivot > LEAST_PIVOT)) return { inverse: inverse.fill(NaN), logDeterminant: -Infinity, dependentColumn: k };
    logDeterminant += Math.log(pivot);
    for (let j = 0; j < p; j++) {
      a[k * p + j] /= pivot;
      inverse[k * p + j] /= pivot;
    }
    for (let i = 0; i < p; i++) {
      const factor = a[i * p + k];
      if (i === k || factor === 0) continue;
      for (let j = 0; j < p; j++) {
        a[i * p + j] -= factor * a[k * p + j];
        inverse[i * p + j] -= factor * inverse[k * p + j];
      }
    }
  }
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) inverse[i * p + j] /= scale[i] * scale[j];
  return { inverse, logDeterminant, dependentColumn: null };
}
