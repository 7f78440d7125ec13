import { checkNumber, checkVector } from '../foundation/index.js';
import { entropyGradient } from './policy-entropy.js';
import { logSoftmax } from './softmax.js';

/** A term of a loss that needs the whole distribution of a state, with its gradient with respect to the logits. */
export interface LogitLoss {
  readonly loss: number;
  /** dLoss/dz of each action. */
  readonly gradient: Float64Array;
}

/**
 * Entropy bonus −αH(π) of one state.
 *
 * @param options - `coefficient` α ≥ 0
 * @throws InvalidInputError when a logit is not finite or α is negative.
 *
 * @example
 * ```ts
 * import { entropyBonus } from 'polity/entropy';
 * entropyBonus([2, 1, 0, -1], { coefficient: 0.01 }).loss; // -0.00947537
 * ```
 */
export function entropyBonus(logits: ArrayLike<number>, { coefficient }: { readonly coefficient: number }): LogitLoss {
  checkNumber('coefficient', coefficient, { min: 0 });
  const h = logSoftmax(logits).reduce((sum, l) => sum - Math.exp(l) * l, 0);
  return { loss: -coefficient * h, gradient: entropyGradient(logits).map((slope) => -coefficient * slope) };
}

/**
 * Divergence βD_KL(π‖π_ref) = βΣ π(log π − log π_ref) of one state from a reference policy.
 *
 * @param reference - logits of the reference policy
 * @param options - `coefficient` β ≥ 0
 * @throws InvalidInputError when lengths differ, a logit is not finite or β is negative.
 *
 * @example
 * ```ts
 * import { referenceKl } from 'polity/entropy';
 * referenceKl([2, 1, 0, -1], [0, 0, 0, 0], { coefficient: 1 }).loss; // 0.438757
 * ```
 */
export function referenceKl(
  logits: ArrayLike<number>,
  reference: ArrayLike<number>,
  { coefficient }: { readonly coefficient: number },
): LogitLoss {
  checkNumber('coefficient', coefficient, { min: 0 });
  const logp = logSoftmax(logits);
  const other = logSoftmax(checkVector('reference', reference, { length: logp.length }));
  const divergence = logp.reduce((sum, l, a) => sum + Math.exp(l) * (l - other[a]), 0);
  return {
    loss: coefficient * divergence,
    gradient: logp.map((l, a) => coefficient * Math.exp(l) * (l - other[a] - divergence)),
  };
}
