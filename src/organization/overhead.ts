import { checkInteger, checkNumber } from '../foundation/index.js';

/** What messages cost. */
export interface MessagePrices {
  /** Budget tokens for each message token written, default 1. */
  readonly writePrice?: number;
  /** Budget tokens for each message token read, default 1. */
  readonly readPrice?: number;
  /** Tokens that an aggregator thinks, beside its reading, default 0 (a majority vote needs none). */
  readonly aggregatorCompute?: number;
}

/**
 * Overhead of one leaf, c₀ = (b m (κ_w + κ_r) + x_agg) / (b − 1), in tokens: a b-ary tree of N leaves has
 * b (N − 1)/(b − 1) messages and (N − 1)/(b − 1) aggregators, which cost c₀ (N − 1) together.
 *
 * @param options - fan-in b ≥ 2, message length m ≥ 0 in tokens; prices of writing and reading a token, compute of
 * an aggregator
 * @throws InvalidInputError for a fan-in below 2, or a negative length or price
 * @see arXiv 2601.17311, Section 4, B ≈ N (x + c₀); the accounting of messages is this library's
 *
 * @example
 * ```ts
 * import { overheadPerLeaf } from 'polity/organization';
 * overheadPerLeaf({ fanIn: 5, messageLength: 40 }); // 100
 * ```
 */
export function overheadPerLeaf({
  fanIn,
  messageLength,
  ...prices
}: MessagePrices & { readonly fanIn: number; readonly messageLength: number }): number {
  checkInteger('fanIn', fanIn, { min: 2 });
  checkNumber('messageLength', messageLength, { min: 0 });
  const { perToken, aggregatorCompute } = checkPrices(prices);
  return (fanIn * messageLength * perToken + aggregatorCompute) / (fanIn - 1);
}

/** Price of a message token, written and read, and of an aggregator. */
export function checkPrices({ writePrice = 1, readPrice = 1, aggregatorCompute = 0 }: MessagePrices) {
  const perToken = checkNumber('writePrice', writePrice, { min: 0 }) + checkNumber('readPrice', readPrice, { min: 0 });
  return { perToken, aggregatorCompute: checkNumber('aggregatorCompute', aggregatorCompute, { min: 0 }) };
}
