import { checkVector } from '../../foundation/index.js';
import { logGamma } from '../../numerics/index.js';
import {
  generalizedLinearModel,
  type Family,
  type GeneralizedLinearModel,
  type GeneralizedLinearOptions,
} from './generalized-linear-model.js';

/**
 * Poisson regression: E(y) = e^η, η = xᵀβ + offset, by maximum likelihood. The logarithm of what a count was exposed to
 * (time, people) belongs into `offset`. Counts that vary more than a Poisson's leave the estimates right and the classical
 * errors too small: take `errors: 'robust'` then.
 *
 * Cost: O(n p²) a Newton step, 5 to 10 steps.
 *
 * @param design - one row of p numbers an observation; include a 1 for an intercept
 * @param response - counts, or other numbers from 0 up, one an observation
 * @throws InvalidInputError when shapes do not fit, a value is not finite or negative, columns are linearly dependent, or
 * `ridge` is above 0 with robust or clustered errors.
 * @see P. McCullagh, J. Nelder, Generalized Linear Models (1989), chapter 6
 *
 * @example
 * ```ts
 * import { poissonRegression } from 'polity/statistics';
 * const fit = poissonRegression([[1, 0], [1, 0], [1, 1], [1, 1]], [2, 4, 5, 7]);
 * fit.coefficients[1].ratio; // 2.0000
 * ```
 */
export function poissonRegression(
  design: readonly ArrayLike<number>[],
  response: ArrayLike<number>,
  options: GeneralizedLinearOptions = {},
): GeneralizedLinearModel {
  const y = checkVector('response', response, { min: 0 });
  return generalizedLinearModel(POISSON, design, y, options);
}

const POISSON: Family = {
  name: 'Poisson',
  mean: Math.exp,
  variance: (mean) => mean,
  logDensity: (y, eta) => y * eta - Math.exp(eta) - logGamma(y + 1),
  saturated: (y) => (y > 0 ? y * Math.log(y) - y : 0) - logGamma(y + 1),
  link: Math.log,
  recedes: (y, step, slack) => (y > 0 ? Math.abs(step) <= slack : step <= slack),
};
