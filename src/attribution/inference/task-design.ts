import { InvalidInputError, checkOneOf } from '../../foundation/index.js';
import type { LinearIndex } from './linear-index.js';
import type { TaskScores } from './task-scores.js';
import { testedMeans, testedSums, type InferenceOptions, type TestedEstimate } from './tested-estimate.js';

/** What to do where coalitions did not all run the same tasks. */
export interface DesignOptions {
  /**
   * - `error` (default): an error that names what did not run
   * - `common`: only the tasks that every coalition ran; `leftOut` names the others
   * - `linearized`: all scores, a task counted in the coalitions that ran it (first-order expansion of the ratio of sums)
   * - `independent`: the coalition means as though from separate samples of tasks, also where the data are complete
   */
  readonly unbalanced?: 'error' | 'common' | 'linearized' | 'independent';
}

/** How the scores of the coalitions hang together. */
export type TaskDesign = 'paired' | 'linearized' | 'independent';

/** Scores ready for inference. */
export interface PreparedScores {
  readonly scores: TaskScores;
  readonly design: TaskDesign;
  /** Tasks that not every coalition ran, left out of account. */
  readonly leftOut: readonly string[];
}

/** Gaps named in an error before it says "and … more". */
const NAMED = 6;

/** The scores that an inference may use, and how; coalitions that never ran are another matter. */
export function prepareScores(scores: TaskScores, { unbalanced = 'error' }: DesignOptions): PreparedScores {
  checkOneOf('unbalanced', unbalanced, ['error', 'common', 'linearized', 'independent']);
  if (unbalanced === 'independent') return { scores, design: 'independent', leftOut: [] };
  const gaps = scores.gaps();
  if (gaps.length === 0) return { scores, design: 'paired', leftOut: [] };
  if (unbalanced === 'linearized') return { scores, design: 'linearized', leftOut: [] };
  if (unbalanced === 'error') {
    const named = gaps.slice(0, NAMED).map(({ coalition, task }) => `${coalition} on ${task}`);
    const more = gaps.length > NAMED ? ` and ${gaps.length - NAMED} more` : '';
    const requirement = `be none, so that tasks pair up (${named.join(', ')}${more} did not run), or choose unbalanced: common, linearized or independent`;
    throw new InvalidInputError('gaps', gaps.length, requirement);
  }
  const holed = new Set(gaps.map(({ task }) => task));
  const common = scores.tasks.filter((task) => !holed.has(task));
  if (common.length < 2) {
    throw new InvalidInputError(
      'tasks',
      common.length,
      'be at least 2 that every coalition ran for unbalanced: common',
    );
  }
  return { scores: scores.onTasks(common), design: 'paired', leftOut: [...holed] };
}

/** The same where tasks must pair up. */
export function prepareTasks(
  scores: TaskScores,
  { unbalanced = 'error' }: { readonly unbalanced?: 'error' | 'common' | 'linearized' },
): PreparedScores {
  return prepareScores(scores, { unbalanced: checkOneOf('unbalanced', unbalanced, ['error', 'common', 'linearized']) });
}

/**
 * The tasks as games that average to the game of the coalition means: the scores themselves where every coalition ran every task.
 * Where some did not, task t stands for x̄_S + T/T_S · (x_{S,t} − x̄_S), or x̄_S where S did not run it: the influence of the
 * task on every mean. Coalitions that never ran are NaN. `visit` is handed one table, overwritten from task to task.
 */
export function forEachTaskGame(scores: TaskScores, visit: (values: Float64Array, t: number) => void): void {
  const T = scores.tasks.length;
  const average = scores.partialGame().values;
  const values = new Float64Array(average.length);
  const ran = Int32Array.from(average, (_, mask) => scores.tasksOf(mask));
  for (let t = 0; t < T; t++) {
    for (let mask = 0; mask < values.length; mask++) {
      const score = scores.means[mask * T + t];
      if (ran[mask] === T) values[mask] = score;
      else if (Number.isNaN(score)) values[mask] = average[mask];
      else values[mask] = average[mask] + (T / ran[mask]) * (score - average[mask]);
    }
    visit(values, t);
  }
}

/** `contributions[k][t]`: what task t contributes to the k-th value of a linear map; their mean is the value. */
export function taskContributions(scores: TaskScores, map: LinearIndex): Float64Array[] {
  const rows = Array.from({ length: map.coalitions.length }, () => new Float64Array(scores.tasks.length));
  forEachTaskGame(scores, (values, t) => {
    const phi = map.apply(values);
    for (let k = 0; k < rows.length; k++) rows[k][t] = phi[k];
  });
  return rows;
}

/** The values of a linear map with standard errors, intervals and tests, by the design of the data. */
export function inferLinear(
  { scores, design }: PreparedScores,
  map: LinearIndex,
  options: InferenceOptions,
): { readonly estimates: TestedEstimate[]; readonly contributions: readonly Float64Array[] | null } {
  if (design !== 'independent') {
    const contributions = taskContributions(scores, map);
    return { estimates: testedMeans(contributions, options), contributions };
  }
  if (options.interval === 'bca' || options.interval === 'percentile' || options.test === 'signFlip') {
    const [option, value] = options.test === 'signFlip' ? ['test', options.test] : ['interval', options.interval];
    throw new InvalidInputError(option, value, "be 't' for independent coalitions: their tasks do not pair up");
  }
  const coefficients = map.coalitions.map((_, k) => map.coefficients(k));
  return { estimates: testedSums(coefficients, coalitionSamples(scores), options), contributions: null };
}

/** Mean and variance over its tasks of every coalition. */
export function coalitionSamples(scores: TaskScores): {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly counts: Int32Array;
} {
  const T = scores.tasks.length;
  const means = scores.game().values;
  const counts = Int32Array.from(means, (_, mask) => scores.tasksOf(mask));
  const variances = Float64Array.from(means, (mean, mask) => {
    let squares = 0;
    for (let cell = mask * T; cell < (mask + 1) * T; cell++) {
      if (scores.repeats[cell] > 0) squares += (scores.means[cell] - mean) ** 2;
    }
    return squares / (counts[mask] - 1);
  });
  return { means, variances, counts };
}
