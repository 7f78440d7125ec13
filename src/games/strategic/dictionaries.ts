import { labelPower, type LabelSet } from './label-set.js';

/**
 * Dictionaries of the polytope {z ≥ 0, M z ≤ 1}, each one seen from a vertex: its basic variables as affine functions of
 * its cobasic ones, which are 0 there. Variables are numbered 0 … d − 1 for z and d … d + r − 1 for the slacks of the rows
 * of M. Dictionaries live in slots of one store, so that a walk over thousands of them allocates nothing.
 */
export interface Dictionaries<Point> {
  /** Number of rows, r. */
  readonly rows: number;
  /** Number of columns, d. */
  readonly columns: number;
  /** The slot of the vertex z = 0, where a walk begins. */
  readonly start: number;
  /** The basic variable of a row. */
  basic(slot: number, row: number): number;
  /** The cobasic variable of a column. */
  cobasic(slot: number, column: number): number;
  /** The basic variables that are 0 too, in a degenerate vertex. */
  zeros(slot: number): LabelSet;
  /** For each column the row whose variable leaves when that of the column enters, written to `out`. */
  leavingRows(slot: number, out: Int32Array): void;
  /** Exchanges the variables of a row and a column, in a new slot. */
  pivot(slot: number, row: number, column: number): number;
  /** Gives a slot back. */
  release(slot: number): void;
  /** Remembers the vertex of a slot; they are numbered from 0. */
  keep(slot: number): void;
  /** A vertex that was kept. */
  kept(index: number): Point;
}

/** Entries this small, beside numbers of about 1, are rounding. */
const ROUNDING = 1e-10;

/**
 * {@link Dictionaries} in floating point. M must be scaled so that its entries are about 1. Points are probabilities, z over
 * its sum; the origin stays what it is.
 *
 * Ties between rows are broken lexicographically, as if the right-hand sides were 1 + ε, 1 + ε², …: so each vertex, however
 * degenerate, is reached through bases that meet no tie, and no walk can cycle.
 */
export class FloatDictionaries implements Dictionaries<Float64Array> {
  readonly rows: number;
  readonly columns: number;
  readonly start: number;
  /** Numbers of a slot: r rows of d + 1, the coefficients and the value. basic = value − Σ coefficient · cobasic. */
  readonly #stride: number;
  #values: Float64Array;
  /** Of each slot the basic variables of the rows, then the cobasic ones of the columns. */
  #variables: Int32Array;
  readonly #free: number[] = [];
  #used = 1;
  /** Points that were kept, not yet divided by their sums. */
  #points: Float64Array;
  #kept = 0;
  /** One over the value of each row, while rows are compared. */
  readonly #inverses: Float64Array;

  /**
   * @param matrix - M, positive, r × d in row-major order
   * @param options - `slots`: how many to make room for at first; by default what walks over random games need
   */
  constructor(
    matrix: Float64Array,
    r: number,
    d: number,
    { slots = Math.ceil(0.6 * 2 ** Math.min(r, d, 12)) }: { readonly slots?: number } = {},
  ) {
    this.rows = r;
    this.columns = d;
    this.start = 0;
    this.#stride = r * (d + 1);
    this.#values = new Float64Array(slots * this.#stride);
    this.#variables = new Int32Array(slots * (r + d));
    this.#points = new Float64Array(slots * d);
    this.#inverses = new Float64Array(r);
    this.#values.fill(1, 0, this.#stride);
    for (let i = 0; i < r; i++) this.#values.set(matrix.subarray(i * d, (i + 1) * d), i * (d + 1));
    for (let k = 0; k < r + d; k++) this.#variables[k] = k < r ? d + k : k - r;
  }

  basic(slot: number, row: number): number {
    return this.#variables[slot * (this.rows + this.columns) + row];
  }

  cobasic(slot: number, column: number): number {
    return this.#variables[slot * (this.rows + this.columns) + this.rows + column];
  }

  zeros(slot: number): LabelSet {
    const { rows, columns } = this;
    const values = this.#values;
    let labels = 0;
    for (let row = 0, at = slot * this.#stride + columns; row < rows; row++, at += columns + 1) {
      if (values[at] < ROUNDING) labels += labelPower[this.basic(slot, row)];
    }
    return labels;
  }

