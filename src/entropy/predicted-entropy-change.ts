import { checkVector } from '../foundation/index.js';
import { weightedCovariance } from './covariance.js';
import { logSoftmax } from './softmax.js';

/** One-step change of the entropy of a softmax policy, in nats. */
export interface EntropyChange {
  /** First order: −Cov_π(log π, Δz). */
  readonly predicted: number;
  /** Second-order term: −½ [E((log π + H)(Δz − E Δz)²) + Var Δz]. */
  readonly curvature: number;
  /** Entropy after the step less entropy before. */
  readonly actual: number;
  /** actual − predicted: of second order in the step. */
  readonly error: number;
}

/**
 * How a change Δz of the logits changes the entropy: to first order by minus the covariance of log-probability and logit
 * change. The cumulants of Δz under the path z + tΔz give the next term, so that `error − curvature` is of third order.
 * A constant added to Δz changes nothing; at a uniform policy the first order vanishes.
 *
 * @param logits - of one state
 * @param step - Δz, one number an action
 * @throws InvalidInputError when lengths differ or a value is not finite.
 * @see arXiv 2505.22617, Lemma 1; the second-order term follows from differentiating −Cov_t(log π_t, Δz) once more
 *
 * @example
 * ```ts
 * import { logitStep, predictedEntropyChange } from 'polity/entropy';
 * const logits = [2, 1, 0, -1];
 * predictedEntropyChange(logits, logitStep(logits, [1, 0, 0, 0])).predicted; // -0.101655
 * predictedEntropyChange(logits, logitStep(logits, [1, 0, 0, 0], { method: 'npg' })).predicted; // -0.326688
 * ```
 */
export function predictedEntropyChange(logits: ArrayLike<number>, step: ArrayLike<number>): EntropyChange {
  const z = checkVector('logits', logits);
  const delta = checkVector('step', step, { length: z.length });
  const logp = logSoftmax(z);
  const p = logp.map(Math.exp);
  const before = entropyOfLog(logp);
  const predicted = -weightedCovariance(p, logp, delta);
  const mean = delta.reduce((sum, d, a) => sum + p[a] * d, 0);
  const curvature = -delta.reduce((sum, d, a) => sum + p[a] * (logp[a] + before + 1) * (d - mean) ** 2, 0) / 2;
  const actual = entropyOfLog(logSoftmax(z.map((value, a) => value + delta[a]))) - before;
  return { predicted, curvature, actual, error: actual - predicted };
}

function entropyOfLog(logp: Float64Array): number {
  return logp.reduce((sum, l) => sum - Math.exp(l) * l, 0);
}
