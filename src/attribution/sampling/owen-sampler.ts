import { randomStream, type RandomStream } from '../../foundation/index.js';
import { CellMoments } from './cell-moments.js';
import type { CoalitionBatch } from './coalition-batch.js';
import { gaussLegendre } from '../values/gauss-legendre.js';
import { Sampler, type Snapshot } from './sampler.js';

/** A coalition whose members joined with probability `q`, and what its contributions weigh. */
interface Draw {
  readonly q: number;
  readonly weight: number;
  /** Followed by its complement, with the same weight. */
  readonly mirrored: boolean;
}

/** Coalitions at every node of a quadrature, each with all its neighbours (one player more or less). */
export class OwenSampler extends Sampler {
  readonly rows: number;
  readonly minimum: number;
  readonly #n: number;
  readonly #draws: readonly Draw[];
  readonly #stream: RandomStream;
  readonly #moments: CellMoments;
  readonly #shares: Float64Array;

  constructor(
    n: number,
    { seed, nodes, antithetic }: { readonly seed: number; readonly nodes: number; readonly antithetic: boolean },
  ) {
    super();
    this.#n = n;
    this.#stream = randomStream(seed);
    this.#moments = new CellMoments(n);
    this.#shares = new Float64Array(n);
    const rule = gaussLegendre(nodes);
    // The nodes come in pairs q, 1 − q of one weight; a middle one stands for itself.
    const half = Math.ceil(nodes / 2);
    this.#draws = Array.from({ length: antithetic ? half : nodes }, (_, k) => ({
      q: rule.nodes[k],
      weight: rule.weights[k] / (antithetic && 2 * k + 1 === nodes ? 2 : 1),
      mirrored: antithetic,
    }));
    this.rows = this.#draws.length * (n + 1) * (antithetic ? 2 : 1);
    this.minimum = this.rows;
  }

  reserve(): number {
    return this.rows;
  }

  plan(batch: CoalitionBatch): void {
    for (const { q, mirrored } of this.#draws) {
      const drawn = batch.add();
      for (let i = 0; i < this.#n; i++) if (this.#stream.bernoulli(q)) batch.join(i);
      this.#addNeighbours(batch, drawn);
      if (mirrored) this.#addNeighbours(batch, batch.addComplement(drawn));
    }
  }

  take(batch: CoalitionBatch, row: number): void {
    const n = this.#n;
    const shares = this.#shares.fill(0);
    let base = row;
    for (const { weight, mirrored } of this.#draws) {
      for (const last = base + (mirrored ? n + 1 : 0); base <= last; base += n + 1) {
        for (let i = 0; i < n; i++) {
          const change = batch.values[base + 1 + i] - batch.values[base];
          shares[i] += weight * (batch.has(base, i) ? -change : change);
        }
      }
    }
    this.#moments.addAll(shares);
  }

  snapshot(): Snapshot {
    return this.#moments.snapshot();
  }

  #addNeighbours(batch: CoalitionBatch, of: number): void {
    for (let i = 0; i < this.#n; i++) {
      batch.addCopy(of);
      batch.toggle(i);
    }
  }
}
