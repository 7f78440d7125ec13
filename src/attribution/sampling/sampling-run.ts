import { CoalitionBatch } from './coalition-batch.js';
import type { Sampler, Snapshot } from './sampler.js';

/** An estimate on the way: what was known after so many evaluations. */
export interface TracePoint {
  readonly evaluations: number;
  /** Independent draws so far. */
  readonly n: number;
  /** In the order of the final estimates. */
  readonly values: Float64Array;
  readonly standardErrors: Float64Array;
}

/** Coalitions in a batch where a unit does not need more, and bytes of memberships beyond 31 players. */
const BATCH_ROWS = 1024;
const BATCH_BYTES = 2 ** 20;

/**
 * A sampler at work. `work` yields batches whose values the caller fills in; whoever evaluates them, and whether at once or
 * later, is no matter of the run. After an error or an abort the batch under way is handed out again.
 */
export class SamplingRun {
  readonly sampler: Sampler;
  /** Coalitions evaluated so far, v(∅) and v(N) among them. */
  evaluations = 0;
  /** One point each time the evaluations have doubled. */
  readonly trace: TracePoint[] = [];
  readonly #batch: CoalitionBatch;
  readonly #rowOfSlot: number[] = [];
  #hasEnds = false;
  #checkpoint: number;

  constructor(n: number, sampler: Sampler, { keepsChains = false }: { readonly keepsChains?: boolean } = {}) {
    this.sampler = sampler;
    const rows = n <= 31 ? BATCH_ROWS : Math.min(BATCH_ROWS, Math.floor(BATCH_BYTES / n));
    this.#batch = new CoalitionBatch(n, Math.max(2, rows, sampler.rows), { keepsChains });
    this.#checkpoint = this.minimum;
  }

  /** Evaluations before there is an estimate. */
  get minimum(): number {
    return 2 + this.sampler.minimum;
  }

  get snapshot(): Snapshot {
    return this.sampler.snapshot();
  }

  /**
   * Batches to evaluate until no further unit fits under `limit` evaluations, or (`untilCheckpoint`) the trace has a new
   * point.
   */
  *work(limit: number, { untilCheckpoint = false } = {}): Generator<CoalitionBatch, void, void> {
    const points = this.trace.length;
    while (!untilCheckpoint || this.trace.length === points) {
      if (this.#batch.count === 0) this.#plan(limit);
      const { count } = this.#batch;
      // Left over from an interrupted run to a higher limit: it waits until it is affordable again.
      if (this.evaluations + count > limit) return;
      if (count === 0 && this.#rowOfSlot.length === 0) return;
      if (count > 0) yield this.#batch;
      this.#take();
    }
  }

  #plan(limit: number): void {
    const batch = this.#batch;
    if (!this.#hasEnds) {
      batch.add();
      batch.addComplement(0);
      return;
    }
    const { sampler } = this;
    const slots = this.#rowOfSlot;
    while (slots.length < batch.capacity && this.evaluations + batch.count < this.#checkpoint) {
      if (slots.length > 0 && (sampler.settles() || batch.count + sampler.rows > batch.capacity)) break;
      const needed = sampler.reserve();
      if (needed === 0 || this.evaluations + batch.count + needed > limit) break;
      slots.push(batch.count);
      sampler.plan(batch, slots.length - 1);
    }
  }

  #take(): void {
    const batch = this.#batch;
    const slots = this.#rowOfSlot;
    if (!this.#hasEnds) {
      this.#hasEnds = true;
      this.sampler.empty = batch.values[0];
      this.sampler.grand = batch.values[1];
      this.evaluations = 2;
    }
    slots.forEach((row, slot) => {
      this.sampler.take(batch, row, slot);
      this.evaluations += (slot + 1 < slots.length ? slots[slot + 1] : batch.count) - row;
    });
    slots.length = 0;
    batch.clear();
    if (this.evaluations < this.#checkpoint) return;
    const { values, standardErrors, n } = this.sampler.snapshot();
    this.trace.push({ evaluations: this.evaluations, n, values, standardErrors });
    while (this.#checkpoint <= this.evaluations) this.#checkpoint *= 2;
  }
}
