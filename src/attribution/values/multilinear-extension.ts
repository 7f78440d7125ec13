/** Entries of a block that stays in the first-level cache while all its low players are transformed: 2¹¹ doubles. */
const BLOCK = 2 ** 11;

/**
 * In place, from the 2ⁿ values of a game to all partial derivatives of its multilinear extension at (x, …, x):
 * entry T becomes Σ_{S⊆N∖T} x^{|S|}(1−x)^{n−|T|−|S|} Δ_T v(S), the mean discrete derivative when every other player
 * joins with probability x. At x = 0 these are the Möbius coefficients, at x = ½ the Banzhaf interactions of
 * all orders; integrated over x, the Shapley interactions.
 *
 * One butterfly a player: (a, b) → (a + x(b − a), b − a). Cost: n·2ⁿ⁻¹ butterflies, no memory.
 */
export function multilinearDerivatives(values: Float64Array, x: number): void {
  inBlocks(values.length, (from, to, half) => {
    for (let start = from; start < to; start += 2 * half) {
      for (let low = start, high = start + half, end = high; low < end; low++, high++) {
        const slope = values[high] - values[low];
        values[low] += x * slope;
        values[high] = slope;
      }
    }
  });
}

/** The inverse of {@link multilinearDerivatives}: from all derivatives at (x, …, x) back to the values, in place. */
export function valuesFromDerivatives(derivatives: Float64Array, x: number): void {
  inBlocks(derivatives.length, (from, to, half) => {
    for (let start = from; start < to; start += 2 * half) {
      for (let low = start, high = start + half, end = high; low < end; low++, high++) {
        const without = derivatives[low] - x * derivatives[high];
        derivatives[low] = without;
        derivatives[high] += without;
      }
    }
  });
}

/** Every player's pass over a table, the low players' block by block. Their order does not matter: the passes commute. */
function inBlocks(length: number, pass: (from: number, to: number, half: number) => void): void {
  const block = Math.min(length, BLOCK);
  for (let from = 0; from < length; from += block) {
    for (let half = 1; half < block; half *= 2) pass(from, from + block, half);
  }
  for (let half = block; half < length; half *= 2) pass(0, length, half);
}
