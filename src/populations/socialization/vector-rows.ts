/** Sums and cosines of rows of a flat row-major matrix; rows may be single precision, sums are double. */

/** Adds `weight` times row `row` of `rows` to row `at` of `sum`. */
export function addRow(
  sum: Float64Array,
  at: number,
  rows: Float32Array | Float64Array,
  row: number,
  dimension: number,
  weight = 1,
): void {
  for (let i = 0, to = at * dimension, from = row * dimension; i < dimension; i++) sum[to++] += weight * rows[from++];
}

/** Scalar product of row `i` of `a` and row `j` of `b`. */
export function dotRows(
  a: Float32Array | Float64Array,
  i: number,
  b: Float32Array | Float64Array,
  j: number,
  dimension: number,
): number {
  let from = i * dimension;
  let with_ = j * dimension;
  let [even, odd] = [0, 0];
  const end = from + dimension - 1;
  // Two sums, so that one addition need not wait for the other.
  for (; from < end; from += 2, with_ += 2) {
    even += a[from] * b[with_];
    odd += a[from + 1] * b[with_ + 1];
  }
  if (from === end) even += a[from] * b[with_];
  return even + odd;
}

/** Cosine of row `i` of `a` and row `j` of `b`; NaN if one of them is zero. */
export function cosineRows(a: Float64Array, i: number, b: Float64Array, j: number, dimension: number): number {
  const size = Math.sqrt(dotRows(a, i, a, i, dimension) * dotRows(b, j, b, j, dimension));
  return dotRows(a, i, b, j, dimension) / size;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
