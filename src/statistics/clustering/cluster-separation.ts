import { centroids, checkPartition, checkPoints, squaredDistance } from './points.js';

/**
 * Calinski–Harabasz index: variance between clusters over variance within, (B/(k − 1)) / (W/(n − k)), with B and W the
 * sums of squares about the grand mean and about the own mean. Higher is better separated; Infinity where every
 * cluster is one place.
 *
 * Cost: linear.
 *
 * @param points - n rows of p numbers
 * @param labels - a number a point that names its cluster; 2 to n − 1 clusters
 * @throws InvalidInputError when points are not finite, lengths differ or the number of clusters is 1 or n.
 * @see T. Caliński, J. Harabasz, Communications in Statistics 3 (1974) 1
 *
 * @example
 * ```ts
 * import { calinskiHarabasz } from 'polity/statistics';
 * calinskiHarabasz([[0], [1], [10], [12]], [0, 0, 1, 1]); // 88.2
 * ```
 */
export function calinskiHarabasz(points: readonly ArrayLike<number>[], labels: ArrayLike<number>): number {
  const design = checkPoints(points);
  const { values, n, p } = design;
  const partition = checkPartition(labels, n);
  const means = centroids(design, partition);
  const grand = centroids(design, { of: new Int32Array(n), sizes: Int32Array.of(n) });
  const k = partition.sizes.length;
  let between = 0;
  partition.sizes.forEach((size, c) => (between += size * squaredDistance(means, c * p, grand, 0, p)));
  let within = 0;
  for (let i = 0; i < n; i++) within += squaredDistance(values, i * p, means, partition.of[i] * p, p);
  return between / (k - 1) / (within / (n - k));
}

/**
 * Davies–Bouldin index: the mean over clusters of the worst (sᵢ + sⱼ)/dᵢⱼ, with s the mean distance of members to their
 * mean and d the distance of the means. Lower is better separated; Infinity where two means coincide.
 *
 * Cost: O(n p + k² p).
 *
 * @param points - n rows of p numbers
 * @param labels - a number a point that names its cluster; 2 to n − 1 clusters
 * @throws InvalidInputError when points are not finite, lengths differ or the number of clusters is 1 or n.
 * @see D. Davies, D. Bouldin, IEEE PAMI 1 (1979) 224
 *
 * @example
 * ```ts
 * import { daviesBouldin } from 'polity/statistics';
 * daviesBouldin([[0], [1], [10], [12]], [0, 0, 1, 1]); // 0.142857
 * ```
 */
export function daviesBouldin(points: readonly ArrayLike<number>[], labels: ArrayLike<number>): number {
  const design = checkPoints(points);
  const { values, n, p } = design;
  const partition = checkPartition(labels, n);
  const means = centroids(design, partition);
  const k = partition.sizes.length;
  const spread = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const c = partition.of[i];
    spread[c] += Math.sqrt(squaredDistance(values, i * p, means, c * p, p)) / partition.sizes[c];
  }
  let total = 0;
  for (let a = 0; a < k; a++) {
    let worst = 0;
    for (let b = 0; b < k; b++) {
      if (b === a) continue;
      const apart = Math.sqrt(squaredDistance(means, a * p, means, b * p, p));
      worst = Math.max(worst, apart > 0 ? (spread[a] + spread[b]) / apart : Infinity);
    }
    total += worst;
  }
  return total / k;
}
