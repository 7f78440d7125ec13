import { minimize } from '../../numerics/index.js';
import { clusterSandwich, studentTQuantile, type Estimate } from '../../statistics/index.js';
import { biasOf, type ComputeLaw } from '../leaf-bias.js';
import { biasByCompute, logLogBeta, type ComputeBin } from './compute-bins.js';
import type { RunLog } from './run-log.js';

/** How bias grows with compute, fitted to runs. */
export interface ComputeLawFit {
  /** Exponent β, with Satterthwaite's degrees of freedom. */
  readonly beta: Estimate & { readonly degrees: number };
  /** Scale k; its interval is symmetric in log k. */
  readonly scale: Estimate & { readonly degrees: number };
  /** The law for the theory; `null` where β̂ ≤ 0, for which the theory has none. */
  readonly law: ComputeLaw | null;
  /** Covariance of (log k, β), as `[var log k, cov, var β]`. */
  readonly covariance: readonly [number, number, number];
  /** Measured bias at each level of compute. */
  readonly bins: readonly ComputeBin[];
  /** β by least squares of log measured bias on log tokens, over the bins with a positive bias; `null` for fewer than 3. */
  readonly logLog: Estimate | null;
  /** Range of the tokens it was fitted on: outside, the law is an extrapolation. */
  readonly tokens: { readonly min: number; readonly max: number };
  readonly converged: boolean;
}

/** A fit with what each item adds to log k and to β. */
export interface ComputeLawPart {
  readonly fit: ComputeLawFit;
  readonly influence: { readonly logScale: Float64Array; readonly beta: Float64Array };
}

