import { coalitionSize } from '../games/coalition.js';

/** Entries of a block; the weights of a block depend on the size of its high part only. */
const BLOCK = 2 ** 8;

/**
 * weights[|S|] · (values[S] − offset) for every coalition S, as a new table. Sizes are looked up once a block, so the loop
 * is one multiplication an entry.
 */
export function weightedBySize(values: Float64Array, weights: ArrayLike<number>, offset = 0): Float64Array {
  const out = new Float64Array(values.length);
  addWeightedBySize(out, values, weights, offset);
  return out;
}

/** out[S] += weights[|S|] · (values[S] − offset). */
export function addWeightedBySize(
  out: Float64Array,
  values: Float64Array,
  weights: ArrayLike<number>,
  offset = 0,
): void {
  const block = Math.min(BLOCK, values.length);
  const rows = Math.log2(values.length / block) + 1;
  const rowWeights = Float64Array.from({ length: rows * block }, (_, k) => {
    return weights[Math.floor(k / block) + coalitionSize(k % block)];
  });
  for (let upper = 0, from = 0; from < values.length; upper++, from += block) {
    const row = coalitionSize(upper) * block;
    for (let l = 0; l < block; l++) out[from + l] += rowWeights[row + l] * (values[from + l] - offset);
  }
}
