import { checkInteger, checkPositive } from '../../foundation/index.js';
import type { Clock } from './clock.js';

/** How fast an endpoint may be asked. */
export interface RateLimit {
  /** Requests under way at once; default 4. */
  readonly concurrency?: number;
  /** Default: no limit. */
  readonly requestsPerMinute?: number;
  /** Prompt and reply, counted by their bound before a request is sent. Default: no limit. */
  readonly tokensPerMinute?: number;
}

const MINUTE = 60_000;

/**
 * Lets requests through in the order they came: so many at once, and each only when the one before it has been paid for in
 * time, at 60 s / `requestsPerMinute` a request and 60 s / `tokensPerMinute` a token. Evenly spaced requests stay within the limit
 * in every window of a minute, wherever the endpoint begins to count; bursts would not.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #perRequest: number;
  readonly #perToken: number;
  #free: number;
  #next = -Infinity;
  #queue: Promise<void> = Promise.resolve();
  readonly #waiting: (() => void)[] = [];

  constructor({ concurrency = 4, requestsPerMinute, tokensPerMinute }: RateLimit, clock: Clock) {
    this.#clock = clock;
    this.#free = checkInteger('concurrency', concurrency, { min: 1 });
    this.#perRequest =
      requestsPerMinute === undefined ? 0 : MINUTE / checkPositive('requestsPerMinute', requestsPerMinute);
    this.#perToken = tokensPerMinute === undefined ? 0 : MINUTE / checkPositive('tokensPerMinute', tokensPerMinute);
  }

  /** Runs a piece of work when its turn has come. */
  async run<Result>(tokens: number, work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    await this.#enter();
    try {
      await this.#turn(tokens, signal);
      return await work();
    } finally {
      this.#leave();
    }
  }

  #enter(): Promise<void> | void {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }

  /** One after the other, or two would wait for the same moment. */
  #turn(tokens: number, signal: AbortSignal | undefined): Promise<void> {
    const mine = this.#queue.then(async () => {
      signal?.throwIfAborted();
      const wait = this.#next - this.#clock.now();
      if (wait > 0) await this.#clock.sleep(wait, signal);
      this.#next = Math.max(this.#clock.now(), this.#next) + Math.max(this.#perRequest, tokens * this.#perToken);
    });
    this.#queue = mine.catch(() => undefined);
    return mine;
  }
}
