import type { DuckDBConnection } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import {
  type ColumnKind,
  type Database,
  type Table,
  complaint,
  identifier,
  literal,
  openDatabase,
  queryDatabase,
} from '../data/index.js';
import { InvalidInputError } from '../foundation/index.js';
import type { ParameterValue, Point } from './parameters/design.js';
import { watchedColumn } from './plan.js';
import type { Provenance } from './provenance.js';
import type { Study } from './study.js';
import { definitionHash, definitionText } from './study-hash.js';
import type { CellValue, FailureKind, Outcome } from './task.js';

/** The file of results could not be written: what was committed before is safe, and the study can be resumed. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** A point that was given up, with the reason. */
export interface QuarantinedRun {
  readonly point: number;
  readonly replicate: number;
  readonly parameters: Point;
  readonly attempts: number;
  readonly kind: FailureKind;
  readonly error: string;
}

/** A settled run as it is written. */
export interface Settlement {
  readonly outcome: Outcome;
  readonly seed: number;
  readonly parameters: Point;
}

const SQL_TYPES = { number: 'DOUBLE', string: 'VARCHAR', boolean: 'BOOLEAN' } as const;

/**
 * The results of one study in one DuckDB file: `study` (definition), `sessions` (who ran it, with what), `points`,
 * `tasks` (the journal: a line for every run that is settled) and `results` (the rows). The rows of a run, its line in the
 * journal and its point are one transaction, so a run is there whole or not at all, whatever is killed and when.
 */
export class Store {
  readonly #database: Database;
  readonly #study: Study;
  /** Number of this session; marks the runs that it settles. */
  readonly session: number;

  private constructor(database: Database, study: Study, session: number) {
    this.#database = database;
    this.#study = study;
    this.session = session;
  }

