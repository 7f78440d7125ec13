import type { DuckDBConnection } from '@duckdb/node-api';
import type { Column, ColumnKind } from './column.js';
import { findKinds } from './find-kinds.js';
import type { Source, SourceColumn } from './source.js';

/**
 * Reads a source into typed arrays in two passes: the first looks at every value to find the kinds and the number of
 * rows, the second streams the values, chunk by chunk, into arrays of just that size. `asText` names the columns that
 * must stay strings whatever they look like.
 */
export async function loadColumns(
  connection: DuckDBConnection,
  { relation, columns, rows: expected }: Source,
  asText: ReadonlySet<string> = new Set(),
): Promise<[name: string, column: Column][]> {
  const { rows, kinds } = await findKinds(connection, relation, columns, asText);
  if (expected !== undefined && rows !== expected) throw new Error(`DuckDB read ${rows} of ${expected} rows`);
  if (columns.length === 0) return [];
  const readers = kinds.map((kind) => newReader(kind, rows));
  const selected = columns.map((column, i) => select(column, kinds[i]));
  const result = await connection.stream(`SELECT ${selected.join(', ')} FROM ${relation}`);
  let row = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let i = 0; i < readers.length; i++) readers[i].take(chunk.getColumnVector(i) as unknown as Vector, row);
    row += chunk.rowCount;
  }
  if (row !== rows) throw new Error(`DuckDB read ${row} of ${rows} rows`);
  return columns.map(({ name }, i) => [name, readers[i].column()]);
}

/** Missing numbers and booleans get their mark in SQL, so that whole vectors can be copied. */
function select({ text, number, boolean }: SourceColumn, kind: ColumnKind): string {
  if (kind === 'string') return text;
  if (kind === 'number') return `coalesce(${number}, 'nan'::DOUBLE)`;
  return `coalesce((${boolean})::TINYINT, -1::TINYINT)`;
}

/** The part of a DuckDB vector that is read here. */
interface Vector {
  readonly items: ArrayLike<number>;
  readonly itemCount: number;
  getItem(index: number): string | null;
}

interface Reader {
  take(vector: Vector, row: number): void;
  column(): Column;
}

function newReader(kind: ColumnKind, rows: number): Reader {
  if (kind === 'string') return newStringReader(rows);
  const column: Column =
    kind === 'number' ? { kind, values: new Float64Array(rows) } : { kind, values: new Int8Array(rows) };
  return { take: ({ items }, row) => column.values.set(items, row), column: () => column };
}

function newStringReader(rows: number): Reader {
  const codes = new Int32Array(rows);
  const seen = new Map<string | null, number>();
  return {
    take(vector, row) {
      for (let i = 0; i < vector.itemCount; i++) {
        const value = vector.getItem(i);
        let code = value === null ? -1 : seen.get(value);
        if (code === undefined) seen.set(value, (code = seen.size));
        codes[row + i] = code;
      }
    },
    column: () => ({ kind: 'string', codes, levels: [...(seen as Map<string, number>).keys()] }),
  };
}
