import { checkInteger, checkNumber, checkPositive, checkVector, InvalidInputError } from '../../foundation/index.js';

/** Mean and variance of what an agent did, and how it was paid; the variance divides by n. */
export function meanAndVariance(values: ArrayLike<number>): { readonly mean: number; readonly variance: number } {
  const all = checkVector('values', values);
  const mean = sum(all) / all.length;
  let squares = 0;
  for (const value of all) squares += (value - mean) * (value - mean);
  return { mean, variance: squares / all.length };
}

/** A stretch of rounds: from `start`, `length` of them. */
export interface Block {
  readonly start: number;
  readonly length: number;
}

/** How an agent took a block of defection. */
export interface BlockResponse {
  /** Lowest action within the block. */
  readonly depth: number;
  /** First round after the block, counted from 0, with an action of at least 0.95 of the mean before it; null if none. */
  readonly recovery: number | null;
}

/**
 * Depth and recovery of actions around a block of defection.
 *
 * @param share - of the mean action before the block that counts as recovered; default 0.95
 * @throws InvalidInputError if the block does not lie within the actions with a round before it
 *
 * @example
 * ```ts
 * import { blockResponse, defectionBlock, emaTft } from 'polity/games';
 * blockResponse(emaTft(defectionBlock(10, 3, 9), 0.5), { start: 10, length: 3 }); // { depth: 0.25, recovery: 5 }
 * ```
 */
export function blockResponse(actions: ArrayLike<number>, block: Block, share = 0.95): BlockResponse {
  const all = checkVector('actions', actions);
  const { start, end } = checkBlock(block, all.length);
  checkPositive('share', share);
  const threshold = (share * sum(all.subarray(0, start))) / start;
  const after = all.subarray(end).findIndex((action) => action >= threshold);
  return { depth: Math.min(...all.subarray(start, end)), recovery: after < 0 ? null : after };
}

/** How a sentinel took a block of defection. */
export interface SentinelResponse {
  /** First round of the block, from 0, with α below the detection level; null if none. */
  readonly detection: number | null;
  /** First round of the block, from 0, with α at its least value in the block. */
  readonly collapse: number;
  /** Least α in the block. */
  readonly least: number;
  /** First round after the block, from 0, with α above the recovery level; null if none. */
  readonly recovery: number | null;
}

/**
 * Detection, collapse and recovery of receptivity around a block of defection.
 *
 * @throws InvalidInputError if the block does not lie within the rounds with a round before it, or a level is not finite
 *
 * @example
 * ```ts
 * import { sentinelResponse } from 'polity/games';
 * sentinelResponse([0.85, 0.8, 0.5, 0.05, 0.6, 0.75], { start: 1, length: 3 });
 * // { detection: 1, collapse: 2, least: 0.05, recovery: 1 }
 * ```
 */
export function sentinelResponse(
  receptivity: ArrayLike<number>,
  block: Block,
  {
    detectedBelow = 0.75,
    recoveredAbove = 0.7,
  }: { readonly detectedBelow?: number; readonly recoveredAbove?: number } = {},
): SentinelResponse {
  const all = checkVector('receptivity', receptivity, { min: 0, max: 1 });
  const { start, end } = checkBlock(block, all.length);
  checkNumber('detectedBelow', detectedBelow);
  checkNumber('recoveredAbove', recoveredAbove);
  const within = all.subarray(start, end);
  const detection = within.findIndex((alpha) => alpha < detectedBelow);
  const recovery = all.subarray(end).findIndex((alpha) => alpha > recoveredAbove);
  const least = Math.min(...within);
  return {
    detection: detection < 0 ? null : detection,
    collapse: within.indexOf(least),
    least,
    recovery: recovery < 0 ? null : recovery,
  };
}

/**
 * First round from which all values stay within `tolerance` of the mean of the last `tail`; the number of rounds if even the
 * last does not.
 *
 * @throws InvalidInputError if there are no values, `tail` is more than them, or the tolerance is not positive
 *
 * @example
 * ```ts
 * import { settlingTime } from 'polity/games';
 * settlingTime([1, 0.5, 0.25, 0.25], { tail: 2 }); // 2
 * ```
 */
export function settlingTime(
  values: ArrayLike<number>,
  { tolerance = 0.01, tail = 50 }: { readonly tolerance?: number; readonly tail?: number } = {},
): number {
  const all = checkVector('values', values);
  checkPositive('tolerance', tolerance);
  checkInteger('tail', tail, { min: 1, max: all.length });
  const end = all.subarray(all.length - tail);
  const level = sum(end) / tail;
  // Backwards: the answer follows the last value that is too far away.
  let t = all.length;
  while (t > 0 && Math.abs(all[t - 1] - level) < tolerance) t--;
  return t;
}

function checkBlock({ start, length }: Block, rounds: number): { start: number; end: number } {
  checkInteger('block.start', start, { min: 1, max: rounds - 1 });
  checkInteger('block.length', length, { min: 1 });
  if (start + length > rounds) throw new InvalidInputError('block.length', length, `end within ${rounds} rounds`);
  return { start, end: start + length };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
