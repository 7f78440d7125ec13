import type { Matrix } from 'ml-matrix';
import type { RandomStream } from '../foundation/index.js';
import type { SymmetricOperator } from './symmetric-operator.js';
import { symmetricEigen } from './symmetric-eigen.js';
import { matrices } from './matrices.js';

/** An orthonormal Krylov basis that grows, is projected on, and is restarted with its best Ritz vectors. */
export class LanczosBasis {
  readonly #vectors: Float64Array[] = [];
  /** The operator in the basis: diagonal, coupling to the next vector, and, after a restart, the arrow of the kept ones. */
  #diagonal: number[] = [];
  #coupling: number[] = [];
  #arrow: number[] = [];
  #ritz: { readonly values: Float64Array; readonly vectors: Matrix } | null = null;

  constructor(
    readonly size: number,
    readonly room: number,
    readonly stream: RandomStream,
  ) {}

  /** Whether no further vector fits. */
  get full(): boolean {
    return this.#diagonal.length >= this.room && this.room < this.size;
  }

  begin(start: Float64Array): void {
    this.#vectors.length = 0;
    [this.#diagonal, this.#coupling, this.#arrow, this.#ritz] = [[], [], [], null];
    const length = norm(start);
    this.#vectors.push(start.map((value) => value / length));
  }

  /** Grows the basis until it is full or `enough`, asked now and then with the largest |Ritz value|, says yes. */
  extend(apply: SymmetricOperator['apply'], enough: (largest: number) => boolean): void {
    for (let since = 0; this.#diagonal.length < this.room; since++) {
      const k = this.#diagonal.length;
      const next = this.#spare();
      apply(this.#vectors[k], next);
      const { along, length } = this.#orthogonalize(next, k);
      this.#diagonal.push(along);
      this.#coupling.push(length);
      this.#ritz = null;
      const finished = this.#diagonal.length === this.room;
      if (!finished && since >= 4 && since % 4 === 0) {
        const { values } = this.#project();
        if (enough(Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1])))) break;
      }
    }
  }

  /** Estimated residual of the worst of the `count` upper Ritz pairs: |coupling|·|last component|. */
  bound(count: number): number {
    const { values, vectors } = this.#project();
    const m = values.length;
    if (m < count) return Infinity;
    let worst = 0;
    for (let k = m - count; k < m; k++)
      worst = Math.max(worst, Math.abs(this.#coupling[m - 1] * vectors.get(m - 1, k)));
    return worst;
  }

  /** The ends of the Ritz values, and one a few places inside the `count` upper ones. */
  spread(count = 1): { readonly lower: number; readonly upper: number; readonly inner: number } {
    const { values } = this.#project();
    const m = values.length;
    return { lower: values[0], upper: values[m - 1], inner: values[Math.max(0, m - 1 - count - (m >> 3))] };
  }

  /** The upper `count` Ritz vectors, from the uppermost down. */
  ritzVectors(count: number): Float64Array[] {
    const { values, vectors } = this.#project();
    const m = values.length;
    return Array.from({ length: Math.min(count, m) }, (_, k) => this.#combine(vectors, m - 1 - k));
  }

  /** Keeps the upper `count` Ritz vectors and the vector that the next application would have begun with. */
  restart(count: number): void {
    const { values, vectors } = this.#project();
    const m = values.length;
    const kept = this.ritzVectors(count);
    const next = this.#vectors[m];
    const last = this.#coupling[m - 1];
    this.#diagonal = kept.map((_, k) => values[m - 1 - k]);
    this.#arrow = kept.map((_, k) => last * vectors.get(m - 1, m - 1 - k));
    this.#coupling = kept.map(() => 0);
    this.#vectors.splice(0, this.#vectors.length, ...kept, next);
    this.#ritz = null;
  }

  #spare(): Float64Array {
    const k = this.#diagonal.length + 1;
    this.#vectors[k] ??= new Float64Array(this.size);
    return this.#vectors[k];
  }

  /** Takes the vectors 0 … k out of `next`, twice, and makes it a unit vector; a new direction when nothing is left. */
  #orthogonalize(next: Float64Array, k: number): { along: number; length: number } {
    const before = norm(next);
    let along = 0;
    for (let pass = 0; pass < 2; pass++) {
      for (let j = k; j >= 0; j--) {
        const product = subtractProjection(next, this.#vectors[j]);
        if (j === k) along += product;
      }
    }
    let length = norm(next);
    if (length <= 1e-13 * Math.max(before, Number.MIN_VALUE) || before === 0) {
      // The space is invariant: go on from anywhere else, uncoupled.
      length = 0;
      if (k + 1 < this.size) this.#anywhere(next, k);
    }
    if (length > 0) for (let i = 0; i < next.length; i++) next[i] /= length;
    return { along, length };
  }

  #anywhere(next: Float64Array, k: number): void {
    for (let i = 0; i < next.length; i++) next[i] = this.stream.normal();
    for (let pass = 0; pass < 2; pass++) for (let j = k; j >= 0; j--) subtractProjection(next, this.#vectors[j]);
    const length = norm(next);
    for (let i = 0; i < next.length; i++) next[i] /= length;
  }

  #project() {
    if (this.#ritz) return this.#ritz;
    const m = this.#diagonal.length;
    const projected = matrices().Matrix.zeros(m, m);
    const set = (i: number, j: number, value: number) => projected.set(i, j, value).set(j, i, value);
    const kept = this.#arrow.length;
    for (let i = 0; i < m; i++) {
      projected.set(i, i, this.#diagonal[i]);
      if (i < kept && kept < m) set(i, kept, this.#arrow[i]);
      else if (i >= kept && i + 1 < m) set(i, i + 1, this.#coupling[i]);
    }
    return (this.#ritz = symmetricEigen(projected));
  }

  #combine(vectors: Matrix, column: number): Float64Array {
    const sum = new Float64Array(this.size);
    for (let j = 0; j < vectors.rows; j++) {
      const factor = vectors.get(j, column);
      const vector = this.#vectors[j];
      for (let i = 0; i < sum.length; i++) sum[i] += factor * vector[i];
    }
    const length = norm(sum);
    for (let i = 0; i < sum.length; i++) sum[i] /= length;
    return sum;
  }
}

export function norm(vector: Readonly<Float64Array>): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i] * vector[i];
  return Math.sqrt(sum);
}

function subtractProjection(vector: Float64Array, unit: Float64Array): number {
  let product = 0;
  for (let i = 0; i < vector.length; i++) product += vector[i] * unit[i];
  for (let i = 0; i < vector.length; i++) vector[i] -= product * unit[i];
  return product;
}
