import { coalitionSize } from '../games/coalition.js';

/** Low players of a block: 2⁸ entries, so that a row of weights and of sums stays in the first-level cache. */
const BLOCK_PLAYERS = 8;

/**
 * All n semivalues of a table in one pass over it.
 *
 * With weights p₀ … pₙ₋₁ and g_s = p_{s−1} + p_s,
 * φᵢ = Σ_{S∌i} p_{|S|}(v(S∪i) − v(S)) = Σ_{S∋i} g_{|S|} v(S) − Σ_S p_{|S|} v(S):
 * n sums over half the table each. Those of the high players need the weighted total of every block of 2⁸ entries, those
 * of the low players the sums of all blocks with equally many high members; both are collected in the same pass, and what
 * is left (2ⁿ⁻⁸ and (n−7)·2⁸ numbers) is folded: the sum of the upper half belongs to the highest player, then the
 * upper half is added to the lower and the table is half as long.
 *
 * Cost: 2ⁿ multiplications, 2·2ⁿ additions, 2ⁿ⁻⁸ numbers of memory. v(∅) is subtracted first, so that a large
 * baseline costs no digits.
 */
export function foldSemivalue(values: Float64Array, n: number, weights: ArrayLike<number>): Float64Array {
  const low = Math.min(n, BLOCK_PLAYERS);
  const block = 2 ** low;
  const high = n - low;
  const gain = Float64Array.from({ length: n + 1 }, (_, s) => (s > 0 ? weights[s - 1] : 0) + (s < n ? weights[s] : 0));
  const blockGain = new Float64Array((high + 1) * block);
  for (let h = 0; h <= high; h++) {
    for (let l = 0; l < block; l++) blockGain[h * block + l] = gain[h + coalitionSize(l)];
  }

  const totals = new Float64Array(2 ** high);
  const sums = new Float64Array((high + 1) * block);
  const baseline = values[0];
  for (let upper = 0; upper < totals.length; upper++) {
    const from = upper * block;
    const row = coalitionSize(upper) * block;
    let even = 0;
    let odd = 0;
    for (let l = 0; l < block; l += 2) {
      const a = values[from + l] - baseline;
      const b = values[from + l + 1] - baseline;
      sums[row + l] += a;
      sums[row + l + 1] += b;
      even += a * blockGain[row + l];
      odd += b * blockGain[row + l + 1];
    }
    totals[upper] = even + odd;
  }

  const lowTotals = new Float64Array(block);
  let constant = 0;
  for (let h = 0; h <= high; h++) {
    for (let l = 0; l < block; l++) {
      const size = h + coalitionSize(l);
      const sum = sums[h * block + l];
      lowTotals[l] += sum * gain[size];
      if (size < n) constant += sum * weights[size];
    }
  }

  const phi = new Float64Array(n);
  foldSingles(lowTotals, low, phi, 0);
  foldSingles(totals, high, phi, low);
  for (let i = 0; i < n; i++) phi[i] -= constant;
  return phi;
}

/** out[offset + i] = Σ_{S∋i} table[S] for the players i < n. The table is used up. Cost: 2·2ⁿ additions. */
export function foldSingles(table: Float64Array, n: number, out: Float64Array, offset: number): void {
  for (let i = n - 1; i >= 0; i--) {
    const half = 2 ** i;
    let sum = 0;
    for (let l = 0; l < half; l++) {
      const upper = table[half + l];
      sum += upper;
      table[l] += upper;
    }
    out[offset + i] = sum;
  }
}
