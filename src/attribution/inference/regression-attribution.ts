import { checkOneOf } from '../../foundation/index.js';
import { coalitionLabel } from '../games/coalition.js';
import { PartialGame } from '../games/partial-game.js';
import { regressionValue, type RegressionValue } from '../values/regression-value.js';
import { forEachTaskGame, prepareTasks } from './task-design.js';
import type { TaskScores } from './task-scores.js';
import { testedMeans, type InferenceOptions, type TestedEstimate } from './tested-estimate.js';

export interface RegressionAttributionOptions extends InferenceOptions {
  /** Default 'shapley'. */
  readonly index?: 'shapley' | 'banzhaf';
  /** Largest coalitions whose interaction the model holds; default 1. */
  readonly order?: number;
  /** Default `error`; see {@link attributionInference}. */
  readonly unbalanced?: 'error' | 'common' | 'linearized';
}

/** A player's value from the coalitions that ran. */
export interface RegressedValue extends TestedEstimate {
  readonly player: string;
  /** Standard error of the regression: how badly the model fits the coalitions that ran, which sampling of tasks does not see. */
  readonly misfit: number;
}

/** Values from part of the coalitions, with their uncertainty over tasks. */
export interface RegressionAttribution {
  readonly index: string;
  readonly players: readonly string[];
  readonly tasks: readonly string[];
  readonly leftOut: readonly string[];
  /** The coalitions that never ran, in print. */
  readonly missing: readonly string[];
  readonly values: readonly RegressedValue[];
  /** The fit to the coalition means. */
  readonly fit: RegressionValue;
}

/**
 * Shapley or Banzhaf values when some coalitions never ran, by {@link regressionValue}: a game without interactions of more than
 * `order` players, fitted to the coalitions that did. The fit is linear in the scores, so the value is the mean of the fits to
 * single tasks, and intervals and tests are over tasks as in {@link attributionInference}. They say nothing about the model:
 * compare `misfit` and `fit.largestResidual`, or take {@link attributionBounds}, which assume nothing.
 *
 * @throws InvalidInputError when there are no more coalitions than parameters or they do not tell them apart.
 *
 * @example
 * ```ts
 * import { TaskScores, regressionAttribution } from 'polity/attribution';
 * const rows = ['s', 't', 'u'].flatMap((task, t) =>
 *   [0, 1, 2, 3, 4, 5, 7].map((coalition) => ({
 *     coalition,
 *     task,
 *     score: t + (coalition & 1) * 0.1 + (coalition & 2) * 0.1 + (coalition & 4) * 0.1,
 *   })),
 * );
 * const { values, missing } = regressionAttribution(TaskScores.fromRows(rows, { players: ['a', 'b', 'c'] }));
 * missing; // ['{b, c}']
 * values.map(({ estimate }) => estimate.toFixed(2)); // ['0.10', '0.20', '0.40']
 * ```
 */
export function regressionAttribution(
  scores: TaskScores,
  options: RegressionAttributionOptions = {},
): RegressionAttribution {
  const { index = 'shapley', order = 1, level = 0.95 } = options;
  checkOneOf('index', index, ['shapley', 'banzhaf']);
  const { scores: used, leftOut } = prepareTasks(scores, options);
  const { players, tasks } = used;
  const partial = used.partialGame();
  const fit = regressionValue(partial, { index, order, level });
  const rows = players.map(() => new Float64Array(tasks.length));
  forEachTaskGame(used, (values, t) => {
    const ran = Array.from(values, (value, coalition) => ({ coalition, value }));
    const game = new PartialGame(
      ran.filter(({ value }) => !Number.isNaN(value)),
      { players },
    );
    regressionValue(game, { index, order }).values.forEach((value, i) => (rows[i][t] = value));
  });
  return {
    index: fit.index,
    players,
    tasks,
    leftOut,
    missing: partial.missing.map((mask) => coalitionLabel(players, mask)),
    values: testedMeans(rows, options).map((estimate, i) => ({
      player: players[i],
      ...estimate,
      misfit: fit.coefficients[i].standardError,
    })),
    fit,
  };
}
