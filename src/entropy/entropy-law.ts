import { checkOneOf, checkVector, InvalidInputError } from '../foundation/index.js';
import { checkLevel, studentTQuantile, type Estimate } from '../statistics/index.js';
import { fitLine, type Line } from './line-fit.js';
import { correlations } from './residual-diagnostics.js';
import { checkCurve, type TrainingCurve } from './training-curve.js';

export interface EntropyLawOptions {
  /** Least squares, least squares with given weights, or Huber's M-estimate, which outlying points move little. */
  readonly method?: 'ols' | 'weighted' | 'robust';
  /** With `'weighted'`: weight of each point, such as the number of validation items behind it. */
  readonly weights?: ArrayLike<number>;
  /** Nominal coverage; default 0.95. */
  readonly level?: number;
}

/** The law R = −a e^H + b of a run. */
export interface EntropyLaw {
  readonly a: Estimate;
  readonly b: Estimate;
  /** R at H = 0, all entropy spent: b − a. */
  readonly ceiling: Estimate;
  /** Share of the variance of the reward that the law explains. */
  readonly r2: number;
  /** Root mean square residual. */
  readonly rmse: number;
  readonly n: number;
  /** R − (−a e^H + b), in the order of training. */
  readonly residuals: Float64Array;
  /** Weight that each point had in the fit; 1 for `'ols'`. */
  readonly weights: Float64Array;
  /** Lags that the standard errors allow for beyond the first-order autocorrelation. */
  readonly bandwidth: number;
  readonly converged: boolean;
}

/** Huber's constant: 95 % efficient for normal errors. */
const HUBER = 1.345;
const MOST_ITERATIONS = 200;

/**
 * Fits R = −a e^H + b, a straight line in e^H. Standard errors allow for heteroscedastic and autocorrelated errors
 * (Newey–West with scores prewhitened by the residuals' autocorrelation, Bartlett kernel, bandwidth by Andrews' rule), because neighbouring points of a run are no
 * independent draws; for short runs {@link forecastReward} is more honest, and for several runs {@link bootstrapEntropyLaw}.
 *
 * @param curve - entropies in nats (not negative, at least 3 different), rewards on any scale
 * @throws InvalidInputError when lengths differ, an entropy is negative, fewer than 3 differ, or weights are missing.
 * @see arXiv 2505.22617, equation 6; W. K. Newey, K. D. West, Econometrica 55 (1987) 703; D. W. K. Andrews, Econometrica
 * 59 (1991) 817; D. W. K. Andrews, J. C. Monahan, Econometrica 60 (1992) 953; P. J. Huber, Robust Statistics (1981)
 *
 * @example
 * ```ts
 * import { fitEntropyLaw } from 'polity/entropy';
 * const entropy = [0.9, 0.5, 0.2, 0.05];
 * const law = fitEntropyLaw({ entropy, reward: entropy.map((h) => 0.7 - 0.25 * Math.exp(h)) });
 * [law.a.estimate, law.b.estimate, law.ceiling.estimate]; // [0.25, 0.7, 0.45]
 * ```
 */
export function fitEntropyLaw(
  curve: TrainingCurve,
  { method = 'ols', weights, level = 0.95 }: EntropyLawOptions = {},
): EntropyLaw {
  const { entropy, reward } = checkCurve(curve);
  checkOneOf('method', method, ['ols', 'weighted', 'robust']);
  checkLevel('level', level);
  const n = entropy.length;
  const x = entropy.map(Math.exp);
  if ((method === 'weighted') !== (weights !== undefined)) {
    throw new InvalidInputError('weights', weights, `be given with method: 'weighted', and only then`);
  }
  const given = weights ? checkVector('weights', weights, { length: n, min: 0, aboveMin: true }) : ones(n);
  const { line, w, converged } =
    method === 'robust' ? huber(x, reward) : { line: fitLine(x, reward, given), w: given, converged: true };
  const residuals = reward.map((r, i) => r - line.intercept - line.slope * x[i]);
  const { covariance, bandwidth } = neweyWest(x, residuals, w, line);
  const quantile = studentTQuantile((1 + level) / 2, { degrees: n - 2 });
  const words = `${{ ols: 'least squares', weighted: 'weighted least squares', robust: 'Huber M-estimate' }[method]}, prewhitened Newey–West errors, t interval`;
  const estimate = (value: number, variance: number): Estimate => {
    const standardError = Math.sqrt(Math.max(0, variance));
    const half = quantile * standardError;
    return {
      estimate: value,
      standardError,
      interval: { lower: value - half, upper: value + half, level },
      n,
      method: words,
    };
  };
  const { intercept, slope } = line;
  const [vb, va, vab] = covariance;
  return {
    a: estimate(-slope, va),
    b: estimate(intercept, vb),
    ceiling: estimate(intercept + slope, vb + va + 2 * vab),
    ...goodness(reward, residuals),
    n,
    residuals,
    weights: w,
    bandwidth,
    converged,
  };
}