/** Fits g(x) = min(1, k x^β) to signed correctness, or says why it cannot. */
export function fitComputeLaw(log: RunLog, level: number): ComputeLawPart | string {
  if (log.items < 2) return 'two items or more are needed';
  const { tokens, signed, starts } = log;
  const [min, max] = range(tokens);
  if (!(max > min * (1 + 1e-9))) return 'all runs used the same number of tokens';
  const mean = average(signed);
  if (!(mean > 0)) return `answers are no better than chance (mean signed correctness ${mean.toPrecision(3)})`;
  if (mean === 1) return 'every answer is right: the law is saturated';
  const logs = tokens.map(Math.log);
  const centre = average(logs);
  const slopes = (expected: boolean) => (point: ArrayLike<number>) => {
    let [value, g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0, 0];
    for (let run = 0; run < signed.length; run++) {
      const x = logs[run] - centre;
      const bias = Math.exp(point[0] + point[1] * x);
      value -= quasiLikelihood(signed[run], Math.min(1, bias));
      if (bias >= 1) continue;
      const variance = varianceAt(bias);
      const score = ((signed[run] - bias) * bias) / variance;
      const weight = expected ? (bias * bias) / variance : score * score;
      g0 -= score;
      g1 -= score * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    return { value, gradient: [g0, g1], hessian: [h00, h01, h01, h11] };
  };
  // Squared scores find the way where the bias comes close to 1, which the expected information would bar; near the
  // maximum the latter converges faster.
  const tolerance = 1e-8;
  const near = minimize(slopes(false), [Math.log(mean), 0], { tolerance });
  const { point, converged } = minimize(slopes(true), near.point, { tolerance: 1e-4 * tolerance });
  const [height, beta] = point;
  const scores = new Float64Array(2 * log.items);
  const information = new Float64Array(4 * log.items);
  for (let item = 0; item < log.items; item++) {
    for (let run = starts[item]; run < starts[item + 1]; run++) {
      const bias = Math.exp(height + beta * (logs[run] - centre));
      if (bias >= 1) continue;
      const score = ((signed[run] - bias) * bias) / varianceAt(bias);
      const weight = (bias * bias) / varianceAt(bias);
      // The parameters here are log k and β themselves.
      scores[2 * item] += score;
      scores[2 * item + 1] += score * logs[run];
      information[4 * item] += weight;
      information[4 * item + 1] += weight * logs[run];
      information[4 * item + 3] += weight * logs[run] ** 2;
    }
    information[4 * item + 2] = information[4 * item + 1];
  }
  const [a, b, c] = sumOfInformation(information);
  if (!(a * c - b * b > 1e-7 * a * c)) return 'fewer than two levels of compute lie below certainty';
  const { covariance, degrees } = clusterSandwich({ parameters: 2, scores, information });
  const [v00, v01, v11] = [covariance.get(0, 0), covariance.get(0, 1), covariance.get(1, 1)];
  const logScale = height - beta * centre;
  const scale = Math.exp(logScale);
  const method =
    'binomial quasi-likelihood with mean min(1, k x^β), CR2 errors over items, t interval with Satterthwaite’s degrees of freedom';
  const half = (variance: number, df: number) =>
    studentTQuantile((1 + level) / 2, { degrees: df }) * Math.sqrt(variance);
  const betaHalf = half(v11, degrees[1]);
  const scaleHalf = half(v00, degrees[0]);
  const bins = biasByCompute(log, level);
  return {
    fit: {
      beta: {
        estimate: beta,
        standardError: Math.sqrt(v11),
        interval: { lower: beta - betaHalf, upper: beta + betaHalf, level },
        n: log.items,
        method,
        degrees: degrees[1],
      },
      scale: {
        estimate: scale,
        standardError: scale * Math.sqrt(v00),
        interval: { lower: scale * Math.exp(-scaleHalf), upper: scale * Math.exp(scaleHalf), level },
        n: log.items,
        method,
        degrees: degrees[0],
      },
      law: beta > 0 ? { scale, beta } : null,
      covariance: [v00, v01, v11],
      bins,
      logLog: logLogBeta(bins, level),
      tokens: { min, max },
      converged,
    },
    influence: influences(scores, [a, b, c], [v00, v11]),
  };
}

/**
 * The least variance of an answer that the likelihood reckons with. The binomial 1 − μ² goes to 0 where the law comes to
 * certainty, and one run there would outweigh all others; with a floor the estimating equations keep their mean of 0.
 */
const LEAST_VARIANCE = 0.05;
const FLOOR_FROM = Math.sqrt(1 - LEAST_VARIANCE);

function varianceAt(bias: number): number {
  return Math.max(LEAST_VARIANCE, 1 - bias * bias);
}

/** ∫ (s − μ)/V(μ) dμ from 0: log(1 + sμ) up to the floor of the variance, a parabola beyond. */
function quasiLikelihood(signed: number, bias: number): number {
  if (bias <= FLOOR_FROM) return Math.log1p(signed * bias);
  const beyond = (bias - FLOOR_FROM) * (signed - (bias + FLOOR_FROM) / 2);
  return Math.log1p(signed * FLOOR_FROM) + beyond / LEAST_VARIANCE;
}

/** Bias by the fitted law at x tokens, with the t interval that its covariance gives. */
export function fittedBias(
  { scale, beta, covariance, law }: ComputeLawFit,
  compute: number,
): { readonly estimate: number; readonly lower: number; readonly upper: number } {
  const x = Math.log(compute);
  const variance = covariance[0] + 2 * x * covariance[1] + x * x * covariance[2];
  const half =
    studentTQuantile((1 + beta.interval.level) / 2, { degrees: beta.degrees }) * Math.sqrt(Math.max(0, variance));
  const bias = law ? biasOf(compute, law.scale, law.beta) : Math.min(1, scale.estimate * compute ** beta.estimate);
  return { estimate: bias, lower: bias * Math.exp(-half), upper: Math.min(1, bias * Math.exp(half)) };
}

/** The entries 00, 01 and 11 of the information of all items. */
function sumOfInformation(information: Float64Array): [number, number, number] {
  let [a, b, c] = [0, 0, 0];
  for (let i = 0; i < information.length; i += 4) {
    a += information[i];
    b += information[i + 1];
    c += information[i + 3];
  }
  return [a, b, c];
}

/** M sᵢ for each item, scaled so that their squares sum to the variances given. */
function influences(
  scores: Float64Array,
  [a, b, c]: readonly [number, number, number],
  [varLogScale, varBeta]: readonly [number, number],
) {
  const determinant = a * c - b * b;
  const items = scores.length / 2;
  const logScale = new Float64Array(items);
  const beta = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    logScale[item] = (c * scores[2 * item] - b * scores[2 * item + 1]) / determinant;
    beta[item] = (a * scores[2 * item + 1] - b * scores[2 * item]) / determinant;
  }
  return { logScale: scaledTo(logScale, varLogScale), beta: scaledTo(beta, varBeta) };
}

/** An influence whose sum of squares is a given variance. */
export function scaledTo(influence: Float64Array, variance: number): Float64Array {
  const squares = influence.reduce((sum, value) => sum + value * value, 0);
  const factor = squares > 0 ? Math.sqrt(variance / squares) : 0;
  return influence.map((value) => value * factor);
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function range(values: Float64Array): [number, number] {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return [min, max];
}
