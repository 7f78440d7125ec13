import { checkNumber } from '../foundation/index.js';

/** An interval that covers the truth in a share `level` of samples. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** Nominal coverage, 0.95 for a 95 % interval. */
  readonly level: number;
}

/** What every estimator returns; its own results add diagnostics. */
export interface Estimate {
  readonly estimate: number;
  /** NaN where the method has none. */
  readonly standardError: number;
  readonly interval: Interval;
  /** Independent units behind the estimate: items, messages, clusters. */
  readonly n: number;
  /** How the estimate and its interval were made, in words. */
  readonly method: string;
}

/** Nominal coverage: strictly between 0 and 1. */
export function checkLevel(name: string, level: unknown): number {
  return checkNumber(name, level, { min: 0, max: 1, aboveMin: true, belowMax: true });
}
