import { checkInteger, checkNumber, checkPositive } from '../../foundation/index.js';
import { studentTCdf } from '../student-t.js';
import { checkAlternative, type Alternative } from './alternative.js';

export interface JzsBayesFactorOptions {
  /** Size of the (first) sample; pairs for a paired test. */
  readonly n: number;
  /** Size of the second of two independent samples; leave it out for one sample or pairs. */
  readonly secondN?: number;
  /** Scale r of the Cauchy prior of the standardised effect; default √2/2. */
  readonly scale?: number;
  /** Default `'two-sided'`. One-sided alternatives halve the prior: the effect is Cauchy given that it has that sign. */
  readonly alternative?: Alternative;
}

export interface JzsBayesFactor {
  /** BF₁₀: how many times likelier the data are under the alternative than under the null; Infinity past 10³⁰⁸. */
  readonly bayesFactor: number;
  /** Natural logarithm of BF₁₀. */
  readonly logBayesFactor: number;
  /** Relative difference between the quadrature and the same with twice the step: bounds its error. */
  readonly relativeError: number;
}

/**
 * Bayes factor of a t test under the Jeffreys–Zellner–Siow prior: effect δ ~ Cauchy(0, r), p(σ²) ∝ 1/σ². With the prior
 * as a mixture of normals over g ~ inverse-gamma(½, ½),
 *
 * BF₁₀ = ∫₀^∞ (1 + Ngr²)^(−½) (1 + t²/(ν(1 + Ngr²)))^(−(ν+1)/2) (2π)^(−½) g^(−3/2) e^(−1/(2g)) dg / (1 + t²/ν)^(−(ν+1)/2),
 *
 * where N = n and ν = n − 1 for one sample, N = n₁n₂/(n₁+n₂) and ν = n₁ + n₂ − 2 for two. The integral is a trapezoid sum
 * over log g, whose error falls exponentially in the step. Given g the chance that δ > 0 is that of a Student t with ν + 1
 * degrees, which makes the one-sided factors. Cost: some 1,500 evaluations.
 *
 * @param statistic - t of the one-sample, paired, or pooled two-sample test
 * @throws InvalidInputError when t is not finite, a size is below 2 (two samples: below 1, or 3 together), or r is not above 0.
 * @see J. Rouder, P. Speckman, D. Sun, R. Morey, G. Iverson, Psychonomic Bulletin & Review 16 (2009) 225
 *
 * @example
 * ```ts
 * import { jzsBayesFactor } from 'polity/statistics';
 * jzsBayesFactor(3.5, { n: 20, secondN: 20 }).bayesFactor; // 26.7435
 * jzsBayesFactor(3.5, { n: 20 }).bayesFactor; // 17.1846
 * ```
 */
export function jzsBayesFactor(
  statistic: number,
  { n, secondN, scale = Math.SQRT1_2, alternative = 'two-sided' }: JzsBayesFactorOptions,
): JzsBayesFactor {
  checkNumber('statistic', statistic);
  checkPositive('scale', scale);
  checkAlternative(alternative);
  const toward = alternative === 'less' ? -statistic : statistic;
  let [effective, degrees] = [checkInteger('n', n, { min: secondN === undefined ? 2 : 1 }), n - 1];
  if (secondN !== undefined) {
    checkInteger('secondN', secondN, { min: Math.max(1, 3 - n) });
    [effective, degrees] = [(n * secondN) / (n + secondN), n + secondN - 2];
  }
  const square = statistic ** 2 / degrees;
  const power = (degrees + 1) / 2;
  const underNull = -power * Math.log1p(square);
  const integrand = (u: number) => {
    const g = Math.exp(u);
    const widening = effective * g * scale ** 2;
    const likelihood = -Math.log1p(widening) / 2 - power * Math.log1p(square / (1 + widening)) - underNull;
    const prior = -u / 2 - 1 / (2 * g);
    if (alternative === 'two-sided') return likelihood + prior;
    const shrink = Math.sqrt(((widening / (1 + widening)) * (degrees + 1)) / (degrees * (1 + square / (1 + widening))));
    return likelihood + prior + Math.log(2 * studentTCdf(toward * shrink, { degrees: degrees + 1 }));
  };
  // The integrand rises until Ngr² outweighs t², and falls like e^(−u) from there.
  const end = Math.log1p(statistic ** 2 / (effective * scale ** 2)) + 45;
  const fine = logTrapezoid(integrand, STEP, end);
  const coarse = logTrapezoid(integrand, 2 * STEP, end);
  const logBayesFactor = fine - Math.log(2 * Math.PI) / 2;
  return {
    bayesFactor: Math.exp(logBayesFactor),
    logBayesFactor,
    relativeError: Math.abs(Math.expm1(coarse - fine)),
  };
}

const STEP = 1 / 16;

/** Below this log g the factor e^(−1/(2g)) leaves nothing. */
const BEGIN = -8;

/** log of ∫ e^f(u) du. */
function logTrapezoid(f: (u: number) => number, step: number, end: number): number {
  let top = -Infinity;
  const values: number[] = [];
  for (let k = BEGIN / step; k * step <= end; k++) {
    const value = f(k * step);
    values.push(value);
    if (value > top) top = value;
  }
  return top + Math.log(step * values.reduce((sum, value) => sum + Math.exp(value - top), 0));
}
