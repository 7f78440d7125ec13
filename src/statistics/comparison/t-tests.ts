import { checkNumber, InvalidInputError } from '../../foundation/index.js';
import { checkLevel, type Estimate } from '../interval.js';
import { studentTCdf, studentTQuantile } from '../student-t.js';
import { checkAlternative, intervalOf, pValueOf, type Alternative } from './alternative.js';
import { pairedDifferences, sampleMoments } from './sample-moments.js';

export interface TTestOptions {
  /** Value of the mean, or of the difference of means, under the null hypothesis; default 0. */
  readonly null?: number;
  /** Default `'two-sided'`. A one-sided test comes with the one-sided interval that it inverts. */
  readonly alternative?: Alternative;
  /** Nominal coverage of the interval, default 0.95. */
  readonly level?: number;
}

/** A t test: the estimate is a mean, or the mean of the first sample less that of the second. */
export interface TTest extends Estimate {
  /** t = (estimate − null) / standardError. */
  readonly statistic: number;
  /** Degrees of freedom, whole or not. */
  readonly degrees: number;
  readonly pValue: number;
}

/**
 * Student's one-sample t test: t = (x̄ − μ₀) / (s/√n) with n − 1 degrees of freedom.
 *
 * @param sample - two or more numbers, not all alike
 * @throws InvalidInputError when the sample is too short, has a value that is not finite, or has no spread.
 *
 * @example
 * ```ts
 * import { oneSampleTTest } from 'polity/statistics';
 * oneSampleTTest([1, 2, 3, 6], { null: 1 }).pValue; // 0.161
 * ```
 */
export function oneSampleTTest(sample: ArrayLike<number>, options: TTestOptions = {}): TTest {
  const { n, mean, variance } = sampleMoments('sample', sample);
  return tTest(
    'sample',
    { estimate: mean, squaredError: variance / n, degrees: n - 1, n, method: 'one sample' },
    options,
  );
}

/**
 * Paired t test: the one-sample test of the differences first − second.
 *
 * @param first - two or more numbers
 * @param second - as many, in the same order
 * @throws InvalidInputError when lengths differ, a value is not finite, or all differences are alike.
 *
 * @example
 * ```ts
 * import { pairedTTest } from 'polity/statistics';
 * // Student (1908): hours of sleep gained under two drugs, ten patients.
 * const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
 * pairedTTest([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], second).statistic; // -4.0621
 * ```
 */
export function pairedTTest(first: ArrayLike<number>, second: ArrayLike<number>, options: TTestOptions = {}): TTest {
  const { n, mean, variance } = sampleMoments('differences', pairedDifferences(first, second));
  const method = 'paired differences';
  return tTest('differences', { estimate: mean, squaredError: variance / n, degrees: n - 1, n, method }, options);
}

/**
 * Student's two-sample t test with one pooled variance, n₁ + n₂ − 2 degrees of freedom. It errs when the smaller sample has
 * the larger variance; {@link welchTTest} does not need equal variances.
 *
 * @throws InvalidInputError when a sample is too short, has a value that is not finite, or neither sample has spread.
 *
 * @example
 * ```ts
 * import { twoSampleTTest } from 'polity/statistics';
 * twoSampleTTest([3, 4, 5], [1, 2, 3, 2]).statistic; // 2.9277
 * ```
 */
export function twoSampleTTest(first: ArrayLike<number>, second: ArrayLike<number>, options: TTestOptions = {}): TTest {
  const [a, b] = [sampleMoments('first', first), sampleMoments('second', second)];
  const degrees = a.n + b.n - 2;
  const pooled = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / degrees;
  const squaredError = pooled * (1 / a.n + 1 / b.n);
  const estimate = a.mean - b.mean;
  return tTest('first', { estimate, squaredError, degrees, n: a.n + b.n, method: 'two samples, pooled' }, options);
}

/**
 * Welch's t test of two means with variances of their own: t = (x̄₁ − x̄₂) / √(s₁²/n₁ + s₂²/n₂), with Satterthwaite's
 * degrees of freedom (v₁ + v₂)² / (v₁²/(n₁−1) + v₂²/(n₂−1)), vᵢ = sᵢ²/nᵢ.
 *
 * @throws InvalidInputError when a sample is too short, has a value that is not finite, or neither sample has spread.
 * @see B. L. Welch, Biometrika 34 (1947) 28
 *
 * @example
 * ```ts
 * import { welchTTest } from 'polity/statistics';
 * const { statistic, degrees } = welchTTest([3, 4, 5, 9], [1, 2, 3, 2]);
 * [statistic, degrees]; // [2.3604, 3.5730]
 * ```
 */
export function welchTTest(first: ArrayLike<number>, second: ArrayLike<number>, options: TTestOptions = {}): TTest {
  const [a, b] = [sampleMoments('first', first), sampleMoments('second', second)];
  const [va, vb] = [a.variance / a.n, b.variance / b.n];
  const squaredError = va + vb;
  const degrees = squaredError ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  const estimate = a.mean - b.mean;
  return tTest('first', { estimate, squaredError, degrees, n: a.n + b.n, method: 'two samples, Welch' }, options);
}

interface Contrast {
  readonly estimate: number;
  readonly squaredError: number;
  readonly degrees: number;
  readonly n: number;
  readonly method: string;
}

function tTest(
  argument: string,
  { estimate, squaredError, degrees, n, method }: Contrast,
  { null: hypothesis = 0, alternative = 'two-sided', level = 0.95 }: TTestOptions,
): TTest {
  checkNumber('null', hypothesis);
  checkAlternative(alternative);
  checkLevel('level', level);
  if (!(squaredError > 0)) throw new InvalidInputError(argument, 'no spread', 'not be constant');
  const standardError = Math.sqrt(squaredError);
  const statistic = (estimate - hypothesis) / standardError;
  return {
    estimate,
    standardError,
    statistic,
    degrees,
    pValue: pValueOf(alternative, {
      below: studentTCdf(statistic, { degrees }),
      above: studentTCdf(-statistic, { degrees }),
    }),
    interval: intervalOf(alternative, level, (p) => estimate + standardError * studentTQuantile(p, { degrees })),
    n,
    method: `t test, ${method}`,
  };
}
