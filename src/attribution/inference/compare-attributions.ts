import { InvalidInputError, checkOneOf } from '../../foundation/index.js';
import {
  attributionInference,
  type Attribution,
  type AttributedValue,
  type AttributionOptions,
} from './attribution-inference.js';
import type { TaskScores } from './task-scores.js';
import { corrected, tTest, testedMeans, type TestedEstimate } from './tested-estimate.js';

export interface ComparisonOptions extends AttributionOptions {
  /**
   * `common` (default): both systems on the tasks that both ran, task by task. `independent`: all tasks of either, as
   * separate samples.
   */
  readonly pairing?: 'common' | 'independent';
}

/** How a value changes from the first system to the second. */
export interface AttributionDifference extends TestedEstimate {
  readonly coalition: readonly string[];
  readonly order: number;
  /** The value in either system, on the tasks compared. */
  readonly first: number;
  readonly second: number;
}

/** Two systems beside each other. */
export interface AttributionComparison {
  readonly index: string;
  readonly players: readonly string[];
  readonly pairing: 'common' | 'independent';
  /** Tasks that both ran, and those of one system alone. */
  readonly common: readonly string[];
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
  /** Either system on the tasks compared. */
  readonly first: Attribution;
  readonly second: Attribution;
  /** Second − first, in the order of the values. */
  readonly differences: readonly AttributionDifference[];
}

/**
 * Compares the attributions of two systems (another model, another prompt) with the same players. On tasks that both ran, the
 * difference is the mean of the tasks' differences of contributions: interval and test as in {@link attributionInference}.
 * As separate samples it has Welch's standard error √(SE₁² + SE₂²).
 *
 * @throws InvalidInputError when the players differ, when fewer than 2 tasks are common, and as attributionInference does.
 *
 * @example
 * ```ts
 * import { TaskScores, compareAttributions } from 'polity/attribution';
 * const system = (gain: number) =>
 *   TaskScores.fromRows(
 *     ['a', 'b', 'c', 'd'].flatMap((task, t) => [
 *       { coalition: [], task, score: t },
 *       { coalition: ['critic'], task, score: t + gain },
 *     ]),
 *   );
 * compareAttributions(system(1), system(3)).differences[0].estimate; // 2
 * ```
 */
export function compareAttributions(
  first: TaskScores,
  second: TaskScores,
  { pairing = 'common', ...options }: ComparisonOptions = {},
): AttributionComparison {
  checkOneOf('pairing', pairing, ['common', 'independent']);
  if (first.players.join('\n') !== second.players.join('\n')) {
    throw new InvalidInputError('second.players', second.players, `be those of the first: ${first.players.join(', ')}`);
  }
  const inSecond = new Set(second.tasks);
  const common = first.tasks.filter((task) => inSecond.has(task));
  const shared = new Set(common);
  if (pairing === 'common' && common.length < 2) {
    throw new InvalidInputError(
      'common tasks',
      common.length,
      'be at least 2 to compare task by task; pairing: independent takes the systems as separate samples',
    );
  }
  const paired = pairing === 'common';
  let one = attributionInference(paired ? first.onTasks(common) : first, options);
  let two = attributionInference(paired ? second.onTasks(common) : second, options);
  if (paired && one.tasks.join('\n') !== two.tasks.join('\n')) {
    // Under unbalanced: common either system may have left out tasks of its own.
    const kept = new Set(two.tasks);
    const both = one.tasks.filter((task) => kept.has(task));
    one = attributionInference(first.onTasks(both), options);
    two = attributionInference(second.onTasks(both), options);
  }
  const tested =
    paired && one.contributions && two.contributions
      ? testedMeans(
          one.contributions.map((row, k) => row.map((value, t) => two.contributions![k][t] - value)),
          options,
        )
      : corrected(one.values.map((value, k) => welch(value, two.values[k], one.level)));
  return {
    index: one.index,
    players: one.players,
    pairing,
    common,
    onlyFirst: first.tasks.filter((task) => !shared.has(task)),
    onlySecond: second.tasks.filter((task) => !shared.has(task)),
    first: one,
    second: two,
    differences: tested.map((difference, k) => ({
      coalition: one.values[k].coalition,
      order: one.values[k].order,
      first: one.values[k].estimate,
      second: two.values[k].estimate,
      ...difference,
    })),
  };
}

function welch(one: AttributedValue, two: AttributedValue, level: number) {
  const estimate = two.estimate - one.estimate;
  const [a, b] = [one.standardError ** 2, two.standardError ** 2];
  const standardError = Math.sqrt(a + b);
  const n = Math.min(one.n, two.n);
  const degrees = a + b > 0 ? (a + b) ** 2 / (a ** 2 / one.degrees + b ** 2 / two.degrees) : n - 1;
  const { statistic, pValue, interval } = tTest(estimate, standardError, degrees, level);
  const method = 'separate samples of tasks, Welch–Satterthwaite t';
  return { estimate, standardError, interval, n, method, sd: standardError * Math.sqrt(n), statistic, degrees, pValue };
}
