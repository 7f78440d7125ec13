/** `steps` − 1 values that cut a range evenly; one value where there is no range. */
export function evenThresholds(low: number, high: number, steps: number): number[] {
  if (!(high > low)) return [low];
  return Array.from({ length: steps - 1 }, (_, k) => low + ((high - low) * (k + 1)) / steps);
}
