import type { DuckDBConnection } from '@duckdb/node-api';
import { InvalidInputError } from '../foundation/index.js';
import { complaint, literal } from './duckdb.js';
import type { Source } from './source.js';
import { typedSource } from './typed-source.js';

/** The rows of a Parquet file, whose columns have types of their own. */
export async function parquetSource(connection: DuckDBConnection, path: string, name: string): Promise<Source> {
  return typedSource(connection, `read_parquet(${literal(path)})`, name).catch((error: unknown) => {
    if (error instanceof InvalidInputError) throw error;
    throw new InvalidInputError('file', complaint(error), 'be Parquet', { file: name });
  });
}
