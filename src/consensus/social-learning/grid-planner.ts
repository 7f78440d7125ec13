import { checkInteger } from '../../foundation/index.js';
import { bayesianAgent, follows } from './agent.js';
import { checkModel, type CheckedModel, type SocialLearning } from './model.js';
import { posterior, signalProbability } from './posterior.js';
import { cascadeReward, revealingReward } from './reward.js';

export interface GridOptions {
  /** Points of an even grid of beliefs on [0, 1], odd so that ½ is one of them; default 801. */
  readonly beliefs?: number;
  /**
   * Points of an even grid of precisions, default 101; p, 1, max(b, 1 − b), a hair less, and what carries the belief one
   * grid step past ½ are tried as well.
   */
  readonly precisions?: number;
}

/** A value function on a grid. */
export interface GridPlan {
  readonly beliefs: Float64Array;
  readonly value: Float64Array;
  readonly precision: Float64Array;
  readonly sweeps: number;
  /** Change in the last sweep, times δ/(1 − δ): how far the iteration can still be from its limit. */
  readonly iterationError: number;
}

/** How far below the least revealing precision the grid tries to be ignored. */
const HAIR = 1e-9;

/**
 * Value iteration on a grid of beliefs with a whole grid of precisions and linear interpolation: slower and coarser than
 * {@link planAt}, but without its choice of moves. Near ½ the biased value jumps, and interpolation smears the jump
 * over a grid step.
 *
 * Cost: beliefs × precisions a sweep, some log(10⁻¹¹)/log δ sweeps.
 *
 * @throws InvalidInputError when the model or an option is out of range
 *
 * @example
 * ```ts
 * import { linearCost, solvePlannerOnGrid } from 'polity/consensus';
 * const model = { planner: 'altruistic', baseline: 0.7, discount: 0.5, cost: linearCost(0.8) } as const;
 * solvePlannerOnGrid(model, { beliefs: 101 }).value[50]; // -0.24
 * ```
 */
export function solvePlannerOnGrid(
  model: SocialLearning,
  { beliefs = 801, precisions = 101 }: GridOptions = {},
): GridPlan {
  const checked = checkModel(model);
  checkInteger('beliefs', beliefs, { min: 3 });
  checkInteger('precisions', precisions, { min: 2 });
  const grid = Float64Array.from({ length: beliefs }, (_, i) => i / (beliefs - 1));
  const tables = Array.from(grid, (belief) => choices(checked, belief, precisions, beliefs));
  const value = new Float64Array(beliefs);
  const precision = new Float64Array(beliefs);
  const { discount, loss } = checked;
  let sweeps = 0;
  let iterationError = Infinity;
  while (iterationError > (1e-11 * loss) / (1 - discount)) {
    let change = 0;
    for (let i = 0; i < beliefs; i++) {
      const { q, reward, goodProbability, good, bad } = tables[i];
      let best = -Infinity;
      for (let k = 0; k < q.length; k++) {
        // A negative place marks a cascade, whose belief stays here.
        const after =
          good[k] < 0
            ? reward[k] / (1 - discount)
            : reward[k] +
              discount *
                (goodProbability[k] * interpolate(value, good[k]) +
                  (1 - goodProbability[k]) * interpolate(value, bad[k]));
        if (after > best) {
          best = after;
          precision[i] = q[k];
        }
      }
      change = Math.max(change, Math.abs(best - value[i]));
      value[i] = best;
    }
    sweeps++;
    iterationError = (change * discount) / (1 - discount);
  }
  return { beliefs: grid, value, precision, sweeps, iterationError };
}

function interpolate(value: Float64Array, place: number): number {
  const floor = Math.floor(place);
  const part = place - floor;
  return part === 0 ? value[floor] : value[floor] + part * (value[floor + 1] - value[floor]);
}

/** Rewards and next places for all precisions at a belief. */
function choices(model: CheckedModel, belief: number, precisions: number, beliefs: number) {
  const lowest = model.planner === 'altruistic' ? model.baseline : 0.5;
  const least = Math.max(belief, 1 - belief);
  const q = Float64Array.from(
    [
      model.baseline,
      least,
      least - HAIR,
      pastHalf(least, 1 / (beliefs - 1)),
      ...Array.from({ length: precisions }, (_, k) => lowest + ((1 - lowest) * k) / (precisions - 1)),
    ].filter((candidate) => candidate >= lowest && candidate <= 1),
  );
  const reveals = Array.from(q, (candidate) => follows(belief, candidate, 'none', bayesianAgent));
  const next = (signal: 'good' | 'bad') =>
    Float64Array.from(q, (precision, k) =>
      reveals[k] ? place(posterior({ belief, precision, signal }), beliefs) : -1,
    );
  return {
    q,
    reward: q.map((candidate, k) => (reveals[k] ? revealingReward : cascadeReward)(model, belief, candidate)),
    goodProbability: q.map((precision) => signalProbability({ belief, precision, signal: 'good' })),
    good: next('good'),
    bad: next('bad'),
  };
}

/** The precision whose contrary signal takes the likelier side's belief to ½ and `step` beyond. */
function pastHalf(likelier: number, step: number): number {
  const odds = (likelier / (1 - likelier)) * ((0.5 + step) / (0.5 - step));
  return odds / (1 + odds);
}

/** Where a belief stands on the grid; a rounding away from a point is that point. */
function place(belief: number, beliefs: number): number {
  const at = belief * (beliefs - 1);
  return Math.abs(at - Math.round(at)) < 1e-9 ? Math.round(at) : at;
}
