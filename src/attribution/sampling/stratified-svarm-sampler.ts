import { randomStream, type RandomStream } from '../../foundation/index.js';
import { CellMoments, VarianceSum } from './cell-moments.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { shufflePlaces } from './random-order.js';
import { Sampler, type Snapshot } from './sampler.js';

/** Times that the warm-up covers all players at every size: two, so that every mean has a spread. */
const COVERS = 2;

/** Coalitions of 1 and n − 1 players, then covers of every size, then single coalitions of every size in turn. */
export class StratifiedSvarmSampler extends Sampler {
  readonly rows: number;
  readonly minimum: number;
  readonly #n: number;
  readonly #stream: RandomStream;
  readonly #pool: Int32Array;
  /** Cell i·(n + 1) + |A|: worth of A with i, and without. */
  readonly #with: CellMoments;
  readonly #without: CellMoments;
  readonly #sizeOfSlot: number[] = [];
  readonly #coverOfSlot: (Int32Array | null)[] = [];
  #planned = 0;

  constructor(n: number, { seed }: { readonly seed: number }) {
    super();
    this.#n = n;
    this.#stream = randomStream(seed);
    this.#pool = Int32Array.from({ length: n }, (_, i) => i);
    this.#with = new CellMoments(n * (n + 1));
    this.#without = new CellMoments(n * (n + 1));
    this.rows = Math.max(1, Math.ceil(n / 2));
    let warmUp = this.#borders;
    for (let size = 2; size <= n - 2; size++) warmUp += COVERS * this.#blocksOf(size);
    this.minimum = warmUp;
  }

  reserve(): number {
    const unit = this.#unit();
    return unit.kind === 'done' ? 0 : unit.kind === 'cover' ? this.#blocksOf(unit.size) : 1;
  }

  plan(batch: CoalitionBatch, slot: number): void {
    const n = this.#n;
    const unit = this.#unit();
    this.#planned++;
    this.#sizeOfSlot[slot] = unit.size;
    this.#coverOfSlot[slot] = null;
    if (unit.kind === 'border') {
      batch.add();
      batch.join(unit.player);
      if (unit.size !== 1) for (let i = 0; i < n; i++) batch.toggle(i);
      return;
    }
    const pool = this.#pool;
    if (unit.kind === 'single') {
      shufflePlaces(this.#stream, pool, unit.size);
      batch.add();
      for (let k = 0; k < unit.size; k++) batch.join(pool[k]);
      return;
    }
    // Players in random order, cut into blocks of the size (or of its complement); the last block is filled from the start.
    shufflePlaces(this.#stream, pool);
    this.#coverOfSlot[slot] = pool.slice();
    const length = Math.min(unit.size, n - unit.size);
    for (let block = 0; block < this.#blocksOf(unit.size); block++) {
      batch.add();
      for (let k = 0; k < length; k++) batch.join(pool[(block * length + k) % n]);
      if (length !== unit.size) for (let i = 0; i < n; i++) batch.toggle(i);
    }
  }

  take(batch: CoalitionBatch, row: number, slot: number): void {
    const n = this.#n;
    const size = this.#sizeOfSlot[slot];
    const cover = this.#coverOfSlot[slot];
    if (!cover) {
      for (let i = 0; i < n; i++) {
        (batch.has(row, i) ? this.#with : this.#without).add(i * (n + 1) + size, batch.values[row]);
      }
      return;
    }
    // Once in and once out a player: in its own block and out of the next, or the other way round for complements.
    const blocks = this.#blocksOf(size);
    const length = Math.min(size, n - size);
    const [own, next] = length === size ? [this.#with, this.#without] : [this.#without, this.#with];
    cover.forEach((player, place) => {
      const block = Math.floor(place / length);
      own.add(player * (n + 1) + size, batch.values[row + block]);
      next.add(player * (n + 1) + size, batch.values[row + ((block + 1) % blocks)]);
    });
  }

  snapshot(): Snapshot {
    const n = this.#n;
    const values = new Float64Array(n);
    const standardErrors = new Float64Array(n);
    const degrees = new Float64Array(n);
    const ends = (this.grand - this.empty) / n;
    for (let i = 0; i < n; i++) {
      const sum = new VarianceSum();
      values[i] = ends;
      for (let size = 1; size < n; size++) {
        const cell = i * (n + 1) + size;
        values[i] += (this.#with.mean(cell) - this.#without.mean(cell)) / n;
        for (const [moments, seenAll] of [
          [this.#with, size === 1 || (size === n - 1 && n > 2)],
          [this.#without, size === 1 || size === n - 1],
        ] as const) {
          if (!seenAll) sum.add(moments.varianceOfMean(cell) / (n * n), moments.counts[cell] - 1);
        }
      }
      standardErrors[i] = Math.sqrt(sum.variance);
      degrees[i] = sum.degrees;
    }
    return { values, standardErrors, degrees, n: this.#planned, exact: n <= 3 };
  }

  /** Coalitions of 1 and of n − 1 players. */
  get #borders(): number {
    return this.#n === 2 ? 2 : 2 * this.#n;
  }

  #blocksOf(size: number): number {
    return Math.ceil(this.#n / Math.min(size, this.#n - size));
  }

  #unit(): { readonly kind: 'border' | 'cover' | 'single' | 'done'; readonly size: number; readonly player: number } {
    const n = this.#n;
    if (this.#planned < this.#borders) {
      const player = this.#planned % n;
      return { kind: 'border', size: this.#planned < n ? 1 : n - 1, player };
    }
    const inner = n - 3;
    if (inner <= 0) return { kind: 'done', size: 0, player: -1 };
    const turn = this.#planned - this.#borders;
    return { kind: turn < COVERS * inner ? 'cover' : 'single', size: 2 + (turn % inner), player: -1 };
  }
}
