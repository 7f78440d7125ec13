import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Runs `use` on a database of its own in memory, closed afterwards. DuckDB is loaded on the first call only. Rows keep
 * the order of their file, times are UTC, and nothing is ever fetched from the network.
 */
export async function withDuckDB<Result>(use: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    return await use(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A string as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What DuckDB objected to, on one line and without the SQL it quotes. */
export function complaint(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [objection] = message.split(/\n\s*\n|\nLINE \d+:/);
  return objection
    .replace(/^(?:\w+ )+Error: /, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
