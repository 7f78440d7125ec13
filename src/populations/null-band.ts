import type { Interval } from '../statistics/index.js';

/** Band of what a null model gives: all but 2.5 % on each side, or as nearly as there are values. */
export function nullBand(values: readonly number[]): Interval {
  const sorted = Float64Array.from(values).sort();
  const out = Math.max(1, Math.floor(0.025 * (values.length + 1)));
  return { lower: sorted[out - 1], upper: sorted[values.length - out], level: 0.95 };
}
