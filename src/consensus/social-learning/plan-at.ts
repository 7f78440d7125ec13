import { checkInteger, checkPositive } from '../../foundation/index.js';
import { checkBelief, checkModel, type CheckedModel, type SocialLearning } from './model.js';
import { PlannerStates, type PlannedAction } from './planner-states.js';

export interface PlanOptions {
  /** How far the two bounds on a value may be apart, in units of the reward; default 10⁻⁹. */
  readonly tolerance?: number;
  /** Most beliefs to expand, default 400,000; with fewer than needed the bounds are wider and `converged` is false. */
  readonly maxStates?: number;
}

/** The best plan at one belief. */
export interface Plan {
  /** Discounted reward of the plan that was found: the lower bound. */
  readonly value: number;
  /** No plan made of the same moves is worth more than value + errorBound. */
  readonly errorBound: number;
  readonly action: PlannedAction;
  /** Whether `errorBound` is at most the tolerance. */
  readonly converged: boolean;
}

/**
 * The best plan at a public belief, by exact recursion on the beliefs that can be reached from it.
 *
 * V(b) = max over moves of r(b, q) + δ E V(b′). The moves are q = p, the least precision that an agent still follows,
 * q = 1, and for the biased planner also q just below what is followed and just above the least (its value jumps at ½,
 * and such suprema are not attained: see `action.limit`). For a concave cost these moves are best wherever the value is
 * convex between the beliefs they lead to; {@link solvePlannerOnGrid}, which tries all precisions, is the check.
 *
 * Beliefs are expanded until what lies beyond is worth less than the tolerance; both bounds come out of the recursion.
 *
 * @param model - planner, baseline p, discount δ, loss C and cost β
 * @param belief - P(good) in [0, 1]
 * @throws InvalidInputError when the model, the belief or an option is out of range
 * @see arXiv 2504.02648, the planner's Markov decision process
 *
 * @example
 * ```ts
 * import { linearCost, planAt } from 'polity/consensus';
 * const model = { planner: 'biased', baseline: 0.7, discount: 0.9, cost: linearCost(0.5) } as const;
 * const { value, action } = planAt(model, 0.5);
 * value; // -1.9090909
 * action.limit; // 'above'
 * ```
 */
export function planAt(model: SocialLearning, belief: number, options: PlanOptions = {}): Plan {
  const checked = checkModel(model);
  return planWith(new PlannerStates(checked), checked, checkBelief(belief), checkPlanOptions(options));
}

export function checkPlanOptions({ tolerance = 1e-9, maxStates = 400_000 }: PlanOptions): Required<PlanOptions> {
  return {
    tolerance: checkPositive('tolerance', tolerance),
    maxStates: checkInteger('maxStates', maxStates, { min: 2 }),
  };
}

/** {@link planAt} on states that may be known already from other beliefs. */
export function planWith(
  states: PlannerStates,
  { planner, baseline, loss, discount }: CheckedModel,
  belief: number,
  options: Required<PlanOptions>,
): Plan {
  if (belief === 0 || belief === 1) {
    const value = planner === 'biased' && belief === 0 ? -loss / (1 - discount) : 0;
    const action = { move: 'ignore', precision: baseline, limit: 'none', reveals: false } as const;
    return { value, errorBound: 0, action, converged: true };
  }
  const { lower, upper, action } = states.solve(belief, options);
  return { value: lower, errorBound: upper - lower, action, converged: upper - lower <= options.tolerance };
}
