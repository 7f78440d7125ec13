/** The operations that a mean-field model is made of: on numbers, or on numbers that carry their derivatives. */
export interface Arithmetic<Number> {
  readonly add: (a: Number, b: Number) => Number;
  readonly subtract: (a: Number, b: Number) => Number;
  readonly multiply: (a: Number, b: Number) => Number;
  /** 1 − e^{−x}: the probability that a hazard x comes to pass. */
  readonly negativeExpm1: (x: Number) => Number;
}

export const plain: Arithmetic<number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  negativeExpm1: (x) => -Math.expm1(-x),
};
