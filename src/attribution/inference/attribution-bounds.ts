import { InvalidInputError } from '../../foundation/index.js';
import { checkLevel, studentTQuantile, type Interval } from '../../statistics/index.js';
import { coalitionLabel } from '../games/coalition.js';
import { linearIndex } from './linear-index.js';
import { prepareTasks, taskContributions } from './task-design.js';
import type { TaskScores } from './task-scores.js';
import { semivalueBounds, type BoundsOptions } from '../values/value-bounds.js';

export interface AttributionBoundsOptions extends BoundsOptions {
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
  /** Default `error`; see {@link attributionInference}. */
  readonly unbalanced?: 'error' | 'common' | 'linearized';
}

/** What a player's value can be, whatever the coalitions that never ran are worth. */
export interface BoundedValue {
  readonly player: string;
  readonly lower: number;
  readonly upper: number;
  /** Standard error of either end. */
  readonly standardError: number;
  /** Covers the value with at least the nominal chance: [lower − z·SE, upper + z·SE]. */
  readonly interval: Interval;
  /** Whether the interval lies on one side of 0: what is missing cannot change the sign. */
  readonly signed: boolean;
}

/** An attribution as far as the coalitions that ran determine it. */
export interface AttributionBounds {
  readonly index: string;
  readonly players: readonly string[];
  readonly tasks: readonly string[];
  readonly leftOut: readonly string[];
  readonly range: readonly [number, number];
  /** The coalitions that never ran, in print. */
  readonly missing: readonly string[];
  readonly values: readonly BoundedValue[];
}

/**
 * Bounds on every player's value when some coalitions never ran: each may be worth anything in `range` (the sharp bounds of
 * {@link semivalueBounds}), and what did run carries the sampling error of its tasks. A missing coalition adds a constant
 * to a player's bound, so both ends have the same standard error.
 *
 * @param options - `range` of a coalition's mean score, [0, 1] for success rates; `index` of order 1
 * @throws InvalidInputError as attributionInference does, but not for coalitions that never ran.
 *
 * @example
 * ```ts
 * import { TaskScores, attributionBounds } from 'polity/attribution';
 * const ran = [{ score: 0.2 }, { score: 0.4, coalition: ['a'] }, { score: 0.8, coalition: ['a', 'b'] }];
 * const rows = ['s', 't'].flatMap((task) => ran.map(({ score, coalition = [] }) => ({ coalition, task, score })));
 * const { values, missing } = attributionBounds(TaskScores.fromRows(rows), { range: [0, 1] });
 * missing; // ['{b}']
 * values.map(({ lower, upper }) => `${lower.toFixed(2)} to ${upper.toFixed(2)}`); // ['0.00 to 0.50', '0.10 to 0.60']
 * ```
 */
export function attributionBounds(scores: TaskScores, options: AttributionBoundsOptions): AttributionBounds {
  const { level = 0.95, range, index = 'shapley' } = options;
  checkLevel('level', level);
  const prepared = prepareTasks(scores, options);
  const { players, tasks } = prepared.scores;
  const T = tasks.length;
  if (T < 2) throw new InvalidInputError('tasks.length', T, 'be at least 2 for a standard error');
  const partial = prepared.scores.partialGame();
  const bounds = semivalueBounds(partial, { index, range });
  const map = linearIndex(players.length, { index });
  const filled = { ...map, apply: (values: Float64Array) => map.apply(values.map((v) => (Number.isNaN(v) ? 0 : v))) };
  const t = studentTQuantile((1 + level) / 2, { degrees: T - 1 });
  const values = taskContributions(prepared.scores, filled).map((row, i) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / T;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (T - 1);
    const standardError = Math.sqrt(variance / T);
    const [lower, upper] = [bounds.lower[i], bounds.upper[i]];
    const interval = { lower: lower - t * standardError, upper: upper + t * standardError, level };
    return {
      player: players[i],
      lower,
      upper,
      standardError,
      interval,
      signed: interval.lower > 0 || interval.upper < 0,
    };
  });
  return {
    index: map.name,
    players,
    tasks,
    leftOut: prepared.leftOut,
    range,
    missing: partial.missing.map((mask) => coalitionLabel(players, mask)),
    values,
  };
}
