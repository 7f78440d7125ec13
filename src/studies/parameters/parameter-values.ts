import { InvalidInputError } from '../../foundation/index.js';
import type { ParameterValue } from './design.js';

/** A value that survives JSON and a table column unchanged, or InvalidInputError. */
export function checkParameterValue(name: string, value: unknown): ParameterValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON turns −0 into 0: the point would not be the same on the other side of a queue.
  if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? 0 : value;
  throw new InvalidInputError(name, value, 'be a finite number, a string or a boolean');
}

/** The names of parameters: at least one, none empty, no two alike but for case (a database tells them apart no further). */
export function checkParameterNames(argument: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) throw new InvalidInputError(argument, names, 'have at least one parameter');
  const seen = new Map<string, string>();
  for (const name of names) {
    if (name.trim() === '') throw new InvalidInputError(argument, name, 'name every parameter');
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined) {
      throw new InvalidInputError(argument, name, `have no two names alike but for case ('${twin}' is taken)`);
    }
    seen.set(name.toLowerCase(), name);
  }
  return names;
}
