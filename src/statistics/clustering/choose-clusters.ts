import { checkInteger } from '../../foundation/index.js';
import { calinskiHarabasz, daviesBouldin } from './cluster-separation.js';
import { kMeans, type KMeans } from './k-means.js';
import { checkPoints } from './points.js';
import { silhouette } from './silhouette.js';

export interface ChooseClustersOptions {
  /** Least and largest number of clusters tried, default 2 and 8; from 2 to n − 1. */
  readonly from?: number;
  readonly to?: number;
  /** Starts of each k-means; default 10. */
  readonly starts?: number;
  readonly seed?: number;
  /** Told how much of the work is done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** A k-means partition and how well separated it is. */
export interface ClusterCandidate extends KMeans {
  readonly clusters: number;
  /** Mean silhouette: the choice is the largest. */
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
  /** Share of the points in the largest cluster. */
  readonly largestShare: number;
}

export interface ChosenClusters {
  readonly best: ClusterCandidate;
  /** One for each number of clusters, ascending. */
  readonly candidates: readonly ClusterCandidate[];
}

/**
 * Number of clusters by the largest mean silhouette of k-means partitions (the smaller number on a tie). Something is
 * always chosen: look at `largestShare`, at the other indices and at data without groups before believing in it.
 *
 * Cost: that of {@link kMeans} and of {@link silhouette}, O(n² p), for each number.
 *
 * @param points - n rows of p numbers
 * @throws InvalidInputError when points are not finite, the bounds do not lie in 2 … n − 1 in this order, or all points
 * coincide.
 *
 * @example
 * ```ts
 * import { chooseClusters } from 'polity/statistics';
 * chooseClusters([[0], [1], [10], [11], [20], [21]], { to: 4 }).best.clusters; // 3
 * ```
 */
export function chooseClusters(
  points: readonly ArrayLike<number>[],
  { from = 2, to = 8, starts = 10, seed = 0, onProgress, signal }: ChooseClustersOptions = {},
): ChosenClusters {
  const { n } = checkPoints(points);
  checkInteger('to', to, { min: 2, max: n - 1 });
  checkInteger('from', from, { min: 2, max: to });
  const candidates: ClusterCandidate[] = [];
  for (let clusters = from; clusters <= to; clusters++) {
    const fit = kMeans(points, { clusters, starts, seed, ...(signal && { signal }) });
    candidates.push({
      ...fit,
      clusters,
      silhouette: silhouette(points, fit.labels).mean,
      calinskiHarabasz: calinskiHarabasz(points, fit.labels),
      daviesBouldin: daviesBouldin(points, fit.labels),
      largestShare: Math.max(...fit.sizes) / n,
    });
    onProgress?.({ done: clusters - from + 1, total: to - from + 1 });
  }
  const best = candidates.reduce((a, b) => (b.silhouette > a.silhouette ? b : a));
  return { best, candidates };
}
