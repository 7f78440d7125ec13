import { checkInteger, checkPositive, randomStream } from '../../foundation/index.js';

/** How a failed request is tried again. */
export interface RetryOptions {
  /** Attempts after the first; default 5. */
  readonly retries?: number;
  /** Milliseconds before the first retry, doubled before each further one; default 500. */
  readonly firstDelay?: number;
  /** Milliseconds that a wait may take at most; default 60 000. An endpoint that asks for more is given up. */
  readonly longestDelay?: number;
}

/** The options of retrying, checked. */
export function checkRetry({ retries = 5, firstDelay = 500, longestDelay = 60_000 }: RetryOptions) {
  return {
    retries: checkInteger('retries', retries, { min: 0 }),
    firstDelay: checkPositive('firstDelay', firstDelay),
    longestDelay: checkPositive('longestDelay', longestDelay),
  };
}

/**
 * Milliseconds before the k-th retry, k from 0: `firstDelay` · 2ᵏ, at most `longestDelay`, less up to half of it by chance,
 * so that requests that failed together do not come back together. The chance depends on the request and k only.
 */
export function backOff(k: number, key: string, { firstDelay, longestDelay }: Required<RetryOptions>): number {
  const seed = parseInt(key.slice(0, 12), 16);
  return Math.min(longestDelay, firstDelay * 2 ** k) * (1 - randomStream(seed, k).uniform() / 2);
}

/**
 * Milliseconds that an endpoint asks to wait, by `retry-after-ms` or `Retry-After` in seconds or as a date. A date is read
 * against the endpoint's own clock (its `Date` header), so a machine whose clock is wrong waits as long as it should.
 */
export function retryAfter(headers: Headers | undefined): number | undefined {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? NaN);
  if (milliseconds >= 0) return milliseconds;
  const after = headers?.get('retry-after') ?? '';
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  const until = Date.parse(after) - Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(until) ? undefined : Math.max(0, until);
}
