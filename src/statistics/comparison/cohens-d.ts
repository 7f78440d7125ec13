import { checkNumber, checkOneOf, InvalidInputError } from '../../foundation/index.js';
import { findRoot, logGamma } from '../../numerics/index.js';
import { checkLevel, type Estimate, type Interval } from '../interval.js';
import { noncentralTCdf } from '../t-test-power.js';
import { pairedDifferences, sampleMoments } from './sample-moments.js';

export interface CohensDOptions {
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
}

/** A difference of means in standard deviations. */
export interface CohensD extends Estimate {
  /** Hedges' g = J(ν) d, free of the bias of d: J = Γ(ν/2) / (√(ν/2) Γ((ν−1)/2)); NaN for one degree of freedom. */
  readonly hedgesG: number;
  /** The t statistic that d is a multiple of. */
  readonly statistic: number;
  readonly degrees: number;
}

/**
 * Cohen's d of two independent samples: (x̄₁ − x̄₂) / s with the pooled standard deviation s (divisor n₁ + n₂ − 2). The
 * interval inverts the noncentral t distribution of t = d / √(1/n₁ + 1/n₂); it is exact for normal samples of equal variance.
 *
 * @throws InvalidInputError when a sample is too short, has a value that is not finite, there is no spread, or |t| exceeds 900.
 * @see J. Cohen, Statistical Power Analysis (1988); L. Hedges, J. Educational Statistics 6 (1981) 107; K. Kelley, J.
 * Statistical Software 20 (2007) 8, for the interval
 *
 * @example
 * ```ts
 * import { cohensD } from 'polity/statistics';
 * const { estimate, interval } = cohensD([3, 4, 5, 6], [1, 2, 3, 2]);
 * [estimate, interval.lower, interval.upper]; // [2.3146, 0.3809, 4.1517]
 * ```
 */
export function cohensD(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { level = 0.95 }: CohensDOptions = {},
): CohensD {
  const [a, b] = [sampleMoments('first', first), sampleMoments('second', second)];
  const degrees = a.n + b.n - 2;
  const pooled = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / degrees;
  checkSpread('first', pooled);
  const d = (a.mean - b.mean) / Math.sqrt(pooled);
  return standardized(d, {
    perD: 1 / Math.sqrt(1 / a.n + 1 / b.n),
    degrees,
    n: a.n + b.n,
    level,
    method: 'pooled standard deviation',
  });
}

/**
 * Cohen's d of one sample against a constant: (x̄ − μ₀) / s, so that t = √n d.
 *
 * @throws InvalidInputError when the sample is too short, has a value that is not finite, has no spread, or |t| exceeds 900.
 *
 * @example
 * ```ts
 * import { oneSampleCohensD } from 'polity/statistics';
 * oneSampleCohensD([1, 2, 3, 6], { null: 1 }).estimate; // 0.9258
 * ```
 */
export function oneSampleCohensD(
  sample: ArrayLike<number>,
  { null: hypothesis = 0, level = 0.95 }: CohensDOptions & { /** μ₀, default 0. */ readonly null?: number } = {},
): CohensD {
  const { n, mean, variance } = sampleMoments('sample', sample);
  checkSpread('sample', variance);
  const d = (mean - checkNumber('null', hypothesis)) / Math.sqrt(variance);
  return standardized(d, { perD: Math.sqrt(n), degrees: n - 1, n, level, method: 'standard deviation of the sample' });
}

export interface PairedCohensDOptions extends CohensDOptions {
  /**
   * `'difference'`: d_z = mean difference / its standard deviation, the one that goes with the paired t test. `'average'`:
   * d_av = mean difference / √((s₁² + s₂²)/2), which is comparable with d of independent samples. Default `'difference'`.
   */
  readonly standardizer?: 'difference' | 'average';
}

