import { checkNumber, checkPositive } from '../foundation/index.js';
import { logBeta, regularizedBeta } from '../numerics/index.js';
import { checkLevel } from './interval.js';
import { invertDistribution } from './invert-distribution.js';
import { normalQuantile } from './normal.js';

/**
 * Distribution function of Student's t, P(T ≤ t) = ½ I_{ν/(ν+t²)}(ν/2, ½) for t ≤ 0.
 *
 * @param degrees - degrees of freedom ν > 0, whole or not
 * @throws InvalidInputError when t is not finite or ν not a finite number above 0.
 *
 * @example
 * ```ts
 * import { studentTCdf } from 'polity/statistics';
 * studentTCdf(-2, { degrees: 5 }); // 0.0509697394149291
 * ```
 */
export function studentTCdf(t: number, { degrees }: { readonly degrees: number }): number {
  checkNumber('t', t);
  checkPositive('degrees', degrees);
  const square = t * t;
  const x = degrees / (degrees + square);
  const tail = regularizedBeta(x, degrees / 2, 0.5, { complement: square / (degrees + square) }) / 2;
  return t <= 0 ? tail : 1 - tail;
}

/**
 * Quantile of Student's t.
 *
 * @param p - in (0, 1)
 * @param degrees - degrees of freedom ν > 0, whole or not; `Infinity` gives the normal quantile
 * @throws InvalidInputError when p lies outside (0, 1) or ν is not above 0.
 *
 * @example
 * ```ts
 * import { studentTQuantile } from 'polity/statistics';
 * studentTQuantile(0.975, { degrees: 10 }); // 2.22813885198627
 * ```
 */
export function studentTQuantile(p: number, { degrees }: { readonly degrees: number }): number {
  checkLevel('p', p);
  if (degrees === Infinity) return normalQuantile(p);
  checkPositive('degrees', degrees);
  if (p === 0.5) return 0;
  if (p > 0.5) return -studentTQuantile(1 - p, { degrees });
  const logFront = -logBeta(degrees / 2, 0.5) - Math.log(degrees) / 2;
  const z = normalQuantile(p);
  return invertDistribution(p, z + (z ** 3 + z) / (4 * degrees), {
    cdf: (t) => studentTCdf(t, { degrees }),
    pdf: (t) => Math.exp(logFront - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees)),
    lower: -Infinity,
    upper: 0,
  });
}
