import { checkInteger } from '../../foundation/index.js';
import { matrices, symmetricEigen } from '../../numerics/index.js';
import { checkPoints, rowsOf } from './points.js';

export interface PrincipalComponents {
  /** Coordinates of the points along the components, a row each. */
  readonly scores: readonly Float64Array[];
  /** Direction of each component, of length 1; its largest entry by size is positive. */
  readonly directions: readonly Float64Array[];
  /** Variance along each component (divisor n − 1), descending. */
  readonly variances: Float64Array;
  /** The same as shares of the whole variance. */
  readonly shares: Float64Array;
  readonly means: Float64Array;
}

export interface PrincipalComponentsOptions {
  /** How many components, 1 to p; default all. */
  readonly components?: number;
}

/**
 * Principal components: the orthogonal directions of largest variance, the eigenvectors of the covariance matrix.
 *
 * Cost: O(n p² + p³).
 *
 * @param points - n ≥ 2 rows of p numbers; standardise them first where units differ ({@link standardize})
 * @throws InvalidInputError when points are not finite, rows differ in length, or there are too few of them.
 *
 * @example
 * ```ts
 * import { principalComponents } from 'polity/statistics';
 * const { directions, shares } = principalComponents([[0, 0], [1, 2], [2, 4]]);
 * directions[0]; // [0.447214, 0.894427]
 * shares[0]; // 1
 * ```
 */
export function principalComponents(
  points: readonly ArrayLike<number>[],
  { components }: PrincipalComponentsOptions = {},
): PrincipalComponents {
  const { values, n, p } = checkPoints(points);
  checkInteger('points.length', n, { min: 2 });
  const count = components === undefined ? p : checkInteger('components', components, { min: 1, max: p });
  const means = new Float64Array(p);
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) means[j] += values[i * p + j] / n;
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) values[i * p + j] -= means[j];
  const covariance = matrices().Matrix.zeros(p, p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let at = 0; at < n * p; at += p) sum += values[at + a] * values[at + b];
      covariance.set(a, b, sum / (n - 1)).set(b, a, sum / (n - 1));
    }
  }
  const eigen = symmetricEigen(covariance);
  const total = covariance.trace();
  // Ascending there, descending here; rounding may leave a variance a little below 0.
  const variances = Float64Array.from({ length: count }, (_, c) => Math.max(0, eigen.values[p - 1 - c]));
  const directions = Array.from({ length: count }, (_, c) =>
    pointing(Float64Array.from({ length: p }, (__, j) => eigen.vectors.get(j, p - 1 - c))),
  );
  const scores = new Float64Array(n * count);
  for (let i = 0; i < n; i++) {
    directions.forEach((direction, c) => {
      for (let j = 0; j < p; j++) scores[i * count + c] += values[i * p + j] * direction[j];
    });
  }
  return {
    scores: rowsOf(scores, count),
    directions,
    variances,
    shares: variances.map((variance) => (total > 0 ? variance / total : 0)),
    means,
  };
}

/** The sign of an eigenvector is free: make its largest entry positive. */
function pointing(direction: Float64Array): Float64Array {
  let largest = 0;
  for (const entry of direction) if (Math.abs(entry) > Math.abs(largest) * (1 + 1e-9)) largest = entry;
  return largest < 0 ? direction.map((entry) => -entry) : direction;
}