function ones(n: number): Float64Array {
  return new Float64Array(n).fill(1);
}

/** Iteratively reweighted least squares; the scale is the median absolute residual over 0.6745. */
function huber(x: Float64Array, y: Float64Array): { line: Line; w: Float64Array; converged: boolean } {
  const w = ones(x.length);
  let line = fitLine(x, y, w);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const size = y.map((value, i) => Math.abs(value - line.intercept - line.slope * x[i]));
    const scale = median(size) / 0.6745;
    // More than half of the points lie on the line: it is found.
    if (!(scale > 1e-12 * (1 + Math.abs(line.intercept)))) return { line, w, converged: true };
    size.forEach((value, i) => (w[i] = Math.min(1, (HUBER * scale) / value)));
    const next = fitLine(x, y, w);
    const moved = Math.abs(next.slope - line.slope) + Math.abs(next.intercept - line.intercept);
    line = next;
    if (moved <= 1e-10 * (Math.abs(line.slope) + Math.abs(line.intercept))) return { line, w, converged: true };
  }
  return { line, w, converged: false };
}

export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Autocorrelation of residuals, raised by what a short series is known to take from it. */
function persistence(e: Float64Array): number {
  const [phi] = correlations(e, 1);
  return Math.min(0.97, Math.max(0, phi + (1 + 3 * phi) / e.length));
}

function whitened(scores: Float64Array, phi: number): Float64Array {
  return scores.map((value, t) => (t === 0 ? value * Math.sqrt(1 - phi * phi) : value - phi * scores[t - 1]));
}

/** Variances of intercept and slope and their covariance. */
function neweyWest(
  x: Float64Array,
  e: Float64Array,
  w: Float64Array,
  { meanX, squaresX, weight }: Line,
): { covariance: readonly [intercept: number, slope: number, both: number]; bandwidth: number } {
  const n = x.length;
  const phi = persistence(e);
  // Scores of the centred line: its two coefficients have a diagonal information matrix.
  const level = whitened(
    e.map((value, i) => w[i] * value),
    phi,
  );
  const tilt = whitened(
    e.map((value, i) => w[i] * value * (x[i] - meanX)),
    phi,
  );
  const left = Math.abs(correlations(level, 1)[0]);
  const strength = (4 * left * left) / (1 - left * left) ** 2;
  const bandwidth = Math.min(Math.floor(n / 2), Math.floor(1.1447 * Math.cbrt(strength * n)));
  let [s00, s01, s11] = [0, 0, 0];
  for (let lag = 0; lag <= bandwidth; lag++) {
    let [c00, c01, c10, c11] = [0, 0, 0, 0];
    for (let t = lag; t < n; t++) {
      c00 += level[t] * level[t - lag];
      c01 += level[t] * tilt[t - lag];
      c10 += tilt[t] * level[t - lag];
      c11 += tilt[t] * tilt[t - lag];
    }
    const share = lag === 0 ? 1 : 2 * (1 - lag / (bandwidth + 1));
    s00 += share * c00;
    s01 += (share * (c01 + c10)) / 2;
    s11 += share * c11;
  }
  const correction = n / (n - 2) / (1 - phi) ** 2;
  const [v0, v01, v1] = [s00 / weight ** 2, s01 / (weight * squaresX), s11 / squaresX ** 2];
  return {
    covariance: [
      correction * (v0 - 2 * meanX * v01 + meanX ** 2 * v1),
      correction * v1,
      correction * (v01 - meanX * v1),
    ],
    bandwidth,
  };
}

export function goodness(reward: Float64Array, residuals: Float64Array): { r2: number; rmse: number } {
  const n = reward.length;
  const mean = reward.reduce((sum, r) => sum + r, 0) / n;
  const total = reward.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  const left = residuals.reduce((sum, e) => sum + e * e, 0);
  return { r2: total > 0 ? 1 - left / total : NaN, rmse: Math.sqrt(left / n) };
}
