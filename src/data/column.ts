/** What the values of a column are. */
export type ColumnKind = 'number' | 'boolean' | 'string';

/** One value of a table; `null` is a missing one. */
export type Cell = number | boolean | string | null;

/**
 * The values of a column as typed arrays: numbers with NaN for missing, booleans as 0 and 1 with −1 for missing, strings
 * as codes into their levels (in order of first appearance) with −1 for missing.
 */
export type Column =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'boolean'; readonly values: Int8Array }
  | { readonly kind: 'string'; readonly codes: Int32Array; readonly levels: readonly string[] };

export function columnLength(column: Column): number {
  return column.kind === 'string' ? column.codes.length : column.values.length;
}

export function cellAt(column: Column, row: number): Cell {
  if (column.kind === 'string') return column.codes[row] < 0 ? null : column.levels[column.codes[row]];
  const value = column.values[row];
  if (column.kind === 'boolean') return value < 0 ? null : value === 1;
  return Number.isNaN(value) ? null : value;
}

/** Codes for the values in order of first appearance; −1 where `isMissing`. */
export function encode<Value extends string | number>(
  values: ArrayLike<Value>,
  isMissing: (value: Value) => boolean,
): { codes: Int32Array; levels: string[] } {
  const codes = new Int32Array(values.length);
  const seen = new Map<Value, number>();
  for (let row = 0; row < codes.length; row++) {
    const value = values[row];
    if (isMissing(value)) {
      codes[row] = -1;
      continue;
    }
    let code = seen.get(value);
    if (code === undefined) seen.set(value, (code = seen.size));
    codes[row] = code;
  }
  return { codes, levels: Array.from(seen.keys(), String) };
}

/** A column of any kind as codes into levels. */
export function categories(column: Column): { readonly codes: Int32Array; readonly levels: readonly string[] } {
  if (column.kind === 'string') return { codes: column.codes, levels: column.levels };
  if (column.kind === 'number') return encode(column.values, Number.isNaN);
  const { codes, levels } = encode(column.values, (value) => value < 0);
  return { codes, levels: levels.map((level) => (level === '1' ? 'true' : 'false')) };
}
