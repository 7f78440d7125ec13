import { randomStream, type RandomStream } from '../../foundation/index.js';
import { CellMoments, VarianceSum } from './cell-moments.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { shufflePlaces } from './random-order.js';
import { Sampler, type Snapshot } from './sampler.js';

/** Pairs of coalitions A⁺, A⁻; the first n of them are the warm-up, made for one player each. */
export class SvarmSampler extends Sampler {
  readonly rows = 2;
  readonly minimum: number;
  readonly #n: number;
  readonly #stream: RandomStream;
  readonly #pool: Int32Array;
  readonly #with: CellMoments;
  readonly #without: CellMoments;
  /** P(|A⁺| ≤ s) for s = 1 … n. */
  readonly #sizes: Float64Array;
  readonly #warmUpOfSlot: number[] = [];
  readonly #isFull: boolean[] = [];
  readonly #isEmpty: boolean[] = [];
  #planned = 0;

  constructor(n: number, { seed }: { readonly seed: number }) {
    super();
    this.#n = n;
    this.#stream = randomStream(seed);
    this.#pool = Int32Array.from({ length: n }, (_, i) => i);
    this.#with = new CellMoments(n);
    this.#without = new CellMoments(n);
    this.#sizes = new Float64Array(n);
    let mass = 0;
    for (let s = 1; s <= n; s++) this.#sizes[s - 1] = mass += 1 / s;
    this.#sizes = this.#sizes.map((sum) => sum / mass);
    this.minimum = 2 * n;
  }

  reserve(): number {
    return 2;
  }

  plan(batch: CoalitionBatch, slot: number): void {
    const n = this.#n;
    const warmsUp = this.#planned < n ? this.#planned : -1;
    this.#planned++;
    this.#warmUpOfSlot[slot] = warmsUp;
    const joined = this.#drawSize(warmsUp);
    this.#isFull[slot] = joined === n;
    if (joined < n) this.#add(batch, joined, warmsUp);
    // By the mirror symmetry of the two distributions, A⁻ is the complement of a coalition drawn like A⁺.
    const left = this.#drawSize(warmsUp);
    this.#isEmpty[slot] = left === n;
    if (left === n) return;
    this.#add(batch, left, warmsUp);
    for (let i = 0; i < n; i++) batch.toggle(i);
  }

  take(batch: CoalitionBatch, row: number, slot: number): void {
    const player = this.#warmUpOfSlot[slot];
    const [from, to] = player < 0 ? [0, this.#n] : [player, player + 1];
    let next = row;
    const full = this.#isFull[slot];
    const present = full ? this.grand : batch.values[next];
    for (let i = from; i < to; i++) if (full || batch.has(next, i)) this.#with.add(i, present);
    if (!full) next++;
    const empty = this.#isEmpty[slot];
    const absent = empty ? this.empty : batch.values[next];
    for (let i = from; i < to; i++) if (empty || !batch.has(next, i)) this.#without.add(i, absent);
  }

  snapshot(): Snapshot {
    const n = this.#n;
    const degrees = new Float64Array(n);
    const standardErrors = new Float64Array(n);
    let draws = 0;
    for (let i = 0; i < n; i++) {
      const sum = new VarianceSum();
      for (const moments of [this.#with, this.#without]) {
        sum.add(moments.varianceOfMean(i), moments.counts[i] - 1);
        draws = Math.max(draws, moments.counts[i]);
      }
      standardErrors[i] = Math.sqrt(sum.variance);
      degrees[i] = sum.degrees;
    }
    const values = Float64Array.from({ length: n }, (_, i) => this.#with.mean(i) - this.#without.mean(i));
    return { values, standardErrors, degrees, n: draws, exact: false };
  }

  /** |A⁺|: P(s) ∝ 1/s; in a player's warm-up, where the player is in any case, uniform. */
  #drawSize(warmsUp: number): number {
    if (warmsUp >= 0) return 1 + this.#stream.below(this.#n);
    const u = this.#stream.uniform();
    let s = 1;
    while (s < this.#n && u >= this.#sizes[s - 1]) s++;
    return s;
  }

  #add(batch: CoalitionBatch, size: number, player: number): void {
    batch.add();
    shufflePlaces(this.#stream, this.#pool, size);
    const pool = this.#pool;
    if (player < 0) {
      for (let k = 0; k < size; k++) batch.join(pool[k]);
      return;
    }
    // The player, and the first size − 1 of the others.
    batch.join(player);
    for (let k = 0, others = size - 1; others > 0; k++) {
      if (pool[k] === player) continue;
      batch.join(pool[k]);
      others--;
    }
  }
}
