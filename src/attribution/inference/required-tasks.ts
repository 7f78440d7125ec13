import { InvalidInputError, checkInteger, checkNumber, checkOneOf, checkPositive } from '../../foundation/index.js';
import { findRoot } from '../../numerics/index.js';
import { checkLevel, studentTQuantile, tTestPower } from '../../statistics/index.js';
import { linearIndex, type IndexOptions } from './linear-index.js';

/** How far a task's contribution to a value scatters: from a pilot, or from what is known of the scores. */
export type TaskNoise =
  | {
      /** Standard deviation of a task's contribution: `sd` of a value of a pilot. */
      readonly sd: number;
    }
  | ({
      /** Number of players. */
      readonly players: number;
      /** Correlation of two coalitions' scores on the same task, default 0. */
      readonly correlation?: number;
      /** Default Shapley; as for an attribution. With `order` k the value is one of a coalition of k players. */
    } & IndexOptions &
      (
        | {
            /** Success rate of a task that is solved or not, taken as alike in all coalitions. */
            readonly rate: number;
          }
        | {
            /** Standard deviation of the scores of a coalition over tasks. */
            readonly scoreSd: number;
          }
      ));

/** The test that is planned. */
export interface TestPlan {
  /** 1 − significance level of the two-sided test; default 0.95. */
  readonly level?: number;
  /** How many values are tested; the significance level is shared out among them (Bonferroni). Default 1. */
  readonly comparisons?: number;
  /**
   * `paired` (default): all coalitions run the same tasks. `independent`: each has tasks of its own; needs `players` rather
   * than `sd`, and no correlation.
   */
  readonly design?: 'paired' | 'independent';
}

/**
 * Σ_S c(S)² of an index: Var φ = Σc² · Var x / T for coalition means of equal variance. For the Shapley value it is
 * (2/n²) Σ_k 1/C(n−1, k) — 1, 5/9, 1/3 for n = 2, 3, 4 —, for the Banzhaf value 2/2^{n−1}.
 *
 * @example
 * ```ts
 * import { sumOfSquaredCoefficients } from 'polity/attribution';
 * sumOfSquaredCoefficients({ players: 4 }); // 0.3333333
 * sumOfSquaredCoefficients({ players: 4, index: 'banzhaf' }); // 0.25
 * ```
 */
export function sumOfSquaredCoefficients(options: { readonly players: number } & IndexOptions): number {
  return coefficients(options).reduce((sum, c) => sum + c * c, 0);
}

/**
 * Standard deviation of a task's contribution to a value, so that its standard error is sd/√T. For scores of standard
 * deviation σ and correlation ρ within a task it is σ √((1 − ρ) Σc²), as the coefficients of an index add up to 0;
 * σ = √(p(1−p)) for a success rate p.
 *
 * @example
 * ```ts
 * import { contributionSd } from 'polity/attribution';
 * // Four modules, 35 % of tasks solved, 110 tasks: the standard error of a Shapley value.
 * contributionSd({ players: 4, rate: 0.35 }) / Math.sqrt(110); // 0.0263
 * ```
 */
export function contributionSd(noise: TaskNoise): number {
  if ('sd' in noise) return checkPositive('sd', noise.sd);
  const { correlation = 0 } = noise;
  checkNumber('correlation', correlation, { min: 0, max: 1, belowMax: true });
  const c = coefficients(noise);
  let [sum, squares] = [0, 0];
  for (const value of c) {
    sum += value;
    squares += value * value;
  }
  const score = 'rate' in noise ? checkRate(noise.rate) : checkPositive('scoreSd', noise.scoreSd);
  return score * Math.sqrt((1 - correlation) * squares + correlation * sum * sum);
}

/**
 * Chance that the two-sided t test finds an effect: noncentral t with δ = effect·√T/sd. Degrees of freedom T − 1 for a paired
 * design, Welch and Satterthwaite's (T−1)(Σc²)²/Σc⁴ for an independent one.
 *
 * @param plan - `effect`: the true value; `tasks`: T, for every coalition
 * @throws InvalidInputError for an argument out of range.
 *
 * @example
 * ```ts
 * import { powerOf } from 'polity/attribution';
 * powerOf({ effect: 0.05, tasks: 110, players: 4, rate: 0.35 }); // 0.4712
 * ```
 */
export function powerOf(plan: TestPlan & TaskNoise & { readonly effect: number; readonly tasks: number }): number {
  const { effect } = plan;
  const tasks = checkInteger('tasks', plan.tasks, { min: 2 });
  checkNumber('effect', effect);
  return tTestPower({
    noncentrality: (effect * Math.sqrt(tasks)) / contributionSd(plan),
    degrees: (tasks - 1) * degreesPerTask(plan),
    level: testLevel(plan),
  });
}

