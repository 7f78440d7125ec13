import { checkNumber } from '../foundation/index.js';
import { regularizedGamma } from '../numerics/index.js';
import { checkLevel } from './interval.js';
import { invertDistribution } from './invert-distribution.js';

/**
 * Standard normal distribution function Φ(z), to a relative error of about 10⁻¹⁴ in the lower tail too.
 *
 * @throws InvalidInputError when z is not a finite number.
 *
 * @example
 * ```ts
 * import { normalCdf } from 'polity/statistics';
 * normalCdf(-1.5); // 0.0668072012688581
 * ```
 */
export function normalCdf(z: number): number {
  checkNumber('z', z);
  const { lower, upper } = regularizedGamma(0.5, (z * z) / 2);
  return z < 0 ? upper / 2 : 0.5 + lower / 2;
}

/** Standard normal density φ(z) = e^(−z²/2) / √(2π). */
export function normalPdf(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Standard normal quantile Φ⁻¹(p), 0 < p < 1, by Newton's steps on {@link normalCdf} in the lower tail.
 *
 * @throws InvalidInputError when p lies outside (0, 1).
 *
 * @example
 * ```ts
 * import { normalQuantile } from 'polity/statistics';
 * normalQuantile(0.975); // 1.95996398454005
 * ```
 */
export function normalQuantile(p: number): number {
  checkLevel('p', p);
  if (p > 0.5) return -normalQuantile(1 - p);
  // Abramowitz & Stegun 26.2.22: within 0.003, a good place to start from.
  const t = Math.sqrt(-2 * Math.log(p));
  const start = (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t)) - t;
  return invertDistribution(p, start, { cdf: normalCdf, pdf: normalPdf, lower: -Infinity, upper: 1 });
}
