/**
 * The arithmetic under every majority: for n = 2k + 1 independent ±1 votes of mean u,
 *
 *   f(u) = u · P(1 − u²),   P(z) = Σ_{j=0..k} c_j z^j,   c_j = C(2j, j) / 4^j.
 *
 * Each further pair of votes adds one positive term, so nothing cancels and nothing overflows, whatever n and u.
 * Unchecked: `votes` is odd, the biases lie in [−1, 1].
 */

/** c_k = C(2k, k) / 4^k: the chance that 2k fair votes tie. */
export function tieProbability(k: number): number {
  if (k < 64) {
    let c = 1;
    for (let j = 1; j <= k; j++) c *= (2 * j - 1) / (2 * j);
    return c;
  }
  // Γ(k + ½) / (√π Γ(k + 1)) as a series in x = 1/k; its next term is below 3·10⁻¹⁶ from k = 64 on.
  const x = 1 / k;
  const series =
    1 + x * (-1 / 8 + x * (1 / 128 + x * (5 / 1024 + x * (-21 / 32768 + x * (-399 / 262144 + x * (869 / 4194304))))));
  return series / Math.sqrt(Math.PI * k);
}

/** f′(0) = P(1) = (2k + 1) c_k. */
export function independentGain(votes: number): number {
  return votes * tieProbability((votes - 1) / 2);
}

/** f(u), odd in u. */
export function independentMajority(votes: number, bias: number): number {
  if (bias === 0) return 0;
  const t = bias * bias;
  // Terms past z^n add less than 10⁻¹⁸ of the sum, which is at least 1.
  const needed = Math.ceil(Math.log(1e-18 * t) / Math.log1p(-t));
  let sum = 1;
  // `sum - t * sum` for z · sum: the rounding of z = 1 − t would be raised to the k-th power.
  for (let j = Math.min((votes - 1) / 2, needed); j >= 1; j--) sum = 1 + ((2 * j - 1) / (2 * j)) * (sum - t * sum);
  const majority = bias * sum;
  return majority > 1 ? 1 : majority < -1 ? -1 : majority;
}

/** f′(u) = f′(0) (1 − u²)^k, even in u. */
export function independentSlope(votes: number, bias: number): number {
  return votes === 1 ? 1 : independentGain(votes) * Math.exp(((votes - 1) / 2) * Math.log1p(-bias * bias));
}

/** (P(1) − P(1 − t)) / t, t in [0, 1], without the cancellation of the difference: Horner's scheme for a divided difference. */
export function gainLoss(votes: number, t: number): number {
  let sum = 1;
  let difference = 0;
  for (let j = (votes - 1) / 2; j >= 1; j--) {
    const ratio = (2 * j - 1) / (2 * j);
    difference = ratio * (difference + sum);
    sum = 1 + ratio * (sum - t * sum);
  }
  return difference;
}
