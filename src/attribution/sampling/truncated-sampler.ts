import { randomStream, type RandomStream } from '../../foundation/index.js';
import { CellMoments } from './cell-moments.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { shufflePlaces } from './random-order.js';
import { Sampler, type Snapshot } from './sampler.js';

/** What breaking orders off did. */
export interface Truncation {
  readonly tolerance: number;
  /** Share of orders that were broken off. */
  readonly rate: number;
  /** Share of marginal contributions that were taken to be 0. */
  readonly skipped: number;
  /**
   * Bias of the sum of all values, estimated without error of its own: minus the mean of v(N) − v(predecessors) where orders
   * were broken off. Equals −efficiencyGap.
   */
  readonly biasOfSum: number;
  /** For a monotone game: most that the truncation can have taken from (or, for negative gaps, given to) each player's estimate. */
  readonly monotoneBound: Float64Array;
}

/** An order under way. */
interface Walk {
  readonly order: Int32Array;
  readonly shares: Float64Array;
  /** Players in so far, the worth they have, and whether no more are let in. */
  length: number;
  worth: number;
  isOver: boolean;
}

/** Orders side by side; a unit is one step of all that are still under way. */
export class TruncatedSampler extends Sampler {
  readonly rows: number;
  readonly minimum: number;
  readonly #n: number;
  readonly #tolerance: number | null;
  readonly #stream: RandomStream;
  readonly #pool: Int32Array;
  readonly #walks: readonly Walk[];
  readonly #moments: CellMoments;
  readonly #bound: Float64Array;
  #isUnderWay = false;
  #orders = 0;
  #truncated = 0;
  #skipped = 0;
  #gap = 0;

  constructor(
    n: number,
    { seed, tolerance, walks }: { readonly seed: number; readonly tolerance: number | null; readonly walks: number },
  ) {
    super();
    this.#n = n;
    this.#tolerance = tolerance;
    this.#stream = randomStream(seed);
    this.#pool = Int32Array.from({ length: n }, (_, i) => i);
    this.#moments = new CellMoments(n);
    this.#bound = new Float64Array(n);
    this.#walks = Array.from({ length: walks }, () => ({
      order: new Int32Array(n),
      shares: new Float64Array(n),
      length: 0,
      worth: NaN,
      isOver: true,
    }));
    this.rows = walks;
    this.minimum = walks * (n - 1);
  }

  override settles(): boolean {
    return true;
  }

  /** Whole orders only: were short ones begun upon where long ones no longer fit, the late players would be favoured. */
  reserve(): number {
    if (!this.#isUnderWay) return this.minimum;
    return this.#walks.reduce((sum, { isOver, length }) => sum + (isOver ? 0 : this.#n - 1 - length), 0);
  }

  plan(batch: CoalitionBatch): void {
    if (!this.#isUnderWay) this.#begin();
    for (const { order, length, isOver } of this.#walks) {
      if (isOver) continue;
      batch.add();
      for (let k = 0; k <= length; k++) batch.join(order[k]);
    }
  }

  take({ values }: CoalitionBatch, row: number): void {
    let next = row;
    for (const walk of this.#walks) {
      if (walk.isOver) continue;
      const worth = values[next++];
      walk.shares[walk.order[walk.length++]] = worth - walk.worth;
      walk.worth = worth;
      walk.isOver = walk.length === this.#n - 1 || this.#isClose(worth);
    }
    if (this.#walks.some(({ isOver }) => !isOver)) return;
    for (const walk of this.#walks) this.#finish(walk);
    this.#isUnderWay = false;
  }

  snapshot(): Snapshot & { readonly truncation: Truncation } {
    const n = this.#orders;
    return {
      values: this.#moments.means.slice(),
      standardErrors: this.#moments.standardErrors(),
      degrees: n - 1,
      n,
      exact: false,
      truncation: {
        tolerance: this.#limit,
        rate: this.#truncated / n,
        skipped: this.#skipped / (n * this.#n),
        biasOfSum: -this.#gap / n,
        monotoneBound: this.#bound.map((sum) => sum / n),
      },
    };
  }

  #begin(): void {
    this.#isUnderWay = true;
    for (const walk of this.#walks) {
      shufflePlaces(this.#stream, this.#pool);
      walk.order.set(this.#pool);
      walk.shares.fill(0);
      walk.length = 0;
      walk.worth = this.empty;
      walk.isOver = false;
    }
  }

  #finish({ order, shares, length, worth }: Walk): void {
    this.#orders++;
    const gap = this.grand - worth;
    if (this.#isClose(worth)) {
      this.#truncated++;
      this.#skipped += this.#n - length;
      this.#gap += gap;
      for (let k = length; k < this.#n; k++) this.#bound[order[k]] += Math.abs(gap);
    } else {
      shares[order[this.#n - 1]] = gap;
    }
    this.#moments.addAll(shares);
  }

  get #limit(): number {
    return this.#tolerance ?? 0.01 * Math.abs(this.grand - this.empty);
  }

  #isClose(worth: number): boolean {
    return Math.abs(this.grand - worth) < this.#limit;
  }
}
