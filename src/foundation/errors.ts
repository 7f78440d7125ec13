/** Where in a file a bad value stands; `row` counts data rows from 1, the header not included. */
export interface FileLocation {
  readonly file: string;
  readonly row?: number;
  readonly column?: string;
}

/**
 * The one error for bad input: names the argument, what it was, and what it may be.
 *
 * @example
 * ```ts
 * import { InvalidInputError } from 'polity/foundation';
 * new InvalidInputError('correlation', 1.3, 'lie in [0, 1]').message; // 'correlation must lie in [0, 1]; got 1.3'
 * ```
 */
export class InvalidInputError extends RangeError {
  override readonly name = 'InvalidInputError';

  constructor(
    /** The argument, option or column at fault, as its user calls it. */
    readonly argument: string,
    /** What it was. */
    readonly value: unknown,
    /** What it may be, as it reads after "must": `lie in [0, 1]`, `be an odd integer of at least 3`. */
    readonly requirement: string,
    /** The place in a file, where the value came from one. */
    readonly location?: FileLocation,
  ) {
    super(`${at(location)}${argument} must ${requirement}; got ${show(value)}`);
  }
}

function at(location: FileLocation | undefined): string {
  if (!location) return '';
  const { file, row, column } = location;
  return (
    [file, row === undefined ? '' : `row ${row}`, column ? `column ${column}` : ''].filter(Boolean).join(', ') + ': '
  );
}

const LONGEST_SHOWN = 60;

function show(value: unknown): string {
  if (typeof value === 'string') return clip(JSON.stringify(value));
  if (typeof value === 'function') return 'a function';
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return describeArray(value as ArrayLike<unknown>);
  if (typeof value === 'object' && value !== null) return `{${clip(Object.keys(value).join(', '))}}`;
  return String(value);
}

function describeArray(value: ArrayLike<unknown>): string {
  const first = Array.from({ length: Math.min(4, value.length) }, (_, i) => show(value[i]));
  return `[${first.join(', ')}${value.length > 4 ? `, … ${value.length} values` : ''}]`;
}

function clip(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
