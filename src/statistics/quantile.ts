/**
 * A quantile of sorted values: linear interpolation between order statistics at p(n − 1), type 7 of Hyndman & Fan (1996).
 *
 * @param sorted - at least one number, in ascending order
 * @param p - in [0, 1]
 *
 * @example
 * ```ts
 * import { quantile } from 'polity/statistics';
 * quantile(Float64Array.of(1, 2, 4), 0.75); // 3
 * ```
 */
export function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const floor = Math.min(sorted.length - 1, Math.floor(at));
  const next = Math.min(sorted.length - 1, floor + 1);
  return sorted[floor] + (at - floor) * (sorted[next] - sorted[floor]);
}
