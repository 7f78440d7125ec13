/** p_s = s!(n−s−1)!/n! = 1/(n·C(n−1, s)), for s = 0 … n−1: the weights of the Shapley value by coalition size. */
export function shapleyWeights(n: number): Float64Array {
  const weights = new Float64Array(n);
  weights[0] = 1 / n;
  for (let s = 1; s < n; s++) weights[s] = (weights[s - 1] * s) / (n - s);
  return weights;
}
