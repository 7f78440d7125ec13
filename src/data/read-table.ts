import type { DuckDBConnection } from '@duckdb/node-api';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidInputError, checkOneOf } from '../foundation/index.js';
import type { ColumnKind } from './column.js';
import { convertColumn } from './convert-column.js';
import { csvSource } from './csv-source.js';
import { withDuckDB } from './duckdb.js';
import { fileFormat, usualDelimiter } from './file-format.js';
import { jsonSource } from './json-source.js';
import { loadColumns } from './load-columns.js';
import { mustBeOneOf } from './nearest-name.js';
import { parquetSource } from './parquet-source.js';
import type { Source, SourceColumn } from './source.js';
import { Table } from './table.js';

export interface ReadOptions {
  /** Only these columns, in this order; all by default. */
  readonly columns?: readonly string[];
  /** The kinds of some columns, instead of what their values look like. */
  readonly types?: Readonly<Record<string, ColumnKind>>;
  /** Texts that stand for a missing value besides the empty one, such as `NA`. */
  readonly missing?: readonly string[];
  /** The character between the fields of a CSV file: by default a comma, in `.tsv` and `.tab` a tab. */
  readonly delimiter?: string;
}

/**
 * Reads a table from a file, by its ending: `.csv`, `.tsv`, `.tab` (RFC 4180 with a header, UTF-8), `.jsonl`, `.ndjson`
 * (an object a line), `.json` (an array of objects) — these also packed as `.gz` — or `.parquet`. Rows keep their order.
 *
 * The kind of a column is decided after looking at all its values, and never loses one: it is numbers if every value is
 * a decimal number that a double holds (`nan` and `inf` are), booleans if every value is true or false, otherwise strings
 * with the text as it stands. So `007` and integers that no double equals make a column strings, as does one stray word at row
 * 30,000; {@link Table.number} then names that row. In CSV an empty field is missing, but a quoted one (`""`) among strings
 * is an empty string. In JSON, null and absent keys are missing, and nested values become JSON text; times become ISO text.
 *
 * Cost: two passes of DuckDB over the file, and one to check the form of a CSV file. 10⁷ rows of 5 columns take a few seconds
 * and little more memory than the arrays that result.
 *
 * @throws InvalidInputError naming file, row (counted from 1 after the header) and column: a file that is missing, empty,
 * malformed or of unknown ending; an unknown column; a value that is not of the kind asked for in `types`.
 *
 * @example
 * ```ts
 * import { Table, readTable, writeTable } from 'polity/data';
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * const folder = await mkdtemp(tmpdir() + '/');
 * await writeTable(Table.fromColumns({ agent: ['a', 'b'], tokens: [120, null] }), folder + '/runs.csv');
 * const runs = await readTable(folder + '/runs.csv', { types: { agent: 'string' } });
 * runs.number('tokens'); // [120, NaN]
 * ```
 */
export async function readTable(path: string, options: ReadOptions = {}): Promise<Table> {
  const { columns, types = {}, missing = [] } = options;
  const { format } = fileFormat(path);
  const file = basename(path);
  await checkIsFile(path);
  return withDuckDB(async (connection) => {
    const source = await openSource(connection, path, { ...options, missing });
    const names = source.columns.map(({ name }) => name);
    for (const [column, kind] of Object.entries(types)) {
      if (!names.includes(column)) throw new InvalidInputError('types', column, mustBeOneOf(column, names), { file });
      checkOneOf(`types.${column}`, kind, ['number', 'boolean', 'string']);
    }
    const wanted = { ...source, columns: (columns ?? names).map((column) => columnOf(source, column, file)) };
    // Text that is asked for stays as it was written, 1.10 and 007 alike.
    const asText = Object.keys(types).filter((column) => types[column] === 'string' && format !== 'parquet');
    const loaded = await loadColumns(connection, wanted, new Set(asText));
    return new Table(
      file,
      loaded.map(([name, column]) => [
        name,
        Object.hasOwn(types, name) ? convertColumn(column, types[name], file, name) : column,
      ]),
    );
  });
}

async function openSource(
  connection: DuckDBConnection,
  path: string,
  { delimiter, missing }: ReadOptions & { readonly missing: readonly string[] },
): Promise<Source> {
  const { format, ending } = fileFormat(path);
  const name = basename(path);
  if (format === 'csv') {
    return csvSource(path, name, { delimiter: checkDelimiter(delimiter ?? usualDelimiter(ending)), missing });
  }
  if (format === 'parquet') return parquetSource(connection, path, name);
  return jsonSource(connection, path, name, { format: format === 'json' ? 'auto' : 'newline_delimited', missing });
}

function columnOf({ columns }: Source, wanted: string, file: string): SourceColumn {
  const column = columns.find(({ name }) => name === wanted);
  if (column) return column;
  const names = columns.map(({ name }) => name);
  throw new InvalidInputError('columns', wanted, mustBeOneOf(wanted, names), { file });
}

async function checkIsFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new InvalidInputError('path', path, 'name a file that exists');
}

function checkDelimiter(delimiter: string): string {
  if (!/^[\t !#-~]$/.test(delimiter))
    throw new InvalidInputError('delimiter', delimiter, 'be one ASCII character other than "');
  return delimiter;
}
