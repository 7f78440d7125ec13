import { checkOneOf, InvalidInputError } from '../../foundation/index.js';
import { follows, bayesianAgent, type Precision } from './agent.js';
import { checkBelief, checkModel, checkPrecision, type CheckedModel, type SocialLearning } from './model.js';
import { signalProbability } from './posterior.js';

/**
 * Expected reward of the planner from one agent: −β(|q − p|) − C · P(wrong action) for the altruistic planner and
 * −β(|q − p|) − C · P(action bad) for the biased one. An agent that follows its signal is wrong with probability 1 − q
 * and acts bad with b + q − 2bq; one in a cascade is wrong with min(b, 1 − b) and acts bad with 0 or 1.
 *
 * @param choice - `belief`, `precision`, `limit`
 * @throws InvalidInputError when the model or a number is out of range, or an altruistic planner lowers the precision
 * @see arXiv 2504.02648, rewards of the two planners
 *
 * @example
 * ```ts
 * import { expectedReward, linearCost } from 'polity/consensus';
 * const model = { planner: 'altruistic', baseline: 0.7, discount: 0.9, cost: linearCost(0.8) } as const;
 * expectedReward(model, { belief: 0.5, precision: 0.7 }); // -0.3
 * expectedReward(model, { belief: 0.5, precision: 1 }); // -0.24
 * ```
 */
export function expectedReward(model: SocialLearning, choice: Precision & { readonly belief: number }): number {
  const checked = checkModel(model);
  checkBelief(choice.belief);
  checkPrecision(choice.precision);
  checkOneOf('limit', choice.limit ?? 'none', ['none', 'below', 'above']);
  if (checked.planner === 'altruistic' && choice.precision < checked.baseline) {
    throw new InvalidInputError('precision', choice.precision, `be at least ${checked.baseline}, the baseline`);
  }
  const { belief, precision, limit } = choice;
  return follows(belief, precision, limit, bayesianAgent)
    ? revealingReward(checked, belief, precision)
    : cascadeReward(checked, belief, precision);
}

/** Reward while an agent follows its signal. */
export function revealingReward(model: CheckedModel, belief: number, precision: number): number {
  const undesired =
    model.planner === 'altruistic' ? 1 - precision : signalProbability({ belief, precision, signal: 'bad' });
  return -costOf(model, precision) - model.loss * undesired;
}

/** Reward while an agent ignores its signal. */
export function cascadeReward(model: CheckedModel, belief: number, precision: number): number {
  const undesired = model.planner === 'altruistic' ? Math.min(belief, 1 - belief) : belief > 0.5 ? 0 : 1;
  return -costOf(model, precision) - model.loss * undesired;
}

function costOf({ cost, baseline }: CheckedModel, precision: number): number {
  return cost(Math.abs(precision - baseline));
}
