import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import type { CoalitionBatch } from './coalition-batch.js';
import type { CooperativeGame } from '../games/cooperative-game.js';
import { evaluateBatch, evaluateBatchAsync, type AsyncGame } from './evaluate-batch.js';
import type { AnytimeOptions } from './sampling-options.js';
import type { SamplingRun } from './sampling-run.js';

/** A run with its options: what the synchronous and the promised estimate have in common. */
export class Progression<Result> {
  readonly run: SamplingRun;
  readonly budget: number;
  readonly signal: AbortSignal | undefined;
  readonly #label: string;
  readonly #result: (run: SamplingRun) => Result;
  readonly #onProgress: AnytimeOptions['onProgress'];

  constructor(
    run: SamplingRun,
    {
      label,
      result,
      options: { budget = Infinity, onProgress, signal },
    }: {
      /** What is estimated, for an error. */
      readonly label: string;
      readonly result: (run: SamplingRun) => Result;
      readonly options: AnytimeOptions;
    },
  ) {
    this.run = run;
    this.signal = signal;
    this.#label = label;
    this.#result = result;
    this.#onProgress = onProgress;
    this.budget = budget === Infinity ? budget : this.checkBudget(budget);
  }

  checkBudget(budget: number): number {
    checkInteger('budget', budget, { min: 0 });
    const { minimum } = this.run;
    if (budget < minimum) throw new InvalidInputError('budget', budget, `be at least ${minimum} for ${this.#label}`);
    return budget;
  }

  /** The batches up to a number of evaluations, between which the caller is told and may abort. */
  *batches(limit: number, untilCheckpoint = false): Generator<CoalitionBatch, void, void> {
    for (const batch of this.run.work(limit, { untilCheckpoint })) {
      this.signal?.throwIfAborted();
      yield batch;
      this.#onProgress?.({ done: this.run.evaluations + batch.count, total: limit });
    }
  }

  /** A state of an iteration, or its end where nothing was left to do. */
  step(advanced: boolean): IteratorResult<Result, undefined> {
    return advanced ? { done: false, value: this.result() } : { done: true, value: undefined };
  }

  result(): Result {
    return this.#result(this.run);
  }
}

/** An estimate of a synchronous game that grows as it is asked to. */
export class AnytimeEstimate<Result> implements Iterable<Result> {
  readonly #game: CooperativeGame;
  readonly #progression: Progression<Result>;

  /** @internal */
  constructor(game: CooperativeGame, progression: Progression<Result>) {
    this.#game = game;
    this.#progression = progression;
  }

  /** Coalitions evaluated so far. */
  get evaluations(): number {
    return this.#progression.run.evaluations;
  }

  /** Evaluations before there is an estimate. */
  get minimum(): number {
    return this.#progression.run.minimum;
  }

  /** Goes on until no more fits under so many evaluations in all, and returns the state then. */
  to(evaluations: number): Result {
    const progression = this.#progression;
    for (const batch of progression.batches(progression.checkBudget(evaluations))) evaluateBatch(this.#game, batch);
    return progression.result();
  }

  /** The state at the next checkpoint: when the evaluations have doubled, or the budget is used up. */
  next(): IteratorResult<Result, undefined> {
    const progression = this.#progression;
    const before = this.evaluations;
    for (const batch of progression.batches(progression.budget, true)) evaluateBatch(this.#game, batch);
    return progression.step(this.evaluations > before);
  }

  /** Goes on where it is; leaving a loop does not end it. */
  [Symbol.iterator](): Iterator<Result, undefined> {
    return { next: () => this.next() };
  }
}

/** The same for a promised game. */
export class AsyncAnytimeEstimate<Result> implements AsyncIterable<Result> {
  readonly #game: AsyncGame;
  readonly #progression: Progression<Result>;

  /** @internal */
  constructor(game: AsyncGame, progression: Progression<Result>) {
    this.#game = game;
    this.#progression = progression;
  }

  /** Coalitions evaluated so far. */
  get evaluations(): number {
    return this.#progression.run.evaluations;
  }

  /** Evaluations before there is an estimate. */
  get minimum(): number {
    return this.#progression.run.minimum;
  }

  /** Goes on until no more fits under so many evaluations in all, and returns the state then. */
  async to(evaluations: number): Promise<Result> {
    const progression = this.#progression;
    for (const batch of progression.batches(progression.checkBudget(evaluations))) {
      await evaluateBatchAsync(this.#game, batch, progression.signal);
    }
    return progression.result();
  }

  /** The state at the next checkpoint: when the evaluations have doubled, or the budget is used up. */
  async next(): Promise<IteratorResult<Result, undefined>> {
    const progression = this.#progression;
    const before = this.evaluations;
    for (const batch of progression.batches(progression.budget, true)) {
      await evaluateBatchAsync(this.#game, batch, progression.signal);
    }
    return progression.step(this.evaluations > before);
  }

  /** Goes on where it is; leaving a loop does not end it. */
  [Symbol.asyncIterator](): AsyncIterator<Result, undefined> {
    return { next: () => this.next() };
  }
}
