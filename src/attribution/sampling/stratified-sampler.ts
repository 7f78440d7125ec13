import { randomStream, type RandomStream } from '../../foundation/index.js';
import { CellMoments, VarianceSum } from './cell-moments.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { Sampler, type Snapshot } from './sampler.js';
import { SubsetDeck } from './subset-deck.js';

/** Least variance a size is taken to have, as a share of the mean over sizes: a pilot without spread proves nothing. */
const VARIANCE_FLOOR = 0.1;

/** Draws that the players' mean variance at a size counts for, beside a stratum's own. */
const POOLED_DRAWS = 2;

/** Marginal contributions by player i and size s of the others: cell i·n + s. A unit is one contribution. */
export class StratifiedSampler extends Sampler {
  readonly rows = 2;
  readonly minimum: number;
  readonly #n: number;
  readonly #pilot: number;
  readonly #isNeyman: boolean;
  readonly #stream: RandomStream;
  readonly #pool: Int32Array;
  readonly #decks: (SubsetDeck | undefined)[] = [];
  readonly #moments: CellMoments;
  readonly #cellOfSlot: number[] = [];
  /** Where the sweeps over all strata stand: how often through all, which size, which player. */
  #sweep = 0;
  #size = 0;
  #player = 0;
  /** The stratum that `reserve` has found for the next unit. */
  #next = 0;
  /** Strata that are not used up. */
  #open: number;
  /** Other players' variance by player and size, once the pilot is over. */
  #variances: Float64Array | null = null;
  /** What one more draw from a stratum lowers the variance of the estimate by; −1 when it is used up. */
  readonly #gains: Float64Array;

  constructor(
    n: number,
    {
      seed,
      pilot,
      allocation,
    }: { readonly seed: number; readonly pilot: number; readonly allocation: 'proportional' | 'neyman' },
  ) {
    super();
    this.#n = n;
    this.#pilot = pilot;
    this.#isNeyman = allocation === 'neyman';
    this.#stream = randomStream(seed);
    this.#pool = Int32Array.from({ length: n - 1 }, (_, k) => k);
    this.#moments = new CellMoments(n * n);
    this.#gains = new Float64Array(n * n);
    this.#open = n * n;
    this.minimum = 2 * n * n - 2 * n;
  }

  override settles(): boolean {
    return this.#adapts && !this.#variances;
  }

