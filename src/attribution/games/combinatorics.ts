const ROWS = 64;

/** Pascal's triangle up to row 63, by rows; exact below 2⁵³, rounded above. */
const pascal: readonly Float64Array[] = (() => {
  const rows: Float64Array[] = [];
  for (let n = 0; n < ROWS; n++) {
    const row = new Float64Array(n + 1).fill(1);
    for (let k = 1; k < n; k++) row[k] = rows[n - 1][k - 1] + rows[n - 1][k];
    rows.push(row);
  }
  return rows;
})();

/** C(n, k) for 0 ≤ n < 64; 0 for k outside 0 … n. */
export function binomial(n: number, k: number): number {
  return k < 0 || k > n ? 0 : pascal[n][k];
}

/** Place of a mask among all masks with as many bits, in increasing order: Σⱼ C(position of the j-th bit, j). */
export function rankOfSize(mask: number): number {
  let rank = 0;
  for (let rest = mask, j = 1; rest; rest &= rest - 1, j++) rank += binomial(31 - Math.clz32(rest & -rest), j);
  return rank;
}
