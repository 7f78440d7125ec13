import { InvalidInputError } from '../../foundation/index.js';
import { checkLabels, type Labels } from './points.js';

/** How many points two partitions put into each pair of clusters, with the margins. */
interface Overlap {
  readonly first: Labels;
  readonly second: Labels;
  /** Only the pairs of clusters that share points. */
  readonly cells: ReadonlyMap<number, number>;
}

function overlap(first: ArrayLike<number>, second: ArrayLike<number>): Overlap {
  const a = checkLabels('first', first);
  const b = checkLabels('second', second, a.of.length);
  const cells = new Map<number, number>();
  a.of.forEach((label, i) => {
    const cell = label * b.sizes.length + b.of[i];
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  });
  return { first: a, second: b, cells };
}

/**
 * Adjusted Rand index of two partitions of the same points: agreement about pairs (together or apart), from 0 for what
 * chance gives to 1 for the same partition; below 0 for less than chance. Names of clusters do not matter.
 *
 * Cost: linear in the number of points.
 *
 * @param first - a number a point that names its cluster
 * @param second - the same for the other partition
 * @throws InvalidInputError when a label is not finite or lengths differ or there are fewer than 2 points.
 * @see L. Hubert, P. Arabie, J. Classification 2 (1985) 193
 *
 * @example
 * ```ts
 * import { adjustedRandIndex } from 'polity/statistics';
 * adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2]); // 0.571429
 * ```
 */
export function adjustedRandIndex(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const { first: a, second: b, cells } = overlap(first, second);
  const n = a.of.length;
  if (n < 2) throw new InvalidInputError('first.length', n, 'be at least 2');
  const pairs = (counts: Iterable<number>) => {
    let sum = 0;
    for (const count of counts) sum += (count * (count - 1)) / 2;
    return sum;
  };
  const [both, inFirst, inSecond] = [pairs(cells.values()), pairs(a.sizes), pairs(b.sizes)];
  const expected = (inFirst * inSecond) / ((n * (n - 1)) / 2);
  const most = (inFirst + inSecond) / 2;
  // Both all in one or both all apart: the same partition.
  return most === expected ? 1 : (both - expected) / (most - expected);
}

/**
 * Normalised mutual information I(A; B) / ((H(A) + H(B))/2) of two partitions, in [0, 1]; 1 where both put all points into
 * one cluster. Unlike {@link adjustedRandIndex} it is not 0 for chance: many small clusters raise it.
 *
 * Cost: linear in the number of points.
 *
 * @param first - a number a point that names its cluster
 * @param second - the same for the other partition
 * @throws InvalidInputError when a label is not finite or lengths differ.
 *
 * @example
 * ```ts
 * import { normalizedMutualInformation } from 'polity/statistics';
 * normalizedMutualInformation([0, 0, 1, 1], [0, 0, 1, 2]); // 0.8
 * ```
 */
export function normalizedMutualInformation(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const { first: a, second: b, cells } = overlap(first, second);
  const n = a.of.length;
  const entropy = (counts: Iterable<number>) => {
    let sum = 0;
    for (const count of counts) sum -= (count / n) * Math.log(count / n);
    return sum;
  };
  const [inFirst, inSecond] = [entropy(a.sizes), entropy(b.sizes)];
  const mean = (inFirst + inSecond) / 2;
  if (mean === 0) return 1;
  return Math.min(1, Math.max(0, (inFirst + inSecond - entropy(cells.values())) / mean));
}

/**
 * For each cluster of `first`, the largest Jaccard similarity |A ∩ B| / |A ∪ B| with a cluster of `second`.
 *
 * Cost: linear in the number of points.
 *
 * @param first - a number a point that names its cluster; results come in order of first appearance
 * @param second - the same for the other partition
 * @throws InvalidInputError when a label is not finite or lengths differ.
 * @see C. Hennig, Computational Statistics & Data Analysis 52 (2007) 258
 *
 * @example
 * ```ts
 * import { clusterJaccard } from 'polity/statistics';
 * clusterJaccard([0, 0, 1, 1], [0, 0, 0, 1]); // [0.6667, 0.5]
 * ```
 */
export function clusterJaccard(first: ArrayLike<number>, second: ArrayLike<number>): Float64Array {
  const { first: a, second: b, cells } = overlap(first, second);
  const best = new Float64Array(a.sizes.length);
  const width = b.sizes.length;
  for (const [cell, shared] of cells) {
    const [i, j] = [Math.floor(cell / width), cell % width];
    best[i] = Math.max(best[i], shared / (a.sizes[i] + b.sizes[j] - shared));
  }
  return best;
}
