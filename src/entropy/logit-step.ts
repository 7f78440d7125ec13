import { checkNumber, checkOneOf, checkVector } from '../foundation/index.js';
import { softmax } from './softmax.js';

/**
 * Exact-expectation update of a tabular softmax policy: `pg` policy gradient; `npg` natural policy gradient; `rloo` and
 * `grpo` the group estimators in the limit of many responses, where a leave-one-out baseline leaves the policy gradient
 * as it is and a group-standardised advantage divides it by the standard deviation of the reward under the policy.
 */
export type PolicyUpdate = (typeof policyUpdates)[number];
export const policyUpdates = ['pg', 'npg', 'grpo', 'rloo'] as const;

export interface LogitStepOptions {
  /** Default `'pg'`. */
  readonly method?: PolicyUpdate;
  /** η; default 1, so that the step is the slope. */
  readonly learningRate?: number;
}

/**
 * Change of the logits of one state in one step of exact training, with A the advantage centred under the policy:
 * Δzₐ = η πₐ Aₐ (`pg`, `rloo`), η πₐ Aₐ / √Var_π(A) (`grpo`), η Aₐ (`npg`, up to a constant that changes no probability).
 *
 * A baseline other than the value is no obstacle: the advantages are centred first. Where all advantages are equal the
 * step is 0, also for `grpo`.
 *
 * @param logits - of one state
 * @param advantages - reward or advantage of each action
 * @throws InvalidInputError when lengths differ or a value is not finite.
 * @see arXiv 2505.22617, Proposition 1, Theorems 1 and 2
 *
 * @example
 * ```ts
 * import { logitStep } from 'polity/entropy';
 * logitStep([0, 0], [1, 0]); // [0.25, -0.25]
 * logitStep([0, 0], [1, 0], { method: 'npg', learningRate: 0.1 }); // [0.05, -0.05]
 * ```
 */
export function logitStep(
  logits: ArrayLike<number>,
  advantages: ArrayLike<number>,
  { method = 'pg', learningRate = 1 }: LogitStepOptions = {},
): Float64Array {
  checkOneOf('method', method, policyUpdates);
  checkNumber('learningRate', learningRate, { min: 0 });
  const p = softmax(logits);
  const centred = checkVector('advantages', advantages, { length: p.length });
  const mean = centred.reduce((sum, value, a) => sum + p[a] * value, 0);
  let variance = 0;
  for (let a = 0; a < p.length; a++) {
    centred[a] -= mean;
    variance += p[a] * centred[a] ** 2;
  }
  if (method === 'npg') return centred.map((value) => learningRate * value);
  const scale = method !== 'grpo' ? learningRate : variance > 0 ? learningRate / Math.sqrt(variance) : 0;
  return centred.map((value, a) => scale * p[a] * value);
}
