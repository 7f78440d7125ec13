import { binomial } from '../games/combinatorics.js';

/**
 * Σ_{S⊇T} table[S] for all coalitions T of one size, in increasing order of their masks.
 *
 * The upper half of the table holds the coalitions with the highest player: within it lie the sums for all T that contain
 * him (one size smaller, one player fewer). Added to the lower half he is out of the game, and the table is half as long. The
 * whole takes about (size + 1)·2ⁿ additions, and works in the table itself, which is used up.
 */
export function supersetSums(table: Float64Array, n: number, size: number): Float64Array {
  const sums = new Float64Array(binomial(n, size));
  fold(table, n, size, sums, 0);
  return sums;
}

function fold(table: Float64Array, n: number, size: number, sums: Float64Array, offset: number): void {
  if (size === 0) {
    let sum = 0;
    for (let mask = 0; mask < table.length; mask++) sum += table[mask];
    sums[offset] = sum;
    return;
  }
  for (let i = n - 1; i >= size - 1; i--) {
    const half = 2 ** i;
    for (let mask = 0; mask < half; mask++) table[mask] += table[half + mask];
    fold(table.subarray(half, 2 * half), i, size - 1, sums, offset + binomial(i, size));
  }
}
