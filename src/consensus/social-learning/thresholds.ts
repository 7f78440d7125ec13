import { InvalidInputError } from '../../foundation/index.js';
import { findRoot } from '../../numerics/index.js';
import { checkBelief, checkModel, type CheckedModel, type SocialLearning } from './model.js';

/** Closed-form thresholds of the altruistic planner. */
export interface AltruisticThresholds {
  /** `cheap` where a perfect signal costs less than the baseline's errors, β(1) < C(1 − p); `expensive` otherwise. */
  readonly regime: 'cheap' | 'expensive';
  /** t_M: without a future the planner buys q = 1 for beliefs in (t_M, 1 − t_M); ½ in the expensive regime. */
  readonly myopic: number;
  /** Where investment begins, (1 − δ)β(1)/C in the cheap regime; null in the expensive one, where there is no closed form. */
  readonly investment: number | null;
}

/**
 * Thresholds of the altruistic planner that have a closed form.
 *
 * In the cheap regime the value is V(b) = max{−C min(b, 1 − b)/(1 − δ), −β(1)}: a concave cost makes q = 1 the best of
 * all revealing precisions, after which nothing more is paid. See {@link cheapValue}.
 *
 * @throws InvalidInputError when the model is out of range or its planner is not altruistic
 * @see arXiv 2504.02648, Theorem 1 (t_M)
 *
 * @example
 * ```ts
 * import { altruisticThresholds, linearCost } from 'polity/consensus';
 * altruisticThresholds({ planner: 'altruistic', baseline: 0.7, discount: 0.9, cost: linearCost(0.8) });
 * // { regime: 'cheap', myopic: 0.24, investment: 0.024 }
 * ```
 */
export function altruisticThresholds(model: SocialLearning): AltruisticThresholds {
  const { loss, discount, baseline, cost } = checkPlanner(model, 'altruistic');
  const perfect = cost(1 - baseline);
  if (perfect >= loss * (1 - baseline)) return { regime: 'expensive', myopic: 0.5, investment: null };
  return { regime: 'cheap', myopic: perfect / loss, investment: ((1 - discount) * perfect) / loss };
}

/**
 * Value of the altruistic planner in the cheap regime, V(b) = max{−C min(b, 1 − b)/(1 − δ), −β(1)}.
 *
 * @throws InvalidInputError in the expensive regime, and when an argument is out of range
 *
 * @example
 * ```ts
 * import { cheapValue, linearCost } from 'polity/consensus';
 * const model = { planner: 'altruistic', baseline: 0.7, discount: 0.9, cost: linearCost(0.8) } as const;
 * cheapValue(model, 0.5); // -0.24
 * cheapValue(model, 0.01); // -0.1
 * ```
 */
export function cheapValue(model: SocialLearning, belief: number): number {
  const { loss, discount, baseline, cost } = checkPlanner(model, 'altruistic');
  checkBelief(belief);
  const perfect = cost(1 - baseline);
  if (perfect >= loss * (1 - baseline)) {
    throw new InvalidInputError('cost', perfect, `be below C(1 − p) = ${loss * (1 - baseline)} at q = 1`);
  }
  return Math.max((-loss * Math.min(belief, 1 - belief)) / (1 - discount), -perfect);
}

/** Thresholds of the biased planner without a future, and what holding a good cascade is worth. */
export interface BiasedThresholds {
  /** Least belief at which raising the precision to 1 − b pays at once: 2Cb(1 − b) = β(1 − b − p); null if none below 1 − p. */
  readonly escape: number | null;
  /** Largest belief in (1 − p, ½] up to which lowering the precision to 1 − b pays at once; null if none. */
  readonly lowering: number | null;
}

/**
 * Thresholds of the myopic biased planner. For a linear cost of slope k the second is ½(1 − k/C).
 *
 * @throws InvalidInputError when the model is out of range or its planner is not biased
 * @see arXiv 2504.02648, Theorem 4
 *
 * @example
 * ```ts
 * import { biasedThresholds, linearCost } from 'polity/consensus';
 * biasedThresholds({ planner: 'biased', baseline: 0.7, discount: 0, cost: linearCost(0.5) }).escape; // 0.06319487
 * ```
 */
export function biasedThresholds(model: SocialLearning): BiasedThresholds {
  const { loss, baseline, cost } = checkPlanner(model, 'biased');
  const edge = 1 - baseline;
  const escapeGain = (b: number) => 2 * loss * b * (1 - b) - cost(Math.max(0, edge - b));
  // A signal of precision q makes the action bad with b + q − 2bq: lowering q by d gains C(1 − 2b)d.
  const loweringGain = (b: number) => loss * (1 - 2 * b) * (b - edge) - cost(Math.max(0, b - edge));
  return {
    escape: escapeGain(0) >= 0 ? 0 : firstSignChange(escapeGain, 0, edge),
    lowering: lastPositive(loweringGain, edge, 0.5),
  };
}

/**
 * Value of holding the good cascade for ever with a precision just below the belief, −β(p − b)/(1 − δ) for b ∈ (½, p]
 * and 0 above p.
 *
 * @param belief - above ½; ½ itself means the limit from above
 * @throws InvalidInputError for a belief below ½, where there is no good cascade to hold
 * @see arXiv 2504.02648, Theorem 5, region E
 *
 * @example
 * ```ts
 * import { linearCost, lockValue } from 'polity/consensus';
 * lockValue({ planner: 'biased', baseline: 0.7, discount: 0.9, cost: linearCost(0.5) }, 0.6); // -0.5
 * ```
 */
export function lockValue(model: SocialLearning, belief: number): number {
  const { discount, baseline, cost } = checkPlanner(model, 'biased');
  if (checkBelief(belief) < 0.5) throw new InvalidInputError('belief', belief, 'be at least 0.5');
  const price = cost(Math.max(0, baseline - belief));
  return price === 0 ? 0 : -price / (1 - discount);
}

function checkPlanner(model: SocialLearning, planner: SocialLearning['planner']): CheckedModel {
  const checked = checkModel(model);
  if (checked.planner !== planner) throw new InvalidInputError('planner', checked.planner, `be '${planner}'`);
  return checked;
}

const SCAN = 256;

function firstSignChange(f: (x: number) => number, from: number, to: number): number | null {
  for (let i = 0; i < SCAN; i++) {
    const [lower, upper] = [from + ((to - from) * i) / SCAN, from + ((to - from) * (i + 1)) / SCAN];
    if (f(lower) < 0 && f(upper) >= 0) return findRoot(f, { lower, upper }).root;
  }
  return null;
}

/** Largest point with f > 0; f may be 0 at both ends of the region, so it is looked at inside. */
function lastPositive(f: (x: number) => number, from: number, to: number): number | null {
  const inside = (i: number) => from + ((to - from) * (i + 0.5)) / SCAN;
  for (let i = SCAN - 1; i >= 0; i--) {
    if (f(inside(i)) <= 0) continue;
    return i === SCAN - 1 ? to : findRoot(f, { lower: inside(i), upper: inside(i + 1) }).root;
  }
  return null;
}
