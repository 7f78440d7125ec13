import { checkPositive, checkVector } from '../foundation/index.js';
import { leastSquares, type Coefficient } from '../statistics/index.js';

/** A coefficient of the law as a straight line in the logarithm of model size. */
export interface SizeLaw {
  readonly intercept: Coefficient;
  /** Per factor e of size. */
  readonly slope: Coefficient;
  /** Of the coefficient with ln N. */
  readonly correlation: number;
  /** The coefficient of a model of that size. */
  readonly predict: (size: number) => number;
}

/**
 * Size law: a coefficient a or b of models of one family, linear in ln N, by least squares.
 *
 * @param sizes - parameters without embeddings, any unit, at least 3
 * @param coefficients - of each model
 * @throws InvalidInputError when lengths differ, a size is not above 0 or there are fewer than 3.
 * @see arXiv 2505.22617, Figure 7
 *
 * @example
 * ```ts
 * import { fitSizeLaw } from 'polity/entropy';
 * fitSizeLaw([1, Math.E, Math.E ** 2], [0.1, 0.15, 0.2]).predict(1); // 0.1000
 * ```
 */
export function fitSizeLaw(sizes: ArrayLike<number>, coefficients: ArrayLike<number>): SizeLaw {
  const x = checkVector('sizes', sizes, { min: 0, aboveMin: true, minLength: 3 }).map(Math.log);
  const y = checkVector('coefficients', coefficients, { length: x.length });
  const { coefficients: fitted, rSquared } = leastSquares(
    Array.from(x, (value) => [1, value]),
    y,
  );
  const [intercept, slope] = fitted;
  return {
    intercept,
    slope,
    correlation: Math.sign(slope.estimate) * Math.sqrt(rSquared),
    predict: (size) => intercept.estimate + slope.estimate * Math.log(checkPositive('size', size)),
  };
}
