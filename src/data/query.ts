import type { DuckDBConnection } from '@duckdb/node-api';
import { InvalidInputError } from '../foundation/index.js';
import { complaint, identifier, withDuckDB } from './duckdb.js';
import { loadColumns } from './load-columns.js';
import { storeTable } from './store-table.js';
import { Table } from './table.js';
import { typedSource } from './typed-source.js';

/**
 * The table that an SQL query in DuckDB's dialect gives, over the tables named in `tables` and over files, as in
 * `FROM 'runs.parquet'`. Add an ORDER BY: a grouping has no order of its own.
 *
 * @throws InvalidInputError with DuckDB's objection if the query is not valid.
 *
 * @example
 * ```ts
 * import { Table, query } from 'polity/data';
 * const runs = Table.fromColumns({ agent: ['a', 'b', 'a'], correct: [true, false, false] });
 * const accuracy = await query('SELECT agent, avg(correct::INT) AS accuracy FROM runs GROUP BY agent ORDER BY agent', {
 *   tables: { runs },
 * });
 * accuracy.number('accuracy'); // [0.5, 0]
 * ```
 */
export async function query(
  sql: string,
  { tables = {} }: { readonly tables?: Readonly<Record<string, Table>> } = {},
): Promise<Table> {
  return withDuckDB(async (connection) => {
    for (const [i, [name, table]] of Object.entries(tables).entries()) {
      const select = await storeTable(connection, table, `polity_table_${i}`);
      await answer(connection, sql, `CREATE VIEW ${identifier(name)} AS ${select}`);
    }
    return queryDatabase(connection, sql);
  });
}

/**
 * The table that an SQL query gives in a database that is open.
 *
 * @throws InvalidInputError with DuckDB's objection if the query is not valid.
 */
export async function queryDatabase(connection: DuckDBConnection, sql: string): Promise<Table> {
  await answer(connection, sql, `CREATE OR REPLACE TEMP TABLE polity_result AS (${sql.replace(/;\s*$/, '')}\n)`);
  const source = await typedSource(connection, 'polity_result', 'query');
  return new Table('query', await loadColumns(connection, source));
}

/** Runs a statement made for a user's query, whose fault it is if that fails. */
async function answer(connection: DuckDBConnection, sql: string, statement: string): Promise<void> {
  await connection.run(statement).catch((error: unknown) => {
    throw new InvalidInputError('sql', sql, `be a query that DuckDB can answer (${complaint(error)})`);
  });
}
