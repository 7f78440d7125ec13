/** Where a quadratic form is smallest over the probability vectors. */
export interface StandardMinimum {
  readonly value: number;
  readonly at: Float64Array;
}

/**
 * The minimum of zᵀCz over z ≥ 0, Σz = 1, for a symmetric matrix: over every face the stationary point, where there is
 * one; where a face has none its minimum lies on a smaller one. C is strictly copositive if and only if it is positive,
 * and copositive if and only if it is not negative. Cost: 2ⁿ linear systems.
 */
export function standardMinimum(form: readonly Float64Array[]): StandardMinimum {
  const n = form.length;
  let best: StandardMinimum = { value: Infinity, at: new Float64Array(n) };
  for (let mask = 1; mask < 2 ** n; mask++) {
    const face = Array.from({ length: n }, (_, i) => i).filter((i) => mask & (1 << i));
    const weights = stationaryPoint(form, face);
    if (!weights) continue;
    const at = new Float64Array(n);
    face.forEach((i, k) => (at[i] = weights[k]));
    const value = quadratic(form, at);
    if (value < best.value) best = { value, at };
  }
  return best;
}

/** The positive w with Σw = 1 and (Cw) constant on the face; null where there is none or no single one. */
function stationaryPoint(form: readonly Float64Array[], face: readonly number[]): Float64Array | null {
  const k = face.length;
  // Stationary under Σw = 1: C w = λ1. Subtract the last row: (C − 1cᵀ)w = 0.
  const rows = face.map((i, r) =>
    Float64Array.from({ length: k + 1 }, (_, c) => {
      if (r === k - 1) return 1;
      return c === k ? 0 : form[i][face[c]] - form[face[k - 1]][face[c]];
    }),
  );
  for (let c = 0; c < k; c++) {
    let pivot = c;
    for (let r = c + 1; r < k; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[pivot][c])) pivot = r;
    if (Math.abs(rows[pivot][c]) < 1e-12) return null;
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    for (let r = 0; r < k; r++) {
      const factor = rows[r][c] / rows[c][c];
      if (r !== c && factor !== 0) for (let j = c; j <= k; j++) rows[r][j] -= factor * rows[c][j];
    }
  }
  const weights = Float64Array.from(rows, (row, r) => row[k] / row[r]);
  return weights.every((weight) => weight > 0) ? weights : null;
}

export function quadratic(form: readonly Float64Array[], z: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < form.length; i++) for (let j = 0; j < form.length; j++) sum += z[i] * form[i][j] * z[j];
  return sum;
}
