import { randomStream, type RandomStream } from '../../foundation/index.js';
import { CellMoments } from './cell-moments.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { shufflePlaces } from './random-order.js';
import { Sampler, type Snapshot } from './sampler.js';

/** Players let in one at a time, in random orders; each gets what the worth rises by when they come. */
export class OrderSampler extends Sampler {
  readonly rows: number;
  readonly minimum: number;
  readonly #n: number;
  readonly #withReverse: boolean;
  readonly #stream: RandomStream;
  readonly #moments: CellMoments;
  readonly #shares: Float64Array;
  readonly #shuffled: Int32Array;
  readonly #orders: Int32Array[][] = [];

  /** @param withReverse - every order is followed by its reverse, and the two count as one draw */
  constructor(n: number, { seed, withReverse }: { readonly seed: number; readonly withReverse: boolean }) {
    super();
    this.#n = n;
    this.#withReverse = withReverse;
    this.#stream = randomStream(seed);
    this.#moments = new CellMoments(n);
    this.#shares = new Float64Array(n);
    this.#shuffled = Int32Array.from({ length: n }, (_, i) => i);
    this.rows = (n - 1) * (withReverse ? 2 : 1);
    this.minimum = this.rows;
  }

  reserve(): number {
    return this.rows;
  }

  plan(batch: CoalitionBatch, slot: number): void {
    const n = this.#n;
    const orders = (this.#orders[slot] ??= [new Int32Array(n), new Int32Array(n)]);
    shufflePlaces(this.#stream, this.#shuffled);
    orders[0].set(this.#shuffled);
    batch.addPrefixes(orders[0]);
    if (!this.#withReverse) return;
    orders[1].set(this.#shuffled);
    orders[1].reverse();
    batch.addPrefixes(orders[1]);
  }

  take(batch: CoalitionBatch, row: number, slot: number): void {
    const n = this.#n;
    const shares = this.#shares;
    const orders = this.#withReverse ? 2 : 1;
    for (let k = 0; k < orders; k++) {
      const order = this.#orders[slot][k];
      const first = row + k * (n - 1);
      let before = this.empty;
      for (let j = 0; j < n; j++) {
        const now = j < n - 1 ? batch.values[first + j] : this.grand;
        shares[order[j]] = k === 0 ? now - before : (shares[order[j]] + now - before) / 2;
        before = now;
      }
    }
    this.#moments.addAll(shares);
  }

  snapshot(): Snapshot {
    return this.#moments.snapshot();
  }
}