/** How many tasks a plan takes. */
export interface RequiredTasks {
  /** Tasks; the same for every coalition. */
  readonly tasks: number;
  /** Power at that number: at least what was asked for. */
  readonly power: number;
  /** Standard error of the value at that number. */
  readonly standardError: number;
}

/**
 * The least number of tasks at which the test finds an effect with the power asked for.
 *
 * @param plan - `effect`: the true value that should be found, not 0; `power`, default 0.8
 * @throws InvalidInputError for an argument out of range, and when more than 10⁹ tasks would be needed.
 *
 * @example
 * ```ts
 * import { requiredTasks } from 'polity/attribution';
 * requiredTasks({ effect: 0.05, players: 4, rate: 0.35 }).tasks; // 241
 * // From a pilot, for one of six values, with paired tasks:
 * requiredTasks({ effect: 0.05, sd: 0.2, comparisons: 6 }).tasks; // 198
 * ```
 */
export function requiredTasks(
  plan: TestPlan & TaskNoise & { readonly effect: number; readonly power?: number },
): RequiredTasks {
  const power = checkLevel('power', plan.power ?? 0.8);
  const effect = checkNumber('effect', plan.effect);
  if (effect === 0) throw new InvalidInputError('effect', effect, 'differ from 0: no number of tasks finds nothing');
  const at = (tasks: number) => powerOf({ ...plan, tasks });
  let upper = 2;
  while (at(upper) < power) {
    upper *= 2;
    if (upper > 2e9) throw new InvalidInputError('effect', effect, 'be large enough to be found with 10⁹ tasks');
  }
  let lower = upper === 2 ? 1 : upper / 2;
  while (upper - lower > 1) {
    const middle = Math.floor((lower + upper) / 2);
    if (at(middle) < power) lower = middle;
    else upper = middle;
  }
  return { tasks: upper, power: at(upper), standardError: contributionSd(plan) / Math.sqrt(upper) };
}

/**
 * The effect that so many tasks find with the power asked for: the inverse of {@link requiredTasks}.
 *
 * @param plan - `tasks`: T, at least 2; `power`, default 0.8, above the significance level
 * @throws InvalidInputError for an argument out of range.
 *
 * @example
 * ```ts
 * import { detectableEffect } from 'polity/attribution';
 * detectableEffect({ tasks: 110, players: 4, rate: 0.35 }); // 0.0742
 * ```
 */
export function detectableEffect(
  plan: TestPlan & TaskNoise & { readonly tasks: number; readonly power?: number },
): number {
  const tasks = checkInteger('tasks', plan.tasks, { min: 2 });
  const level = testLevel(plan);
  const power = checkNumber('power', plan.power ?? 0.8, { min: 1 - level, max: 1, aboveMin: true, belowMax: true });
  const degrees = (tasks - 1) * degreesPerTask(plan);
  const missing = (noncentrality: number) => tTestPower({ noncentrality, degrees, level }) - power;
  let upper = 2 * studentTQuantile((1 + level) / 2, { degrees });
  while (missing(upper) < 0) upper *= 2;
  return (findRoot(missing, { lower: 0, upper }).root * contributionSd(plan)) / Math.sqrt(tasks);
}

/** c(S) of one value: a single player's, or that of a coalition of `order` players. */
function coefficients({ players, ...options }: { readonly players: number } & IndexOptions): Float64Array {
  // All 2ⁿ coefficients are summed; they hang on sizes alone, but no more players than this were ever run in full.
  const map = linearIndex(checkInteger('players', players, { min: 1, max: 20 }), options);
  return map.coefficients(map.coalitions.length - 1);
}

function degreesPerTask(plan: TestPlan & TaskNoise): number {
  if (checkOneOf('design', plan.design ?? 'paired', ['paired', 'independent']) === 'paired') return 1;
  if ('sd' in plan)
    throw new InvalidInputError('design', 'independent', 'be paired for the sd of a task’s contribution');
  if (plan.correlation) throw new InvalidInputError('correlation', plan.correlation, 'be 0 for an independent design');
  let [squares, fourths] = [0, 0];
  for (const c of coefficients(plan)) {
    squares += c ** 2;
    fourths += c ** 4;
  }
  return squares ** 2 / fourths;
}

function testLevel({ level = 0.95, comparisons = 1 }: TestPlan): number {
  return 1 - (1 - checkLevel('level', level)) / checkInteger('comparisons', comparisons, { min: 1 });
}

function checkRate(rate: number): number {
  const p = checkNumber('rate', rate, { min: 0, max: 1, aboveMin: true, belowMax: true });
  return Math.sqrt(p * (1 - p));
}
