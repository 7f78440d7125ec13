import type { Matrix } from 'ml-matrix';
import { checkOneOf, checkVector, InvalidInputError } from '../../foundation/index.js';
import { matrices, positiveInverse } from '../../numerics/index.js';
import { checkLevel, type Estimate } from '../interval.js';
import { studentTQuantile } from '../student-t.js';
import { clusterSandwich } from './cluster-sandwich.js';
import { checkDesign, checkIndependent, ERROR_MODELS, errorGroups, type ErrorModel } from './design.js';

export interface LeastSquaresOptions {
  /** Weight of each row, all above 0; default 1. */
  readonly weights?: ArrayLike<number>;
  /** Default `'classical'`. */
  readonly errors?: ErrorModel;
  /** With `errors: 'cluster'`: whole numbers from 0 that name each row's cluster. */
  readonly clusters?: ArrayLike<number>;
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
}

/** One coefficient of a regression. */
export interface Coefficient extends Estimate {
  /** Degrees of freedom of its t interval. */
  readonly degrees: number;
}

export interface LeastSquares {
  readonly coefficients: readonly Coefficient[];
  readonly covariance: Matrix;
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
  /** Weighted share of the variance about the mean that the fit explains. */
  readonly rSquared: number;
}

/**
 * Weighted least squares: coefficients that minimise Σ wᵢ (yᵢ − xᵢᵀb)², with classical, heteroscedasticity-robust or
 * cluster-robust standard errors and t intervals.
 *
 * @param design - one row of p numbers an observation; include a 1 for an intercept
 * @param response - one number an observation
 * @throws InvalidInputError when shapes do not fit, a value is not finite, columns are linearly dependent, or there are
 * no more rows than columns.
 *
 * @example
 * ```ts
 * import { leastSquares } from 'polity/statistics';
 * const line = leastSquares([[1, 0], [1, 1], [1, 2], [1, 3]], [1, 3, 4, 8]);
 * line.coefficients.map(({ estimate }) => estimate); // [0.7, 2.2]
 * ```
 */
export function leastSquares(
  design: readonly ArrayLike<number>[],
  response: ArrayLike<number>,
  { weights, errors = 'classical', clusters, level = 0.95 }: LeastSquaresOptions = {},
): LeastSquares {
  checkOneOf('errors', errors, ERROR_MODELS);
  const y = checkVector('response', response);
  const n = y.length;
  const { values: x, p } = checkDesign(design, n);
  if (n <= p) throw new InvalidInputError('response.length', n, `be greater than ${p}, the number of columns`);
  const w = weights
    ? checkVector('weights', weights, { length: n, min: 0, aboveMin: true })
    : new Float64Array(n).fill(1);
  const groups = errorGroups(errors, clusters, n);

  const information = new Float64Array(groups.count * p * p);
  const moment = new Float64Array(p);
  const total = new Float64Array(p * p);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) {
      const weighted = w[i] * x[i * p + j];
      moment[j] += weighted * y[i];
      for (let k = 0; k < p; k++) {
        total[j * p + k] += weighted * x[i * p + k];
        information[(groups.of[i] * p + j) * p + k] += weighted * x[i * p + k];
      }
    }
  }
  const { inverse: bread, dependentColumn } = positiveInverse(total, p);
  checkIndependent(dependentColumn);
  const estimates = Array.from({ length: p }, (_, j) =>
    moment.reduce((sum, value, k) => sum + bread[j * p + k] * value, 0),
  );
  const fitted = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) fitted[i] += x[i * p + j] * estimates[j];
  const residuals = y.map((value, i) => value - fitted[i]);

  let covariance: Matrix;
  let degrees: ArrayLike<number>;
  if (errors === 'classical') {
    const squares = residuals.reduce((sum, e, i) => sum + w[i] * e * e, 0);
    covariance = matrices()
      .Matrix.from1DArray(p, p, bread)
      .mul(squares / (n - p));
    degrees = new Float64Array(p).fill(n - p);
  } else {
    const scores = new Float64Array(groups.count * p);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < p; j++) scores[groups.of[i] * p + j] += w[i] * x[i * p + j] * residuals[i];
    }
    ({ covariance, degrees } = clusterSandwich({ parameters: p, scores, information }));
  }
  checkLevel('level', level);
  const method = `least squares, ${{ classical: 'classical', robust: 'HC2', cluster: 'cluster-robust CR2' }[errors]} errors, t interval`;
  const coefficients = estimates.map((estimate, j): Coefficient => {
    const standardError = Math.sqrt(covariance.get(j, j));
    const half = studentTQuantile((1 + level) / 2, { degrees: degrees[j] }) * standardError;
    const interval = { lower: estimate - half, upper: estimate + half, level };
    return { estimate, standardError, interval, degrees: degrees[j], n: groups.count, method };
  });
  return { coefficients, covariance, fitted, residuals, rSquared: explained(y, w, residuals) };
}

function explained(y: Float64Array, w: Float64Array, residuals: Float64Array): number {
  let [weight, sum] = [0, 0];
  y.forEach((value, i) => {
    weight += w[i];
    sum += w[i] * value;
  });
  const mean = sum / weight;
  let [left, all] = [0, 0];
  y.forEach((value, i) => {
    left += w[i] * residuals[i] ** 2;
    all += w[i] * (value - mean) ** 2;
  });
  return all > 0 ? 1 - left / all : NaN;
}
