import { checkVector } from '../foundation/index.js';

/**
 * Softmax πₐ = e^{zₐ} / Σ e^{z_b} of logits, computed after subtracting the largest so that nothing overflows.
 *
 * @param logits - at least one finite number
 * @throws InvalidInputError when a logit is not finite.
 *
 * @example
 * ```ts
 * import { softmax } from 'polity/entropy';
 * softmax([2, 1, 0, -1]); // [0.643914, 0.236883, 0.087144, 0.032059]
 * ```
 */
export function softmax(logits: ArrayLike<number>): Float64Array {
  return logSoftmax(logits).map(Math.exp);
}

/**
 * Log-probabilities log πₐ = zₐ − log Σ e^{z_b}, in nats.
 *
 * @throws InvalidInputError when a logit is not finite.
 *
 * @example
 * ```ts
 * import { logSoftmax } from 'polity/entropy';
 * logSoftmax([0, 0]); // [-0.693147, -0.693147]
 * ```
 */
export function logSoftmax(logits: ArrayLike<number>): Float64Array {
  const z = checkVector('logits', logits);
  let largest = -Infinity;
  for (const value of z) largest = Math.max(largest, value);
  let sum = 0;
  for (const value of z) sum += Math.exp(value - largest);
  const logSum = Math.log(sum);
  return z.map((value) => value - largest - logSum);
}