  /**
   * Opens the file of a study, or makes it.
   *
   * @throws InvalidInputError if it holds another study or another definition of this one, or rows of other code that
   *   `acceptNewCode` does not allow to stand beside new ones
   */
  static async open(
    path: string | undefined,
    study: Study,
    provenance: Provenance,
    {
      acceptNewCode = false,
      mustExist = false,
    }: { readonly acceptNewCode?: boolean; readonly mustExist?: boolean } = {},
  ): Promise<Store> {
    if (mustExist && (path === undefined || !existsSync(path))) {
      throw new InvalidInputError('results', path, 'be the results of a study that was begun');
    }
    const database = await openStore(path);
    try {
      const { connection } = database;
      if (await hasStudy(connection)) await checkSame(connection, path, study, provenance, acceptNewCode);
      else await create(connection, path, study);
      const session = await begin(connection, provenance);
      return new Store(database, study, session);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** How many runs are settled, and how many of them were quarantined. */
  async counts(): Promise<{ settled: number; quarantined: number }> {
    const reader = await this.#database.connection.runAndReadAll(
      `SELECT count(*)::DOUBLE, count(*) FILTER (outcome <> 'done')::DOUBLE FROM tasks`,
    );
    const [[settled, quarantined]] = reader.getRowsJS() as [number, number][];
    return { settled, quarantined };
  }

  /** The runs that are settled: point, replicate, and the value that the plan watches, in the order of points. */
  async settled(): Promise<{ points: Float64Array; replicates: Float64Array; values: Float64Array }> {
    const watched = watchedColumn(this.#study);
    const value =
      watched === undefined
        ? 'NULL'
        : `avg(CASE WHEN isnan(${identifier(watched)}) THEN NULL ELSE ${identifier(watched)} END)`;
    const table = await queryDatabase(
      this.#database.connection,
      watched === undefined
        ? 'SELECT point, replicate, NULL::DOUBLE AS value FROM tasks ORDER BY point, replicate'
        : `SELECT point, replicate, ${value} AS value FROM tasks LEFT JOIN results USING (point, replicate)
           GROUP BY point, replicate ORDER BY point, replicate`,
    );
    return { points: table.number('point'), replicates: table.number('replicate'), values: table.number('value') };
  }

  /** Forgets the runs that were given up, so that they are made again. Returns how many. */
  async retryQuarantined(): Promise<number> {
    const { connection } = this.#database;
    const reader = await connection.runAndReadAll(`DELETE FROM tasks WHERE outcome <> 'done' RETURNING point`);
    return reader.currentRowCount;
  }

  /** Writes settled runs in one transaction. */
  async write(settlements: readonly Settlement[]): Promise<void> {
    const { connection } = this.#database;
    const names = Object.keys(this.#study.columns);
    const { names: parameters } = this.#study.parameters;
    const rows: (readonly CellValue[])[] = [];
    const tasks: (readonly CellValue[])[] = [];
    const points: (readonly CellValue[])[] = [];
    for (const { outcome, seed, parameters: values } of settlements) {
      const { point, replicate, attempt, milliseconds, host, kind } = outcome;
      if (kind === 'rows') outcome.rows.forEach((row, i) => rows.push([point, replicate, i, ...row]));
      const [label, error] = kind === 'rows' ? ['done', null] : [kind, outcome.error];
      tasks.push([point, replicate, seed, label, attempt, milliseconds, host, this.session, error]);
      // Every point has a replicate 0, and that is settled once.
      if (replicate === 0) points.push([point, ...parameters.map((name) => values[name])]);
    }
    try {
      await connection.run('BEGIN');
      const kinds = (list: readonly ColumnKind[]) => list.map((kind) => SQL_TYPES[kind]);
      const cells = kinds(names.map((name) => this.#study.columns[name]));
      await append(connection, 'results', rows, ['BIGINT', 'BIGINT', 'BIGINT', ...cells]);
      await append(connection, 'tasks', tasks, TASK_TYPES);
      await append(connection, 'points', points, ['BIGINT', ...kinds(parameterKinds(this.#study))]);
      await connection.run('COMMIT');
    } catch (error) {
      throw new StoreError(`the results could not be written (${complaint(error)}); what was written before is safe`);
    }
  }

  /** The results, with the parameters of their points, in the order of points, replicates and rows. */
  async table(): Promise<Table> {
    return queryDatabase(
      this.#database.connection,
      resultsQuery(this.#study.parameters.names, Object.keys(this.#study.columns)),
    );
  }

  async quarantined(): Promise<QuarantinedRun[]> {
    return quarantinedRuns(this.#database.connection, this.#study.parameters.names);
  }

  /** Notes the end of this session and closes the file. */
  async close(): Promise<void> {
    try {
      await this.#database.connection.run(
        `UPDATE sessions SET ended = now()::TIMESTAMP WHERE session = ${this.session}`,
      );
      await this.#database.connection.run('CHECKPOINT');
    } catch {
      // A disk that is full: the journal holds all that was committed.
    } finally {
      this.#database.close();
    }
  }
}

/** Types of the columns of `tasks`, as {@link create} makes them. */
const TASK_TYPES = [
  'BIGINT',
  'BIGINT',
  'BIGINT',
  'VARCHAR',
  'INTEGER',
  'DOUBLE',
  'VARCHAR',
  'INTEGER',
  'VARCHAR',
] as const;

/** Opens a file of results; a file that is none, or that is in use, is bad input. */
export async function openStore(
  path: string | undefined,
  options: { readonly readOnly?: boolean } = {},
): Promise<Database> {
  try {
    return await openDatabase(path, options);
  } catch (error) {
    const reason = complaint(error);
    const held = /Conflicting lock|already open|being used/i.test(reason);
    const requirement = held
      ? 'not be in use: the study is running in another process'
      : `be a file of results (${reason})`;
    throw new InvalidInputError('results', path, requirement);
  }
}

export async function hasStudy(connection: DuckDBConnection): Promise<boolean> {
  const reader = await connection.runAndReadAll(`SELECT table_name FROM duckdb_tables()`);
  const names = (reader.getRowsJS() as [string][]).map(([name]) => name);
  return ['study', 'sessions', 'points', 'tasks', 'results'].every((name) => names.includes(name));
}

/** The SELECT of the results table: tidy, in an order that does not depend on when a row arrived. */
export function resultsQuery(parameters: readonly string[], columns: readonly string[]): string {
  const list = [
    'point',
    ...parameters.map((name) => `points.${identifier(name)}`),
    'replicate',
    '"row"',
    ...columns.map((name) => `results.${identifier(name)}`),
  ];
  return `SELECT ${list.join(', ')} FROM results JOIN points USING (point) ORDER BY point, replicate, "row"`;
}

export async function quarantinedRuns(
  connection: DuckDBConnection,
  parameters: readonly string[],
): Promise<QuarantinedRun[]> {
  const reader = await connection.runAndReadAll(
    `SELECT point::DOUBLE, replicate::DOUBLE, attempts::DOUBLE, outcome, error${parameters.map((name) => `, points.${identifier(name)}`).join('')}
     FROM tasks JOIN points USING (point) WHERE outcome <> 'done' ORDER BY point, replicate`,
  );
  return reader.getRowsJS().map(([point, replicate, attempts, kind, error, ...values]) => ({
    point: point as number,
    replicate: replicate as number,
    parameters: Object.fromEntries(parameters.map((name, i) => [name, values[i] as ParameterValue])),
    attempts: attempts as number,
    kind: kind as FailureKind,
    error: error as string,
  }));
}

function parameterKinds({ parameters }: Study): ColumnKind[] {
  const first = parameters.point(0);
  return parameters.names.map((name) => typeof first[name] as ColumnKind);
}

async function create(connection: DuckDBConnection, path: string | undefined, study: Study): Promise<void> {
  const reader = await connection.runAndReadAll('SELECT count(*)::DOUBLE FROM duckdb_tables()');
  if ((reader.getRowsJS() as [number][])[0][0] > 0) {
    throw new InvalidInputError('results', path, 'be a new file or the results of a study');
  }
  const { names } = study.parameters;
  const kinds = parameterKinds(study);
  const parameters = names.map((name, i) => `${identifier(name)} ${SQL_TYPES[kinds[i]]}`);
  const columns = Object.entries(study.columns).map(([name, kind]) => `${identifier(name)} ${SQL_TYPES[kind]}`);
  await connection.run(`
    BEGIN;
    CREATE TABLE study (name VARCHAR, hash VARCHAR, definition VARCHAR, parameters VARCHAR[], columns VARCHAR[]);
    CREATE TABLE sessions (session INTEGER, started TIMESTAMP, ended TIMESTAMP, engine VARCHAR, host VARCHAR, code VARCHAR,
      revision VARCHAR, polity VARCHAR, node VARCHAR, libraries VARCHAR);
    CREATE TABLE points (point BIGINT, ${parameters.join(', ')});
    CREATE TABLE tasks (point BIGINT, replicate BIGINT, seed BIGINT, outcome VARCHAR, attempts INTEGER,
      milliseconds DOUBLE, host VARCHAR, session INTEGER, error VARCHAR);
    CREATE TABLE results (point BIGINT, replicate BIGINT, "row" BIGINT, ${columns.join(', ')});
    INSERT INTO study VALUES (${literal(study.name)}, ${literal(definitionHash(study))}, ${literal(definitionText(study))},
      [${names.map(literal).join(', ')}], [${Object.keys(study.columns).map(literal).join(', ')}]);
    COMMIT;`);
}

async function checkSame(
  connection: DuckDBConnection,
  path: string | undefined,
  study: Study,
  { code }: Provenance,
  acceptNewCode: boolean,
): Promise<void> {
  const reader = await connection.runAndReadAll('SELECT name, hash, definition FROM study');
  const [[name, hash, definition]] = reader.getRowsJS() as [string, string, string][];
  if (name !== study.name)
    throw new InvalidInputError('results', path, `hold the study '${study.name}', not '${name}'`);
  if (hash !== definitionHash(study)) {
    const changed = differences(JSON.parse(definition) as object, JSON.parse(definitionText(study)) as object).join(
      ', ',
    );
    throw new InvalidInputError(
      'results',
      path,
      `hold rows of this definition; changed since: ${changed}. Take another file`,
    );
  }
  const codes = await connection.runAndReadAll(
    'SELECT DISTINCT code FROM sessions JOIN tasks USING (session) ORDER BY code',
  );
  const others = codes.getRowsJS().filter(([other]) => other !== code);
  if (others.length > 0 && !acceptNewCode) {
    const requirement =
      "hold rows of this code; the study's module has changed since. Take another file, or accept new code: each row is marked with its session";
    throw new InvalidInputError('results', path, requirement);
  }
}

/** The parts of a definition that differ. */
function differences(before: object, after: object): string[] {
  const [old, now] = [before, after] as Record<string, unknown>[];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]));
}

async function begin(connection: DuckDBConnection, provenance: Provenance): Promise<number> {
  const reader = await connection.runAndReadAll('SELECT coalesce(max(session), 0) + 1 FROM sessions');
  const session = Number(reader.getRowsJS()[0][0]);
  const { engine, host, code, revision, polity, node, libraries } = provenance;
  const texts = [engine, host, code, revision ?? '', polity, node, JSON.stringify(libraries)].map(literal).join(', ');
  await connection.run(`INSERT INTO sessions VALUES (${session}, now()::TIMESTAMP, NULL, ${texts})`);
  return session;
}

/** Rows of a DuckDB vector. */
const CHUNK = 2048;

async function append(
  connection: DuckDBConnection,
  table: string,
  rows: readonly (readonly CellValue[])[],
  types: readonly ('BIGINT' | 'BOOLEAN' | 'DOUBLE' | 'INTEGER' | 'VARCHAR')[],
): Promise<void> {
  if (rows.length === 0) return;
  const duckdb = await import('@duckdb/node-api');
  const appender = await connection.createAppender(table);
  for (let start = 0; start < rows.length; start += CHUNK) {
    const part = rows.slice(start, start + CHUNK);
    const chunk = duckdb.DuckDBDataChunk.create(
      types.map((type) => duckdb[type]),
      part.length,
    );
    types.forEach((type, i) => {
      const big = type === 'BIGINT';
      chunk.setColumnValues(
        i,
        part.map((row) => (big ? BigInt(row[i] as number) : row[i])),
      );
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
