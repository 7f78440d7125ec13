import { randomStream, type RandomStream } from '../../foundation/index.js';
import { CellMoments } from './cell-moments.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { rankOfSize } from '../games/combinatorics.js';
import { shufflePlaces } from './random-order.js';
import { Sampler, type Snapshot } from './sampler.js';
import { subsetCount } from './subset-deck.js';

/** A window of an order: its first place, its length, and where the values of its 2^length coalitions stand. */
interface Window {
  readonly from: number;
  readonly length: number;
  readonly places: Int32Array;
}

/**
 * All windows of an order. Every coalition is the first a players and some of the next t − 1 after a gap; so written,
 * windows that share a coalition find it in one place.
 */
export class WindowSampler extends Sampler {
  readonly rows: number;
  readonly minimum: number;
  readonly #n: number;
  readonly #stream: RandomStream;
  readonly #pool: Int32Array;
  readonly #orders: Int32Array[] = [];
  readonly #windows: readonly Window[];
  /** For each coalition of an order the places (of players in the order) of its members, as a bit mask. */
  readonly #coalitions: readonly number[];
  readonly #values: Float64Array;
  readonly #moments: CellMoments;
  readonly #offsets: readonly number[];
  #draws = 0;

  constructor(n: number, { seed, order }: { readonly seed: number; readonly order: number }) {
    super();
    this.#n = n;
    this.#stream = randomStream(seed);
    this.#pool = Int32Array.from({ length: n }, (_, i) => i);
    const placeOf = new Map<number, number>();
    const windows: Window[] = [];
    for (let length = 1; length <= order; length++) {
      for (let from = 0; from + length <= n; from++) {
        const places = Int32Array.from({ length: 2 ** length }, (_, subset) => {
          const coalition = 2 ** from - 1 + subset * 2 ** from;
          if (!placeOf.has(coalition)) placeOf.set(coalition, placeOf.size);
          return placeOf.get(coalition)!;
        });
        windows.push({ from, length, places });
      }
    }
    this.#windows = windows;
    this.#coalitions = [...placeOf.keys()];
    this.#values = new Float64Array(placeOf.size);
    const offsets: number[] = [];
    let cells = 0;
    for (let t = 1; t <= order; t++) {
      offsets[t] = cells;
      cells += subsetCount(n, t);
    }
    this.#offsets = offsets;
    this.#moments = new CellMoments(cells);
    // ∅ and N are known.
    this.rows = placeOf.size - 2;
    this.minimum = this.rows;
  }

  reserve(): number {
    return this.rows;
  }

  plan(batch: CoalitionBatch, slot: number): void {
    shufflePlaces(this.#stream, this.#pool);
    const order = (this.#orders[slot] ??= new Int32Array(this.#n));
    order.set(this.#pool);
    const all = 2 ** this.#n - 1;
    for (const places of this.#coalitions) {
      if (places === 0 || places === all) continue;
      batch.add();
      for (let rest = places, k = 0; rest; rest >>>= 1, k++) if (rest & 1) batch.join(order[k]);
    }
  }

  take(batch: CoalitionBatch, row: number, slot: number): void {
    this.#draws++;
    const values = this.#values;
    const all = 2 ** this.#n - 1;
    let next = row;
    this.#coalitions.forEach((places, k) => {
      values[k] = places === 0 ? this.empty : places === all ? this.grand : batch.values[next++];
    });
    const order = this.#orders[slot];
    for (const { from, length, places } of this.#windows) {
      let mask = 0;
      for (let k = from; k < from + length; k++) mask |= 1 << order[k];
      this.#moments.add(this.#offsets[length] + rankOfSize(mask), discreteDerivative(values, places, length));
    }
  }

  snapshot(): Snapshot {
    const { counts } = this.#moments;
    return {
      values: counts.map((_, cell) => this.#moments.mean(cell)),
      standardErrors: this.#moments.standardErrors(),
      degrees: counts.map((count) => count - 1),
      n: this.#draws,
      exact: false,
    };
  }
}

/** Σ_L (−1)^{t−|L|} values[places[L]] over the subsets L of t players. */
export function discreteDerivative(values: ArrayLike<number>, places: ArrayLike<number>, t: number): number {
  let sum = 0;
  for (let subset = 0; subset < places.length; subset++) {
    let sign = t & 1 ? -1 : 1;
    for (let rest = subset; rest; rest &= rest - 1) sign = -sign;
    sum += sign * values[places[subset]];
  }
  return sum;
}
