/** QL steps that one eigenvalue may take; it needs two or three. */
const MOST_STEPS = 60;

/**
 * Eigenvalues, ascending, of a symmetric tridiagonal matrix by implicit QL with Wilkinson's shift.
 *
 * @param diagonal - n entries
 * @param beside - n entries; `beside[i]` stands between i − 1 and i, `beside[0]` counts for nothing
 * @param rows - optional m-column rows, one for each index of the matrix, flat: they undergo the rotations, so that the
 * identity becomes the eigenvectors, row k that of value k
 *
 * Neither input array but `rows` is changed. Source: EISPACK's tql2 (Bowdler, Martin, Reinsch & Wilkinson 1968).
 */
export function tridiagonalEigen(
  diagonal: Readonly<Float64Array>,
  beside: Readonly<Float64Array>,
  rows?: Float64Array,
): Float64Array {
  const n = diagonal.length;
  const d = Float64Array.from(diagonal);
  const e = new Float64Array(n);
  for (let i = 1; i < n; i++) e[i - 1] = beside[i];
  const width = rows ? rows.length / n : 0;
  let shift = 0;
  let size = 0;
  for (let l = 0; l < n; l++) {
    size = Math.max(size, Math.abs(d[l]) + Math.abs(e[l]));
    let m = l;
    while (m < n - 1 && Math.abs(e[m]) > Number.EPSILON * size) m++;
    for (let step = 0; m > l && Math.abs(e[l]) > Number.EPSILON * size; step++) {
      if (step === MOST_STEPS) throw new Error('QL did not converge; the matrix is not finite');
      shift += shiftOrigin(d, e, l);
      sweep(d, e, l, m, rows, width);
    }
    d[l] += shift;
    e[l] = 0;
  }
  return sortAscending(d, rows, width);
}

/** Subtracts an estimate of d[l] from the whole rest of the diagonal, exactly from d[l] and d[l + 1]. */
function shiftOrigin(d: Float64Array, e: Float64Array, l: number): number {
  const before = d[l];
  const p = (d[l + 1] - before) / (2 * e[l]);
  const r = p < 0 ? -Math.hypot(p, 1) : Math.hypot(p, 1);
  d[l] = e[l] / (p + r);
  d[l + 1] = e[l] * (p + r);
  const h = before - d[l];
  for (let i = l + 2; i < d.length; i++) d[i] -= h;
  return h;
}

function sweep(d: Float64Array, e: Float64Array, l: number, m: number, rows: Float64Array | undefined, width: number) {
  const besideFirst = e[l + 1];
  const first = d[l + 1];
  let p = d[m];
  let [c, c2, c3, s, s2] = [1, 1, 1, 0, 0];
  for (let i = m - 1; i >= l; i--) {
    c3 = c2;
    c2 = c;
    s2 = s;
    const g = c * e[i];
    const h = c * p;
    const r = Math.sqrt(p * p + e[i] * e[i]);
    e[i + 1] = s * r;
    s = e[i] / r;
    c = p / r;
    p = c * d[i] - s * g;
    d[i + 1] = h + s * (c * g + s * d[i]);
    if (rows) rotate(rows, i * width, width, c, s);
  }
  p = (-s * s2 * c3 * besideFirst * e[l]) / first;
  e[l] = s * p;
  d[l] = c * p;
}

function rotate(rows: Float64Array, start: number, width: number, c: number, s: number): void {
  for (let k = start, end = start + width; k < end; k++) {
    const upper = rows[k];
    const lower = rows[k + width];
    rows[k + width] = s * upper + c * lower;
    rows[k] = c * upper - s * lower;
  }
}

function sortAscending(values: Float64Array, rows: Float64Array | undefined, width: number): Float64Array {
  if (!rows) return values.sort();
  const order = Array.from(values.keys()).sort((i, j) => values[i] - values[j]);
  const before = rows.slice();
  order.forEach((from, to) => rows.set(before.subarray(from * width, (from + 1) * width), to * width));
  return Float64Array.from(order, (from) => values[from]);
}
