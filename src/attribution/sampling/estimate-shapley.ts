import { InvalidInputError, checkInteger, checkOneOf } from '../../foundation/index.js';
import { antitheticSampling } from './antithetic-sampling.js';
import type { CooperativeGame } from '../games/cooperative-game.js';
import { isAsyncGame, type AsyncGame } from './evaluate-batch.js';
import { Exhaustive } from './exhaustive.js';
import { kernelShap } from './kernel-shap.js';
import { owenSampling } from './owen-sampling.js';
import { permutationSampling } from './permutation-sampling.js';
import { playerValues } from '../values/player-values.js';
import type { SamplingOptions } from './sampling-options.js';
import { gainOfAll } from '../values/semivalue.js';
import { stratifiedSampling } from './stratified-sampling.js';
import { stratifiedSvarm } from './stratified-svarm.js';
import { svarm } from './svarm.js';
import { truncatedMonteCarlo } from './truncated-monte-carlo.js';
import { valueEstimator, type ValueEstimates } from './value-estimates.js';

const allCoalitions = valueEstimator<object>({
  name: 'exact',
  index: 'Shapley value',
  sampler: (n) => new Exhaustive(n),
  describe: () => 'Shapley value',
});

const methods = {
  exact: allCoalitions,
  permutation: permutationSampling,
  antithetic: antitheticSampling,
  stratified: stratifiedSampling,
  owen: owenSampling,
  kernel: kernelShap,
  svarm,
  'stratified-svarm': stratifiedSvarm,
  truncated: truncatedMonteCarlo,
};

/** Estimators of the Shapley value by name. */
export type ShapleyMethod = keyof typeof methods;

/** All names that {@link estimateShapley} knows, but for 'auto'. */
export const shapleyMethods = Object.keys(methods) as readonly ShapleyMethod[];

export interface EstimateShapleyOptions extends SamplingOptions {
  /** Default 'auto'. */
  readonly method?: ShapleyMethod | 'auto';
}

export interface ShapleyEstimates extends ValueEstimates {
  /** Why this method, in a sentence. */
  readonly reason: string;
}

/** Players up to whom the linear algebra of KernelSHAP costs less than it saves. */
const KERNEL_PLAYERS = 64;

/**
 * Shapley values within a budget of evaluations, by a method that suits it:
 *
 * 1. A closed form, where the game has one: no evaluations but v(∅) and v(N).
 * 2. All 2ⁿ coalitions, where the budget allows: exact.
 * 3. KernelSHAP up to 64 players, when the budget is twice what it begins with: on random, additive, airport and voting games
 *    of 12 to 60 players its error at equal budget is below that of orders. (Stratified SVARM is better still where worth depends
 *    mostly on size, and several times worse where players differ much: `method: 'stratified-svarm'`.)
 * 4. Antithetic orders, when there is room for two pairs; else single orders.
 *
 * `reason` says which and why. A promised game gives a promise.
 *
 * Throws `InvalidInputError` for a budget below one order of arrival (n + 1), or below what the named method needs.
 *
 * @example
 * ```ts
 * import { OracleGame, estimateShapley } from 'polity/attribution';
 * const crew = Array.from({ length: 12 }, (_, i) => `agent ${i + 1}`);
 * const game = new OracleGame(crew, (members) => 1 - 0.8 ** members.length);
 * const { reason, values, standardErrors } = estimateShapley(game, { budget: 500 });
 * reason; // '2^12 = 4096 coalitions are more than the budget of 500, so they are sampled; up to 64 players by KernelSHAP'
 * Math.abs(values[0] - (1 - 0.8 ** 12) / 12) < 4 * standardErrors[0]; // true
 * ```
 */
export function estimateShapley(game: CooperativeGame, options: EstimateShapleyOptions): ShapleyEstimates;
export function estimateShapley(game: AsyncGame, options: EstimateShapleyOptions): Promise<ShapleyEstimates>;
export function estimateShapley(
  game: CooperativeGame | AsyncGame,
  { method = 'auto', ...options }: EstimateShapleyOptions,
): ShapleyEstimates | Promise<ShapleyEstimates> {
  checkOneOf('method', method, ['auto', ...shapleyMethods]);
  const budget = checkInteger('budget', options.budget, { min: 2 });
  const n = game.players.length;
  if (method === 'exact' && (n > 24 || 2 ** n > budget)) {
    throw new InvalidInputError(
      'budget',
      budget,
      `be at least 2^${n} = ${2 ** n} for all coalitions, of at most 24 players`,
    );
  }
  if (method === 'auto' && !isAsyncGame(game) && game.shapleyValues) return closedForm(game, options);
  const { name, reason } = method === 'auto' ? choose(n, budget) : { name: method, reason: `${method} was asked for` };
  // One of many functions of the same shape: the overloads are those of this function.
  const estimate = methods[name] as (
    game: unknown,
    options: SamplingOptions,
  ) => ValueEstimates | Promise<ValueEstimates>;
  const found = estimate(game, options);
  return found instanceof Promise ? found.then((result) => ({ ...result, reason })) : { ...found, reason };
}

function choose(n: number, budget: number): { readonly name: ShapleyMethod; readonly reason: string } {
  if (n <= 24 && 2 ** n <= budget) {
    return {
      name: 'exact',
      reason: `all 2^${n} = ${2 ** n} coalitions fit in the budget of ${budget}, so nothing is sampled`,
    };
  }
  const why = `2^${n}${n <= 24 ? ` = ${2 ** n}` : ''} coalitions are more than the budget of ${budget}, so they are sampled`;
  const kernelMinimum = 2 + 2 * (n + 2 * Math.floor(n / 2));
  if (n <= KERNEL_PLAYERS && budget >= 2 * kernelMinimum) {
    return { name: 'kernel', reason: `${why}; up to ${KERNEL_PLAYERS} players by KernelSHAP` };
  }
  if (budget >= 2 + 4 * (n - 1)) {
    const tooMany = n > KERNEL_PLAYERS ? `over ${KERNEL_PLAYERS} players` : 'with too little for a regression';
    return { name: 'antithetic', reason: `${why}; ${tooMany}, in antithetic orders` };
  }
  return { name: 'permutation', reason: `${why}; with room for fewer than two antithetic pairs, in single orders` };
}

function closedForm(game: CooperativeGame, { level = 0.95 }: EstimateShapleyOptions): ShapleyEstimates {
  const values = game.shapleyValues!();
  const method = 'Shapley value in closed form';
  const standardErrors = new Float64Array(values.length);
  const point = { evaluations: 2, n: 0, values, standardErrors };
  return {
    ...playerValues('Shapley value', game.players, values, gainOfAll(game)),
    estimates: Array.from(values, (estimate) => ({
      estimate,
      standardError: 0,
      interval: { lower: estimate, upper: estimate, level },
      n: 0,
      method,
    })),
    standardErrors,
    evaluations: 2,
    n: 0,
    exact: true,
    method,
    trace: [point],
    reason: 'the game has its Shapley value in closed form, so nothing is sampled',
  };
}
