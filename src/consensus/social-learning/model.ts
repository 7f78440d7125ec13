import { checkNumber, checkOneOf, checkPositive, checkProbability, InvalidInputError } from '../../foundation/index.js';

/** Who chooses how precise the private signals are: one that wants agents right, or one that wants the action `good`. */
export type PlannerKind = (typeof plannerKinds)[number];
const plannerKinds = ['altruistic', 'biased'] as const;

/** What it costs to move the precision of one agent's signal by `deviation` = |q − p| from the baseline. */
export type PrecisionCost = (deviation: number) => number;

/**
 * Sequential social learning under a planner. The world is good or bad; agents act once each, in public; agent i sees a
 * private signal that is right with probability qᵢ and the history of actions and precisions. The planner knows no more
 * than the public and chooses qᵢ: from [p, 1] if altruistic, from [½, 1] if biased.
 */
export interface SocialLearning {
  readonly planner: PlannerKind;
  /** Precision p ∈ [½, 1) of a signal that costs nothing. */
  readonly baseline: number;
  /** Discount factor δ ∈ [0, 1) from one agent to the next. */
  readonly discount: number;
  /** C > 0: what the planner loses with a wrong action (altruistic) or with the action `bad` (biased); default 1. */
  readonly loss?: number;
  /** β: 0 at 0, increasing and concave. */
  readonly cost: PrecisionCost;
}

/**
 * The linear cost β = slope · |q − p|, that of the paper's simulations.
 *
 * @param slope - k ≥ 0
 * @throws InvalidInputError for a negative slope
 *
 * @example
 * ```ts
 * import { linearCost } from 'polity/consensus';
 * linearCost(0.8)(0.3); // 0.24
 * ```
 */
export function linearCost(slope: number): PrecisionCost {
  checkNumber('slope', slope, { min: 0 });
  return (deviation) => slope * deviation;
}

/**
 * The concave cost β = scale · |q − p|^exponent.
 *
 * @param scale - ≥ 0
 * @param options - `exponent` in (0, 1], default ½
 * @throws InvalidInputError when an argument is out of range
 *
 * @example
 * ```ts
 * import { powerCost } from 'polity/consensus';
 * powerCost(2)(0.25); // 1
 * ```
 */
export function powerCost(scale: number, { exponent = 0.5 }: { readonly exponent?: number } = {}): PrecisionCost {
  checkNumber('scale', scale, { min: 0 });
  checkNumber('exponent', exponent, { min: 0, max: 1, aboveMin: true });
  return (deviation) => scale * deviation ** exponent;
}

/** A model with its defaults filled in, once checked. */
export type CheckedModel = Required<SocialLearning>;

const COST_STEPS = 64;

/** Checks a model and fills in its defaults; β is tested for its three conditions on an even grid. */
export function checkModel({ planner, baseline, discount, loss = 1, cost }: SocialLearning): CheckedModel {
  checkOneOf('planner', planner, plannerKinds);
  checkNumber('baseline', baseline, { min: 0.5, max: 1, belowMax: true });
  checkNumber('discount', discount, { min: 0, max: 1, belowMax: true });
  checkPositive('loss', loss);
  if (typeof cost !== 'function') throw new InvalidInputError('cost', cost, 'be a function of |q − p|');
  const widest = 0.5;
  let [before, now] = [NaN, checkNumber('cost(0)', cost(0), { min: 0, max: 0 })];
  for (let step = 1; step <= COST_STEPS; step++) {
    const deviation = (widest * step) / COST_STEPS;
    const next = checkNumber(`cost(${deviation})`, cost(deviation), { min: 0 });
    const slack = 1e-12 * Math.max(1, next);
    if (next < now - slack) throw new InvalidInputError('cost', `a fall before ${deviation}`, 'not decrease');
    if (next - now > now - before + slack) {
      throw new InvalidInputError('cost', `a steepening at ${deviation}`, 'be concave in |q − p|');
    }
    [before, now] = [now, next];
  }
  return { planner, baseline, discount, loss, cost };
}

/** A public belief P(the world is good). */
export function checkBelief(belief: unknown): number {
  return checkProbability('belief', belief);
}

/** A precision of a signal. */
export function checkPrecision(precision: unknown): number {
  return checkNumber('precision', precision, { min: 0.5, max: 1 });
}
