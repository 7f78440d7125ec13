import { InvalidInputError, checkInteger, checkNumber } from '../../foundation/index.js';
import type { Arithmetic } from '../theory/arithmetic.js';

/**
 * A number with its derivatives by some parameters (forward-mode differentiation): what a program computes from dual
 * numbers carries the exact derivatives of the program, to rounding.
 *
 * @example
 * ```ts
 * import { Dual } from 'polity/populations';
 * const [x, y] = Dual.variables([3, 2]);
 * x.times(x).plus(y.log()).slopes; // [6, 0.5]
 * ```
 */
export class Dual {
  private constructor(
    readonly value: number,
    /** Derivative by each parameter. */
    readonly slopes: Float64Array,
  ) {}

  /** The parameters themselves, each with derivative 1 by itself. */
  static variables(values: ArrayLike<number>): Dual[] {
    return Array.from({ length: values.length }, (_, k) => {
      const slopes = new Float64Array(values.length);
      slopes[k] = 1;
      return new Dual(checkNumber(`values[${k}]`, values[k]), slopes);
    });
  }

  /** A number that depends on none of the parameters. */
  static constant(value: number, parameters: number): Dual {
    checkInteger('parameters', parameters, { min: 0 });
    return new Dual(value, new Float64Array(parameters));
  }

  plus(other: Dual | number): Dual {
    return typeof other === 'number'
      ? new Dual(this.value + other, this.slopes)
      : this.#with(other, this.value + other.value, 1, 1);
  }

  minus(other: Dual | number): Dual {
    return typeof other === 'number'
      ? new Dual(this.value - other, this.slopes)
      : this.#with(other, this.value - other.value, 1, -1);
  }

  times(other: Dual | number): Dual {
    if (typeof other === 'number') return this.#apply(this.value * other, other);
    return this.#with(other, this.value * other.value, other.value, this.value);
  }

  over(other: Dual | number): Dual {
    if (typeof other === 'number') return this.#apply(this.value / other, 1 / other);
    const quotient = this.value / other.value;
    return this.#with(other, quotient, 1 / other.value, -quotient / other.value);
  }

  exp(): Dual {
    const value = Math.exp(this.value);
    return this.#apply(value, value);
  }

  log(): Dual {
    return this.#apply(Math.log(this.value), 1 / this.value);
  }

  /** 1 − e^{−x}. */
  negativeExpm1(): Dual {
    return this.#apply(-Math.expm1(-this.value), Math.exp(-this.value));
  }

  /** A function of this number, of which value and derivative are known. */
  #apply(value: number, slope: number): Dual {
    const slopes = new Float64Array(this.slopes.length);
    for (let k = 0; k < slopes.length; k++) slopes[k] = slope * this.slopes[k];
    return new Dual(value, slopes);
  }

  #with(other: Dual, value: number, bySelf: number, byOther: number): Dual {
    const slopes = new Float64Array(this.slopes.length);
    if (other.slopes.length !== slopes.length) {
      throw new InvalidInputError('other.slopes.length', other.slopes.length, `equal ${slopes.length}`);
    }
    for (let k = 0; k < slopes.length; k++) slopes[k] = bySelf * this.slopes[k] + byOther * other.slopes[k];
    return new Dual(value, slopes);
  }
}

export const dual: Arithmetic<Dual> = {
  add: (a, b) => a.plus(b),
  subtract: (a, b) => a.minus(b),
  multiply: (a, b) => a.times(b),
  negativeExpm1: (x) => x.negativeExpm1(),
};
