/** Entries this small, beside numbers of about 1, are rounding. */
const ROUNDING = 1e-11;

/**
 * The path of complementary pivots of Lemke's algorithm: basic variables as affine functions of those that are 0.
 *
 * There is a pair of variables (a weight and a slack) for each row but the last, of which at every point of the path all but
 * one have a member that is 0; λ, which rises from 0; and 1 − λ, the last row, whose reaching 0 ends the path.
 */
export class PathTableau {
  readonly #pairs: number;
  /** Numbers of a row: the constant, then the coefficients of the columns. */
  readonly #width: number;
  readonly #rows: Float64Array;
  /** Variables: 2k the weight of pair k, 2k + 1 its slack, then λ, then 1 − λ. */
  readonly #basic: Int32Array;
  /** From index 1 on. */
  readonly #cobasic: Int32Array;
  /** The variables that were basic at first: what the perturbation of the right-hand sides is attached to. */
  readonly #perturbed: Int32Array;
  /** Of each variable the row, −1 − its column where it is not basic. */
  readonly #place: Int32Array;

  constructor(pairs: number) {
    this.#pairs = pairs;
    this.#width = pairs + 2;
    this.#rows = new Float64Array((pairs + 1) * this.#width);
    this.#basic = new Int32Array(pairs + 1);
    this.#cobasic = new Int32Array(this.#width);
    this.#perturbed = new Int32Array(pairs + 1);
    this.#place = new Int32Array(2 * pairs + 2);
    this.#cobasic[1] = 2 * pairs;
    this.#rows[pairs * this.#width] = 1;
    this.#rows[pairs * this.#width + 1] = -1;
    this.#basic[pairs] = 2 * pairs + 1;
  }

  /** The row of a pair: constant, coefficient of λ, coefficients of the members that are 0 at first. */
  setRow(pair: number, row: Float64Array, weightIsBasic: boolean): void {
    this.#rows.set(row, pair * this.#width);
    this.#basic[pair] = weightIsBasic ? 2 * pair : 2 * pair + 1;
    this.#cobasic[pair + 2] = weightIsBasic ? 2 * pair + 1 : 2 * pair;
  }

  /** Pivots until λ is 1. */
  follow(maxPivots: number): { pivots: number; converged: boolean } {
    const last = 2 * this.#pairs + 1;
    this.#perturbed.set(this.#basic);
    this.#basic.forEach((variable, row) => (this.#place[variable] = row));
    for (let column = 1; column < this.#width; column++) this.#place[this.#cobasic[column]] = -1 - column;
    let entering = 2 * this.#pairs;
    for (let pivots = 0; pivots < maxPivots; pivots++) {
      const column = -1 - this.#place[entering];
      const row = this.#leavingRow(column);
      if (row < 0) return { pivots, converged: false };
      const leaving = this.#basic[row];
      this.#exchange(row, column);
      if (leaving === last) return { pivots: pivots + 1, converged: true };
      entering = leaving ^ 1;
    }
    return { pivots: maxPivots, converged: false };
  }

  /** Weight of a pair where the path has come to. */
  weight(pair: number): number {
    const row = this.#place[2 * pair];
    return row < 0 ? 0 : Math.max(0, this.#rows[row * this.#width]);
  }

  /** 1 − λ. */
  remaining(): number {
    const row = this.#place[2 * this.#pairs + 1];
    return row < 0 ? 0 : Math.max(0, this.#rows[row * this.#width]);
  }

  /** The first row to reach 0 when the variable of a column rises; ties as if the right-hand sides were 0 + ε, 0 + ε², … more. */
  #leavingRow(column: number): number {
    const rows = this.#rows;
    const width = this.#width;
    let found = -1;
    let least = Infinity;
    for (let row = this.#pairs; row >= 0; row--) {
      const slope = -rows[row * width + column];
      if (slope <= ROUNDING) continue;
      const ratio = Math.max(0, rows[row * width]) / slope;
      // The last row is looked at first and keeps its ties: λ = 1 ends the path.
      if (
        ratio < least - ROUNDING ||
        (found >= 0 && ratio <= least + ROUNDING && this.#comesFirst(row, found, column))
      ) {
        found = row;
        least = Math.min(ratio, least);
      }
    }
    return found;
  }

  #comesFirst(row: number, other: number, column: number): boolean {
    if (other === this.#pairs && this.#basic[other] === 2 * this.#pairs + 1) return false;
    const slope = -this.#rows[row * this.#width + column];
    const otherSlope = -this.#rows[other * this.#width + column];
    for (const variable of this.#perturbed) {
      const difference = this.#perturbation(row, variable) / slope - this.#perturbation(other, variable) / otherSlope;
      if (Math.abs(difference) > ROUNDING) return difference < 0;
    }
    return false;
  }

  /** How much a row gains with a unit of the perturbation of this variable's own row. */
  #perturbation(row: number, variable: number): number {
    const place = this.#place[variable];
    if (place >= 0) return place === row ? 1 : 0;
    return -this.#rows[row * this.#width - 1 - place];
  }

  #exchange(row: number, column: number): void {
    const rows = this.#rows;
    const width = this.#width;
    const at = row * width;
    const pivot = rows[at + column];
    // basic = … + pivot · cobasic becomes cobasic = (basic − …) / pivot.
    for (let j = 0; j < width; j++) rows[at + j] /= -pivot;
    rows[at + column] = 1 / pivot;
    for (let i = 0; i <= this.#pairs; i++) {
      const from = i * width;
      const factor = rows[from + column];
      if (i === row || factor === 0) continue;
      rows[from + column] = 0;
      for (let j = 0; j < width; j++) rows[from + j] += factor * rows[at + j];
    }
    const [leaving, entering] = [this.#basic[row], this.#cobasic[column]];
    this.#basic[row] = entering;
    this.#cobasic[column] = leaving;
    this.#place[entering] = row;
    this.#place[leaving] = -1 - column;
  }
}
