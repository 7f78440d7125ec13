import { checkVector, InvalidInputError } from '../../foundation/index.js';
import { checkDesign, type Design } from '../regression/design.js';

/** Points given as rows of one length, copied to one flat array: n points in p dimensions. */
export function checkPoints(points: readonly ArrayLike<number>[]): Design {
  return checkDesign(points, points?.length, 'points');
}

/** Squared Euclidean distance of the p numbers from `i` in `x` and from `j` in `y`; four dimensions a round, a third faster. */
export function squaredDistance(x: Float64Array, i: number, y: Float64Array, j: number, p: number): number {
  let even = 0;
  let odd = 0;
  let t = 0;
  for (; t + 3 < p; t += 4, i += 4, j += 4) {
    const a = x[i] - y[j];
    const b = x[i + 1] - y[j + 1];
    const c = x[i + 2] - y[j + 2];
    const d = x[i + 3] - y[j + 3];
    even += a * a + c * c;
    odd += b * b + d * d;
  }
  for (; t < p; t++, i++, j++) even += (x[i] - y[j]) * (x[i] - y[j]);
  return even + odd;
}

/** Labels renumbered from 0 in order of appearance. */
export interface Labels {
  readonly of: Int32Array;
  /** Members of each cluster. */
  readonly sizes: Int32Array;
}

/** One finite number a point that names its cluster. */
export function checkLabels(argument: string, labels: ArrayLike<number>, n?: number): Labels {
  const given = checkVector(argument, labels, n === undefined ? {} : { length: n });
  const index = new Map<number, number>();
  const sizes: number[] = [];
  const of = Int32Array.from(given, (name) => {
    let label = index.get(name);
    if (label === undefined) {
      index.set(name, (label = index.size));
      sizes.push(0);
    }
    sizes[label]++;
    return label;
  });
  return { of, sizes: Int32Array.from(sizes) };
}

/** Labels of a partition that the indices of separation are defined for: 2 to n − 1 clusters. */
export function checkPartition(labels: ArrayLike<number>, n: number): Labels {
  const checked = checkLabels('labels', labels, n);
  const k = checked.sizes.length;
  if (k < 2 || k >= n) throw new InvalidInputError('labels', `${k} clusters`, `name 2 to ${n - 1} clusters`);
  return checked;
}

/** Mean of each cluster's points, k rows of p numbers. */
export function centroids({ values, n, p }: Design, { of, sizes }: Labels): Float64Array {
  const means = new Float64Array(sizes.length * p);
  for (let i = 0; i < n; i++) for (let j = 0; j < p; j++) means[of[i] * p + j] += values[i * p + j];
  for (let c = 0; c < sizes.length; c++) for (let j = 0; j < p; j++) means[c * p + j] /= sizes[c];
  return means;
}

/** Rows of a flat array as arrays of their own. */
export function rowsOf(flat: Float64Array, p: number): readonly Float64Array[] {
  return Array.from({ length: flat.length / p }, (_, i) => flat.slice(i * p, (i + 1) * p));
}
