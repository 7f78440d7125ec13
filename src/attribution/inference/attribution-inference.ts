import type { Estimate } from '../../statistics/index.js';
import { coalitionNames, coalitionSize } from '../games/coalition.js';
import { linearIndex, type IndexOptions, type LinearIndex } from './linear-index.js';
import { inferLinear, prepareScores, type DesignOptions, type PreparedScores, type TaskDesign } from './task-design.js';
import type { TaskScores } from './task-scores.js';
import type { InferenceOptions, TestedEstimate } from './tested-estimate.js';

export type AttributionOptions = IndexOptions & DesignOptions & InferenceOptions;

/** What an index gives a player, or a coalition beyond its parts, with its uncertainty. */
export interface AttributedValue extends TestedEstimate {
  readonly coalition: readonly string[];
  /** Number of its members: 1 for a player's own value. */
  readonly order: number;
  /**
   * Share of sd² that comes from the scatter of repeats; the rest is how tasks differ. NaN unless every coalition ran every
   * task at least twice.
   */
  readonly repeatShare: number;
}

/** An attribution with its uncertainty over tasks. */
export interface Attribution {
  /** In words. */
  readonly index: string;
  readonly players: readonly string[];
  /** The tasks behind it, and those left out because not every coalition ran them. */
  readonly tasks: readonly string[];
  readonly leftOut: readonly string[];
  readonly design: TaskDesign;
  readonly level: number;
  /** v(∅), v(N), and what there is to share, v(N) − v(∅). */
  readonly baseline: Estimate;
  readonly grand: Estimate;
  readonly total: Estimate;
  /** v(N) − v(∅) − Σ values: 0 for an efficient index. */
  readonly efficiencyGap: Estimate;
  /** The players, then coalitions of 2, 3, … by increasing bit mask. */
  readonly values: readonly AttributedValue[];
  /** The players' own values by name. */
  readonly byPlayer: Readonly<Record<string, AttributedValue>>;
  /** `contributions[k][t]`: of task t to `values[k]`, which is their mean; null for an independent design. */
  readonly contributions: readonly Float64Array[] | null;
}

/**
 * Values and interactions from scores by task, with standard errors, intervals and tests over tasks.
 *
 * An index is linear in the game, φ = Σ_S c(S) v(S), so where every coalition ran the same tasks φ is the mean of what each task
 * contributes, φ_t = Σ_S c(S) x_{S,t}, and its standard error is that of a mean: tasks that are hard for all cancel. Intervals
 * are Student's t or come from resampling tasks with all their scores (`interval: 'bca'`), tests from flipping the signs of the
 * φ_t (whether φ ≠ 0), corrected over all values of the call. With `unbalanced: 'independent'` the coalitions count as separate samples:
 * Var φ = Σ_S c(S)² s²_S/T_S, Welch–Satterthwaite t. Repeats are averaged within a task, which remains the unit.
 *
 * Cost: one index a task, and `replicates`·tasks for every value; with 9,999 sign patterns too, 500 tasks and 10 players take some 0.4 s.
 *
 * @throws InvalidInputError when a coalition never ran (see {@link attributionBounds} and {@link regressionAttribution}), when
 * tasks are unbalanced and nothing was chosen, for fewer than 2 tasks, and for an option out of range.
 * @see Yang et al., arXiv 2502.00510 (attribution of an agent's modules); Efron & Tibshirani (1993), chapter 14
 *
 * @example
 * ```ts
 * import { TaskScores, attributionInference } from 'polity/attribution';
 * // The planner solves every other task; the actor none without it.
 * const rows = Array.from({ length: 40 }, (_, t) => t).flatMap((t) =>
 *   [[], ['planner'], ['actor'], ['planner', 'actor']].map((coalition) => ({
 *     coalition,
 *     task: `task ${t}`,
 *     score: coalition.includes('planner') && (t % 2 === 0 || coalition.length === 2) ? 1 : 0,
 *   })),
 * );
 * const { byPlayer, efficiencyGap } = attributionInference(TaskScores.fromRows(rows));
 * byPlayer.actor.estimate; // 0.25
 * byPlayer.actor.standardError; // 0.0400
 * efficiencyGap.estimate; // 0
 * ```
 */
