import { basename } from 'node:path';
import { InvalidInputError } from '../foundation/index.js';
import { complaint, literal, withDuckDB } from './duckdb.js';
import { fileFormat, usualDelimiter } from './file-format.js';
import { storeTable } from './store-table.js';
import type { Table } from './table.js';

/**
 * Writes a table to a file that {@link readTable} reads back as it was, in the format of its ending; a file that exists is
 * overwritten. Missing values are empty in CSV and null in JSON, which has no infinities and so refuses them.
 *
 * @example
 * ```ts
 * import { Table, writeTable } from 'polity/data';
 * import { mkdtemp, readFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * const path = (await mkdtemp(tmpdir() + '/')) + '/runs.jsonl';
 * await writeTable(Table.fromColumns({ agent: ['a', 'b'], tokens: [120, null] }), path);
 * (await readFile(path, 'utf8')).split('\n')[1]; // '{"agent":"b","tokens":null}'
 * ```
 */
export async function writeTable(table: Table, path: string): Promise<void> {
  const { format, ending, gzip } = fileFormat(path);
  if (table.columnNames.length === 0) {
    throw new InvalidInputError('table', table.columnNames, 'have a column to be written');
  }
  if (format === 'json' || format === 'jsonLines') checkFinite(table, basename(path));
  const packed = `COMPRESSION ${gzip ? 'gzip' : 'uncompressed'}`;
  const options = {
    csv: `FORMAT csv, HEADER, DELIMITER ${literal(usualDelimiter(ending))}, ${packed}`,
    jsonLines: `FORMAT json, ${packed}`,
    json: `FORMAT json, ARRAY true, ${packed}`,
    parquet: 'FORMAT parquet',
  }[format];
  await withDuckDB(async (connection) => {
    const select = await storeTable(connection, table, 'stored');
    await connection.run(`COPY (${select}) TO ${literal(path)} (${options})`).catch((error: unknown) => {
      throw new InvalidInputError('path', path, `name a file that can be written (${complaint(error)})`);
    });
  });
}

function checkFinite(table: Table, file: string): void {
  for (const column of table.columnNames) {
    if (table.kind(column) !== 'number') continue;
    const row = table.number(column).findIndex((value) => value === Infinity || value === -Infinity);
    if (row >= 0) {
      const value = table.value(column, row);
      throw new InvalidInputError(column, value, 'be finite to be written as JSON', { file, row: row + 1, column });
    }
  }
}
