import type { DuckDBConnection } from '@duckdb/node-api';
import { InvalidInputError } from '../foundation/index.js';
import { complaint, literal } from './duckdb.js';
import { jsonFault } from './json-fault.js';
import { losslessNumberSql } from './number-text.js';
import type { Source, SourceColumn } from './source.js';

interface JsonOptions {
  readonly format: 'newline_delimited' | 'auto';
  readonly missing: readonly string[];
}

/**
 * The rows of a JSON file: an array of objects, or objects one after the other. The columns are all their keys in order
 * of first appearance; an absent key and null are missing; arrays and objects within a row stay JSON text.
 */
export async function jsonSource(
  connection: DuckDBConnection,
  path: string,
  name: string,
  { format, missing }: JsonOptions,
): Promise<Source> {
  const compression = path.toLowerCase().endsWith('.gz') ? 'gzip' : 'uncompressed';
  const objects = `read_json_objects(${literal(path)}, format = '${format}', compression = '${compression}')`;
  const keys = await keysOf(connection, objects, name).catch(async (error: unknown) => {
    if (error instanceof InvalidInputError) throw error;
    throw (await jsonFault(path, name)) ?? new InvalidInputError('file', complaint(error), 'be JSON', { file: name });
  });
  if (keys.length === 0) {
    throw new InvalidInputError('file', 'none', 'have a row that names its columns', { file: name });
  }
  const pointers = keys.map((key) => literal(`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  return {
    relation: `(SELECT json_extract(json, [${pointers.join(', ')}]) AS v FROM ${objects})`,
    columns: keys.map((key, i) => jsonColumn(key, `v[${i + 1}]`, missing)),
  };
}

async function keysOf(connection: DuckDBConnection, objects: string, file: string): Promise<string[]> {
  const result = await connection.runAndReadAll(`
    SELECT json_type(json), json_keys(json), min(row) AS first, arg_min(json::VARCHAR, row)
    FROM (SELECT json, row_number() OVER () AS row FROM ${objects}) GROUP BY ALL ORDER BY first`);
  const keys = new Set<string>();
  for (const [type, own, first, json] of result.getRowsJson() as [string, string[], string, string][]) {
    const location = { file, row: Number(first) };
    if (type !== 'OBJECT') throw new InvalidInputError('row', json, 'be a JSON object', location);
    own.forEach((key, i) => {
      if (own.indexOf(key) < i) {
        throw new InvalidInputError('keys of a row', key, 'differ from one another', { ...location, column: key });
      }
      keys.add(key);
    });
  }
  return [...keys];
}

function jsonColumn(name: string, value: string, missing: readonly string[]): SourceColumn {
  const own = `(${value} ->> '$')`;
  const text = missing.length === 0 ? own : `if(${own} IN (${missing.map(literal).join(', ')}), NULL, ${own})`;
  return {
    name,
    text,
    number: `TRY_CAST(${text} AS DOUBLE)`,
    boolean: `TRY_CAST(${text} AS BOOLEAN)`,
    isPresent: `${text} IS NOT NULL`,
    isNumber: `json_type(${value}) IN ('UBIGINT', 'BIGINT', 'DOUBLE') AND ${losslessNumberSql(text)}`,
    isBoolean: `json_type(${value}) = 'BOOLEAN'`,
    isBlank: 'false',
  };
}
