import type { Table } from '../data/index.js';
import { columnFor } from './log-columns.js';
import type { TokenBatch } from './token-batch.js';

/** Column names of token logs that are known without being told. */
export const usualTokenColumns = {
  oldLogp: ['old_logp', 'old_log_prob', 'old_log_probs', 'old_logprob', 'old_logprobs', 'oldLogp'],
  logp: ['logp', 'log_prob', 'log_probs', 'logprob', 'logprobs', 'new_logp', 'new_log_prob'],
  advantages: ['advantage', 'advantages', 'adv'],
  mask: ['mask', 'response_mask', 'loss_mask'],
} as const;

export interface TokenLogOptions {
  /** Names of columns that do not go by a usual name. */
  readonly oldLogpColumn?: string;
  readonly logpColumn?: string;
  readonly advantagesColumn?: string;
  readonly maskColumn?: string;
}

/** Whether a table looks like a log of tokens: it has a column of log-probabilities of the sampling policy. */
export function isTokenLog(columnNames: readonly string[]): boolean {
  return usualTokenColumns.oldLogp.some((name) => columnNames.includes(name));
}

/** The columns of a table that hold a token log, in the order old, new, advantage and, if there is one, mask. */
export function tokenColumns(table: Table, options: TokenLogOptions = {}): readonly string[] {
  const { oldLogpColumn, logpColumn, advantagesColumn, maskColumn } = options;
  return [
    columnFor(table, 'oldLogpColumn', usualTokenColumns.oldLogp, { named: oldLogpColumn }),
    columnFor(table, 'logpColumn', usualTokenColumns.logp, { named: logpColumn }),
    columnFor(table, 'advantagesColumn', usualTokenColumns.advantages, { named: advantagesColumn }),
    columnFor(table, 'maskColumn', usualTokenColumns.mask, { named: maskColumn, optional: true }),
  ].filter((name): name is string => name !== undefined);
}

/**
 * The batch in a table of tokens, a row a token. Nothing is copied.
 *
 * @throws InvalidInputError when a column is absent, ambiguous or not of numbers.
 *
 * @example
 * ```ts
 * import { Table } from 'polity/data';
 * import { auditTokens, tokenBatch } from 'polity/entropy';
 * const log = Table.fromColumns({ old_log_prob: [-1, -2], log_prob: [-0.9, -2.2], advantages: [1, -1] });
 * auditTokens(tokenBatch(log)).covariance.mean; // 0.65
 * ```
 */
export function tokenBatch(table: Table, options: TokenLogOptions = {}): TokenBatch {
  const [oldLogp, logp, advantages, mask] = tokenColumns(table, options).map((name) => table.number(name));
  return { oldLogp, logp, advantages, ...(mask && { mask }) };
}