  get #adapts(): boolean {
    return this.#isNeyman && this.#sweep >= this.#pilot;
  }

  reserve(): number {
    if (this.#open === 0) return 0;
    this.#next = this.#cell();
    const size = this.#next % this.#n;
    return Number(size > 0) + Number(size < this.#n - 1);
  }

  plan(batch: CoalitionBatch, slot: number): void {
    const n = this.#n;
    const cell = this.#next;
    this.#cellOfSlot[slot] = cell;
    const player = Math.floor(cell / n);
    const size = cell % n;
    const deck = this.#deck(cell);
    const others = deck.deal();
    if (deck.isExhausted) this.#open--;
    if (this.#variances) this.#gains[cell] = this.#gainOf(cell);
    this.#moveOn();
    let without = -1;
    if (size > 0) {
      without = batch.add();
      for (let k = 0; k < size; k++) batch.join(others[k] + Number(others[k] >= player));
    }
    if (size === n - 1) return;
    if (without < 0) batch.add();
    else batch.addCopy(without);
    batch.join(player);
  }

  take({ values }: CoalitionBatch, row: number, slot: number): void {
    const cell = this.#cellOfSlot[slot];
    const size = cell % this.#n;
    const without = size === 0 ? this.empty : values[row];
    const joined = size === this.#n - 1 ? this.grand : values[size === 0 ? row : row + 1];
    this.#moments.add(cell, joined - without);
  }

  snapshot(): Snapshot {
    const n = this.#n;
    const values = new Float64Array(n);
    const standardErrors = new Float64Array(n);
    const degrees = new Float64Array(n);
    let draws = 0;
    let exact = true;
    const pools = Array.from({ length: n }, (_, s) => this.#pooled(s));
    for (let i = 0; i < n; i++) {
      const sum = new VarianceSum();
      for (let s = 0; s < n; s++) {
        const cell = i * n + s;
        const count = this.#moments.counts[cell];
        draws += count;
        values[i] += this.#moments.mean(cell) / n;
        const unseen = 1 - this.#deck(cell).fraction(count);
        if (unseen === 0) continue;
        exact = false;
        const own = this.#moments.variance(cell);
        const variance = ((count - 1) * own + POOLED_DRAWS * pools[s].variance) / (count - 1 + POOLED_DRAWS);
        sum.add((unseen * variance) / (count * n * n), Math.min(count - 1, pools[s].degrees));
      }
      standardErrors[i] = Math.sqrt(sum.variance);
      degrees[i] = sum.degrees;
    }
    return { values, standardErrors, degrees, n: draws, exact };
  }

  /**
   * Mean of the players' variances at a size; and the degrees of freedom of one of them, 2·mean²/variance, as they differ between
   * players, but at least 2: fewer than its draws when contributions have heavy tails.
   */
  #pooled(size: number): { readonly variance: number; readonly degrees: number } {
    const n = this.#n;
    let players = 0;
    let mean = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const variance = this.#moments.variance(i * n + size);
      if (Number.isNaN(variance)) continue;
      const change = variance - mean;
      mean += change / ++players;
      squares += change * (variance - mean);
    }
    if (players === 0) return { variance: NaN, degrees: NaN };
    return {
      variance: mean,
      degrees: squares > 0 ? Math.max(2, (2 * mean * mean * (players - 1)) / squares) : Infinity,
    };
  }

  #deck(cell: number): SubsetDeck {
    return (this.#decks[cell] ??= new SubsetDeck(cell % this.#n, { stream: this.#stream, pool: this.#pool }));
  }

  /** The stratum to draw from next, while any is open. */
  #cell(): number {
    const n = this.#n;
    if (!this.#adapts) return this.#player * n + this.#size;
    if (!this.#variances) {
      this.#variances = this.#othersVariances();
      for (let cell = 0; cell < n * n; cell++) this.#gains[cell] = this.#gainOf(cell);
    }
    for (;;) {
      const cell = this.#worstOf(this.#player);
      if (cell >= 0) return cell;
      this.#player = (this.#player + 1) % n;
    }
  }

  /** Player by player, then size by size, past what is used up; once sizes are chosen by variance, player by player. */
  #moveOn(): void {
    do {
      if (++this.#player < this.#n) continue;
      this.#player = 0;
      if (this.#adapts || ++this.#size < this.#n) continue;
      this.#size = 0;
      this.#sweep++;
    } while (this.#open > 0 && !this.#adapts && this.#deck(this.#player * this.#n + this.#size).isExhausted);
  }

  /** A player's stratum in which one more draw lowers the variance of the estimate most; −1 when all are used up. */
  #worstOf(player: number): number {
    const n = this.#n;
    let best = -1;
    let most = -1;
    for (let cell = player * n; cell < (player + 1) * n; cell++) {
      if (this.#gains[cell] <= most) continue;
      most = this.#gains[cell];
      best = cell;
    }
    return best;
  }

  #gainOf(cell: number): number {
    const deck = this.#deck(cell);
    return deck.isExhausted ? -1 : this.#variances![cell] / (deck.dealt * (deck.dealt + 1));
  }

  #othersVariances(): Float64Array {
    const n = this.#n;
    const own = Float64Array.from({ length: n * n }, (_, cell) =>
      this.#deck(cell).total === 1 ? 0 : this.#moments.variance(cell),
    );
    const variances = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      let floor = 0;
      for (let s = 0; s < n; s++) {
        for (let j = 0; j < n; j++) if (j !== i) variances[i * n + s] += own[j * n + s] / (n - 1);
        floor += (VARIANCE_FLOOR * variances[i * n + s]) / n;
      }
      for (let s = 0; s < n; s++) variances[i * n + s] = Math.max(variances[i * n + s], floor);
    }
    return variances;
  }
}
