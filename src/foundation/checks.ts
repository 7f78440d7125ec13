import { InvalidInputError } from './errors.js';

/** Bounds of a number; closed unless said otherwise. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** Exclude `min` itself. */
  readonly aboveMin?: boolean;
  /** Exclude `max` itself. */
  readonly belowMax?: boolean;
}

/**
 * A finite number within a range, or {@link InvalidInputError}.
 *
 * @example
 * ```ts
 * import { checkNumber } from 'polity/foundation';
 * checkNumber('budget', 1e5, { min: 0, aboveMin: true }); // 100000
 * ```
 */
export function checkNumber(name: string, value: unknown, range: Range = {}): number {
  if (!isInside(value, range)) throw new InvalidInputError(name, value, requirement('a finite number', range));
  return value;
}

function isInside(value: unknown, range: Range): value is number {
  const { min = -Infinity, max = Infinity, aboveMin = false, belowMax = false } = range;
  return (
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (aboveMin ? value > min : value >= min) &&
    (belowMax ? value < max : value <= max)
  );
}

/** A whole number within a range (and within ±2⁵³), or {@link InvalidInputError}. */
export function checkInteger(name: string, value: unknown, range: Range = {}): number {
  if (!Number.isSafeInteger(value)) throw new InvalidInputError(name, value, requirement('a whole number', range));
  const { min = -Infinity, max = Infinity } = range;
  const number = value as number;
  if (number < min || number > max) throw new InvalidInputError(name, value, requirement('a whole number', range));
  return number;
}

/** A number in [0, 1]. */
export function checkProbability(name: string, value: unknown): number {
  return checkNumber(name, value, { min: 0, max: 1 });
}

/** A finite number greater than 0. */
export function checkPositive(name: string, value: unknown): number {
  return checkNumber(name, value, { min: 0, aboveMin: true });
}

/** One of the named choices. */
export function checkOneOf<const Choice extends string>(
  name: string,
  value: unknown,
  choices: readonly Choice[],
): Choice {
  if (!choices.includes(value as Choice)) {
    throw new InvalidInputError(name, value, `be one of ${choices.map((c) => `'${c}'`).join(', ')}`);
  }
  return value as Choice;
}

/** A vector of finite numbers within a range, copied to a `Float64Array`; the error names the entry at fault. */
export function checkVector(
  name: string,
  value: unknown,
  { length, minLength = 1, ...range }: Range & { readonly length?: number; readonly minLength?: number } = {},
): Float64Array {
  if (!isArrayLike(value)) throw new InvalidInputError(name, value, 'be an array of numbers');
  if (length !== undefined && value.length !== length) {
    throw new InvalidInputError(`${name}.length`, value.length, `equal ${length}`);
  }
  if (value.length < minLength) throw new InvalidInputError(`${name}.length`, value.length, `be at least ${minLength}`);
  const vector = new Float64Array(value.length);
  for (let i = 0; i < vector.length; i++) {
    const entry = value[i];
    // The name of an entry is made up only when it is at fault: most vectors are long and right.
    vector[i] = isInside(entry, range) ? entry : checkNumber(`${name}[${i}]`, entry, range);
  }
  return vector;
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as ArrayLike<unknown>).length === 'number';
}

function requirement(kind: string, { min, max, aboveMin, belowMax }: Range): string {
  if (min !== undefined && max !== undefined) {
    const interval = `${aboveMin ? '(' : '['}${min}, ${max}${belowMax ? ')' : ']'}`;
    return kind === 'a finite number' ? `lie in ${interval}` : `be ${kind} in ${interval}`;
  }
  if (min !== undefined) return `be ${kind} ${aboveMin ? 'greater than' : 'of at least'} ${min}`;
  if (max !== undefined) return `be ${kind} ${belowMax ? 'less than' : 'of at most'} ${max}`;
  return `be ${kind}`;
}
