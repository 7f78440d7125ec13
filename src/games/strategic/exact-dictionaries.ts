import type { Dictionaries } from './dictionaries.js';
import { labelPower, type LabelSet } from './label-set.js';

/** One dictionary: basic · denominator = value − Σ coefficient · cobasic, r rows of d + 1 numbers. */
interface ExactDictionary {
  readonly values: readonly bigint[];
  readonly denominator: bigint;
  /** The basic variables of the rows, then the cobasic ones of the columns. */
  readonly variables: readonly number[];
}

/**
 * {@link Dictionaries} in whole numbers: Edmonds' integer pivoting, in which every entry is a minor of the starting matrix
 * over one common denominator, so that nothing is rounded and no fraction has to be reduced.
 *
 * Points are numerators over their own sum. Ties are broken lexicographically, as in floating point.
 */
export class ExactDictionaries implements Dictionaries<readonly bigint[]> {
  readonly rows: number;
  readonly columns: number;
  readonly start: number;
  readonly #slots: ExactDictionary[];
  readonly #free: number[] = [];
  readonly #points: (readonly bigint[])[] = [];

  /** @param matrix - M, positive whole numbers, r × d in row-major order */
  constructor(matrix: readonly bigint[], r: number, d: number) {
    this.rows = r;
    this.columns = d;
    this.start = 0;
    const values: bigint[] = [];
    for (let i = 0; i < r; i++) values.push(...matrix.slice(i * d, (i + 1) * d), 1n);
    const variables = Array.from({ length: r + d }, (_, k) => (k < r ? d + k : k - r));
    this.#slots = [{ values, denominator: 1n, variables }];
  }

  basic(slot: number, row: number): number {
    return this.#slots[slot].variables[row];
  }

  cobasic(slot: number, column: number): number {
    return this.#slots[slot].variables[this.rows + column];
  }

  zeros(slot: number): LabelSet {
    const { values, variables } = this.#slots[slot];
    let labels = 0;
    for (let row = 0; row < this.rows; row++) {
      if (values[row * (this.columns + 1) + this.columns] === 0n) labels += labelPower[variables[row]];
    }
    return labels;
  }

  keep(slot: number): void {
    const { values, variables } = this.#slots[slot];
    const z = new Array<bigint>(this.columns).fill(0n);
    for (let row = 0; row < this.rows; row++) {
      if (variables[row] < this.columns) z[variables[row]] = values[row * (this.columns + 1) + this.columns];
    }
    this.#points.push(z);
  }

  kept(index: number): readonly bigint[] {
    return this.#points[index];
  }

  leavingRows(slot: number, out: Int32Array): void {
    const { values } = this.#slots[slot];
    const width = this.columns + 1;
    for (let column = 0; column < this.columns; column++) {
      let leaving = -1;
      for (let row = 0; row < this.rows; row++) {
        if (values[row * width + column] <= 0n) continue;
        if (leaving < 0 || this.#isBefore(this.#slots[slot], row, leaving, column)) leaving = row;
      }
      out[column] = leaving;
    }
  }

  /** Whether the first row's perturbed value over its coefficient is the smaller of the two. */
  #isBefore(dictionary: ExactDictionary, row: number, other: number, column: number): boolean {
    const { values } = dictionary;
    const width = this.columns + 1;
    const [own, its] = [values[row * width + column], values[other * width + column]];
    const first = values[row * width + this.columns] * its - values[other * width + this.columns] * own;
    if (first !== 0n) return first < 0n;
    for (let slack = this.columns; slack < this.columns + this.rows; slack++) {
      const difference =
        this.#slackPart(dictionary, row, slack) * its - this.#slackPart(dictionary, other, slack) * own;
      if (difference !== 0n) return difference < 0n;
    }
    return false;
  }

  #slackPart({ values, denominator, variables }: ExactDictionary, row: number, slack: number): bigint {
    const place = variables.indexOf(slack);
    if (place < this.rows) return place === row ? denominator : 0n;
    return values[row * (this.columns + 1) + place - this.rows];
  }

  pivot(slot: number, row: number, column: number): number {
    const { values: old, denominator, variables: oldVariables } = this.#slots[slot];
    const width = this.columns + 1;
    const values = old.slice();
    const from = row * width;
    const pivot = old[from + column];
    for (let at = 0; at < old.length; at += width) {
      if (at === from) continue;
      const factor = old[at + column];
      for (let j = 0; j < width; j++) {
        values[at + j] = (old[at + j] * pivot - factor * old[from + j]) / denominator;
      }
      values[at + column] = -factor;
    }
    values[from + column] = denominator;
    const variables = oldVariables.slice();
    variables[row] = oldVariables[this.rows + column];
    variables[this.rows + column] = oldVariables[row];
    const target = this.#free.pop() ?? this.#slots.length;
    this.#slots[target] = { values, denominator: pivot, variables };
    return target;
  }

  release(slot: number): void {
    this.#free.push(slot);
  }
}
