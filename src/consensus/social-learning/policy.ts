import { checkInteger, checkNumber } from '../../foundation/index.js';
import type { Precision } from './agent.js';
import { checkBelief, checkModel, checkPrecision, type SocialLearning } from './model.js';
import { planAt } from './plan-at.js';

/** What precision a planner chooses at a public belief. */
export type Policy = (belief: number) => Precision;

/**
 * The policy of a planner without a future (δ = 0).
 *
 * @throws InvalidInputError when the model is out of range
 * @see arXiv 2504.02648, Theorems 1 and 4
 *
 * @example
 * ```ts
 * import { linearCost, myopicPolicy } from 'polity/consensus';
 * const policy = myopicPolicy({ planner: 'altruistic', baseline: 0.7, discount: 0.9, cost: linearCost(0.8) });
 * [policy(0.23).precision, policy(0.25).precision]; // [0.7, 1]
 * ```
 */
export function myopicPolicy(model: SocialLearning): Policy {
  const now = { ...checkModel(model), discount: 0 };
  return (belief) => planAt(now, belief).action;
}

/**
 * The policy that leaves every signal at the same precision; with the baseline, no control at all.
 *
 * @throws InvalidInputError for a precision outside [½, 1]
 *
 * @example
 * ```ts
 * import { constantPolicy } from 'polity/consensus';
 * constantPolicy(0.7)(0.2).precision; // 0.7
 * ```
 */
export function constantPolicy(precision: number): Policy {
  checkPrecision(precision);
  return () => ({ precision });
}

/** How far a policy deviates from another. */
export interface PolicyDeviation {
  /** Mean of |q − q′|/q′ over all beliefs looked at. */
  readonly mean: number;
  /** Share of beliefs at which it is below 0.1. */
  readonly within10Percent: number;
  readonly bins: readonly { readonly from: number; readonly to: number; readonly mean: number }[];
}

/**
 * Relative deviation |q(b) − q′(b)|/q′(b) of a policy from a reference, over bins of belief.
 *
 * @param policy - q
 * @param reference - q′
 * @param options - `bins` of equal width (default 10), `points` looked at in the middle of equal parts of each (default 20)
 * @throws InvalidInputError when an option is not a whole number of at least 1, or a policy leaves [½, 1]
 * @see arXiv 2504.02648, figure 2b (deviation of a language-model planner from the optimal policy)
 *
 * @example
 * ```ts
 * import { constantPolicy, policyDeviation } from 'polity/consensus';
 * policyDeviation(constantPolicy(0.77), constantPolicy(0.7)).mean; // 0.1
 * ```
 */
export function policyDeviation(
  policy: Policy,
  reference: Policy,
  { bins = 10, points = 20 }: { readonly bins?: number; readonly points?: number } = {},
): PolicyDeviation {
  checkInteger('bins', bins, { min: 1 });
  checkInteger('points', points, { min: 1 });
  const deviation = (belief: number) => {
    const [q, of] = [checkPrecision(policy(belief).precision), checkPrecision(reference(belief).precision)];
    return Math.abs(q - of) / of;
  };
  const all = Array.from({ length: bins * points }, (_, i) => deviation((i + 0.5) / (bins * points)));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean: mean(all),
    within10Percent: all.filter((value) => value < 0.1).length / all.length,
    bins: Array.from({ length: bins }, (_, bin) => ({
      from: bin / bins,
      to: (bin + 1) / bins,
      mean: mean(all.slice(bin * points, (bin + 1) * points)),
    })),
  };
}

/** How close to its limit a precision is taken that can only be approached, by default. */
export const APPROACH = 1e-10;

/** The precision itself, with one that is approached taken a little off its limit. */
export function attained({ precision, limit = 'none' }: Precision, approach: number): number {
  if (limit === 'none') return checkPrecision(precision);
  return Math.min(1, Math.max(0.5, checkPrecision(precision) + (limit === 'above' ? approach : -approach)));
}

/** The prior of a society, strictly inside (0, 1) since nothing moves 0 and 1. */
export function checkPrior(prior: number): number {
  checkBelief(prior);
  return checkNumber('prior', prior, { min: 0, max: 1, aboveMin: true, belowMax: true });
}
