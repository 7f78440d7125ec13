import type { Matrix } from 'ml-matrix';
import { checkOneOf, checkVector, InvalidInputError } from '../foundation/index.js';
import { clusterSandwich } from './cluster-sandwich.js';
import { checkLevel, type Estimate } from './interval.js';
import { studentTQuantile } from './student-t.js';
import { matrices } from '../numerics/index.js';

/** How errors may behave: all alike, each row its own variance (HC2), or dependent within clusters (CR2). */
export type ErrorModel = 'classical' | 'robust' | 'cluster';

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
  checkOneOf('errors', errors, ['classical', 'robust', 'cluster']);
  const y = checkVector('response', response);
  const n = y.length;
  if (design.length !== n) throw new InvalidInputError('design.length', design.length, `equal ${n}`);
  const p = checkVector('design[0]', design[0]).length;
  if (n <= p) throw new InvalidInputError('response.length', n, `be greater than ${p}, the number of columns`);
  const rows = design.map((row, i) => checkVector(`design[${i}]`, row, { length: p }));
  const w = weights
    ? checkVector('weights', weights, { length: n, min: 0, aboveMin: true })
    : new Float64Array(n).fill(1);
  const group = groupOf(errors, clusters, n);

  const information = new Float64Array(group.count * p * p);
  const moment = matrices().Matrix.zeros(p, 1);
  const total = matrices().Matrix.zeros(p, p);
  rows.forEach((x, i) => {
    for (let j = 0; j < p; j++) {
      moment.set(j, 0, moment.get(j, 0) + w[i] * x[j] * y[i]);
      for (let k = 0; k < p; k++) {
        total.set(j, k, total.get(j, k) + w[i] * x[j] * x[k]);
        information[group.of[i] * p * p + j * p + k] += w[i] * x[j] * x[k];
      }
    }
  });
  const bread = positiveInverse(total);
  const estimates = bread.mmul(moment).to1DArray();
  const fitted = Float64Array.from(rows, (x) => x.reduce((sum, value, j) => sum + value * estimates[j], 0));
  const residuals = y.map((value, i) => value - fitted[i]);

  let covariance: Matrix;
  let degrees: ArrayLike<number>;
  if (errors === 'classical') {
    const squares = residuals.reduce((sum, e, i) => sum + w[i] * e * e, 0);
    covariance = bread.clone().mul(squares / (n - p));
    degrees = new Float64Array(p).fill(n - p);
  } else {
    const scores = new Float64Array(group.count * p);
    rows.forEach((x, i) => x.forEach((value, j) => (scores[group.of[i] * p + j] += w[i] * value * residuals[i])));
    ({ covariance, degrees } = clusterSandwich({ parameters: p, scores, information }));
  }
  checkLevel('level', level);
  const method = `least squares, ${{ classical: 'classical', robust: 'HC2', cluster: 'cluster-robust CR2' }[errors]} errors, t interval`;
  const coefficients = estimates.map((estimate, j): Coefficient => {
    const standardError = Math.sqrt(covariance.get(j, j));
    const half = studentTQuantile((1 + level) / 2, { degrees: degrees[j] }) * standardError;
    const interval = { lower: estimate - half, upper: estimate + half, level };
    return { estimate, standardError, interval, degrees: degrees[j], n: group.count, method };
  });
  return { coefficients, covariance, fitted, residuals, rSquared: explained(y, w, residuals) };
}

function groupOf(errors: ErrorModel, clusters: ArrayLike<number> | undefined, n: number) {
  if (errors !== 'cluster') return { of: Int32Array.from({ length: n }, (_, i) => i), count: n };
  if (!clusters) throw new InvalidInputError('clusters', clusters, `be given with errors: 'cluster'`);
  const names = checkVector('clusters', clusters, { length: n });
  const index = new Map<number, number>();
  for (const name of names) if (!index.has(name)) index.set(name, index.size);
  return { of: Int32Array.from(names, (name) => index.get(name)!), count: index.size };
}

function positiveInverse(total: Matrix): Matrix {
  // Gauss–Jordan on the matrix scaled to a unit diagonal, so that the test for dependence does not hang on units.
  const p = total.rows;
  const scale = Array.from({ length: p }, (_, j) => Math.sqrt(total.get(j, j)) || 1);
  const a = matrices().Matrix.zeros(p, p);
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) a.set(i, j, total.get(i, j) / (scale[i] * scale[j]));
  const result = matrices().Matrix.eye(p);
  for (let k = 0; k < p; k++) {
    const pivot = a.get(k, k);
    if (!(pivot > 1e-12)) throw new InvalidInputError('design', `column ${k}`, 'have linearly independent columns');
    a.mulRow(k, 1 / pivot);
    result.mulRow(k, 1 / pivot);
    for (let i = 0; i < p; i++) {
      if (i === k) continue;
      const factor = a.get(i, k);
      for (let j = 0; j < p; j++) {
        a.set(i, j, a.get(i, j) - factor * a.get(k, j));
        result.set(i, j, result.get(i, j) - factor * result.get(k, j));
      }
    }
  }
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) result.set(i, j, result.get(i, j) / (scale[i] * scale[j]));
  return result;
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
