import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import { checkLevel } from '../../statistics/index.js';
import { AnytimeEstimate, AsyncAnytimeEstimate, Progression } from './anytime-estimate.js';
import { MAX_MASKED_PLAYERS } from '../games/coalition.js';
import type { CooperativeGame } from '../games/cooperative-game.js';
import { isAsyncGame, type AsyncGame } from './evaluate-batch.js';
import type { Sampler } from './sampler.js';
import type { AnytimeOptions, SamplingOptions } from './sampling-options.js';
import { SamplingRun } from './sampling-run.js';

/**
 * An estimator: a function of a game, and of a promised game, to a result (or its promise); and the same a step at a time.
 */
export interface Estimator<Options, Result> {
  (game: CooperativeGame, options: Options & SamplingOptions): Result;
  (game: AsyncGame, options: Options & SamplingOptions): Promise<Result>;
  /**
   * The estimate as it grows: iterate over it (a state each time the evaluations have doubled), break off when it is good
   * enough, and take it up again, or ask for the state at some number of evaluations with `to`.
   */
  anytime(game: CooperativeGame, options?: Options & AnytimeOptions): AnytimeEstimate<Result>;
  /** The same for a game whose values are promised. */
  anytime(game: AsyncGame, options?: Options & AnytimeOptions): AsyncAnytimeEstimate<Result>;
}

/** How a method makes its sampler and its result. */
export interface Method<Options, Result> {
  /** The function's name, for errors. */
  readonly name: string;
  readonly sampler: (n: number, options: Options & { readonly seed: number }) => Sampler;
  readonly result: (run: SamplingRun, context: ResultContext<Options>) => Result;
}

export interface ResultContext<Options> {
  readonly players: readonly string[];
  readonly level: number;
  readonly options: Options;
}

/** From a method to its public function. */
export function estimator<Options, Result>(method: Method<Options, Result>): Estimator<Options, Result> {
  const anytime = (game: CooperativeGame | AsyncGame, options?: Options & AnytimeOptions) =>
    anytimeEstimate(game, method, options ?? ({} as Options & AnytimeOptions));
  const estimate = (game: CooperativeGame | AsyncGame, options: Options & SamplingOptions) => {
    checkInteger('budget', options.budget, { min: 0 });
    return anytime(game, options).to(options.budget);
  };
  return Object.assign(estimate, { anytime }) as Estimator<Options, Result>;
}

/** A method at work on a game. */
export function anytimeEstimate<Options, Result>(
  game: CooperativeGame | AsyncGame,
  method: Method<Options, Result>,
  options: Options & AnytimeOptions,
): AnytimeEstimate<Result> | AsyncAnytimeEstimate<Result> {
  const { players } = game;
  const n = players.length;
  if (n < 1) throw new InvalidInputError('players.length', n, 'be at least 1');
  if (n > MAX_MASKED_PLAYERS && !game.worth) {
    throw new InvalidInputError('game', game, `offer worth(members) for more than ${MAX_MASKED_PLAYERS} players`);
  }
  const seed = checkInteger('seed', options.seed ?? 0, { min: 0 });
  const level = checkLevel('level', options.level ?? 0.95);
  const sampler = method.sampler(n, { ...options, seed });
  const keepsChains = !isAsyncGame(game) && game.worthsAlong !== undefined;
  const progression = new Progression(new SamplingRun(n, sampler, { keepsChains }), {
    label: `${method.name} of ${n} player${n === 1 ? '' : 's'}`,
    result: (run) => method.result(run, { players, level, options }),
    options,
  });
  return isAsyncGame(game) ? new AsyncAnytimeEstimate(game, progression) : new AnytimeEstimate(game, progression);
}
