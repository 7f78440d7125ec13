import { checkInteger, checkNumber, InvalidInputError } from '../foundation/index.js';

/** Where to look for a root, and how closely. */
export interface FindRootOptions {
  /** One end of the bracket. */
  readonly lower: number;
  /** The other end; f must change sign between the two. */
  readonly upper: number;
  /** Width of the interval that holds the root on return, apart from rounding; default 2⁻⁵² of the bracket. */
  readonly tolerance?: number;
  /** Most evaluations of f, default 200. */
  readonly maxEvaluations?: number;
}

/** A root and how it was reached. */
export interface Root {
  readonly root: number;
  /** f at the root. */
  readonly residual: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

/**
 * A root of a continuous function in a bracket, by Brent's method: inverse quadratic interpolation, secant steps and
 * bisection, never slower than a small multiple of bisection.
 *
 * @param f - a function whose values at `lower` and `upper` differ in sign (either may be 0)
 * @throws InvalidInputError when an end is not finite, when f does not change sign, or when f returns NaN
 * @see R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4
 *
 * @example
 * ```ts
 * import { findRoot } from 'polity/numerics';
 * findRoot((x) => x * x - 2, { lower: 0, upper: 2 }).root; // 1.414213562373
 * ```
 */
export function findRoot(
  f: (x: number) => number,
  { lower, upper, tolerance = Number.EPSILON * Math.abs(upper - lower), maxEvaluations = 200 }: FindRootOptions,
): Root {
  // b is the best estimate, a the one before it, c the other end of the bracket.
  let a = checkNumber('lower', lower);
  let b = checkNumber('upper', upper);
  checkNumber('tolerance', tolerance, { min: 0 });
  checkInteger('maxEvaluations', maxEvaluations, { min: 2 });
  let evaluations = 0;
  const value = (x: number) => {
    evaluations++;
    const y = f(x);
    if (Number.isNaN(y)) throw new InvalidInputError(`f(${x})`, y, 'be a number');
    return y;
  };
  let fa = value(a);
  let fb = value(b);
  if (fa > 0 === fb > 0 && fa !== 0 && fb !== 0) {
    throw new InvalidInputError('f(upper)', fb, `differ in sign from f(lower) = ${fa}`);
  }
  let c = a;
  let fc = fa;
  let step = b - a;
  let before = step;
  for (;;) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const enough = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    const converged = Math.abs(half) <= enough || fb === 0;
    if (converged || evaluations >= maxEvaluations) {
      return { root: b, residual: fb, evaluations, converged };
    }
    if (Math.abs(before) < enough || Math.abs(fa) <= Math.abs(fb)) {
      step = before = half;
    } else {
      const { numerator, denominator } = interpolation(a, b, c, fa, fb, fc);
      const accepted =
        2 * numerator <
        Math.min(3 * half * denominator - Math.abs(enough * denominator), Math.abs(before * denominator));
      before = accepted ? step : half;
      step = accepted ? numerator / denominator : half;
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > enough ? step : Math.sign(half) * enough;
    fb = value(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = before = b - a;
    }
  }
}

/** Secant step, or inverse quadratic where three distinct points are known, as a fraction with numerator ≥ 0. */
function interpolation(a: number, b: number, c: number, fa: number, fb: number, fc: number) {
  const s = fb / fa;
  let numerator: number;
  let denominator: number;
  if (a === c) {
    numerator = (c - b) * s;
    denominator = 1 - s;
  } else {
    const q = fa / fc;
    const r = fb / fc;
    numerator = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
    denominator = (q - 1) * (r - 1) * (s - 1);
  }
  return numerator > 0 ? { numerator, denominator: -denominator } : { numerator: -numerator, denominator };
}
