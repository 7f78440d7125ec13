import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from './duckdb.js';
import type { Table } from './table.js';

const VECTOR_ROWS = 2048;

/** Copies a table into a database and returns the SELECT that gives it back with its names, types and missing values. */
export async function storeTable(connection: DuckDBConnection, table: Table, stored: string): Promise<string> {
  const columns = table.columnNames.map((name) => ({ name, isText: table.kind(name) === 'string' }));
  const definitions = columns.map(({ isText }, i) => `c${i} ${isText ? 'VARCHAR' : 'DOUBLE'}`);
  await connection.run(`CREATE TABLE ${stored} (${definitions.join(', ')})`);
  const { DuckDBDataChunk, DOUBLE, VARCHAR } = await import('@duckdb/node-api');
  const readers = columns.map(({ name, isText }) => (isText ? texts(table, name) : numbers(table, name)));
  const appender = await connection.createAppender(stored);
  for (let row = 0; row < table.rows; row += VECTOR_ROWS) {
    const end = Math.min(row + VECTOR_ROWS, table.rows);
    const types = columns.map(({ isText }) => (isText ? VARCHAR : DOUBLE));
    const chunk = DuckDBDataChunk.create(types, end - row);
    readers.forEach((read, i) => chunk.setColumnValues(i, read(row, end)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const restored = columns.map(({ name }, i) => `${restore(table, name, `c${i}`)} AS ${identifier(name)}`);
  return `SELECT ${restored.join(', ')} FROM ${stored}`;
}

type Reader = (start: number, end: number) => (number | string | null)[];

function numbers(table: Table, column: string): Reader {
  const values = table.number(column);
  return (start, end) => Array.from(values.subarray(start, end));
}

function texts(table: Table, column: string): Reader {
  const { codes, levels } = table.category(column);
  return (start, end) => Array.from(codes.subarray(start, end), (code) => (code < 0 ? null : levels[code]));
}

/** Whole numbers come back as integers, so that they are written without a decimal point. */
function restore(table: Table, column: string, stored: string): string {
  const kind = table.kind(column);
  if (kind === 'string') return stored;
  if (kind === 'boolean') return `if(isnan(${stored}), NULL, ${stored} = 1)`;
  const whole = table.number(column).every((x) => Number.isNaN(x) || (Number.isSafeInteger(x) && !Object.is(x, -0)));
  return `if(isnan(${stored}), NULL, ${stored})${whole ? '::BIGINT' : ''}`;
}
