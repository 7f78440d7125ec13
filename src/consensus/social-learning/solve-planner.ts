import { checkInteger } from '../../foundation/index.js';
import { solvePlannerOnGrid, type GridOptions } from './grid-planner.js';
import { checkBelief, checkModel, type SocialLearning } from './model.js';
import { checkPlanOptions, planWith, type Plan, type PlanOptions } from './plan-at.js';
import { PlannerStates, type Move, type PlannedAction } from './planner-states.js';

/** Neighbouring beliefs at which the planner does the same thing. */
export interface Phase {
  readonly move: Move;
  readonly from: number;
  readonly to: number;
}

/** Whether a value function is convex, and where it fails to be most. */
export interface Convexity {
  readonly holds: boolean;
  /** Three beliefs, the middle one halfway, whose middle value lies furthest above the chord. */
  readonly worst: {
    readonly beliefs: readonly [left: number, middle: number, right: number];
    /** Middle value minus the mean of the outer two: positive where convexity fails. */
    readonly excess: number;
  };
}

/** A planner's optimum over all beliefs. */
export interface PlannerSolution {
  readonly beliefs: Float64Array;
  readonly value: Float64Array;
  readonly actions: readonly PlannedAction[];
  /** Phases as found, with ends bisected to `boundaryTolerance`. */
  readonly phases: readonly Phase[];
  readonly convexity: Convexity;
  /** Largest distance between the bounds on a value. */
  readonly errorBound: number;
  readonly converged: boolean;
  /** Against value iteration with all precisions; null when not asked for. */
  readonly grid: { readonly gap: number; readonly at: number } | null;
  /** The plan at any belief. */
  readonly plan: (belief: number) => Plan;
}

export interface SolvePlannerOptions extends PlanOptions {
  /** Even points on [0, 1], odd so that ½ is one; default 401. */
  readonly points?: number;
  /** Where a phase ends, to this in belief; default 10⁻⁶. */
  readonly boundaryTolerance?: number;
  /** The check on a grid, or false to leave it out. */
  readonly grid?: GridOptions | false;
}

/**
 * Value, policy and phases of a planner over all public beliefs, with what is otherwise assumed reported: which phases
 * there are, whether the value is convex, and how far value iteration on a grid with all precisions differs.
 *
 * @param model - planner, baseline p, discount δ, loss C and cost β
 * @throws InvalidInputError when the model or an option is out of range
 * @see arXiv 2504.02648, Theorems 1–5 (which this does not assume)
 *
 * @example
 * ```ts
 * import { linearCost, solvePlanner } from 'polity/consensus';
 * const model = { planner: 'altruistic', baseline: 0.7, discount: 0.9, cost: linearCost(0.8) } as const;
 * const { phases, convexity } = solvePlanner(model, { points: 101, grid: false });
 * phases.map(({ move }) => move); // ['ignore', 'full', 'ignore']
 * phases[1].from; // 0.024
 * convexity.holds; // true
 * ```
 */
export function solvePlanner(
  model: SocialLearning,
  { points = 401, boundaryTolerance = 1e-6, grid = {}, ...planOptions }: SolvePlannerOptions = {},
): PlannerSolution {
  const checked = checkModel(model);
  checkInteger('points', points, { min: 3 });
  const options = checkPlanOptions(planOptions);
  const states = new PlannerStates(checked);
  const plan = (belief: number) => planWith(states, checked, checkBelief(belief), options);
  const beliefs = Float64Array.from({ length: points }, (_, i) => i / (points - 1));
  const plans = Array.from(beliefs, plan);
  const value = Float64Array.from(plans, (found) => found.value);
  const errorBound = Math.max(...plans.map((found) => found.errorBound));
  return {
    beliefs,
    value,
    actions: plans.map(({ action }) => action),
    phases: phasesOf(beliefs, plans, plan, boundaryTolerance),
    convexity: convexityOf(beliefs, value, 2 * errorBound + 1e-12),
    errorBound,
    converged: plans.every((found) => found.converged),
    grid: grid === false ? null : gridGap(model, grid, plan),
    plan,
  };
}

function phasesOf(
  beliefs: Float64Array,
  plans: readonly Plan[],
  plan: (belief: number) => Plan,
  tolerance: number,
): Phase[] {
  const phases: Phase[] = [];
  let from = 0;
  plans.forEach(({ action: { move } }, i) => {
    const next = plans[i + 1]?.action.move;
    if (next === move) return;
    const to = next === undefined ? 1 : boundary(beliefs[i], beliefs[i + 1], move, plan, tolerance);
    phases.push({ move, from, to });
    from = to;
  });
  return phases;
}

/** Where a move ends between two beliefs, by bisection. */
function boundary(left: number, right: number, move: Move, plan: (belief: number) => Plan, tolerance: number): number {
  while (right - left > tolerance) {
    const middle = (left + right) / 2;
    if (plan(middle).action.move === move) left = middle;
    else right = middle;
  }
  return (left + right) / 2;
}

function convexityOf(beliefs: Float64Array, value: Float64Array, slack: number): Convexity {
  const last = beliefs.length - 1;
  let [middle, span, excess] = [1, 1, -Infinity];
  for (let step = 1; 2 * step <= last; step *= 2) {
    for (let i = step; i + step <= last; i++) {
      const above = value[i] - (value[i - step] + value[i + step]) / 2;
      if (above > excess) [middle, span, excess] = [i, step, above];
    }
  }
  const worst = [beliefs[middle - span], beliefs[middle], beliefs[middle + span]] as const;
  return { holds: excess <= slack, worst: { beliefs: worst, excess } };
}

function gridGap(model: SocialLearning, options: GridOptions, plan: (belief: number) => Plan) {
  const { beliefs, value } = solvePlannerOnGrid(model, options);
  let [gap, at] = [0, 0];
  beliefs.forEach((belief, i) => {
    const difference = Math.abs(value[i] - plan(belief).value);
    if (difference > gap) [gap, at] = [difference, belief];
  });
  return { gap, at };
}
