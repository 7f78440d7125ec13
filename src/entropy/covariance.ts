import { checkVector } from '../foundation/index.js';
import { checkProbabilities } from './policy-entropy.js';

/**
 * Covariance Cov_π(x, y) = Σ πₐ(xₐ − E x)(yₐ − E y) under a distribution.
 *
 * @param probabilities - π, sums to 1
 * @param x - one number an outcome
 * @param y - one number an outcome
 * @throws InvalidInputError when lengths differ, a value is not finite or π is no distribution.
 *
 * @example
 * ```ts
 * import { covariance } from 'polity/entropy';
 * covariance([0.5, 0.5], [0, 1], [3, 5]); // 0.5
 * ```
 */
export function covariance(probabilities: ArrayLike<number>, x: ArrayLike<number>, y: ArrayLike<number>): number {
  const p = checkProbabilities('probabilities', probabilities);
  return weightedCovariance(p, checkVector('x', x, { length: p.length }), checkVector('y', y, { length: p.length }));
}

/** {@link covariance} of arguments that are known to be good. */
export function weightedCovariance(p: Float64Array, x: Float64Array, y: Float64Array): number {
  let [meanX, meanY] = [0, 0];
  for (let a = 0; a < p.length; a++) {
    meanX += p[a] * x[a];
    meanY += p[a] * y[a];
  }
  // Centred products: the textbook difference of moments would cancel for logits far from zero.
  let sum = 0;
  for (let a = 0; a < p.length; a++) sum += p[a] * (x[a] - meanX) * (y[a] - meanY);
  return sum;
}
