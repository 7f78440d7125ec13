import { InvalidInputError } from '../../foundation/index.js';

/** A rational number in lowest terms; the denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What may stand for an exact number: a whole number, any double (taken as the binary fraction it is), or text: `2/3`, `0.1`, `1e-3`. */
export type ExactNumber = number | bigint | string;

/**
 * A fraction in lowest terms.
 *
 * @throws InvalidInputError if the denominator is 0
 *
 * @example
 * ```ts
 * import { fraction, formatFraction } from 'polity/games';
 * formatFraction(fraction(6n, -4n)); // '-3/2'
 * ```
 */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator === 0n) throw new InvalidInputError('denominator', denominator, 'differ from 0');
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/**
 * The exact value of a number or a text.
 *
 * @throws InvalidInputError for NaN, infinities and texts that are no number
 *
 * @example
 * ```ts
 * import { parseFraction } from 'polity/games';
 * parseFraction('0.1'); // { numerator: 1n, denominator: 10n }
 * parseFraction(0.75); // { numerator: 3n, denominator: 4n }
 * ```
 */
export function parseFraction(value: ExactNumber, name = 'value'): Fraction {
  if (typeof value === 'bigint') return fraction(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new InvalidInputError(name, value, 'be a finite number');
    let [numerator, denominator] = [value, 1n];
    // A double is a whole number over a power of two: 53 doublings at a time reach any of them.
    while (!Number.isInteger(numerator)) {
      numerator *= 2;
      denominator *= 2n;
    }
    return fraction(BigInt(numerator), denominator);
  }
  const [, sign = '', whole = '', decimals = '', exponent = '0', divisor] =
    /^\s*([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,4}))?(?:\s*\/\s*(\d+))?\s*$/i.exec(value) ?? [];
  if (whole === '' || (divisor !== undefined && BigInt(divisor) === 0n)) {
    throw new InvalidInputError(name, value, 'be a number such as 2, -0.5, 1e-3 or 2/3');
  }
  const shift = Number(exponent) - decimals.length;
  const digits = BigInt(`${sign}${whole}${decimals}`);
  const power = 10n ** BigInt(Math.abs(shift));
  return fraction(shift < 0 ? digits : digits * power, (shift < 0 ? power : 1n) * BigInt(divisor ?? 1));
}

/** The nearest double (to within a unit in the last place). */
export function toNumber({ numerator, denominator }: Fraction): number {
  // Shifting both to about 2^64 apart keeps all the digits that a double has, however long the fraction.
  const shift = BigInt(Math.max(0, bitLength(denominator) - bitLength(numerator) + 64));
  return Number((numerator << shift) / denominator) * 2 ** -Number(shift);
}

/** `2/3`, or `2` for a whole number. */
export function formatFraction({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4;
}
