import { checkNumber, checkPositive } from '../foundation/index.js';
import { logBeta, logGamma, regularizedBeta } from '../numerics/index.js';
import { checkLevel } from './interval.js';
import { normalCdf } from './normal.js';
import { studentTQuantile } from './student-t.js';

/** Beyond this many standard errors a test does not fail. */
const CERTAIN = 1000;

/**
 * Distribution function of the noncentral t, P((Z + δ)/√(χ²_ν/ν) ≤ t), as a Poisson mixture of incomplete beta functions
 * summed from where its weights are largest, so that a large δ costs terms and no digits.
 *
 * @param t - any finite number
 * @param parameters - degrees of freedom ν > 0, and noncentrality δ within ±1,000
 * @throws InvalidInputError when an argument is out of range.
 * @see R. Lenth, Applied Statistics 38 (1989) 185, algorithm AS 243
 *
 * @example
 * ```ts
 * import { noncentralTCdf } from 'polity/statistics';
 * noncentralTCdf(2, { degrees: 10, noncentrality: 1 }); // 0.8076
 * ```
 */
export function noncentralTCdf(
  t: number,
  { degrees, noncentrality }: { readonly degrees: number; readonly noncentrality: number },
): number {
  checkNumber('t', t);
  checkPositive('degrees', degrees);
  checkNumber('noncentrality', noncentrality, { min: -CERTAIN, max: CERTAIN });
  if (t < 0) return 1 - noncentralTCdf(-t, { degrees, noncentrality: -noncentrality });
  const below = normalCdf(-noncentrality);
  if (t === 0) return below;
  const x = (t * t) / (t * t + degrees);
  const complement = degrees / (t * t + degrees);
  const half = degrees / 2;
  const mean = noncentrality ** 2 / 2;
  if (mean === 0) return below + regularizedBeta(x, 0.5, half, { complement }) / 2;
  // Poisson weights more than 9 standard deviations (and 40 counts) away are below 10⁻¹⁷.
  const reach = 9 * Math.sqrt(mean) + 40;
  const [least, most] = [Math.max(0, Math.floor(mean - reach)), Math.floor(mean + reach)];
  // Σ wⱼ I_x(j + s, ν/2) from the last term down, where I_x(a − 1) = I_x(a) + T(a − 1) only adds: with s = ½ and weights
  // e^(−λ)λʲ/j!, and with s = 1 and weights e^(−λ)λ^(j+½)/Γ(j + 3/2).
  const mixture = (s: number) => {
    let a = most + s;
    let share = regularizedBeta(x, a, half, { complement });
    let logStep = a * Math.log(x) + half * Math.log(complement) - Math.log(a) - logBeta(a, half);
    let logWeight = (a - 0.5) * Math.log(mean) - mean - logGamma(a + 0.5);
    let sum = 0;
    for (;;) {
      sum += Math.exp(logWeight) * share;
      if (a - 1 < least + s) return sum;
      logStep += Math.log(a / (x * (a + half - 1)));
      logWeight += Math.log((a - 0.5) / mean);
      a--;
      share += Math.exp(logStep);
    }
  };
  const sum = mixture(0.5) + Math.sign(noncentrality) * mixture(1);
  return Math.min(1, Math.max(0, below + sum / 2));
}

export interface TTestPowerOptions {
  /** True effect in units of its standard error, δ. */
  readonly noncentrality: number;
  /** Degrees of freedom of the test. */
  readonly degrees: number;
  /** 1 − significance level of the two-sided test; default 0.95. */
  readonly level?: number;
}

/**
 * Power of the two-sided t test: chance that |t| passes its critical value when the true effect is δ standard errors.
 *
 * @throws InvalidInputError when an argument is out of range.
 * @see J. Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), chapter 2
 *
 * @example
 * ```ts
 * import { tTestPower } from 'polity/statistics';
 * // Half a standard deviation, 34 pairs.
 * tTestPower({ noncentrality: 0.5 * Math.sqrt(34), degrees: 33 }); // 0.8078
 * ```
 */
export function tTestPower({ noncentrality, degrees, level = 0.95 }: TTestPowerOptions): number {
  const critical = studentTQuantile((1 + checkLevel('level', level)) / 2, {
    degrees: checkPositive('degrees', degrees),
  });
  const delta = Math.abs(checkNumber('noncentrality', noncentrality));
  if (delta > CERTAIN) return 1;
  const at = (t: number) => noncentralTCdf(t, { degrees, noncentrality: delta });
  return 1 - at(critical) + at(-critical);
}
