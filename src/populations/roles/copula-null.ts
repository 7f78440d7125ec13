import type { RandomStream } from '../../foundation/index.js';
import { matrices, symmetricEigen } from '../../numerics/index.js';
import { midranks, normalQuantile } from '../../statistics/index.js';

/**
 * Draws samples without groups that are like a given one in everything else: each column holds the same values, and columns rank
 * together as those of the sample do (a Gaussian copula with the correlations of its normal scores). Groups that show
 * in how columns go together are gone; tails, ties and correlations are kept.
 *
 * @param points - n rows of p numbers
 */
export function copulaNull(points: readonly ArrayLike<number>[]): (random: RandomStream) => Float64Array[] {
  const n = points.length;
  const p = points[0].length;
  const columns = Array.from({ length: p }, (_, j) => Float64Array.from(points, (row) => row[j]));
  const scores = columns.map((column) => midranks(column).ranks.map((rank) => normalQuantile((rank - 0.5) / n)));
  const sorted = columns.map((column) => column.sort());
  const lengths = scores.map((score) => Math.sqrt(score.reduce((sum, x) => sum + x * x, 0)));
  const { Matrix } = matrices();
  const correlation = Matrix.zeros(p, p);
  for (let i = 0; i < p; i++) {
    correlation.set(i, i, 1);
    for (let j = 0; j < i; j++) {
      const product = scores[i].reduce((sum, x, t) => sum + x * scores[j][t], 0);
      // A column that does not vary goes with none.
      const value = lengths[i] * lengths[j] > 0 ? product / (lengths[i] * lengths[j]) : 0;
      correlation.set(i, j, value);
      correlation.set(j, i, value);
    }
  }
  const { values, vectors } = symmetricEigen(correlation);
  const roots = values.map((value) => Math.sqrt(Math.max(0, value)));
  return (random) => {
    const normals = new Float64Array(p);
    const drawn = columns.map(() => new Float64Array(n));
    for (let t = 0; t < n; t++) {
      for (let k = 0; k < p; k++) normals[k] = roots[k] * random.normal();
      for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) drawn[j][t] += vectors.get(j, k) * normals[k];
    }
    const rows = Array.from({ length: n }, () => new Float64Array(p));
    drawn.forEach((column, j) => {
      const order = Uint32Array.from(column.keys()).sort((a, b) => column[a] - column[b]);
      order.forEach((t, rank) => (rows[t][j] = sorted[j][rank]));
    });
    return rows;
  };
}
