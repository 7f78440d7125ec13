/**
 * A number in a text: with at most three decimals, without trailing zeros, with a true minus sign.
 *
 * @example
 * ```ts
 * import { decimal } from 'polity/figures';
 * decimal(-0.12345); // '−0.123'
 * decimal(2); // '2'
 * ```
 */
export function decimal(value: number, decimals = 3): string {
  // Adding 0 makes a rounded −0 a plain 0.
  return String(Number(value.toFixed(decimals)) + 0).replace('-', '−');
}

/**
 * A number in a text, to two significant digits.
 *
 * @example
 * ```ts
 * import { significant } from 'polity/figures';
 * significant(6.153); // '6.2'
 * ```
 */
export function significant(value: number): string {
  return String(Number(value.toPrecision(2))).replace('-', '−');
}
