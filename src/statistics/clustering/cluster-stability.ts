import { checkInteger } from '../../foundation/index.js';
import { drawCounts } from '../bootstrap.js';
import { adjustedRandIndex, clusterJaccard } from './cluster-agreement.js';
import { kMeans } from './k-means.js';
import { checkLabels, checkPoints } from './points.js';
import { silhouette } from './silhouette.js';

export interface ClusterStabilityOptions {
  /** Bootstrap samples, default 100. Sample r is drawn from stream (seed, r), its k-means starts have seed + 1 + r. */
  readonly replicates?: number;
  /** k-means starts of each sample, default 5. */
  readonly starts?: number;
  readonly seed?: number;
  /** Told how much of the work is done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface ClusterStability {
  /**
   * For each cluster, in order of first appearance, the mean of its best Jaccard similarity with a cluster of a sample,
   * over the samples it has points in: below 0.6 it is hardly there, from 0.75 it is stable (Hennig). NaN if no sample had it.
   */
  readonly jaccard: Float64Array;
  /** Mean and standard deviation over samples of the adjusted Rand index with the given labels. */
  readonly adjustedRand: number;
  readonly adjustedRandDeviation: number;
  /** The same of the mean silhouette. Samples whose points fell into one cluster are not counted. */
  readonly silhouette: number;
  readonly silhouetteDeviation: number;
  readonly replicates: number;
}

/**
 * Stability of a k-means partition: rows are resampled with replacement and clustered anew with as many clusters; the
 * different rows of each sample are compared with the labels they had.
 *
 * Stability is no proof of groups either: one heavy tail splits the same way every time.
 *
 * Cost: `replicates` times k-means and a silhouette of about 0.63 n points.
 *
 * @param points - n rows of p numbers
 * @param labels - a number a point that names its cluster
 * @throws InvalidInputError when points are not finite or lengths differ; the signal's reason.
 * @see C. Hennig, Computational Statistics & Data Analysis 52 (2007) 258
 *
 * @example
 * ```ts
 * import { clusterStability } from 'polity/statistics';
 * clusterStability([[0], [1], [2], [50], [51], [52]], [0, 0, 0, 1, 1, 1]).jaccard[0] > 0.75; // true
 * ```
 */
export function clusterStability(
  points: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  { replicates = 100, starts = 5, seed = 0, onProgress, signal }: ClusterStabilityOptions = {},
): ClusterStability {
  const { n } = checkPoints(points);
  const { of, sizes } = checkLabels('labels', labels, n);
  checkInteger('replicates', replicates, { min: 1 });
  const similarity = new Float64Array(sizes.length);
  const present = new Int32Array(sizes.length);
  const rand: number[] = [];
  const silhouettes: number[] = [];
  const counts = new Int32Array(n);
  for (let replicate = 0; replicate < replicates; replicate++) {
    signal?.throwIfAborted();
    drawCounts(counts, { seed, replicate });
    const sample: ArrayLike<number>[] = [];
    const rows: number[] = [];
    // Where each different row stands in the sample.
    const at: number[] = [];
    counts.forEach((count, i) => {
      if (count === 0) return;
      rows.push(i);
      at.push(sample.length);
      for (let copy = 0; copy < count; copy++) sample.push(points[i]);
    });
    const fit = kMeans(sample, { clusters: Math.min(sizes.length, rows.length), starts, seed: seed + 1 + replicate });
    const found = at.map((place) => fit.labels[place]);
    const before = rows.map((i) => of[i]);
    const seen = [...new Set(before)];
    clusterJaccard(before, found).forEach((best, which) => {
      similarity[seen[which]] += best;
      present[seen[which]]++;
    });
    if (rows.length > 1) rand.push(adjustedRandIndex(before, found));
    const clusters = new Set(found).size;
    if (clusters > 1 && clusters < rows.length) {
      silhouettes.push(silhouette(rows.map((i) => points[i]), found).mean); // prettier-ignore
    }
    onProgress?.({ done: replicate + 1, total: replicates });
  }
  const [agreement, separation] = [momentsOf(rand), momentsOf(silhouettes)];
  return {
    jaccard: similarity.map((sum, c) => sum / present[c]),
    adjustedRand: agreement.mean,
    adjustedRandDeviation: agreement.deviation,
    silhouette: separation.mean,
    silhouetteDeviation: separation.deviation,
    replicates,
  };
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