/**
 * Cohen's d of paired samples. The interval is that of d_z; for d_av it is scaled by the ratio of the two standard
 * deviations, taken as known.
 *
 * @throws InvalidInputError when lengths differ, a value is not finite, differences have no spread, or |t| exceeds 900.
 * @see D. Lakens, Frontiers in Psychology 4 (2013) 863
 *
 * @example
 * ```ts
 * import { pairedCohensD } from 'polity/statistics';
 * const [before, after] = [[1, 2, 3, 4], [2, 4, 3, 7]];
 * pairedCohensD(after, before).estimate; // 1.161895
 * pairedCohensD(after, before, { standardizer: 'average' }).estimate; // 0.8429
 * ```
 */
export function pairedCohensD(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { standardizer = 'difference', level = 0.95 }: PairedCohensDOptions = {},
): CohensD {
  checkOneOf('standardizer', standardizer, ['difference', 'average']);
  const { n, mean, variance } = sampleMoments('differences', pairedDifferences(first, second));
  checkSpread('differences', variance);
  const average = (sampleMoments('first', first).variance + sampleMoments('second', second).variance) / 2;
  const scale = standardizer === 'average' ? Math.sqrt(variance / average) : 1;
  const method = standardizer === 'average' ? 'average of the two variances' : 'standard deviation of the differences';
  const perD = Math.sqrt(n) / scale;
  return standardized((scale * mean) / Math.sqrt(variance), { perD, degrees: n - 1, n, level, method });
}

/** What the range of {@link noncentralTCdf}, ±1,000, leaves to t when an interval is added on each side. */
const MOST_T = 900;

function standardized(
  d: number,
  {
    perD,
    degrees,
    n,
    level,
    method,
  }: {
    /** t / d. */
    readonly perD: number;
    readonly degrees: number;
    readonly n: number;
    readonly level: number;
    readonly method: string;
  },
): CohensD {
  checkLevel('level', level);
  const t = d * perD;
  if (Math.abs(t) > MOST_T) throw new InvalidInputError('t', t, `lie within ±${MOST_T} for an interval of d`);
  const correction =
    degrees > 1 ? Math.exp(logGamma(degrees / 2) - logGamma((degrees - 1) / 2)) / Math.sqrt(degrees / 2) : NaN;
  const limits = noncentralityInterval(t, { degrees, level });
  return {
    estimate: d,
    hedgesG: correction * d,
    // Variance of t_ν(δ)/√ñ about its mean, at δ = the unbiased estimate; NaN where t has no variance.
    standardError: degrees > 2 ? Math.sqrt(noncentralTVariance(correction * t, degrees)) / perD : NaN,
    interval: { lower: limits.lower / perD, upper: limits.upper / perD, level },
    statistic: t,
    degrees,
    n,
    method: `Cohen's d, ${method}; interval from the noncentral t`,
  };
}

/** All δ under which t is not extreme: P(T_ν(δ) ≥ t) and P(T_ν(δ) ≤ t) are both at least (1 − level)/2. */
function noncentralityInterval(t: number, { degrees, level }: { degrees: number; level: number }): Interval {
  // Both limits lie within a few of the large-sample errors of δ; the bracket is doubled until it holds them.
  const limit = (share: number) => {
    const f = (noncentrality: number) => noncentralTCdf(t, { degrees, noncentrality }) - share;
    let reach = 4 * Math.sqrt(1 + (t * t) / (2 * degrees));
    while (t - reach > -1000 && f(t - reach) < 0) reach *= 2;
    while (t + reach < 1000 && f(t + reach) > 0) reach *= 2;
    return findRoot(f, { lower: Math.max(-1000, t - reach), upper: Math.min(1000, t + reach), tolerance: 1e-10 }).root;
  };
  return { lower: limit((1 + level) / 2), upper: limit((1 - level) / 2), level };
}

/** ν(1 + δ²)/(ν − 2) − (δ/J)², the variance of the noncentral t. */
function noncentralTVariance(delta: number, degrees: number): number {
  const mean = delta * Math.sqrt(degrees / 2) * Math.exp(logGamma((degrees - 1) / 2) - logGamma(degrees / 2));
  return (degrees * (1 + delta ** 2)) / (degrees - 2) - mean ** 2;
}

function checkSpread(argument: string, variance: number): void {
  if (!(variance > 0)) throw new InvalidInputError(argument, 'no spread', 'not be constant');
}
