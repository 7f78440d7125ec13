import { checkVector } from '../../foundation/index.js';
import { checkLevel, type Estimate } from '../interval.js';
import { normalQuantile } from '../normal.js';

/** Cliff's δ; `n` counts the values of both samples. */
export interface CliffsDelta extends Estimate {
  /** (δ + 1)/2 = P(X > Y) + ½ P(X = Y), Vargha and Delaney's A. */
  readonly superiority: number;
}

/**
 * Cliff's δ = P(X > Y) − P(X < Y), the rank-biserial correlation of two independent samples, from −1 to 1, with the standard error
 * from the placements of each value in the other sample and Cliff's interval, which is skewed as the distribution is and stays
 * in [−1, 1]. Samples that do not overlap have no spread of placements; the interval is then that of a proportion of 1 in as
 * many trials as the smaller sample has values.
 *
 * Cost: O(n log n).
 *
 * @throws InvalidInputError when a sample has fewer than two values or one is not finite.
 * @see N. Cliff, Ordinal Methods for Behavioral Data Analysis (1996); D. Feng, N. Cliff, J. Modern Applied Statistical Methods 3
 * (2004) 322; A. Vargha, H. Delaney, J. Educational and Behavioral Statistics 25 (2000) 101
 *
 * @example
 * ```ts
 * import { cliffsDelta } from 'polity/statistics';
 * const { estimate, superiority } = cliffsDelta([3, 4, 5, 6], [1, 2, 3, 5]);
 * [estimate, superiority]; // [0.625, 0.8125]
 * ```
 */
export function cliffsDelta(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { level = 0.95 }: { /** Nominal coverage, default 0.95. */ readonly level?: number } = {},
): CliffsDelta {
  const a = checkVector('first', first, { minLength: 2 }).sort();
  const b = checkVector('second', second, { minLength: 2 }).sort();
  const z = normalQuantile((1 + checkLevel('level', level)) / 2);
  const [m, n] = [a.length, b.length];
  const rows = placements(a, b);
  const columns = placements(b, a);
  const delta = rows.reduce((sum, d) => sum + d, 0) / m;
  const ofRows = rows.reduce((sum, d) => sum + (d - delta) ** 2, 0) / (m - 1);
  const ofColumns = columns.reduce((sum, d) => sum + (d + delta) ** 2, 0) / (n - 1);
  const variance = ofRows / m + ofColumns / n;
  let [lower, upper] = [delta, delta];
  if (variance > 0) {
    const centre = delta - delta ** 3;
    const half = z * Math.sqrt(variance) * Math.sqrt((1 - delta ** 2) ** 2 + z ** 2 * variance);
    const scale = 1 - delta ** 2 + z ** 2 * variance;
    [lower, upper] = [Math.max(-1, (centre - half) / scale), Math.min(1, (centre + half) / scale)];
  } else {
    const least = Math.min(m, n);
    const bound = (least - z ** 2) / (least + z ** 2);
    if (delta > 0) lower = bound;
    else if (delta < 0) upper = -bound;
    // All values alike: nothing is known about which is larger.
    else [lower, upper] = [-1, 1];
  }
  return {
    estimate: delta,
    standardError: Math.sqrt(variance),
    interval: { lower, upper, level },
    n: m + n,
    method: "Cliff's delta, asymmetric interval",
    superiority: (delta + 1) / 2,
  };
}

/** Share of `others` below each value less the share above; both sorted. */
function placements(values: Float64Array, others: Float64Array): Float64Array {
  let [below, upTo] = [0, 0];
  return values.map((value) => {
    while (below < others.length && others[below] < value) below++;
    while (upTo < others.length && others[upTo] <= value) upTo++;
    return (below - (others.length - upTo)) / others.length;
  });
}
