import { checkPositive } from '../foundation/index.js';

const HALF_LOG_TWO_PI = 0.9189385332046727;

/** From here on eight terms of Stirling's series leave less than 10⁻¹⁷. */
const STIRLING_FROM = 10;

/**
 * Logarithm of the gamma function, log Γ(x) for x > 0: Stirling's series after shifting x up to 10 by Γ(x+1) = xΓ(x).
 * Absolute error below 10⁻¹⁴·max(1, |log Γ(x)|). Abramowitz & Stegun 6.1.15, 6.1.41.
 *
 * @throws InvalidInputError when x is not a finite number above 0.
 *
 * @example
 * ```ts
 * import { logGamma } from 'polity/numerics';
 * Math.exp(logGamma(5)); // 24.0000000000
 * ```
 */
export function logGamma(x: number): number {
  checkPositive('x', x);
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING_FROM) product *= shifted++;
  return (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingRest(shifted) - Math.log(product);
}

/**
 * Logarithm of the beta function, log B(a, b) = log Γ(a) + log Γ(b) − log Γ(a+b) for a, b > 0, without the cancellation
 * that the three terms suffer when one of them is large.
 *
 * @throws InvalidInputError when a or b is not a finite number above 0.
 *
 * @example
 * ```ts
 * import { logBeta } from 'polity/numerics';
 * Math.exp(logBeta(2, 3)); // 0.0833333333333
 * ```
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(checkPositive('a', a), checkPositive('b', b));
  const large = Math.max(a, b);
  if (large < STIRLING_FROM) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const rest = stirlingRest(large) - stirlingRest(small + large);
  const ratio = small / (small + large);
  if (small < STIRLING_FROM) {
    const shrink = (large - 0.5) * Math.log1p(-ratio);
    return logGamma(small) + rest + small - small * Math.log(small + large) + shrink;
  }
  const centre = (small - 0.5) * Math.log(ratio) + large * Math.log1p(-ratio);
  return HALF_LOG_TWO_PI - 0.5 * Math.log(large) + stirlingRest(small) + rest + centre;
}

/** What Stirling's formula leaves out of log Γ(x), for x ≥ 10: Σ B₂ₙ / (2n(2n−1)x²ⁿ⁻¹). */
function stirlingRest(x: number): number {
  const y = 1 / (x * x);
  let sum = 0;
  for (let i = STIRLING_COEFFICIENTS.length - 1; i >= 0; i--) sum = sum * y + STIRLING_COEFFICIENTS[i];
  return sum / x;
}

const STIRLING_COEFFICIENTS = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];
