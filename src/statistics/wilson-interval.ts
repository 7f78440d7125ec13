import { checkInteger } from '../foundation/index.js';
import { checkLevel, type Interval } from './interval.js';
import { normalQuantile } from './normal.js';

export interface WilsonOptions {
  readonly successes: number;
  readonly trials: number;
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
}

/**
 * Wilson's score interval for a proportion: all p with |p̂ − p| ≤ z √(p(1−p)/n). It stays within [0, 1], does not
 * collapse at p̂ = 0 or 1, and its coverage is close to nominal from a dozen trials on.
 *
 * @throws InvalidInputError when the counts are not whole, `trials` is below 1 or `successes` above it.
 * @see E. B. Wilson, JASA 22 (1927) 209; Brown, Cai & DasGupta, Statistical Science 16 (2001) 101
 *
 * @example
 * ```ts
 * import { wilsonInterval } from 'polity/statistics';
 * wilsonInterval({ successes: 81, trials: 263 }); // { lower: 0.2553, upper: 0.3662, level: 0.95 }
 * ```
 */
export function wilsonInterval({ successes, trials, level = 0.95 }: WilsonOptions): Interval {
  checkInteger('trials', trials, { min: 1 });
  checkInteger('successes', successes, { min: 0, max: trials });
  const z = normalQuantile((1 + checkLevel('level', level)) / 2);
  const share = successes / trials;
  const shrink = (z * z) / trials;
  const centre = (share + shrink / 2) / (1 + shrink);
  const half = (z / (1 + shrink)) * Math.sqrt((share * (1 - share)) / trials + shrink / (4 * trials));
  return {
    lower: successes === 0 ? 0 : centre - half,
    upper: successes === trials ? 1 : centre + half,
    level,
  };
}
