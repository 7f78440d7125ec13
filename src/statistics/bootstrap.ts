import { checkInteger, checkNumber, checkVector, randomStream } from '../foundation/index.js';
import { checkLevel, type Interval } from './interval.js';
import { normalCdf, normalQuantile } from './normal.js';
import { quantile } from './quantile.js';

export interface BootstrapOptions {
  /** Number of bootstrap samples, default 2,000. */
  readonly replicates?: number;
  /** Default 0. Replicate r uses stream (seed, r), whatever the number of replicates. */
  readonly seed?: number;
}

/**
 * Values of a statistic over bootstrap samples of independent units (items, clusters). The statistic is handed how often
 * each unit was drawn, so that it can work from sums kept for each unit and never touches the raw data again.
 *
 * Cost: `replicates` calls of the statistic and `replicates · units` draws.
 *
 * @param units - number of units to draw from
 * @param statistic - from counts (they sum to `units`; the array is reused, do not keep it) to a value
 * @throws InvalidInputError when a count is not whole or the seed is negative.
 * @see B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993)
 *
 * @example
 * ```ts
 * import { bootstrap } from 'polity/statistics';
 * const heights = [1.6, 1.7, 1.8, 1.9];
 * const means = bootstrap(4, (counts) => heights.reduce((sum, h, i) => sum + h * counts[i], 0) / 4, { replicates: 500 });
 * means.length; // 500
 * ```
 */
export function bootstrap(
  units: number,
  statistic: (counts: Int32Array, replicate: number) => number,
  { replicates = 2000, seed = 0 }: BootstrapOptions = {},
): Float64Array {
  checkInteger('replicates', replicates, { min: 1 });
  const counts = new Int32Array(checkInteger('units', units, { min: 1 }));
  const values = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    drawCounts(counts, { seed, replicate });
    values[replicate] = statistic(counts, replicate);
  }
  return values;
}

/** How often each of `counts.length` units is drawn in one bootstrap sample; fills and returns `counts`. */
export function drawCounts(
  counts: Int32Array,
  { seed, replicate }: { readonly seed: number; readonly replicate: number },
): Int32Array {
  const stream = randomStream(seed, replicate);
  counts.fill(0);
  for (let draw = 0; draw < counts.length; draw++) counts[stream.below(counts.length)]++;
  return counts;
}

/**
 * Percentile interval: the empirical quantiles (1−level)/2 and (1+level)/2 of bootstrap values, interpolated linearly.
 *
 * @throws InvalidInputError when no value is given or one is not finite.
 */
export function percentileInterval(
  values: ArrayLike<number>,
  { level = 0.95 }: { readonly level?: number } = {},
): Interval {
  const sorted = checkVector('values', values).sort();
  checkLevel('level', level);
  return { lower: quantile(sorted, (1 - level) / 2), upper: quantile(sorted, (1 + level) / 2), level };
}

/**
 * Bias-corrected and accelerated interval: percentile points moved for the median bias of the bootstrap values and for
 * how the standard error changes with the parameter. Second-order accurate where the plain percentile is first-order.
 *
 * @param options - `estimate`, that from the data themselves; `acceleration`, from {@link jackknife}
 * @throws InvalidInputError when no value is given or one is not finite.
 * @see B. Efron, JASA 82 (1987) 171
 */
export function bcaInterval(
  values: ArrayLike<number>,
  {
    estimate,
    acceleration,
    level = 0.95,
  }: { readonly estimate: number; readonly acceleration: number; readonly level?: number },
): Interval {
  const sorted = checkVector('values', values).sort();
  checkNumber('estimate', estimate);
  checkNumber('acceleration', acceleration);
  checkLevel('level', level);
  let below = 0;
  for (const value of sorted) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const half = 0.5 / sorted.length;
  const bias = normalQuantile(Math.min(1 - half, Math.max(half, below / sorted.length)));
  const point = (p: number) => {
    const z = bias + normalQuantile(p);
    const room = 1 - acceleration * z;
    // Past the pole of the acceleration the point lies beyond every value.
    return quantile(sorted, room > 0 ? normalCdf(bias + z / room) : z > 0 ? 1 : 0);
  };
  return { lower: point((1 - level) / 2), upper: point((1 + level) / 2), level };
}
