import { checkNumber, checkPositive } from '../foundation/index.js';
import { logGamma, regularizedGamma } from '../numerics/index.js';
import { checkLevel } from './interval.js';
import { invertDistribution } from './invert-distribution.js';
import { normalQuantile } from './normal.js';

/** Degrees of freedom of a chi-square distribution. */
export interface ChiSquareOptions {
  /** ν > 0, whole or not. */
  readonly degrees: number;
}

/**
 * Distribution function of chi-square, P(ν/2, x/2).
 *
 * @throws InvalidInputError when x is negative or ν not a finite number above 0.
 *
 * @example
 * ```ts
 * import { chiSquareCdf } from 'polity/statistics';
 * chiSquareCdf(3, { degrees: 2.5 }); // 0.694150370554181
 * ```
 */
export function chiSquareCdf(x: number, { degrees }: ChiSquareOptions): number {
  checkPositive('degrees', degrees);
  return regularizedGamma(degrees / 2, checkNumber('x', x, { min: 0 }) / 2).lower;
}

/**
 * Chance that a chi-square variable exceeds x: the p-value of a deviance, without the loss of digits in 1 − cdf.
 *
 * @throws InvalidInputError when x is negative or ν not a finite number above 0.
 *
 * @example
 * ```ts
 * import { chiSquareUpperTail } from 'polity/statistics';
 * chiSquareUpperTail(40, { degrees: 1 }); // 2.53962858947e-10
 * ```
 */
export function chiSquareUpperTail(x: number, { degrees }: ChiSquareOptions): number {
  checkPositive('degrees', degrees);
  return regularizedGamma(degrees / 2, checkNumber('x', x, { min: 0 }) / 2).upper;
}

/**
 * Quantile of chi-square.
 *
 * @param p - in (0, 1)
 * @throws InvalidInputError when p lies outside (0, 1) or ν is not a finite number above 0.
 *
 * @example
 * ```ts
 * import { chiSquareQuantile } from 'polity/statistics';
 * chiSquareQuantile(0.95, { degrees: 1 }); // 3.84145882069412
 * ```
 */
export function chiSquareQuantile(p: number, { degrees }: ChiSquareOptions): number {
  checkLevel('p', p);
  checkPositive('degrees', degrees);
  // Wilson & Hilferty's cube; far in the lower tail, where it turns negative, the leading term of the series.
  const spread = 2 / (9 * degrees);
  const cube = degrees * (1 - spread + normalQuantile(p) * Math.sqrt(spread)) ** 3;
  const half = degrees / 2;
  const start = cube > 0.1 * degrees ? cube : 2 * Math.exp((Math.log(p * half) + logGamma(half)) / half);
  const logFront = -half * Math.LN2 - logGamma(half);
  return invertDistribution(p, start, {
    cdf: (x) => chiSquareCdf(x, { degrees }),
    pdf: (x) => Math.exp(logFront + (half - 1) * Math.log(x) - x / 2),
    lower: 0,
    upper: Infinity,
  });
}
