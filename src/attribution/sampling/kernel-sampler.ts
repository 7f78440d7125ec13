import { randomStream } from '../../foundation/index.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { KernelFit, type KernelStratum } from './kernel-fit.js';
import { freeParameters, kernelMass } from './kernel-mass.js';
import { KernelSample } from './kernel-sample.js';
import { Sampler, type Snapshot } from './sampler.js';
import { SubsetDeck } from './subset-deck.js';

/** Which sizes are drawn more often: as the kernel weighs them, or all alike (leverage scores). */
export type SizeAllocation = 'kernel' | 'leverage';

export interface KernelSamplerOptions {
  readonly seed: number;
  /** Largest interactions, 1 for values of players. */
  readonly order: number;
  readonly paired: boolean;
  readonly sizes: SizeAllocation;
}

/** A stratum and how much of the sample it is to have. */
interface PlannedStratum extends KernelStratum {
  readonly mass: number;
}

/**
 * Coalitions for the kernel regressions: each size (paired: with its complement) is a stratum that is dealt without
 * replacement. Those of fewer than `order` or more than n − `order` players are all drawn first, and single players,
 * with whom the regression has full rank; then two of every size; then one more at a time from the stratum whose share of
 * the sample lags most behind its mass, so that any budget is spread in the same proportions.
 */
export class KernelSampler extends Sampler {
  readonly rows: number;
  readonly minimum: number;
  readonly #fit: KernelFit;
  readonly #sample: KernelSample;
  readonly #paired: boolean;
  readonly #strata: readonly PlannedStratum[];
  /** Strata in the order in which their first coalitions are drawn. */
  readonly #opening: readonly number[];
  readonly #stratumOfSlot: number[] = [];
  /** By stratum: how far it lags behind its mass; 0 when it is used up. */
  readonly #claims: Float64Array;
  #opened = 0;

  constructor(n: number, { seed, order, paired, sizes }: KernelSamplerOptions) {
    super();
    this.#paired = paired;
    this.rows = paired ? 2 : 1;
    const stream = randomStream(seed);
    const pool = Int32Array.from({ length: n }, (_, i) => i);
    const others = Int32Array.from({ length: n - 1 }, (_, i) => i);
    const isInner = (size: number) => order <= size && size <= n - order;
    this.#strata = Array.from({ length: paired ? Math.floor(n / 2) : n - 1 }, (_, k) => {
      const size = k + 1;
      // A coalition of half the players and its complement are one pair: the one with the first player stands for both.
      const isHalf = paired && 2 * size === n;
      const deck = isHalf
        ? new SubsetDeck(size - 1, { stream, pool: others, isFinite: !isInner(size) })
        : new SubsetDeck(size, { stream, pool, isFinite: !isInner(size) });
      const pairs = paired && !isHalf ? 2 : 1;
      const mass = sizes === 'leverage' ? 1 : isInner(size) ? pairs * kernelMass(n, order, size) : 0;
      return { size, isHalf, deck, mass };
    });

    const opening: number[] = [];
    const isWhole = ({ size }: PlannedStratum) => size === 1 || !isInner(size);
    this.#strata.forEach((stratum, k) => {
      if (isWhole(stratum)) for (let j = 0; j < stratum.deck.total; j++) opening.push(k);
    });
    for (const sweep of [1, 2]) {
      this.#strata.forEach((stratum, k) => {
        if (!isWhole(stratum) && stratum.deck.total >= sweep) opening.push(k);
      });
    }
    this.#opening = opening;
    let whole = 0;
    let inner = 0;
    for (const { size, deck } of this.#strata) {
      if (isInner(size)) inner += deck.total;
      else whole += deck.total;
    }
    const enough = whole + Math.min(inner, Math.ceil(1.25 * freeParameters(n, order)) + 1);
    this.minimum = Math.max(opening.length, order === 1 ? 0 : enough) * this.rows;
    this.#claims = Float64Array.from(this.#strata, ({ mass }) => mass / 0.5);
    this.#sample = new KernelSample(n);
    this.#fit = new KernelFit(n, { order, paired, strata: this.#strata, sample: this.#sample });
  }

  reserve(): number {
    return this.#next() < 0 ? 0 : this.rows;
  }

  plan(batch: CoalitionBatch, slot: number): void {
    const k = this.#next();
    if (this.#opened < this.#opening.length) this.#opened++;
    this.#stratumOfSlot[slot] = k;
    const row = batch.add();
    const { deck, isHalf, mass } = this.#strata[k];
    const chosen = deck.deal();
    this.#claims[k] = deck.isExhausted ? 0 : mass / (deck.dealt + 0.5);
    for (let j = 0; j < deck.size; j++) batch.join(chosen[j] + Number(isHalf));
    if (isHalf) batch.join(0);
    if (this.#paired) batch.addComplement(row);
  }

  take(batch: CoalitionBatch, row: number, slot: number): void {
    this.#sample.add(batch, row, this.#stratumOfSlot[slot], this.#paired ? batch.values[row + 1] : NaN);
  }

  snapshot(): Snapshot {
    return this.#fit.solve({ empty: this.empty, grand: this.grand });
  }

  #next(): number {
    if (this.#opened < this.#opening.length) return this.#opening[this.#opened];
    let best = -1;
    let most = 0;
    const claims = this.#claims;
    for (let k = 0; k < claims.length; k++) {
      if (claims[k] <= most) continue;
      most = claims[k];
      best = k;
    }
    return best;
  }
}
