import { InvalidInputError } from '../../foundation/index.js';
import { parseFraction, toNumber, type ExactNumber } from '../strategic/fraction.js';

/** A number as it was written, and the nearest double. */
export interface ExactValue {
  /** What `parseFraction` reads to the exact value: `1/3`, `0.1`, `-2`. */
  readonly text: string;
  readonly value: number;
}

/** A number from the door with its exact text. */
export function exactValue(name: string, given: ExactNumber): ExactValue {
  const text = Object.is(given, -0) ? '-0' : String(given).replaceAll(/\s/g, '');
  const value = typeof given === 'string' ? doubleOf(text, parseFraction(given, name)) : Number(given);
  if (!Number.isFinite(value)) throw new InvalidInputError(name, given, 'be a finite number');
  return { text, value };
}

function doubleOf(text: string, exact: ReturnType<typeof parseFraction>): number {
  if (!text.includes('/')) return Number(text);
  const [numerator, denominator] = [Number(exact.numerator), Number(exact.denominator)];
  // A quotient of two whole doubles is rounded once.
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)
    ? numerator / denominator
    : toNumber(exact);
}
