import { checkNumber, checkPositive } from '../foundation/index.js';

export interface LogHurwitzZeta {
  /** log ζ(s, q). */
  readonly value: number;
  /** ∂ log ζ / ∂s, negative where q ≥ 1. */
  readonly slope: number;
  /** ∂² log ζ / ∂s² > 0. */
  readonly curvature: number;
}

/** B₂ⱼ / (2j)!, j = 1 …  */
const BERNOULLI = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
  43867 / 5109094217170944000,
  -174611 / 802857662698291200000,
];

/**
 * Logarithm of Hurwitz's zeta function ζ(s, q) = Σ_{k≥0} (q + k)^(−s) with its first two derivatives in s, by Euler and
 * Maclaurin's formula. Everything is scaled by q^s, so that neither a large q nor a large s under- or overflows. Relative
 * error about 10⁻¹⁵. Cost: some max(0, s + 12 − q) powers.
 *
 * @param s - above 1
 * @param q - above 0
 * @throws InvalidInputError when s or q is out of range.
 * @see NIST Digital Library of Mathematical Functions, 25.11.28
 *
 * @example
 * ```ts
 * import { logHurwitzZeta } from 'polity/numerics';
 * Math.exp(logHurwitzZeta(2, 1).value); // 1.644934066848226
 * ```
 */
export function logHurwitzZeta(s: number, q: number): LogHurwitzZeta {
  checkNumber('s', s, { min: 1, aboveMin: true });
  checkPositive('q', q);
  const terms = Math.max(0, Math.ceil(s + 12 - q));
  // g(s) = q^s ζ(s, q) and its derivatives.
  let [g, first, second] = [0, 0, 0];
  for (let k = 0; k < terms; k++) {
    const log = Math.log1p(k / q);
    const term = Math.exp(-s * log);
    g += term;
    first -= log * term;
    second += log * log * term;
  }
  const a = q + terms;
  const log = Math.log1p(terms / q);
  const power = Math.exp(-s * log);
  const integral = (a * power) / (s - 1);
  const rate = log + 1 / (s - 1);
  g += integral + power / 2;
  first -= rate * integral + (log * power) / 2;
  second += (rate * rate + 1 / (s - 1) ** 2) * integral + (log * log * power) / 2;
  // Terms Bⱼ s(s+1)…(s+2j−2) a^(−s−2j+1): their logarithmic derivative is Σ 1/(s+i) − log a.
  let product = (s * power) / a;
  let logSlope = 1 / s - log;
  let logCurvature = -1 / (s * s);
  for (let j = 0; j < BERNOULLI.length; j++) {
    const term = BERNOULLI[j] * product;
    g += term;
    first += logSlope * term;
    second += (logSlope * logSlope + logCurvature) * term;
    if (Math.abs(term) < 1e-18 * g) break;
    for (let i = 2 * j + 1; i <= 2 * j + 2; i++) {
      product *= (s + i) / a;
      logSlope += 1 / (s + i);
      logCurvature -= 1 / (s + i) ** 2;
    }
  }
  return {
    value: Math.log(g) - s * Math.log(q),
    slope: first / g - Math.log(q),
    curvature: second / g - (first / g) ** 2,
  };
}
