import { InvalidInputError } from '../../foundation/index.js';
import { parseFraction, toNumber, type ExactNumber, type Fraction } from '../strategic/fraction.js';

/** A number as it was written, and the nearest double. */
export interface ExactValue {
  /** What `parseFraction` reads to the exact value: `1/3`, `0.1`, `-2`. */
  readonly text: string;
  readonly value: number;
}

/** What needs no fraction to be read. */
const DECIMAL = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,4})?$/i;

/** A number from the door with its exact text. */
export function exactValue(name: string, given: ExactNumber): ExactValue {
  const text = Object.is(given, -0) ? '-0' : String(given).replaceAll(/\s/g, '');
  const plain = typeof given !== 'string' || DECIMAL.test(given);
  const value = plain ? Number(given) : nearestDouble(parseFraction(given, name), text);
  if (!Number.isFinite(value)) throw new InvalidInputError(name, given, 'be a finite number');
  return { text, value };
}

function nearestDouble(exact: Fraction, text: string): number {
  if (!text.includes('/')) return Number(text);
  const [numerator, denominator] = [Number(exact.numerator), Number(exact.denominator)];
  // A quotient of two whole doubles is rounded once.
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)
    ? numerator / denominator
    : toNumber(exact);
}
