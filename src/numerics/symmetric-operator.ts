/** A symmetric matrix that is known by what it does to a vector. */
export interface SymmetricOperator {
  /** Rows and columns. */
  readonly size: number;
  /** Writes A·x to y, all of it. */
  readonly apply: (x: Readonly<Float64Array>, y: Float64Array) => void;
}
