import type { CoalitionBatch } from './coalition-batch.js';
import { Sampler, type Snapshot } from './sampler.js';
import { foldSemivalue } from '../values/semivalue-fold.js';
import { shapleyWeights } from '../values/shapley-weights.js';

/** All coalitions, in the order of their bit masks: the exact Shapley value as a method among the others (n ≤ 24). */
export class Exhaustive extends Sampler {
  readonly rows = 1;
  readonly minimum: number;
  readonly #n: number;
  readonly #values: Float64Array;
  #planned = 1;
  #taken = 1;

  constructor(n: number) {
    super();
    this.#n = n;
    this.minimum = 2 ** n - 2;
    this.#values = new Float64Array(2 ** n);
  }

  reserve(): number {
    return this.#planned < this.#values.length - 1 ? 1 : 0;
  }

  plan(batch: CoalitionBatch): void {
    batch.addMask(this.#planned++);
  }

  take(batch: CoalitionBatch, row: number): void {
    this.#values[this.#taken++] = batch.values[row];
  }

  snapshot(): Snapshot {
    const n = this.#n;
    this.#values[0] = this.empty;
    this.#values[2 ** n - 1] = this.grand;
    return {
      values: foldSemivalue(this.#values, n, shapleyWeights(n)),
      standardErrors: new Float64Array(n),
      degrees: Infinity,
      n: 2 ** n,
      exact: true,
    };
  }
}
