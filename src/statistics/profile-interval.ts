import { checkNumber } from '../foundation/index.js';
import { findRoot } from '../numerics/index.js';
import { chiSquareQuantile } from './chi-square.js';
import { checkLevel, type Interval } from './interval.js';

export interface ProfileIntervalOptions {
  /** Where the profile deviance is 0. */
  readonly estimate: number;
  /** A first guess of the half-width: a standard error. */
  readonly scale: number;
  /** Ends of the parameter's range; default ±Infinity. */
  readonly lower?: number;
  readonly upper?: number;
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
}

const MOST_DOUBLINGS = 60;

/**
 * Likelihood interval of one parameter: all values whose profile deviance 2(ℓ_max − ℓ_p(θ)) stays below the chi-square
 * quantile with one degree of freedom. It follows the likelihood's asymmetry, does not change with the parameter's scale,
 * and ends at the range's end where the likelihood stays high up to there (an infinite end means: not bounded by the data).
 *
 * @param deviance - profile deviance at θ, 0 at the estimate; +Infinity outside the domain
 * @throws InvalidInputError when `scale` is not above 0 or the estimate lies outside the range.
 * @see A. C. Davison, Statistical Models (2003), section 4.5
 *
 * @example
 * ```ts
 * import { profileInterval } from 'polity/statistics';
 * // A mean of 2 with standard error 0.5 has the quadratic deviance of a normal.
 * profileInterval((mean) => ((mean - 2) / 0.5) ** 2, { estimate: 2, scale: 1 }).upper; // 2.97998199
 * ```
 */
export function profileInterval(
  deviance: (value: number) => number,
  { estimate, scale, lower = -Infinity, upper = Infinity, level = 0.95 }: ProfileIntervalOptions,
): Interval {
  checkNumber('estimate', estimate, { min: lower, max: upper });
  checkNumber('scale', scale, { min: 0, aboveMin: true });
  const limit = chiSquareQuantile(checkLevel('level', level), { degrees: 1 });
  // The signed root of the deviance is nearly straight in the parameter, which spares evaluations.
  const excess = (value: number) => Math.sqrt(Math.min(Math.max(0, deviance(value)), 1e12)) - Math.sqrt(limit);
  const end = (sign: 1 | -1, bound: number): number => {
    let inside = estimate;
    let step = 2 * scale;
    for (let doubling = 0; doubling < MOST_DOUBLINGS; doubling++, step *= 2) {
      const next = estimate + sign * step;
      const outside = sign * (next - bound) >= 0 ? bound : next;
      if (!Number.isFinite(outside)) return bound;
      if (excess(outside) > 0) return findRoot(excess, { lower: inside, upper: outside, tolerance: 1e-9 }).root;
      if (outside === bound) return bound;
      inside = outside;
    }
    return bound;
  };
  return { lower: end(-1, lower), upper: end(1, upper), level };
}
