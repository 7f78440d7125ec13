import type { Matrix } from 'ml-matrix';
import { checkInteger, checkNumber, checkOneOf, checkVector, InvalidInputError } from '../../foundation/index.js';
import { matrices, positiveInverse } from '../../numerics/index.js';
import { informationCriteria, type InformationCriteria } from '../information-criteria.js';
import { checkLevel } from '../interval.js';
import { clusterSandwich } from './cluster-sandwich.js';
import { checkDesign, checkIndependent, ERROR_MODELS, errorGroups, type Design, type ErrorModel } from './design.js';
import { logCoefficient, type LogCoefficient } from './log-coefficient.js';

export interface GeneralizedLinearOptions {
  /** Known part of the linear predictor, one number a row; default 0. */
  readonly offset?: ArrayLike<number>;
  /** Times that each row counts, all above 0; default 1. */
  readonly weights?: ArrayLike<number>;
  /** λ ≥ 0 of the penalty ½λ Σβ² on all columns but constant ones (the intercept); default 0. */
  readonly ridge?: number;
  /** Default `'classical'`: from the information matrix. `'robust'` and `'cluster'` (HC2, CR2) need `ridge` 0. */
  readonly errors?: ErrorModel;
  /** With `errors: 'cluster'`: numbers that name each row's cluster. */
  readonly clusters?: ArrayLike<number>;
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
  /** Most Newton steps, default 50. */
  readonly maxIterations?: number;
}

export interface GeneralizedLinearModel extends InformationCriteria {
  readonly coefficients: readonly LogCoefficient[];
  readonly covariance: Matrix;
  /** Fitted means, one a row. */
  readonly fitted: Float64Array;
  readonly logLikelihood: number;
  /** Twice the log-likelihood lost against a model with a parameter a row. */
  readonly deviance: number;
  readonly converged: boolean;
  /**
   * Why it did not converge: `'separation'`, some combination of columns predicts outcomes perfectly, so that the likelihood
   * has no maximum and rises for ever along it (coefficients are then only where the search stopped); `'iterations'`.
   */
  readonly problem: 'separation' | 'iterations' | null;
  readonly iterations: number;
}

/** A family with its canonical link: the likelihood is concave and its score is Σ x (y − μ). */
export interface Family {
  readonly name: string;
  /** Mean at a linear predictor η; the variance function at that mean follows from it. */
  readonly mean: (eta: number) => number;
  readonly variance: (mean: number) => number;
  /** Log-density of y at η. */
  readonly logDensity: (y: number, eta: number) => number;
  /** Log-density of y under a model that predicts it perfectly. */
  readonly saturated: (y: number) => number;
  /** Linear predictor of a mean, to start from. */
  readonly link: (mean: number) => number;
  /** Whether the likelihood of y never falls when η moves by `step`, for ever. */
  readonly recedes: (y: number, step: number, slack: number) => boolean;
}

/** Change of the linear predictors, in any row, below which Newton's method has converged. */
const CONVERGED = 1e-9;

/** Promised rise of the log-likelihood below which a predictor that still moves means that there is no maximum. */
const FLAT = 1e-8;

/** Newton–Raphson (which is iteratively reweighted least squares for a canonical link) with step halving. */
export function generalizedLinearModel(
  family: Family,
  rows: readonly ArrayLike<number>[],
  y: Float64Array,
  {
    offset,
    weights,
    ridge = 0,
    errors = 'classical',
    clusters,
    level = 0.95,
    maxIterations = 50,
  }: GeneralizedLinearOptions,
): GeneralizedLinearModel {
  checkLevel('level', level);
  checkOneOf('errors', errors, ERROR_MODELS);
  checkInteger('maxIterations', maxIterations, { min: 1 });
  checkNumber('ridge', ridge, { min: 0 });
  if (ridge > 0 && errors !== 'classical') throw new InvalidInputError('ridge', ridge, `be 0 with errors: '${errors}'`);
  const n = y.length;
  const design = checkDesign(rows, n);
  const { values: x, p } = design;
  const base = offset ? checkVector('offset', offset, { length: n }) : new Float64Array(n);
  const w = weights
    ? checkVector('weights', weights, { length: n, min: 0, aboveMin: true })
    : new Float64Array(n).fill(1);
  const groups = errorGroups(errors, clusters, n);
  const penalty = Float64Array.from({ length: p }, (_, j) => (isConstant(design, j) ? 0 : ridge));
  if (ridge === 0) checkIndependent(positiveInverse(gram(design, w), p).dependentColumn);

  const beta = startingPoint(family, design, y, base, w);
  const eta = new Float64Array(n);
  const penalized = (b: Float64Array) => {
    let value = 0;
    for (let i = 0; i < n; i++) value += w[i] * family.logDensity(y[i], linearPredictor(design, base, b, i));
    for (let j = 0; j < p; j++) value -= (penalty[j] * b[j] ** 2) / 2;
    return value;
  };
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  let value = penalized(beta);
  let problem: GeneralizedLinearModel['problem'] = 'iterations';
  let iterations = 0;
  let inverse: Float64Array = new Float64Array(p * p);
  for (;;) {
    score.fill(0);
    information.fill(0);
    for (let i = 0; i < n; i++) {
      eta[i] = linearPredictor(design, base, beta, i);
      const mean = family.mean(eta[i]);
      const residual = w[i] * (y[i] - mean);
      const variance = w[i] * family.variance(mean);
      for (let j = 0; j < p; j++) {
        score[j] += residual * x[i * p + j];
        const weighted = variance * x[i * p + j];
        for (let k = 0; k <= j; k++) information[j * p + k] += weighted * x[i * p + k];
      }
    }
    for (let j = 0; j < p; j++) {
      score[j] -= penalty[j] * beta[j];
      information[j * p + j] += penalty[j];
      for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k];
    }
    const solved = positiveInverse(information, p);
    inverse = solved.inverse;
    // Weights that have died away leave no information: only separation does that to independent columns.
    if (solved.dependentColumn !== null) {
      problem = 'separation';
      break;
    }
    const step = Float64Array.from(beta, (_, j) => dot(inverse, j * p, score));
    const largest = largestMove(design, step);
    const promised = dot(step, 0, score) / 2;
    if (largest < CONVERGED) {
      // The last step squares what error is left.
      for (let j = 0; j < p; j++) beta[j] += step[j];
      for (let i = 0; i < n; i++) eta[i] = linearPredictor(design, base, beta, i);
      problem = null;
      break;
    }
    if (promised < FLAT && largest > 1e-3 && recedes(family, design, y, step)) {
      problem = 'separation';
      break;
    }
    if (iterations >= maxIterations) break;
    iterations++;
    let next = value;
    let share = 1;
    const trial = new Float64Array(p);
    for (; share > 1e-10; share /= 2) {
      for (let j = 0; j < p; j++) trial[j] = beta[j] + share * step[j];
      next = penalized(trial);
      // At the top the likelihood is flat to rounding: a fall of that size is none.
      if (next >= value - 1e-12 * Math.abs(value)) break;
    }
    beta.set(trial);
    value = next;
  }

  const fitted = eta.map(family.mean);
  let [logLikelihood, saturated] = [0, 0];
  for (let i = 0; i < n; i++) {
    logLikelihood += w[i] * family.logDensity(y[i], eta[i]);
    saturated += w[i] * family.saturated(y[i]);
  }
  const covariance =
    errors === 'classical'
      ? matrices().Matrix.from1DArray(p, p, inverse)
      : sandwich(family, design, { y, fitted, w, of: groups.of, count: groups.count });
  const method = `${family.name} regression, ${{ classical: 'information', robust: 'HC2', cluster: 'cluster-robust CR2' }[errors]} errors, Wald interval`;
  return {
    coefficients: Array.from(beta, (estimate, j) =>
      logCoefficient(estimate, Math.sqrt(covariance.get(j, j)), { n: groups.count, level, method }),
    ),
    covariance,
    fitted,
    logLikelihood,
    deviance: Math.max(0, 2 * (saturated - logLikelihood)),
    ...informationCriteria({ logLikelihood, parameters: p, n }),
    converged: problem === null,
    problem,
    iterations,
  };
}

