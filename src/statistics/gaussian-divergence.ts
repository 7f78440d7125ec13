import type { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { checkInteger, checkNumber, checkVector, InvalidInputError } from '../foundation/index.js';
import { matrices } from '../numerics/index.js';

export interface GaussianKLOptions {
  /** Coordinates of a point; default 1. */
  readonly dimension?: number;
  /** Added to every variance, so that a sample without spread in some direction has a covariance that can be inverted; default 10⁻⁸. */
  readonly ridge?: number;
}

/** Divergence of two fitted normal distributions, in nats. */
export interface GaussianKL {
  readonly estimate: number;
  /** Its part from the difference of the means, ½ (μ_p − μ_q)ᵀ Σ_q⁻¹ (μ_p − μ_q). */
  readonly shift: number;
  /** Its part from the covariances, ½ (tr Σ_q⁻¹ Σ_p − d + ln det Σ_q/det Σ_p). */
  readonly shape: number;
  readonly n: number;
  readonly m: number;
  readonly dimension: number;
  /** Whether a covariance had no spread in some direction, so that the ridge and not the data decides. */
  readonly degenerate: boolean;
  readonly method: string;
}

/**
 * Kullback–Leibler divergence between the normal distributions fitted to two samples (means, and covariances with n − 1).
 * Exact in the limit if both are normal; for others it is the divergence of their normal approximations.
 *
 * @param p - points of P, one after the other
 * @param q - points of Q, likewise
 * @throws InvalidInputError if an entry is not finite, the arrays do not hold whole points, two at least, or the ridge is
 *   negative, or too small for a covariance without spread
 *
 * Cost: O((n + m)d² + d³).
 *
 * @example
 * ```ts
 * import { gaussianKL } from 'polity/statistics';
 * gaussianKL([1, 2, 3], [2, 4, 6]).estimate; // 0.8181472
 * ```
 */
export function gaussianKL(
  p: ArrayLike<number>,
  q: ArrayLike<number>,
  { dimension = 1, ridge = 1e-8 }: GaussianKLOptions = {},
): GaussianKL {
  checkInteger('dimension', dimension, { min: 1 });
  checkNumber('ridge', ridge, { min: 0 });
  const [fitP, fitQ] = [fitNormal('p', p, dimension, ridge), fitNormal('q', q, dimension, ridge)];
  const difference = matrices().Matrix.columnVector(Array.from(fitP.mean, (value, i) => value - fitQ.mean[i]));
  const shift = difference.transpose().mmul(fitQ.factors.solve(difference)).get(0, 0) / 2;
  const trace = fitQ.factors.solve(fitP.covariance).trace();
  const shape = (trace - dimension + fitQ.logDeterminant - fitP.logDeterminant) / 2;
  return {
    estimate: shift + shape,
    shift,
    shape,
    n: fitP.count,
    m: fitQ.count,
    dimension,
    degenerate: fitP.degenerate || fitQ.degenerate,
    method: 'normal distributions with sample means and covariances',
  };
}

interface FittedNormal {
  readonly mean: Float64Array;
  readonly covariance: Matrix;
  readonly factors: CholeskyDecomposition;
  readonly logDeterminant: number;
  readonly count: number;
  readonly degenerate: boolean;
}

function fitNormal(name: string, points: ArrayLike<number>, d: number, ridge: number): FittedNormal {
  const values = checkVector(name, points);
  const count = values.length / d;
  if (!Number.isInteger(count)) throw new InvalidInputError(`${name}.length`, values.length, `be a multiple of ${d}`);
  checkInteger(`${name}.length / dimension`, count, { min: 2 });
  const mean = new Float64Array(d);
  for (let at = 0; at < values.length; at++) mean[at % d] += values[at] / count;
  const products = new Float64Array(d * d);
  for (let from = 0; from < values.length; from += d) {
    for (let i = 0; i < d; i++) {
      const deviation = (values[from + i] - mean[i]) / (count - 1);
      for (let j = 0; j < d; j++) products[i * d + j] += deviation * (values[from + j] - mean[j]);
    }
  }
  const { CholeskyDecomposition: Cholesky, Matrix: Dense } = matrices();
  const covariance = Dense.from1DArray(d, d, products);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) covariance.set(j, i, covariance.get(i, j));
    covariance.set(i, i, covariance.get(i, i) + ridge);
  }
  const factors = new Cholesky(covariance);
  if (!factors.isPositiveDefinite()) {
    throw new InvalidInputError('ridge', ridge, `make up for directions in which ${name} has no spread`);
  }
  const pivots = factors.lowerTriangularMatrix.diagonal();
  const logDeterminant = 2 * pivots.reduce((total, pivot) => total + Math.log(pivot), 0);
  // A squared pivot is what variance is left in a coordinate given those before it.
  const degenerate = pivots.some((pivot) => pivot ** 2 < 2 * ridge);
  return { mean, covariance, factors, logDeterminant, count, degenerate };
}
