import { checkInteger, checkPositive } from '../../foundation/index.js';
import { regularizedGamma } from '../../numerics/index.js';

/**
 * The gamma law of an interval, such as that between two infections of a chain, in whole steps: G_d = F(d) − F(d − 1) with
 * F of the given mean and standard deviation; G_0 = 0.
 *
 * @param options.length - entries, from d = 0 to length − 1; what lies beyond is cut off
 * @throws InvalidInputError for a mean or deviation that is not positive, or a length below 1
 *
 * @example
 * ```ts
 * import { gammaIntervals } from 'polity/populations';
 * gammaIntervals({ mean: 5.5, deviation: 2.4, length: 21 })[5]; // 0.17954284
 * ```
 */
export function gammaIntervals({
  mean,
  deviation,
  length,
}: {
  readonly mean: number;
  readonly deviation: number;
  readonly length: number;
}): Float64Array {
  checkPositive('mean', mean);
  checkPositive('deviation', deviation);
  checkInteger('length', length, { min: 1 });
  const scale = deviation ** 2 / mean;
  const shape = mean / scale;
  const intervals = new Float64Array(length);
  let before = 0;
  for (let d = 1; d < length; d++) {
    const upTo = regularizedGamma(shape, d / scale).lower;
    intervals[d] = upTo - before;
    before = upTo;
  }
  return intervals;
}
