import { checkNumber, InvalidInputError } from '../../foundation/index.js';
import { checkPoints, rowsOf } from './points.js';

export interface Standardized {
  /** Points in units of standard deviations about the mean, a row each, without the columns that do not vary. */
  readonly points: readonly Float64Array[];
  /** Which given columns are left. */
  readonly columns: Int32Array;
  /** Mean and standard deviation (divisor n) of every given column. */
  readonly means: Float64Array;
  readonly standardDeviations: Float64Array;
}

export interface StandardizeOptions {
  /** A column whose standard deviation is below this times its largest size is constant and left out; default 1e-10. */
  readonly constantBelow?: number;
}

/**
 * z-scores: each column minus its mean, over its standard deviation with divisor n. Columns that do not vary are left
 * out, and `columns` says which ones stayed.
 *
 * Cost: linear.
 *
 * @param points - n rows of p numbers
 * @throws InvalidInputError when rows differ in length, a number is not finite or no column varies.
 *
 * @example
 * ```ts
 * import { standardize } from 'polity/statistics';
 * const { points, columns } = standardize([[1, 5], [2, 5], [3, 5]]);
 * columns; // [0]
 * points[2]; // [1.22474]
 * ```
 */
export function standardize(
  points: readonly ArrayLike<number>[],
  { constantBelow = 1e-10 }: StandardizeOptions = {},
): Standardized {
  const { values, n, p } = checkPoints(points);
  checkNumber('constantBelow', constantBelow, { min: 0 });
  const means = new Float64Array(p);
  const standardDeviations = new Float64Array(p);
  const largest = new Float64Array(p);
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) means[j] += values[i * p + j] / n;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) {
      standardDeviations[j] += (values[i * p + j] - means[j]) ** 2 / n;
      largest[j] = Math.max(largest[j], Math.abs(values[i * p + j]));
    }
  }
  for (let j = 0; j < p; j++) standardDeviations[j] = Math.sqrt(standardDeviations[j]);
  const columns = Int32Array.from(
    Array.from(means.keys()).filter(
      (j) => standardDeviations[j] > constantBelow * Math.max(largest[j], Number.MIN_VALUE),
    ),
  );
  if (columns.length === 0) throw new InvalidInputError('points', points, 'vary in at least one column');
  const width = columns.length;
  const scores = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    columns.forEach((j, at) => (scores[i * width + at] = (values[i * p + j] - means[j]) / standardDeviations[j]));
  }
  return { points: rowsOf(scores, width), columns, means, standardDeviations };
}
