import { checkInteger, checkVector } from '../../foundation/index.js';

/** Whole numbers of members from the door, at least two together. */
export function checkCounts(initial: ArrayLike<number>, types: number): { counts: Int32Array; size: number } {
  const counts = Int32Array.from(checkVector('initial', initial, { length: types, min: 0 }), (count, i) =>
    checkInteger(`initial[${i}]`, count, { max: 1e8 }),
  );
  const size = counts.reduce((sum, count) => sum + count, 0);
  checkInteger('sum of initial', size, { min: 2, max: 1e8 });
  return { counts, size };
}

/** What a member of each type earns on average against all others: (Σⱼ aᵢⱼnⱼ − aᵢᵢ)/(N − 1). */
export function meanPayoffs(matrix: Float64Array, counts: Int32Array, size: number): Float64Array {
  const n = counts.length;
  return Float64Array.from(counts, (_, i) => {
    let sum = -matrix[i * n + i];
    for (let j = 0; j < n; j++) sum += matrix[i * n + j] * counts[j];
    return sum / (size - 1);
  });
}
