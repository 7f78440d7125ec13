import { randomWords } from '../foundation/index.js';
import type { Point } from './parameters/design.js';
import type { Study } from './study.js';

/** One run to be made. */
export interface Task {
  /** Index of the point in the study. */
  readonly point: number;
  readonly replicate: number;
  readonly seed: number;
  readonly parameters: Point;
  /** Which try this is, from 1. */
  readonly attempt: number;
}

/** A cell of a row as it travels: as the columns have it. */
export type CellValue = number | string | boolean | null;

/** How a try went. */
export type Outcome = {
  readonly point: number;
  readonly replicate: number;
  readonly attempt: number;
  readonly milliseconds: number;
  readonly host: string;
} & (
  | { readonly kind: 'rows'; readonly rows: readonly (readonly CellValue[])[] }
  | { readonly kind: FailureKind; readonly error: string }
);

/**
 * What can go wrong with a run: it threw, returned what does not fit the columns, ran out of time or of memory, or was lost
 * with the thread or the process that had it.
 */
export type FailureKind = 'error' | 'columns' | 'time limit' | 'memory' | 'lost';

/** The seed of a run: 53 bits hashed from the study's seed, the point (unless seeds are common) and the replicate. */
export function runSeed({ seed, seeds }: Pick<Study, 'seed' | 'seeds'>, point: number, replicate: number): number {
  const [high, low] = randomWords(seed, seeds === 'common' ? 0 : point + 1, 2);
  const [a, b] = randomWords((high >>> 11) * 2 ** 32 + low, replicate, 2);
  return (a >>> 11) * 2 ** 32 + b;
}
