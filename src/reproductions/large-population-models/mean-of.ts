/** Mean of replicates, their standard deviation and the standard error of the mean. */
export function meanOf(values: readonly number[]): { mean: number; deviation: number; error: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  return { mean, deviation, error: deviation / Math.sqrt(n) };
}
