import type { CheckedModel } from './model.js';
import { cascadeReward, revealingReward } from './reward.js';

/**
 * What a planner does: leave the baseline while the signal is ignored (`ignore`) or followed (`baseline`), the least
 * precision that is still followed (`least`), a perfect signal (`full`), or just too little to be followed (`lock`).
 */
export type Move = 'ignore' | 'baseline' | 'least' | 'full' | 'lock';

/** A planned precision; a supremum that no precision attains is approached from `below` or `above`. */
export interface PlannedAction {
  readonly move: Move;
  readonly precision: number;
  readonly limit: 'none' | 'below' | 'above';
  /** Whether the agent follows its signal, so that the public learns from its action. */
  readonly reveals: boolean;
}

interface Option {
  readonly action: PlannedAction;
  readonly reward: number;
  readonly good: number;
  readonly bad: number;
  readonly goodProbability: number;
}

interface State {
  /** log b/(1 − b). */
  readonly logOdds: number;
  /** Which side of ½ a belief stands on that is infinitely close to it; the biased value jumps there. */
  readonly side: -1 | 0 | 1;
  /** Bounds on the value of the best plan. */
  lower: number;
  upper: number;
  /** Discounted probability with which a query may come here. */
  weight: number;
  options: readonly Option[] | null;
}

/** Log-odds are one state when they agree to this; beliefs on a lattice come back to it with rounding. */
const SAME = 1e-11;

/**
 * The beliefs that a planner can reach, expanded as far as they matter, with lower and upper bounds on the value.
 *
 * A belief never moves in a cascade, so the best of all cascades has a closed value; the other choices are q = p, the
 * least revealing precision and q = 1. The bounds are those of simple plans and of martingale arguments where the tree
 * is cut, and stay valid under every backup.
 */
export class PlannerStates {
  readonly #model: CheckedModel;
  readonly #states: State[] = [];
  readonly #index = new Map<string, number>();
  readonly #baselineLogOdds: number;

  constructor(model: CheckedModel) {
    this.#model = model;
    this.#baselineLogOdds = Math.log(model.baseline / (1 - model.baseline));
  }

  get count(): number {
    return this.#states.length;
  }

  /** Bounds and best action at a belief in (0, 1), with bounds at most about `tolerance` apart unless states run out. */
  solve(belief: number, { tolerance, maxStates }: { readonly tolerance: number; readonly maxStates: number }) {
    const root = this.#find(logOddsOf(belief), 0);
    this.#relax(this.#expand(root, tolerance, maxStates));
    const { lower, upper } = this.#states[root];
    return { lower, upper, action: this.#best(root, tolerance) };
  }

  #find(logOdds: number, side: -1 | 0 | 1): number {
    const near = Math.abs(logOdds) < SAME;
    const key = near ? `0${side}` : String(Math.round(logOdds / SAME));
    const found = this.#index.get(key);
    if (found !== undefined) return found;
    const at = near ? 0 : logOdds;
    const state: State = { logOdds: at, side: near ? side : 0, ...this.#bounds(at, side), weight: 0, options: null };
    this.#index.set(key, this.#states.length);
    return this.#states.push(state) - 1;
  }

  /** Bounds without looking ahead. */
  #bounds(logOdds: number, side: number): { lower: number; upper: number } {
    const { planner, loss, discount, baseline, cost } = this.#model;
    const belief = 1 / (1 + Math.exp(-logOdds));
    const lessLikely = 1 / (1 + Math.exp(Math.abs(logOdds)));
    const forever = 1 / (1 - discount);
    // Never paying: min(b, 1 − b) is concave, so its expectation only falls as the public learns.
    if (planner === 'altruistic') return { lower: -loss * lessLikely * forever, upper: 0 };
    if (logOdds > 0 || (logOdds === 0 && side > 0))
      return { lower: -cost(Math.max(0, baseline - belief)) * forever, upper: 0 };
    // The belief is a martingale: it ever comes up to ½, as it must for an action `good`, with probability at most 2b.
    return { lower: -loss * forever, upper: -loss * Math.max(0, 1 - 2 * belief) * forever };
  }

