import type { Snapshot } from './sampler.js';

/** Count, mean and variance of many cells at once, value by value (Welford's recursion). */
export class CellMoments {
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly #squares: Float64Array;

  constructor(cells: number) {
    this.counts = new Float64Array(cells);
    this.means = new Float64Array(cells);
    this.#squares = new Float64Array(cells);
  }

  add(cell: number, value: number): void {
    const count = ++this.counts[cell];
    const change = value - this.means[cell];
    this.means[cell] += change / count;
    this.#squares[cell] += change * (value - this.means[cell]);
  }

  /** One value for every cell. */
  addAll(values: Float64Array): void {
    const { counts, means } = this;
    const squares = this.#squares;
    for (let i = 0; i < values.length; i++) {
      const count = ++counts[i];
      const change = values[i] - means[i];
      means[i] += change / count;
      squares[i] += change * (values[i] - means[i]);
    }
  }

  /** NaN for an empty cell. */
  mean(cell: number): number {
    return this.counts[cell] > 0 ? this.means[cell] : NaN;
  }

  /** Unbiased sample variance; NaN for fewer than two values. */
  variance(cell: number): number {
    return this.counts[cell] > 1 ? this.#squares[cell] / (this.counts[cell] - 1) : NaN;
  }

  /** Variance of the mean of independent values. */
  varianceOfMean(cell: number): number {
    return this.variance(cell) / this.counts[cell];
  }

  standardErrors(): Float64Array {
    return this.counts.map((_, cell) => Math.sqrt(this.varianceOfMean(cell)));
  }

  /** The means as estimates, where every cell is given a value by every draw. */
  snapshot(): Snapshot {
    const n = this.counts[0];
    return {
      values: this.means.slice(),
      standardErrors: this.standardErrors(),
      degrees: n - 1,
      n,
      exact: false,
    };
  }
}

/** Welch–Satterthwaite degrees of freedom of a sum of independent variances, collected term by term. */
export class VarianceSum {
  variance = 0;
  #spread = 0;

  add(variance: number, degrees: number): void {
    this.variance += variance;
    if (variance > 0) this.#spread += (variance * variance) / degrees;
  }

  get degrees(): number {
    return this.#spread > 0 ? (this.variance * this.variance) / this.#spread : Infinity;
  }
}