export function attributionInference(scores: TaskScores, options: AttributionOptions = {}): Attribution {
  const { players } = scores;
  scores.game();
  const map = linearIndex(players.length, options);
  const prepared = prepareScores(scores, options);
  const { estimates, contributions } = inferLinear(prepared, map, options);
  const shares = repeatShares(prepared, map, estimates);
  const values = estimates.map((estimate, k) => {
    const mask = map.coalitions[k];
    return {
      coalition: coalitionNames(players, mask),
      order: coalitionSize(mask),
      ...estimate,
      repeatShare: shares[k],
    };
  });
  return attributionOf(prepared, map, values, contributions, options);
}

/** The attribution around its values: base, total and gap are linear in the game as well. */
export function attributionOf(
  prepared: PreparedScores,
  map: LinearIndex,
  values: readonly AttributedValue[],
  contributions: readonly Float64Array[] | null,
  options: AttributionOptions,
): Attribution {
  const { scores, design, leftOut } = prepared;
  const { estimates: frame } = inferLinear(prepared, frameMap(scores.players.length, map), {
    ...options,
    test: 't',
  });
  const [baseline, grand, total, efficiencyGap] = frame.map(({ estimate, standardError, interval, n, method }) => {
    return { estimate, standardError, interval, n, method };
  });
  return {
    index: map.name,
    players: scores.players,
    tasks: scores.tasks,
    leftOut,
    design,
    level: baseline.interval.level,
    baseline,
    grand,
    total,
    efficiencyGap,
    values,
    byPlayer: Object.fromEntries(values.flatMap((value) => (value.order === 1 ? [[value.coalition[0], value]] : []))),
    contributions,
  };
}

/** v(∅), v(N), v(N) − v(∅), and what of that the values leave, as a linear map. */
function frameMap(n: number, map: LinearIndex): LinearIndex {
  const last = 2 ** n - 1;
  return {
    name: 'frame',
    coalitions: [0, 0, 0, 0],
    apply: (values) => {
      const total = values[last] - values[0];
      let rest = total;
      let size = Math.abs(total);
      for (const value of map.apply(values)) {
        rest -= value;
        size += Math.abs(value);
      }
      // Rounding is no gap.
      return Float64Array.of(values[0], values[last], total, Math.abs(rest) <= 1e-9 * size ? 0 : rest);
    },
    coefficients: (k) => {
      const c = new Float64Array(last + 1);
      if (k !== 1) c[0] = k === 0 ? 1 : -1;
      if (k !== 0) c[last] = 1;
      if (k < 3) return c;
      map.coalitions.forEach((_, j) => map.coefficients(j).forEach((value, mask) => (c[mask] -= value)));
      return c.map((value) => (Math.abs(value) <= 1e-9 ? 0 : value));
    },
  };
}

/** Σ_S c(S)² s²_{S,t}/m_{S,t} averaged over tasks, as a share of the variance of a task's contribution. */
function repeatShares(
  { scores, design }: PreparedScores,
  map: LinearIndex,
  estimates: readonly TestedEstimate[],
): readonly number[] {
  const { repeats, scatter } = scores;
  const T = scores.tasks.length;
  if (design !== 'paired' || repeats.some((count) => count < 2)) return estimates.map(() => NaN);
  const noise = Float64Array.from({ length: repeats.length / T }, (_, mask) => {
    let sum = 0;
    for (let cell = mask * T; cell < (mask + 1) * T; cell++) {
      sum += scatter[cell] / ((repeats[cell] - 1) * repeats[cell]);
    }
    return sum / T;
  });
  return estimates.map(({ sd }, k) => {
    const c = map.coefficients(k);
    let sum = 0;
    for (let S = 0; S < c.length; S++) sum += c[S] ** 2 * noise[S];
    return sd > 0 ? sum / sd ** 2 : NaN;
  });
}
