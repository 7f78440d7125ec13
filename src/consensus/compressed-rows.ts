/** A sparse n × n matrix by rows; see {@link SignedGraph} for what its entries say. */
export interface CompressedRows {
  /** n + 1 places: where each row begins, and the end of the last. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Compresses a list of edges, each in both rows if `symmetric`. Two counting sorts, by column and then by row, leave the
 * rows ascending in O(n + m). Weights default to 1.
 */
export function compressEdges(
  n: number,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  symmetric: boolean,
): CompressedRows {
  const m = sources.length;
  const entries = symmetric ? 2 * m : m;
  const starts = new Int32Array(n + 1);
  for (let e = 0; e < m; e++) {
    starts[targets[e] + 1]++;
    if (symmetric) starts[sources[e] + 1]++;
  }
  for (let i = 0; i < n; i++) starts[i + 1] += starts[i];
  const place = starts.slice(0, n);
  const rowOf = new Int32Array(entries);
  const values = new Float64Array(entries);
  for (let e = 0; e < m; e++) {
    const [s, t, w] = [sources[e], targets[e], weights ? weights[e] : 1];
    let k = place[t]++;
    rowOf[k] = s;
    values[k] = w;
    if (!symmetric) continue;
    k = place[s]++;
    rowOf[k] = t;
    values[k] = w;
  }
  return transposeRows({ offsets: starts, targets: rowOf, weights: values });
}

/** The transpose, with ascending rows. Cost: O(n + m). */
export function transposeRows({ offsets, targets, weights }: CompressedRows): CompressedRows {
  const n = offsets.length - 1;
  const starts = new Int32Array(n + 1);
  for (let k = 0; k < targets.length; k++) starts[targets[k] + 1]++;
  for (let i = 0; i < n; i++) starts[i + 1] += starts[i];
  const place = starts.slice(0, n);
  const rows = new Int32Array(targets.length);
  const values = new Float64Array(targets.length);
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const to = place[targets[k]]++;
      rows[to] = i;
      values[to] = weights[k];
    }
  }
  return { offsets: starts, targets: rows, weights: values };
}
