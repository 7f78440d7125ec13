import { randomStream, type RandomStream } from '../../foundation/index.js';
import { CellMoments } from './cell-moments.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { coalitionSize } from '../games/coalition.js';
import { masksOfSize } from './masks-of-size.js';
import { shufflePlaces } from './random-order.js';
import { Sampler, type Snapshot } from './sampler.js';
import { discreteDerivative } from './window-sampler.js';

/** First all coalitions of fewer than k players, one a unit; then orders, all coalitions of k players in each. */
export class TaylorSampler extends Sampler {
  readonly rows: number;
  readonly minimum: number;
  readonly #order: number;
  readonly #stream: RandomStream;
  readonly #pool: Int32Array;
  readonly #small: Int32Array;
  readonly #smallValues: Float64Array;
  readonly #top: Int32Array;
  readonly #subsets: Int32Array;
  readonly #moments: CellMoments;
  #planned = 0;
  #taken = 0;

  constructor(n: number, { seed, order }: { readonly seed: number; readonly order: number }) {
    super();
    this.#order = order;
    this.#stream = randomStream(seed);
    this.#pool = Int32Array.from({ length: n }, (_, i) => i);
    const small: number[] = [];
    for (let t = 1; t < order; t++) small.push(...masksOfSize(n, t));
    this.#small = Int32Array.from(small);
    this.#smallValues = new Float64Array(small.length);
    this.#top = masksOfSize(n, order);
    this.#subsets = Int32Array.from({ length: 2 ** order }, (_, subset) => subset);
    this.#moments = new CellMoments(this.#top.length);
    this.rows = this.#top.length * 2 ** order;
    this.minimum = small.length + this.rows;
  }

  reserve(): number {
    return this.#planned < this.#small.length ? 1 : this.rows;
  }

  plan(batch: CoalitionBatch): void {
    if (this.#planned < this.#small.length) {
      batch.addMask(this.#small[this.#planned++]);
      return;
    }
    this.#planned++;
    shufflePlaces(this.#stream, this.#pool);
    for (const top of this.#top) {
      // Everybody before the first of T.
      let before = 0;
      for (let k = 0; !(top & (1 << this.#pool[k])); k++) before |= 1 << this.#pool[k];
      for (const subset of this.#subsets) batch.addMask(before | membersAt(top, subset));
    }
  }

  take({ values }: CoalitionBatch, row: number): void {
    const small = this.#small.length;
    if (this.#taken < small) {
      this.#smallValues[this.#taken++] = values[row];
      return;
    }
    this.#taken++;
    const length = this.#subsets.length;
    for (let cell = 0; cell < this.#top.length; cell++) {
      const from = row + cell * length;
      this.#moments.add(cell, discreteDerivative(values.subarray(from, from + length), this.#subsets, this.#order));
    }
  }

  snapshot(): Snapshot {
    const small = this.#small.length;
    const cells = small + this.#top.length;
    const values = new Float64Array(cells);
    const standardErrors = new Float64Array(cells);
    const known = new Map<number, number>([[0, this.empty]]);
    this.#small.forEach((mask, k) => known.set(mask, this.#smallValues[k]));
    this.#small.forEach((mask, k) => {
      const size = coalitionSize(mask);
      for (let subset = 0; subset < 2 ** size; subset++) {
        const sign = (size - coalitionSize(subset)) % 2 === 0 ? 1 : -1;
        values[k] += sign * known.get(membersAt(mask, subset))!;
      }
    });
    values.set(this.#moments.means, small);
    standardErrors.set(this.#moments.standardErrors(), small);
    const n = this.#moments.counts[0];
    return { values, standardErrors, degrees: n - 1, n, exact: false };
  }
}

/** The members of a coalition at the places that `subset` names. */
function membersAt(coalition: number, subset: number): number {
  let chosen = 0;
  for (let rest = coalition, places = subset; places; rest &= rest - 1, places >>>= 1) {
    if (places & 1) chosen |= rest & -rest;
  }
  return chosen;
}