  /** Expands what matters from a root; returns the states met, nearest first. */
  #expand(root: number, tolerance: number, maxStates: number): number[] {
    const queue: [state: number, weight: number][] = [[root, 1]];
    const met = new Set<number>();
    for (let head = 0; head < queue.length; head++) {
      const [index, weight] = queue[head];
      const state = this.#states[index];
      if (weight <= state.weight * (1 + 1e-9) || weight * (state.upper - state.lower) <= tolerance / 10) continue;
      if (!state.options && this.#states.length >= maxStates) continue;
      state.weight = weight;
      state.options ??= this.#options(state);
      met.add(index);
      for (const { good, bad, goodProbability } of state.options) {
        if (good >= 0) queue.push([good, weight * this.#model.discount * goodProbability]);
        if (bad >= 0) queue.push([bad, weight * this.#model.discount * (1 - goodProbability)]);
      }
    }
    return [...met];
  }

  /** Backups, furthest state first, until neither bound moves. */
  #relax(states: readonly number[]): void {
    const scale = this.#model.loss / (1 - this.#model.discount);
    for (let change = Infinity; change > 1e-15 * scale;) {
      change = 0;
      for (let i = states.length - 1; i >= 0; i--) {
        const state = this.#states[states[i]];
        let [lower, upper] = [-Infinity, -Infinity];
        for (const option of state.options!) {
          lower = Math.max(lower, this.#worth(option, 'lower'));
          upper = Math.max(upper, this.#worth(option, 'upper'));
        }
        // A backup of a bound is a bound too; keep the better one.
        lower = Math.max(lower, state.lower);
        upper = Math.max(lower, Math.min(upper, state.upper));
        change = Math.max(change, lower - state.lower, state.upper - upper);
        state.lower = lower;
        state.upper = upper;
      }
    }
  }

  #best(root: number, tolerance: number): PlannedAction {
    const state = this.#states[root];
    const options = state.options ?? this.#options(state);
    const best = Math.max(...options.map((option) => this.#worth(option, 'lower')));
    // Options stand in order of simplicity: among equals the simplest is meant.
    return options.find((option) => this.#worth(option, 'lower') >= best - tolerance)!.action;
  }

  #worth({ reward, good, bad, goodProbability }: Option, bound: 'lower' | 'upper'): number {
    if (good === STAYS) return reward / (1 - this.#model.discount);
    const after = goodProbability * this.#at(good, bound) + (1 - goodProbability) * this.#at(bad, bound);
    return reward + this.#model.discount * after;
  }

  #at(index: number, bound: 'lower' | 'upper'): number {
    if (index >= 0) return this.#states[index][bound];
    const { planner, loss, discount } = this.#model;
    return index === CERTAINLY_BAD && planner === 'biased' ? -loss / (1 - discount) : 0;
  }

  #options(state: State): readonly Option[] {
    const { planner, baseline } = this.#model;
    const { logOdds, side } = state;
    const belief = 1 / (1 + Math.exp(-logOdds));
    const likelier = 1 / (1 + Math.exp(-Math.abs(logOdds)));
    const distance = this.#baselineLogOdds - Math.abs(logOdds);
    const followed = distance > SAME || (distance > -SAME && side === 0);
    const options: Option[] = [];
    const stay = (action: PlannedAction) => {
      // Just above ½ the cascade is the good one, though the number is ½.
      const leaning = logOdds === 0 ? 0.5 + side * Number.EPSILON : belief;
      const reward = cascadeReward(this.#model, leaning, action.precision);
      options.push({ action, reward, good: STAYS, bad: STAYS, goodProbability: NaN });
    };
    const reveal = (action: PlannedAction, good: number, bad: number) => {
      const goodProbability = action.precision * belief + (1 - action.precision) * (1 - belief);
      const reward = revealingReward(this.#model, belief, action.precision);
      options.push({ action, reward, good, bad, goodProbability });
    };
    if (!followed) stay({ move: 'ignore', precision: baseline, limit: 'none', reveals: false });
    else if (planner === 'biased' && (logOdds !== 0 || side !== 0)) {
      stay({ move: 'lock', precision: likelier, limit: 'below', reveals: false });
    }
    if (followed) {
      const step = this.#baselineLogOdds;
      const action = { move: 'baseline', precision: baseline, limit: 'none', reveals: true } as const;
      if (step < SAME) reveal(action, this.#find(logOdds, side), this.#find(logOdds, side));
      else reveal(action, this.#find(logOdds + step, 0), this.#find(logOdds - step, 0));
    }
    if (planner === 'biased' || !followed) this.#leastRevealing(state, likelier, reveal);
    reveal({ move: 'full', precision: 1, limit: 'none', reveals: true }, CERTAINLY_GOOD, CERTAINLY_BAD);
    return options;
  }

  /** The least precision that is followed, and for the biased planner, whose value jumps at ½, a touch more. */
  #leastRevealing(
    { logOdds, side }: State,
    precision: number,
    reveal: (action: PlannedAction, good: number, bad: number) => void,
  ): void {
    const step = Math.abs(logOdds);
    const leans = logOdds === 0 ? side : Math.sign(logOdds);
    const exact = { move: 'least', precision, limit: 'none', reveals: true } as const;
    const above = { ...exact, limit: 'above' } as const;
    // Against the lean the belief comes to ½ exactly, or past it by a touch; with the lean the odds are squared.
    const onwards = leans === 0 ? this.#find(0, 0) : this.#find(logOdds + Math.sign(logOdds) * step, leans as -1 | 1);
    const half = this.#find(0, 0);
    if (leans > 0) reveal(exact, onwards, half);
    else reveal(exact, half, onwards);
    if (this.#model.planner === 'altruistic') return;
    if (leans > 0) reveal(above, onwards, this.#find(0, -1));
    else if (leans < 0) reveal(above, this.#find(0, 1), onwards);
    else reveal(above, this.#find(0, 1), this.#find(0, -1));
  }
}

const STAYS = -1;
const CERTAINLY_GOOD = -2;
const CERTAINLY_BAD = -3;

function logOddsOf(belief: number): number {
  return Math.log(belief / (1 - belief));
}
