import type { DuckDBConnection } from '@duckdb/node-api';
import { InvalidInputError } from '../foundation/index.js';
import { identifier } from './duckdb.js';
import type { Source, SourceColumn } from './source.js';

/** Short integers, and fractions, which read as the nearest double. */
const PLAIN_NUMBERS = /^(U?(TINYINT|SMALLINT|INTEGER)|FLOAT|DOUBLE|DECIMAL\(\d+,[1-9]\d*\))$/;
const LONG_INTEGERS = /^(U?(BIGINT|HUGEINT)|DECIMAL\(\d+,0\))$/;
const TEXT = /^(VARCHAR|UUID|DATE|TIME|TIMESTAMP|INTERVAL|ENUM\()/;
const NESTED = /(\[\d*\]|^(STRUCT|MAP|UNION)\(.*\))$/s;

/**
 * The rows of a relation whose columns have SQL types. Integers that no double equals make a column strings; so are dates and
 * times (ISO 8601, UTC) and identifiers; lists and structs become JSON text.
 */
export async function typedSource(connection: DuckDBConnection, relation: string, file: string): Promise<Source> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${relation}`);
  const columns = (described.getRowsJson() as [string, string][]).map(([name, type]) => typedColumn(name, type, file));
  return { relation, columns };
}

function typedColumn(name: string, type: string, file: string): SourceColumn {
  const value = identifier(name);
  const text = NESTED.test(type) ? `to_json(${value})::VARCHAR` : `${value}::VARCHAR`;
  const isPresent = `${value} IS NOT NULL`;
  const column = { name, text, number: `TRY_CAST(${text} AS DOUBLE)`, boolean: 'NULL', isPresent };
  const never = { isNumber: 'false', isBoolean: 'false', isBlank: 'false' };
  if (type === 'BOOLEAN') return { ...column, ...never, boolean: value, isBoolean: isPresent };
  if (PLAIN_NUMBERS.test(type)) return { ...column, ...never, number: `${value}::DOUBLE`, isNumber: isPresent };
  if (LONG_INTEGERS.test(type)) {
    const isNumber = `TRY_CAST(${value}::DOUBLE AS HUGEINT) = ${value}`;
    return { ...column, ...never, number: `${value}::DOUBLE`, isNumber };
  }
  if (TEXT.test(type) || NESTED.test(type)) return { ...column, ...never };
  throw new InvalidInputError(name, type, 'hold numbers, booleans, text or times', { file, column: name });
}