function linearPredictor({ values, p }: Design, base: Float64Array, beta: Float64Array, i: number): number {
  let eta = base[i];
  for (let j = 0; j < p; j++) eta += values[i * p + j] * beta[j];
  return eta;
}

function dot(matrix: Float64Array, from: number, vector: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += matrix[from + k] * vector[k];
  return sum;
}

/** 0, but for a constant column, which starts at the link of the mean. */
function startingPoint(family: Family, design: Design, y: Float64Array, base: Float64Array, w: Float64Array) {
  const beta = new Float64Array(design.p);
  const constant = Array.from(beta.keys()).find((j) => isConstant(design, j) && design.values[j] !== 0);
  if (constant === undefined) return beta;
  let [weight, sum, shift] = [0, 0, 0];
  for (let i = 0; i < y.length; i++) {
    weight += w[i];
    sum += w[i] * y[i];
    shift += w[i] * base[i];
  }
  const eta = family.link((sum + 0.5 / y.length) / (weight + 1 / y.length)) - shift / weight;
  beta[constant] = eta / design.values[constant];
  return beta;
}

function isConstant({ values, n, p }: Design, j: number): boolean {
  for (let i = 1; i < n; i++) if (values[i * p + j] !== values[j]) return false;
  return true;
}

function gram({ values, n, p }: Design, w: Float64Array): Float64Array {
  const total = new Float64Array(p * p);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) {
      const weighted = w[i] * values[i * p + j];
      for (let k = 0; k < p; k++) total[j * p + k] += weighted * values[i * p + k];
    }
  }
  return total;
}

/** Largest change of a linear predictor that a step makes. */
function largestMove({ values, n, p }: Design, step: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    let move = 0;
    for (let j = 0; j < p; j++) move += values[i * p + j] * step[j];
    largest = Math.max(largest, Math.abs(move));
  }
  return largest;
}

/** Whether the step is a direction of recession: no row's likelihood ever falls along it. */
function recedes(family: Family, { values, n, p }: Design, y: Float64Array, step: Float64Array): boolean {
  for (let i = 0; i < n; i++) {
    let move = 0;
    for (let j = 0; j < p; j++) move += values[i * p + j] * step[j];
    if (!family.recedes(y[i], move, 1e-3)) return false;
  }
  return true;
}

function sandwich(
  family: Family,
  { values: x, n, p }: Design,
  {
    y,
    fitted,
    w,
    of,
    count,
  }: { y: Float64Array; fitted: Float64Array; w: Float64Array; of: Int32Array; count: number },
): Matrix {
  const scores = new Float64Array(count * p);
  const information = new Float64Array(count * p * p);
  for (let i = 0; i < n; i++) {
    const variance = w[i] * family.variance(fitted[i]);
    for (let j = 0; j < p; j++) {
      scores[of[i] * p + j] += w[i] * x[i * p + j] * (y[i] - fitted[i]);
      for (let k = 0; k < p; k++) information[(of[i] * p + j) * p + k] += variance * x[i * p + j] * x[i * p + k];
    }
  }
  return clusterSandwich({ parameters: p, scores, information }).covariance;
}
