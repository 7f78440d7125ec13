import type { CoalitionBatch } from './coalition-batch.js';

/** Where a sampler stands: one estimate a cell (a player, an interaction). */
export interface Snapshot {
  readonly values: Float64Array;
  /** NaN where too little has been seen. */
  readonly standardErrors: Float64Array;
  /** Degrees of freedom of the t intervals: one for all cells, or one a cell. */
  readonly degrees: number | Float64Array;
  /** Independent draws. */
  readonly n: number;
  /** Everything there is has been evaluated: no sampling error is left. */
  readonly exact: boolean;
}

/**
 * A sampling method, apart from where values come from. It writes the coalitions of one unit of work after the other into
 * a batch, and takes their values back in the same order; so one algorithm serves synchronous and promised games, in
 * batches of any size, and may be left and taken up again between any two units.
 *
 * Several units are under way at once; each has a slot, under which the sampler remembers what it planned. What is planned
 * depends on the units planned before, and on values taken only where `settles` says so: results do not depend on how
 * units are batched.
 */
export abstract class Sampler {
  /** v(∅) and v(N), known before the first unit is taken. */
  empty = NaN;
  grand = NaN;
  /** Most coalitions in a unit. */
  abstract readonly rows: number;
  /** Evaluations, beyond ∅ and N, before there is a first estimate. */
  abstract readonly minimum: number;

  /** Evaluations that must be affordable for the next unit to begin; 0 when there is nothing left to evaluate. */
  abstract reserve(): number;

  /** Whether the next unit can only be planned when all values so far are known. */
  settles(): boolean {
    return false;
  }

  abstract plan(batch: CoalitionBatch, slot: number): void;
  abstract take(batch: CoalitionBatch, row: number, slot: number): void;
  abstract snapshot(): Snapshot;
}
