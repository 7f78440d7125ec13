import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import { coalitionLabel, coalitionNames, MAX_MASKED_PLAYERS, playerNames } from './coalition.js';
import { checkDensePlayers, type CooperativeGame } from './cooperative-game.js';
import { DenseGame } from './dense-game.js';

/** The worth of a coalition as its user computes it: from the members' names, or from the bit mask (up to 31 players). */
export type Worth<Result> = (members: readonly string[], mask: number) => Result;

/**
 * A game behind a function: every coalition is evaluated at most once, when it is first asked for, and counted.
 *
 * Throws `InvalidInputError`, naming the coalition, when the function returns something that is not a finite number.
 *
 * @example
 * ```ts
 * import { OracleGame, shapley } from 'polity/attribution';
 * const skill: Record<string, number> = { ann: 3, bob: 1, cy: 2 };
 * // A crew is worth its best member.
 * const game = new OracleGame(['ann', 'bob', 'cy'], (crew) => Math.max(0, ...crew.map((name) => skill[name])));
 * shapley(game).byPlayer; // { ann: 1.8333, bob: 0.3333, cy: 0.8333 }
 * game.evaluations; // 8
 * ```
 */
export class OracleGame implements CooperativeGame {
  readonly players: readonly string[];
  readonly #worth: Worth<number>;
  readonly #cache = new Map<number, number>();
  #requests = 0;

  constructor(players: readonly string[], worth: Worth<number>) {
    this.players = maskedPlayers(players);
    this.#worth = worth;
  }

  /** Coalitions evaluated so far. */
  get evaluations(): number {
    return this.#cache.size;
  }

  /** Values asked for so far, the cached ones included. */
  get requests(): number {
    return this.#requests;
  }

  value(coalition: number): number {
    this.#requests++;
    const known = this.#cache.get(coalition);
    if (known !== undefined) return known;
    const value = finite(this.players, coalition, this.#worth(coalitionNames(this.players, coalition), coalition));
    this.#cache.set(coalition, value);
    return value;
  }
}

/** What {@link AsyncOracleGame} evaluates at once, and how to stop it and watch it. */
export interface EvaluationOptions {
  readonly signal?: AbortSignal;
  /** Called after each new value. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * A game behind an asynchronous function (a benchmark run, a call to a model): cached, counted, and with a limit on how
 * many evaluations are under way at once. A coalition asked for twice meanwhile is evaluated once; a failed evaluation
 * is not cached, so it may be tried again.
 *
 * @param concurrency - evaluations under way at once, at least 1; default 1
 *
 * @example
 * ```ts
 * import { AsyncOracleGame, shapley } from 'polity/attribution';
 * const run = async (modules: readonly string[]) => 0.2 + 0.3 * modules.length;
 * const game = new AsyncOracleGame(['planner', 'actor'], run, { concurrency: 2 });
 * shapley(await game.toDense()).byPlayer; // { planner: 0.3, actor: 0.3 }
 * ```
 */
export class AsyncOracleGame {
  readonly players: readonly string[];
  readonly concurrency: number;
  readonly #worth: Worth<Promise<number>>;
  readonly #cache = new Map<number, number>();
  readonly #pending = new Map<number, Promise<number>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(
    players: readonly string[],
    worth: Worth<Promise<number>>,
    { concurrency = 1 }: { readonly concurrency?: number } = {},
  ) {
    this.players = maskedPlayers(players);
    this.concurrency = checkInteger('concurrency', concurrency, { min: 1 });
    this.#worth = worth;
  }

  /** Coalitions evaluated so far. */
  get evaluations(): number {
    return this.#cache.size;
  }

  /** v of the coalition with this mask; asked of the oracle once. */
  async value(coalition: number): Promise<number> {
    const known = this.#cache.get(coalition) ?? this.#pending.get(coalition);
    if (known !== undefined) return known;
    const evaluation = this.#evaluate(coalition).finally(() => this.#pending.delete(coalition));
    this.#pending.set(coalition, evaluation);
    return evaluation;
  }

  /** The values of many coalitions, in their order. Stops asking for more once one has failed or `signal` aborts. */
  async valuesOf(coalitions: Iterable<number>, { signal, onProgress }: EvaluationOptions = {}): Promise<Float64Array> {
    const masks = [...coalitions];
    const values = new Float64Array(masks.length);
    let next = 0;
    let done = 0;
    let failed = false;
    const worker = async () => {
      while (next < masks.length && !failed) {
        signal?.throwIfAborted();
        const k = next++;
        try {
          values[k] = await this.value(masks[k]);
        } catch (error) {
          failed = true;
          throw error;
        }
        onProgress?.({ done: ++done, total: masks.length });
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.concurrency, masks.length) }, worker));
    return values;
  }

  /** Evaluates all 2ⁿ coalitions (n ≤ 24). */
  async toDense(options: EvaluationOptions = {}): Promise<DenseGame> {
    const count = 2 ** checkDensePlayers(this.players.length);
    const values = await this.valuesOf(
      Array.from({ length: count }, (_, mask) => mask),
      options,
    );
    return new DenseGame(values, { players: this.players });
  }

  async #evaluate(coalition: number): Promise<number> {
    // A finished evaluation hands its place to the first in the queue, so that no newcomer can slip in between.
    if (this.#running < this.concurrency) this.#running++;
    else await new Promise<void>((start) => this.#waiting.push(start));
    try {
      const worth = await this.#worth(coalitionNames(this.players, coalition), coalition);
      const value = finite(this.players, coalition, worth);
      this.#cache.set(coalition, value);
      return value;
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

function maskedPlayers(players: readonly string[]): readonly string[] {
  const names = playerNames(players, players.length);
  if (names.length > MAX_MASKED_PLAYERS) {
    throw new InvalidInputError('players.length', names.length, `be at most ${MAX_MASKED_PLAYERS} for an oracle game`);
  }
  return names;
}

function finite(players: readonly string[], coalition: number, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new InvalidInputError(`worth(${coalitionLabel(players, coalition)})`, value, 'be a finite number');
  }
  return value;
}
