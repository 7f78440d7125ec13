import { checkVector } from '../../foundation/index.js';
import {
  generalizedLinearModel,
  type Family,
  type GeneralizedLinearModel,
  type GeneralizedLinearOptions,
} from './generalized-linear-model.js';

/**
 * Logistic regression: P(y = 1) = 1 / (1 + e^(−η)), η = xᵀβ + offset, by maximum likelihood. A response may be a share of
 * successes in [0, 1] when `weights` hold the numbers of trials (the likelihood then leaves out the binomial coefficients).
 *
 * Cost: O(n p²) a Newton step, 5 to 10 steps.
 *
 * @param design - one row of p numbers an observation; include a 1 for an intercept
 * @param response - 0, 1, or a share between, one an observation
 * @throws InvalidInputError when shapes do not fit, a value is not finite or out of range, columns are linearly dependent,
 * or `ridge` is above 0 with robust or clustered errors.
 * @see P. McCullagh, J. Nelder, Generalized Linear Models (1989), chapter 4; A. Albert, J. Anderson, Biometrika 71 (1984) 1,
 * for separation
 *
 * @example
 * ```ts
 * import { logisticRegression } from 'polity/statistics';
 * const design = [[1, 1], [1, 2], [1, 3], [1, 4], [1, 5], [1, 6]];
 * const fit = logisticRegression(design, [0, 0, 1, 0, 1, 1]);
 * fit.coefficients.map(({ estimate }) => estimate); // [-4.2491, 1.2140]
 * logisticRegression(design, [0, 0, 0, 1, 1, 1]).problem; // 'separation'
 * ```
 */
export function logisticRegression(
  design: readonly ArrayLike<number>[],
  response: ArrayLike<number>,
  options: GeneralizedLinearOptions = {},
): GeneralizedLinearModel {
  const y = checkVector('response', response, { min: 0, max: 1 });
  return generalizedLinearModel(LOGISTIC, design, y, options);
}

const xLogX = (x: number) => (x > 0 ? x * Math.log(x) : 0);

const LOGISTIC: Family = {
  name: 'logistic',
  mean: (eta) => (eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta))),
  variance: (mean) => mean * (1 - mean),
  logDensity: (y, eta) => y * eta - Math.max(0, eta) - Math.log1p(Math.exp(-Math.abs(eta))),
  saturated: (y) => xLogX(y) + xLogX(1 - y),
  link: (mean) => Math.log(mean / (1 - mean)),
  recedes: (y, step, slack) => (y === 1 ? step >= -slack : y === 0 ? step <= slack : Math.abs(step) <= slack),
};
