import { checkNumber, checkVector } from '../foundation/index.js';
import { checkLevel, type Interval } from './interval.js';
import { studentTQuantile } from './student-t.js';

export interface JackknifeOptions {
  /** The estimate from all units. */
  readonly estimate: number;
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
}

export interface Jackknife {
  /** √[(n−1)/n Σ (θ̂₍ᵢ₎ − θ̂₍·₎)²]. */
  readonly standardError: number;
  /** (n−1)(θ̂₍·₎ − θ̂): subtract it from the estimate to remove the bias of order 1/n. */
  readonly bias: number;
  /** Σdᵢ³ / (6 (Σdᵢ²)^(3/2)) with dᵢ = θ̂₍·₎ − θ̂₍ᵢ₎: the acceleration of a BCa interval. */
  readonly acceleration: number;
  /** estimate ± t(n−1) · standardError. */
  readonly interval: Interval;
}

/**
 * Jackknife of an estimator from its values with one unit left out at a time. The unit is what is independent: an
 * item with all its answers, not an answer.
 *
 * @param leftOut - θ̂₍ᵢ₎, the estimate without unit i
 * @throws InvalidInputError when fewer than 2 values are given or one is not finite.
 * @see B. Efron, R. Tibshirani, An Introduction to the Bootstrap (1993), chapters 11 and 14
 *
 * @example
 * ```ts
 * import { jackknife } from 'polity/statistics';
 * // The mean of 1, 2, 3, 6 is 3; its jackknife error is the textbook s/√n.
 * jackknife([11 / 3, 10 / 3, 3, 2], { estimate: 3 }).standardError; // 1.0801234497
 * ```
 */
export function jackknife(leftOut: ArrayLike<number>, { estimate, level = 0.95 }: JackknifeOptions): Jackknife {
  const values = checkVector('leftOut', leftOut, { minLength: 2 });
  checkNumber('estimate', estimate);
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let squares = 0;
  let cubes = 0;
  for (const value of values) {
    squares += (mean - value) ** 2;
    cubes += (mean - value) ** 3;
  }
  const standardError = Math.sqrt(((n - 1) / n) * squares);
  const half = studentTQuantile((1 + checkLevel('level', level)) / 2, { degrees: n - 1 }) * standardError;
  return {
    standardError,
    bias: (n - 1) * (mean - estimate),
    acceleration: squares > 0 ? cubes / (6 * squares ** 1.5) : 0,
    interval: { lower: estimate - half, upper: estimate + half, level },
  };
}
