import { InvalidInputError, checkInteger, checkOneOf } from '../../foundation/index.js';
import {
  bcaInterval,
  benjaminiHochberg,
  checkLevel,
  drawCounts,
  holm,
  percentileInterval,
  signFlipTest,
  studentTCdf,
  studentTQuantile,
  type Estimate,
  type Interval,
} from '../../statistics/index.js';

/** How intervals and tests are made. */
export interface InferenceOptions {
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
  /**
   * `t` (default): mean ± t·SE over tasks. `bca` (default where `replicates` is given) and `percentile`: bootstrap over tasks,
   * which follows a skewed distribution, but covers a little less than it says below some hundred tasks.
   */
  readonly interval?: 'bca' | 'percentile' | 't';
  /** Bootstrap samples, default 2,000. */
  readonly replicates?: number;
  /** Default `signFlip`: the sign-flip test of the tasks' contributions, exact up to 16 tasks. */
  readonly test?: 'signFlip' | 't';
  /** Sign patterns drawn beyond 16 tasks, default 9,999. */
  readonly draws?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** An estimate with a test of whether it is 0; the corrections are over all estimates of one call. */
export interface TestedEstimate extends Estimate {
  /** Standard deviation of a task's contribution: the standard error is sd/√n. */
  readonly sd: number;
  /** Estimate in standard errors, and the degrees of freedom of its t distribution. */
  readonly statistic: number;
  readonly degrees: number;
  /** Two-sided, uncorrected. */
  readonly pValue: number;
  /** Corrected by Holm (no false finding at all) and by Benjamini and Hochberg (few among those found). */
  readonly holm: number;
  readonly benjaminiHochberg: number;
}

/** Means of the tasks' contributions, `contributions[k][t]`, with intervals and tests; the tasks are resampled for all at once. */
export function testedMeans(
  contributions: readonly Float64Array[],
  { level = 0.95, test = 'signFlip', draws = 9999, seed = 0, ...bootstrap }: InferenceOptions,
): TestedEstimate[] {
  const { replicates = 2000, interval = bootstrap.replicates === undefined ? 't' : 'bca' } = bootstrap;
  checkLevel('level', level);
  checkOneOf('interval', interval, ['bca', 'percentile', 't']);
  checkOneOf('test', test, ['signFlip', 't']);
  checkInteger('replicates', replicates, { min: 100 });
  const n = contributions[0]?.length ?? 0;
  if (n < 2) throw new InvalidInputError('tasks.length', n, 'be at least 2 for a standard error');
  const means = contributions.map(moments);
  const resampled = interval === 't' ? [] : resample(contributions, means, { replicates, seed });
  return corrected(
    means.map(({ mean, sd, acceleration }, k) => {
      const standardError = sd / Math.sqrt(n);
      const t = tTest(mean, standardError, n - 1, level);
      const bounds =
        interval === 'bca'
          ? bcaInterval(resampled[k], { estimate: mean, acceleration, level })
          : interval === 'percentile'
            ? percentileInterval(resampled[k], { level })
            : t.interval;
      const how = { bca: 'BCa bootstrap over tasks', percentile: 'percentile bootstrap over tasks', t: 'Student t' };
      return {
        estimate: mean,
        standardError,
        interval: bounds,
        n,
        method: `mean of task contributions, ${how[interval]}, ${test === 't' ? 't test' : 'sign-flip test'}`,
        sd,
        statistic: t.statistic,
        degrees: n - 1,
        pValue: test === 't' ? t.pValue : signFlipTest(contributions[k], { draws, seed }).pValue,
      };
    }),
  );
}

/** Sums Σ_S c_S x̄_S of independent means, with Welch and Satterthwaite's degrees of freedom. */
export function testedSums(
  coefficients: readonly Float64Array[],
  samples: { readonly means: Float64Array; readonly variances: Float64Array; readonly counts: Int32Array },
  { level = 0.95 }: InferenceOptions,
): TestedEstimate[] {
  checkLevel('level', level);
  const { means, variances, counts } = samples;
  const n = counts.reduce((least, count) => Math.min(least, count));
  if (n < 2) throw new InvalidInputError('tasks', n, 'be at least 2 in every coalition for a standard error');
  return corrected(
    coefficients.map((c) => {
      let [estimate, variance, spread] = [0, 0, 0];
      for (let S = 0; S < c.length; S++) {
        if (c[S] === 0) continue;
        const part = (c[S] ** 2 * variances[S]) / counts[S];
        estimate += c[S] * means[S];
        variance += part;
        spread += part ** 2 / (counts[S] - 1);
      }
      const standardError = Math.sqrt(variance);
      const degrees = spread > 0 ? variance ** 2 / spread : n - 1;
      const t = tTest(estimate, standardError, degrees, level);
      return {
        estimate,
        standardError,
        interval: t.interval,
        n,
        method: 'independent coalition means, Welch–Satterthwaite t',
        sd: standardError * Math.sqrt(n),
        statistic: t.statistic,
        degrees,
        pValue: t.pValue,
      };
    }),
  );
}

/** Student's two-sided test and interval; an estimate without scatter is either nothing or certain. */
export function tTest(
  estimate: number,
  standardError: number,
  degrees: number,
  level: number,
): { readonly statistic: number; readonly pValue: number; readonly interval: Interval } {
  const half = standardError * studentTQuantile((1 + level) / 2, { degrees });
  const statistic = standardError > 0 ? estimate / standardError : estimate === 0 ? 0 : Math.sign(estimate) * Infinity;
  const pValue = Number.isFinite(statistic) ? Math.min(1, 2 * studentTCdf(-Math.abs(statistic), { degrees })) : 0;
  return { statistic, pValue, interval: { lower: estimate - half, upper: estimate + half, level } };
}

/** The estimates with their p-values corrected for how many they are. */
export function corrected(estimates: readonly Omit<TestedEstimate, 'holm' | 'benjaminiHochberg'>[]): TestedEstimate[] {
  if (estimates.length === 0) return [];
  const p = estimates.map(({ pValue }) => pValue);
  const [family, share] = [holm(p), benjaminiHochberg(p)];
  return estimates.map((estimate, k) => ({ ...estimate, holm: family[k], benjaminiHochberg: share[k] }));
}

interface Moments {
  readonly mean: number;
  readonly sd: number;
  /** Of a BCa interval: the jackknife's, which for a mean is Σd³ / (6 (Σd²)^(3/2)). */
  readonly acceleration: number;
}

function moments(values: Float64Array): Moments {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let [squares, cubes] = [0, 0];
  for (const value of values) {
    const off = value - mean;
    squares += off * off;
    cubes += off ** 3;
  }
  return { mean, sd: Math.sqrt(squares / (n - 1)), acceleration: squares > 0 ? cubes / (6 * squares ** 1.5) : 0 };
}

/** Bootstrap means: one draw of the tasks a replicate, for all contributions together. */
function resample(
  contributions: readonly Float64Array[],
  means: readonly Moments[],
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
): Float64Array[] {
  const n = contributions[0].length;
  const counts = new Int32Array(n);
  const values = contributions.map(() => new Float64Array(replicates));
  for (let replicate = 0; replicate < replicates; replicate++) {
    drawCounts(counts, { seed, replicate });
    for (let k = 0; k < contributions.length; k++) {
      const row = contributions[k];
      let sum = 0;
      for (let t = 0; t < n; t++) sum += counts[t] * row[t];
      // Equal up to the order of summation counts as equal: the bias of BCa counts ties by halves.
      const { mean, sd } = means[k];
      values[k][replicate] = Math.abs(sum / n - mean) <= 1e-12 * sd ? mean : sum / n;
    }
  }
  return values;
}
