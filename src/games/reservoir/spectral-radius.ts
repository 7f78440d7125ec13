import { checkInteger, checkVector } from '../../foundation/index.js';
import { matrices, symmetricEigenvalues } from '../../numerics/index.js';
import { multiply } from './matrix-vector.js';
import { Xoshiro256 } from './xoshiro256.js';

/** Steps of the power iteration of the paper. */
const POWER_STEPS = 300;
/** Below this a norm counts as 0, as in the paper's program. */
const NEGLIGIBLE = 1e-15;

/**
 * ρ(A) = max |λ|, the spectral radius of a square matrix, from all its eigenvalues.
 *
 * @param matrix - d × d entries, row by row
 * @throws InvalidInputError if the number of entries is not d² for a whole d ≥ 1, or one is not finite
 *
 * Cost: O(d³), about 2 ms for d = 30.
 *
 * @example
 * ```ts
 * import { spectralRadius } from 'polity/games';
 * spectralRadius([0, -0.5, 0.5, 0]); // 0.5
 * ```
 */
export function spectralRadius(matrix: ArrayLike<number>): number {
  const { entries, dimension } = squareMatrix(matrix);
  const { EigenvalueDecomposition, Matrix } = matrices();
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(
    Matrix.from1DArray(dimension, dimension, entries),
  );
  return Math.max(...realEigenvalues.map((real, i) => Math.hypot(real, imaginaryEigenvalues[i])));
}

/**
 * ‖A‖₂, the largest singular value of a square matrix: the square root of the largest eigenvalue of AᵀA.
 *
 * @param matrix - d × d entries, row by row
 * @throws InvalidInputError as {@link spectralRadius}
 *
 * @example
 * ```ts
 * import { spectralNorm } from 'polity/games';
 * spectralNorm([0, 2, 0, 0]); // 2
 * ```
 */
export function spectralNorm(matrix: ArrayLike<number>): number {
  const { entries, dimension } = squareMatrix(matrix);
  const a = matrices().Matrix.from1DArray(dimension, dimension, entries);
  return Math.sqrt(Math.max(0, ...symmetricEigenvalues(a.transpose().mmul(a))));
}

/**
 * The paper's stand-in for the spectral radius: ‖A v‖ after 300 steps of power iteration from a random normal v.
 *
 * It is ρ(A) only where the leading eigenvalue is real and well ahead of the others. For a leading complex pair, which most
 * random matrices have, it does not converge: the same matrix scores differently from different starts, within
 * about ±20 % of ρ for the reservoirs of the paper.
 *
 * @param matrix - d × d entries, row by row
 * @param random - where v comes from; d normals are drawn
 * @throws InvalidInputError as {@link spectralRadius}
 *
 * @example
 * ```ts
 * import { powerIterationRadius, Xoshiro256 } from 'polity/games';
 * powerIterationRadius([0.5, 0, 0, 0.1], new Xoshiro256(42)); // 0.5
 * ```
 */
export function powerIterationRadius(matrix: ArrayLike<number>, random: Xoshiro256): number {
  const { entries, dimension } = squareMatrix(matrix);
  return iteratedNorm(entries, dimension, random);
}

/** {@link powerIterationRadius} without checks, for the loop of habituation. */
export function iteratedNorm(matrix: Float64Array, dimension: number, random: Xoshiro256): number {
  const vector = new Float64Array(dimension);
  const image = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) vector[i] = random.normal();
  let norm = length(vector);
  if (norm < NEGLIGIBLE) return 0;
  scale(vector, vector, 1 / norm);
  for (let step = 0; step < POWER_STEPS; step++) {
    multiply(matrix, vector, image);
    norm = length(image);
    if (norm < NEGLIGIBLE) return 0;
    scale(image, vector, 1 / norm);
  }
  return norm;
}

function length(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

function scale(from: Float64Array, to: Float64Array, by: number): void {
  for (let i = 0; i < from.length; i++) to[i] = from[i] * by;
}

function squareMatrix(matrix: ArrayLike<number>): { entries: Float64Array; dimension: number } {
  const entries = checkVector('matrix', matrix);
  const dimension = Math.round(Math.sqrt(entries.length));
  checkInteger('matrix.length', entries.length, { min: dimension ** 2, max: dimension ** 2 });
  return { entries, dimension };
}
