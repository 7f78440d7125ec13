import { checkPartition, checkPoints, squaredDistance } from './points.js';

export interface Silhouette {
  /** Mean over all points, in [−1, 1]. */
  readonly mean: number;
  /** Of each point. */
  readonly values: Float64Array;
}

/**
 * Silhouette s = (b − a)/max(a, b) of each point: a is its mean distance to the other members of its cluster, b the least
 * mean distance to the members of another cluster. A point alone in its cluster has 0. Rotations, translations and
 * scalings change nothing.
 *
 * A high mean is no proof of groups: where one cluster holds nearly all points and the others are outliers of a heavy
 * tail, it is near 1. Compare it with the value of data without groups.
 *
 * Cost: O(n² p) time, every pair once; O(n) memory.
 *
 * @param points - n rows of p numbers
 * @param labels - a number a point that names its cluster; 2 to n − 1 clusters
 * @throws InvalidInputError when points are not finite, lengths differ or the number of clusters is 1 or n.
 * @see P. Rousseeuw, J. Computational and Applied Mathematics 20 (1987) 53
 *
 * @example
 * ```ts
 * import { silhouette } from 'polity/statistics';
 * silhouette([[0], [1], [10], [12]], [0, 0, 1, 1]).values; // [0.9091, 0.9, 0.7895, 0.8261]
 * ```
 */
export function silhouette(points: readonly ArrayLike<number>[], labels: ArrayLike<number>): Silhouette {
  const { values: given, n, p } = checkPoints(points);
  const { of, sizes } = checkPartition(labels, n);
  const starts = new Int32Array(sizes.length + 1);
  sizes.forEach((size, c) => (starts[c + 1] = starts[c] + size));
  // Points of one cluster side by side: a pair of clusters is then done at once, and only running sums are kept.
  const order = new Int32Array(n);
  const next = starts.slice();
  for (let i = 0; i < n; i++) order[next[of[i]]++] = i;
  const x = new Float64Array(n * p);
  order.forEach((i, at) => x.set(given.subarray(i * p, (i + 1) * p), at * p));

  const within = new Float64Array(n);
  const nearest = new Float64Array(n).fill(Infinity);
  const sums = new Float64Array(n);
  for (let a = 0; a < sizes.length; a++) {
    addDistances(x, p, starts[a], starts[a + 1], starts[a], starts[a + 1], within);
    for (let b = a + 1; b < sizes.length; b++) {
      sums.fill(0, starts[a], starts[a + 1]).fill(0, starts[b], starts[b + 1]);
      addDistances(x, p, starts[a], starts[a + 1], starts[b], starts[b + 1], sums);
      for (let i = starts[a]; i < starts[a + 1]; i++) nearest[i] = Math.min(nearest[i], sums[i] / sizes[b]);
      for (let j = starts[b]; j < starts[b + 1]; j++) nearest[j] = Math.min(nearest[j], sums[j] / sizes[a]);
    }
  }
  const values = new Float64Array(n);
  let total = 0;
  for (let at = 0; at < n; at++) {
    const size = sizes[of[order[at]]];
    if (size === 1) continue;
    const own = within[at] / (size - 1);
    const larger = Math.max(own, nearest[at]);
    total += values[order[at]] = larger > 0 ? (nearest[at] - own) / larger : 0;
  }
  return { mean: total / n, values };
}

/** Adds the distance of every pair i < j, i and j from two ranges of rows, to the sums of both. */
function addDistances(
  x: Float64Array,
  p: number,
  from: number,
  to: number,
  otherFrom: number,
  otherTo: number,
  sums: Float64Array,
): void {
  const point = new Float64Array(p);
  for (let i = from; i < to; i++) {
    point.set(x.subarray(i * p, (i + 1) * p));
    let sum = 0;
    for (let j = Math.max(otherFrom, i + 1); j < otherTo; j++) {
      const distance = Math.sqrt(squaredDistance(point, 0, x, j * p, p));
      sum += distance;
      sums[j] += distance;
    }
    sums[i] += sum;
  }
}
