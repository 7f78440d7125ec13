/**
 * The k-th smallest (k from 1) of all sums aᵢ + bⱼ, or, with `half`, of aᵢ + aⱼ over i ≤ j, without forming them: bisection
 * on the value, counting by two pointers. Cost: O((m + n) log(range / gap)) for sorted a and b.
 */
export function orderStatisticOfSums(
  a: Float64Array,
  b: Float64Array,
  k: number,
  { half = false }: { readonly half?: boolean } = {},
): number {
  let high = a[a.length - 1] + b[b.length - 1];
  let low = a[0] + b[0];
  if (sumsUpTo(a, b, low, half).count >= k) return low;
  for (;;) {
    // Between neighbours the mean rounds to either: take the lower, which ends the search.
    const mean = low + (high - low) / 2;
    const middle = mean < high ? mean : low;
    const { count, largest, next } = sumsUpTo(a, b, middle, half);
    if (count >= k) high = largest;
    else if (next >= high) return high;
    else low = middle;
  }
}

/** How many sums are at most s, the largest of them, and the least above. */
function sumsUpTo(a: Float64Array, b: Float64Array, s: number, half: boolean) {
  let [count, largest, next] = [0, -Infinity, Infinity];
  let j = b.length;
  for (const value of a) {
    while (j > 0 && value + b[j - 1] > s) j--;
    count += j;
    if (j > 0) largest = Math.max(largest, value + b[j - 1]);
    if (j < b.length) next = Math.min(next, value + b[j]);
    if (half && 2 * value <= s) count++;
  }
  return { count: half ? count / 2 : count, largest, next };
}