  keep(slot: number): void {
    const { rows, columns } = this;
    if ((this.#kept + 1) * columns > this.#points.length) this.#points = doubled(this.#points, Float64Array);
    const to = this.#kept++ * columns;
    const first = slot * (rows + columns);
    for (let row = 0, at = slot * this.#stride + columns; row < rows; row++, at += columns + 1) {
      const variable = this.#variables[first + row];
      if (variable < columns) this.#points[to + variable] = Math.max(0, this.#values[at]);
    }
  }

  kept(index: number): Float64Array {
    return shares(this.#points.slice(index * this.columns, (index + 1) * this.columns));
  }

  /** The vertex of a slot. */
  point(slot: number): Float64Array {
    const z = new Float64Array(this.columns);
    for (let row = 0; row < this.rows; row++) {
      const variable = this.basic(slot, row);
      if (variable < this.columns) z[variable] = Math.max(0, this.#value(slot, row));
    }
    return shares(z);
  }

  leavingRows(slot: number, out: Int32Array): void {
    const { rows, columns } = this;
    const width = columns + 1;
    const values = this.#values;
    const inverses = this.#inverses;
    const from = slot * this.#stride;
    for (let row = 0; row < rows; row++) {
      const value = values[from + row * width + columns];
      if (value < ROUNDING) {
        for (let column = 0; column < columns; column++) out[column] = this.leavingRow(slot, column);
        return;
      }
      inverses[row] = 1 / value;
    }
    // The smallest value over coefficient is the largest coefficient over value, to which negative ones are no rivals.
    for (let column = 0; column < columns; column++) {
      let leaving = -1;
      let most = ROUNDING;
      let rounding = 0;
      for (let row = 0, at = from + column; row < rows; row++, at += width) {
        const ratio = values[at] * inverses[row];
        if (ratio <= most - rounding) continue;
        if (ratio <= most + rounding && !this.#isBefore(slot, row, leaving, column)) continue;
        leaving = row;
        most = ratio;
        // Values over coefficients that differ by at most ROUNDING are ties.
        rounding = ROUNDING * ratio * ratio;
      }
      out[column] = leaving;
    }
  }

  /** The row whose variable leaves when that of one column enters. */
  leavingRow(slot: number, column: number): number {
    let best = -1;
    for (let row = 0; row < this.rows; row++) {
      if (this.#coefficient(slot, row, column) <= ROUNDING) continue;
      if (best < 0 || this.#leavesBefore(slot, row, best, column)) best = row;
    }
    return best;
  }

  /** Whether value over coefficient is smaller in a row than in another, ties broken lexicographically. */
  #leavesBefore(slot: number, row: number, other: number, column: number): boolean {
    const own = this.#coefficient(slot, row, column);
    const its = this.#coefficient(slot, other, column);
    const difference = this.#value(slot, row) * its - this.#value(slot, other) * own;
    const rounding = ROUNDING * own * its;
    return difference < -rounding || (difference <= rounding && this.#isBefore(slot, row, other, column));
  }

  /** Of two rows that tie: whether the first has the lexicographically smaller right-hand side over its coefficient. */
  #isBefore(slot: number, row: number, other: number, column: number): boolean {
    const own = this.#coefficient(slot, row, column);
    const its = this.#coefficient(slot, other, column);
    for (let slack = this.columns; slack < this.columns + this.rows; slack++) {
      const difference = this.#slackPart(slot, row, slack) / own - this.#slackPart(slot, other, slack) / its;
      if (Math.abs(difference) > ROUNDING) return difference < 0;
    }
    return false;
  }

  /** Entry of the inverse of the basis matrix, in a row, for the perturbation of one slack's right-hand side. */
  #slackPart(slot: number, row: number, slack: number): number {
    const from = slot * (this.rows + this.columns);
    const place = this.#variables.indexOf(slack, from) - from;
    if (place < this.rows) return place === row ? 1 : 0;
    return this.#coefficient(slot, row, place - this.rows);
  }

  #coefficient(slot: number, row: number, column: number): number {
    return this.#values[slot * this.#stride + row * (this.columns + 1) + column];
  }

  #value(slot: number, row: number): number {
    return this.#coefficient(slot, row, this.columns);
  }

  pivot(slot: number, row: number, column: number): number {
    const target = this.#free.pop() ?? this.#take();
    const width = this.columns + 1;
    const values = this.#values;
    const [source, copy] = [slot * this.#stride, target * this.#stride];
    const [pivotFrom, pivotTo] = [source + row * width, copy + row * width];
    const inverse = 1 / values[pivotFrom + column];
    for (let j = 0; j < width; j++) values[pivotTo + j] = values[pivotFrom + j] * inverse;
    for (let k = 0; k < this.#stride; k += width) {
      const [from, to] = [source + k, copy + k];
      if (from === pivotFrom) continue;
      const factor = values[from + column];
      for (let j = 0; j < width; j++) values[to + j] = values[from + j] - factor * values[pivotTo + j];
      values[to + column] = -factor * inverse;
    }
    values[pivotTo + column] = inverse;
    const labels = this.rows + this.columns;
    this.#variables.copyWithin(target * labels, slot * labels, (slot + 1) * labels);
    this.#exchangeVariables(target, row, column);
    return target;
  }

  /** A pivot in place. */
  exchange(slot: number, row: number, column: number): void {
    const width = this.columns + 1;
    const values = this.#values;
    const base = slot * this.#stride;
    const from = base + row * width;
    const inverse = 1 / values[from + column];
    for (let j = from; j < from + width; j++) values[j] *= inverse;
    for (let at = base; at < base + this.#stride; at += width) {
      const factor = values[at + column];
      if (at === from || factor === 0) continue;
      for (let j = 0; j < width; j++) values[at + j] -= factor * values[from + j];
      values[at + column] = -factor * inverse;
    }
    values[from + column] = inverse;
    this.#exchangeVariables(slot, row, column);
  }

  #exchangeVariables(slot: number, row: number, column: number): void {
    const variables = this.#variables;
    const first = slot * (this.rows + this.columns);
    const entering = variables[first + this.rows + column];
    variables[first + this.rows + column] = variables[first + row];
    variables[first + row] = entering;
  }

  release(slot: number): void {
    this.#free.push(slot);
  }

  #take(): number {
    if ((this.#used + 1) * this.#stride > this.#values.length) {
      this.#values = doubled(this.#values, Float64Array);
      this.#variables = doubled(this.#variables, Int32Array);
    }
    return this.#used++;
  }
}

/** Divides by the sum; the origin stays what it is. */
function shares(z: Float64Array): Float64Array {
  let sum = 0;
  for (let j = 0; j < z.length; j++) sum += z[j];
  if (sum > 0) for (let j = 0; j < z.length; j++) z[j] /= sum;
  return z;
}

function doubled<Values extends Float64Array | Int32Array>(
  values: Values,
  Kind: new (length: number) => Values,
): Values {
  const larger = new Kind(2 * values.length);
  larger.set(values);
  return larger;
}
