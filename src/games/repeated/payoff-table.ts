import { InvalidInputError, checkVector, type Range } from '../../foundation/index.js';

/** What strategy i (row) earns a round against j. */
export type PayoffTable = readonly ArrayLike<number>[];

/** @throws InvalidInputError unless the table is square and finite: pairs that did not meet are NaN */
export function checkPayoffTable(payoffs: PayoffTable, range: Range = {}): Float64Array[] {
  if (!Array.isArray(payoffs) || payoffs.length === 0) {
    throw new InvalidInputError('payoffs', payoffs, 'be a square table given by its rows');
  }
  return payoffs.map((row: ArrayLike<number>, i) =>
    checkVector(`payoffs[${i}]`, row, { length: payoffs.length, ...range }),
  );
}
