import { InvalidInputError, checkInteger } from '../foundation/index.js';
import { type Cell, type Column, type ColumnKind, categories, cellAt, columnLength, encode } from './column.js';
import { mustBeOneOf } from './nearest-name.js';
import { losslessNumber } from './number-text.js';

/**
 * A table of named columns, held as typed arrays: numbers (missing is NaN), booleans, and strings as codes into their
 * levels. Read one from a file with {@link readTable}, or make one from columns or rows.
 *
 * Every error names the file (or the table's name), the data row, counted from 1, and the column.
 *
 * @example
 * ```ts
 * import { Table } from 'polity/data';
 * const runs = Table.fromColumns({ agent: ['a', 'b', 'a'], tokens: [120, 80, null], correct: [true, false, true] });
 * runs.number('correct'); // [1, 0, 1]
 * runs.category('agent').levels; // ['a', 'b']
 * runs.value('tokens', 2); // null
 * ```
 */
export class Table {
  /** The file it was read from, or `table`. */
  readonly name: string;
  readonly rows: number;
  readonly columnNames: readonly string[];
  readonly #columns: ReadonlyMap<string, Column>;

  /** @internal Takes the columns as they are; users have {@link Table.fromColumns} and {@link Table.fromRows}. */
  constructor(name: string, columns: readonly (readonly [name: string, column: Column])[]) {
    this.name = name;
    this.columnNames = columns.map(([columnName]) => columnName);
    this.#columns = new Map(columns);
    this.rows = columns.length === 0 ? 0 : columnLength(columns[0][1]);
    this.columnNames.forEach((columnName, i) => {
      if (this.columnNames.indexOf(columnName) < i) {
        throw new InvalidInputError('column names', columnName, 'differ from one another', { file: name });
      }
    });
    for (const [column, values] of columns) {
      const length = columnLength(values);
      if (length !== this.rows) {
        const requirement = `equal ${this.rows}, the length of column '${this.columnNames[0]}'`;
        throw new InvalidInputError(`${column}.length`, length, requirement, { file: name, column });
      }
    }
  }

  /**
   * A table from arrays of equal length; the values are copied. `null`, `undefined` and NaN are missing. A column holds
   * numbers, booleans or strings, not a mixture; one without any value counts as numbers.
   */
  static fromColumns(
    columns: Readonly<Record<string, ArrayLike<number | boolean | string | null | undefined>>>,
    name = 'table',
  ): Table {
    return new Table(
      name,
      Object.entries(columns).map(([column, values]) => [column, toColumn(values, { file: name, column })]),
    );
  }

  /** A table from objects, one a row; the columns are all keys in order of first appearance, and an absent key is missing. */
  static fromRows(
    rows: readonly Readonly<Record<string, number | boolean | string | null | undefined>>[],
    name = 'table',
  ): Table {
    const values = new Map<string, unknown[]>();
    rows.forEach((row: unknown, i) => {
      if (typeof row !== 'object' || row === null || Array.isArray(row)) {
        throw new InvalidInputError(`rows[${i}]`, row, 'be an object of named values', { file: name, row: i + 1 });
      }
      for (const [column, value] of Object.entries(row)) {
        let column_ = values.get(column);
        if (!column_) values.set(column, (column_ = new Array<unknown>(rows.length).fill(null)));
        column_[i] = value;
      }
    });
    return new Table(
      name,
      Array.from(values, ([column, cells]) => [column, toColumn(cells, { file: name, column })]),
    );
  }

  /** Whether there is a column of this name. */
  has(column: string): boolean {
    return this.#columns.has(column);
  }

  /** What the values of a column are. */
  kind(column: string): ColumnKind {
    return this.#column(column).kind;
  }

  /**
   * A column as numbers: missing is NaN, booleans are 0 and 1. A column of strings is an error that names its first
   * cell that is no number. A column of numbers comes as it is held, not copied: do not write to it.
   */
  number(column: string): Float64Array {
    const values = this.#column(column);
    if (values.kind === 'number') return values.values;
    if (values.kind === 'boolean') return Float64Array.from(values.values, (value) => (value < 0 ? NaN : value));
    const bad = values.levels.map((level) => losslessNumber(level) === undefined);
    let row = values.codes.findIndex((code) => bad[code]);
    if (row < 0) row = values.codes.findIndex((code) => code >= 0);
    throw new InvalidInputError(column, cellAt(values, row), 'be a number', { file: this.name, row: row + 1, column });
  }

  /**
   * A column of any kind as categories: `levels` in order of first appearance, `codes` into them with −1 for missing.
   * Do not write to `codes`: a column of strings comes as it is held.
   */
  category(column: string): { readonly codes: Int32Array; readonly levels: readonly string[] } {
    return categories(this.#column(column));
  }

  /** One value; `row` is an index from 0. */
  value(column: string, row: number): Cell {
    const values = this.#column(column);
    checkInteger('row', row, { min: 0, max: this.rows - 1 });
    return cellAt(values, row);
  }

  /** The rows as objects, every column in each; missing is `null`. */
  toRows(): Record<string, Cell>[] {
    const columns = [...this.#columns];
    return Array.from({ length: this.rows }, (_, row) =>
      Object.fromEntries(columns.map(([name, values]) => [name, cellAt(values, row)])),
    );
  }

  #column(column: string): Column {
    const values = this.#columns.get(column);
    if (!values) {
      throw new InvalidInputError('column', column, mustBeOneOf(column, this.columnNames), { file: this.name });
    }
    return values;
  }
}

function toColumn(values: ArrayLike<unknown>, { file, column }: { file: string; column: string }): Column {
  if (values instanceof Float64Array) return { kind: 'number', values: values.slice() };
  if (typeof values !== 'object' || !Number.isSafeInteger((values as ArrayLike<unknown> | null)?.length)) {
    throw new InvalidInputError(column, values, 'be an array of values', { file, column });
  }
  let kind: ColumnKind | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (isMissing(value)) continue;
    const type = typeof value;
    if (type !== 'number' && type !== 'boolean' && type !== 'string') {
      const requirement = 'be a number, a boolean, a string or null';
      throw new InvalidInputError(column, value, requirement, { file, row: i + 1, column });
    }
    kind ??= type;
    if (type !== kind) {
      const requirement = `be a ${kind} like the values before it`;
      throw new InvalidInputError(column, value, requirement, { file, row: i + 1, column });
    }
  }
  if (kind === 'string') return { kind, ...encode(values as ArrayLike<string>, isMissing) };
  if (kind === 'boolean') {
    return { kind, values: Int8Array.from(values, (value) => (isMissing(value) ? -1 : value ? 1 : 0)) };
  }
  return { kind: 'number', values: Float64Array.from(values, (value) => (isMissing(value) ? NaN : (value as number))) };
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value);
}
