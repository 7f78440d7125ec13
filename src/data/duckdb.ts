import type { DuckDBConnection } from '@duckdb/node-api';

/** A DuckDB database that is open. */
export interface Database {
  readonly connection: DuckDBConnection;
  /** Closes the connection and the file. */
  close(): void;
}

/**
 * Opens a database: a file, made if there is none, or one in memory. DuckDB is loaded on the first call only. Rows keep
 * the order of their insertion, times are UTC, and nothing is ever fetched from the network. A file can be open in one
 * process at a time.
 */
export async function openDatabase(
  path = ':memory:',
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<Database> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path, {
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(readOnly && { access_mode: 'READ_ONLY' }),
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Runs `use` on a database of its own in memory, closed afterwards. */
export async function withDuckDB<Result>(use: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
  const database = await openDatabase();
  try {
    return await use(database.connection);
  } finally {
    database.close();
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
