import { checkOneOf } from '../../foundation/index.js';
import { checkBelief, checkPrecision } from './model.js';

/** What a private signal says, and what an agent can do. */
export type Side = 'good' | 'bad';

/** A public belief and what an agent's signal says about it. */
export interface Signal {
  /** P(good) before the signal. */
  readonly belief: number;
  /** Probability in [½, 1] that the signal is right. */
  readonly precision: number;
  readonly signal: Side;
}

/**
 * Probability of a signal at a belief: P(good) = qb + (1 − q)(1 − b).
 *
 * @throws InvalidInputError when belief or precision are out of range
 * @see arXiv 2504.02648, model
 *
 * @example
 * ```ts
 * import { signalProbability } from 'polity/consensus';
 * signalProbability({ belief: 0.5, precision: 0.7, signal: 'good' }); // 0.5
 * ```
 */
export function signalProbability({ belief, precision, signal }: Signal): number {
  const b = checkBelief(belief);
  const q = checkPrecision(precision);
  return checkOneOf('signal', signal, ['good', 'bad']) === 'good'
    ? q * b + (1 - q) * (1 - b)
    : q * (1 - b) + (1 - q) * b;
}

/**
 * Bayes' posterior of `good` after a signal: qb/(qb + (1 − q)(1 − b)) after `good`, (1 − q)b/((1 − q)b + q(1 − b)) after
 * `bad`. The beliefs 0 and 1 stay what they are, also after a signal that they hold impossible.
 *
 * @throws InvalidInputError when belief or precision are out of range
 * @see arXiv 2504.02648, model
 *
 * @example
 * ```ts
 * import { posterior } from 'polity/consensus';
 * posterior({ belief: 0.5, precision: 0.7, signal: 'good' }); // 0.7
 * posterior({ belief: 0.3, precision: 0.7, signal: 'good' }); // 0.5
 * ```
 */
export function posterior({ belief, precision, signal }: Signal): number {
  const probability = signalProbability({ belief, precision, signal });
  if (belief === 0 || belief === 1) return belief;
  return ((signal === 'good' ? precision : 1 - precision) * belief) / probability;
}
