import { randomStream, type RandomStream } from '../../foundation/index.js';
import { CellMoments, VarianceSum } from './cell-moments.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { Sampler, type Snapshot } from './sampler.js';

/** Coalitions with every player in or out by the toss of a coin. */
export class BanzhafSampler extends Sampler {
  readonly rows = 2;
  readonly minimum = 2;
  readonly #n: number;
  readonly #paired: boolean;
  readonly #stream: RandomStream;
  /** Unpaired: worth with and without a player. Paired: half the difference in `#with` alone. */
  readonly #with: CellMoments;
  readonly #without: CellMoments;
  readonly #isPair: boolean[] = [];
  #planned = 0;
  #draws = 0;

  constructor(n: number, { seed, paired }: { readonly seed: number; readonly paired: boolean }) {
    super();
    this.#n = n;
    this.#paired = paired;
    this.#stream = randomStream(seed);
    this.#with = new CellMoments(n);
    this.#without = new CellMoments(n);
  }

  reserve(): number {
    return this.#paired || this.#planned === 0 ? 2 : 1;
  }

  plan(batch: CoalitionBatch, slot: number): void {
    const pair = this.reserve() === 2;
    this.#isPair[slot] = pair;
    this.#planned++;
    const row = batch.add();
    let coins = 0;
    for (let i = 0; i < this.#n; i++) {
      if (i % 32 === 0) coins = this.#stream.uint32();
      if (coins & 1) batch.join(i);
      coins >>>= 1;
    }
    if (pair) batch.addComplement(row);
  }

  take(batch: CoalitionBatch, row: number, slot: number): void {
    this.#draws++;
    if (this.#paired) {
      const difference = batch.values[row] - batch.values[row + 1];
      for (let i = 0; i < this.#n; i++) this.#with.add(i, batch.has(row, i) ? difference : -difference);
      return;
    }
    for (let k = row; k < row + (this.#isPair[slot] ? 2 : 1); k++) {
      const value = batch.values[k];
      for (let i = 0; i < this.#n; i++) (batch.has(k, i) ? this.#with : this.#without).add(i, value);
    }
  }

  snapshot(): Snapshot {
    const n = this.#n;
    if (this.#paired) {
      return {
        values: this.#with.means.slice(),
        standardErrors: this.#with.standardErrors(),
        degrees: this.#draws - 1,
        n: this.#draws,
        exact: false,
      };
    }
    const values = new Float64Array(n);
    const standardErrors = new Float64Array(n);
    const degrees = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const sum = new VarianceSum();
      for (const moments of [this.#with, this.#without]) sum.add(moments.varianceOfMean(i), moments.counts[i] - 1);
      values[i] = this.#with.mean(i) - this.#without.mean(i);
      standardErrors[i] = Math.sqrt(sum.variance);
      degrees[i] = sum.degrees;
    }
    return { values, standardErrors, degrees, n: this.#draws, exact: false };
  }
}
