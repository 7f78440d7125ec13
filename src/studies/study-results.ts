import { existsSync } from 'node:fs';
import { type Database, type Table, complaint, literal, queryDatabase } from '../data/index.js';
import { InvalidInputError } from '../foundation/index.js';
import { type ReportedProgress, readProgress, requestCancel } from './progress-file.js';
import { type QuarantinedRun, hasStudy, openStore, quarantinedRuns, resultsQuery } from './store.js';

/** A session of a study: who ran it, when and with what. */
export interface StudySession {
  readonly session: number;
  /** UTC. */
  readonly started: string;
  /** Absent if it was killed, or is not over. */
  readonly ended: string | null;
  readonly engine: string;
  readonly host: string;
  /** SHA-256 of the study's module. */
  readonly code: string;
  readonly revision: string;
  readonly polity: string;
  readonly node: string;
  /** Runs that it settled. */
  readonly runs: number;
  /** Seconds that those runs took, added up over threads and machines. */
  readonly seconds: number;
  /** Machines that made them. */
  readonly hosts: number;
}

/** What a results file says of its study. */
export interface StudyStatus {
  readonly name: string;
  /** Hash of the definition. */
  readonly hash: string;
  readonly done: number;
  readonly quarantined: readonly QuarantinedRun[];
  readonly sessions: readonly StudySession[];
}

/**
 * How far a study is: what its results file holds, or, while another process is writing that, what that process says of itself.
 *
 * @throws InvalidInputError if the file holds no study
 */
export async function studyStatus(results: string): Promise<StudyStatus | { readonly running: ReportedProgress }> {
  const running = readProgress(results);
  if (running) return { running };
  return withResults(results, async ({ connection }, { name, hash, parameters }) => {
    const sessions = await queryDatabase(
      connection,
      `SELECT session, started::VARCHAR AS started, ended::VARCHAR AS ended, engine, sessions.host AS host, code, revision,
         polity, node, count(point) AS runs, coalesce(sum(milliseconds), 0) / 1000 AS seconds, count(DISTINCT tasks.host) AS hosts
       FROM sessions LEFT JOIN tasks USING (session) GROUP BY ALL ORDER BY session`,
    );
    const done = await queryDatabase(connection, `SELECT count(*) AS n FROM tasks WHERE outcome = 'done'`);
    return {
      name,
      hash,
      done: done.number('n')[0],
      quarantined: await quarantinedRuns(connection, parameters),
      sessions: sessions.toRows() as unknown as StudySession[],
    };
  });
}

/**
 * The table of results in a file: point, parameters, replicate, row and columns, ordered by point, replicate and row.
 *
 * @throws InvalidInputError if the file holds no study, or is being written
 */
export async function readStudy(results: string): Promise<Table> {
  return withResults(results, ({ connection }, { parameters, columns }) =>
    queryDatabase(connection, resultsQuery(parameters, columns)),
  );
}

/**
 * Writes the table of results to a Parquet or CSV file; the same results give the same bytes, however they were come by.
 *
 * @returns how many rows were written
 * @throws InvalidInputError if the file holds no study, is being written, or `path` cannot be written or ends otherwise
 */
export async function exportStudy(results: string, path: string): Promise<number> {
  const format = /\.parquet$/i.test(path) ? 'FORMAT parquet' : /\.csv$/i.test(path) ? 'FORMAT csv, HEADER' : undefined;
  if (!format) throw new InvalidInputError('path', path, 'end in .parquet or .csv');
  return withResults(results, async ({ connection }, { parameters, columns }) => {
    // One thread cuts the rows into groups in one way.
    await connection.run('SET threads = 1');
    const copy = `COPY (${resultsQuery(parameters, columns)}) TO ${literal(path)} (${format})`;
    const written = await connection.runAndReadAll(copy).catch((error: unknown) => {
      throw new InvalidInputError('path', path, `name a file that can be written (${complaint(error)})`);
    });
    return Number(written.getRowsJS()[0][0]);
  });
}

/**
 * Asks the process that is running a study to stop and write what it has.
 *
 * @returns whether there is such a process
 */
export function cancelStudy(results: string): boolean {
  if (!readProgress(results)) return false;
  requestCancel(results);
  return true;
}

interface StudyHead {
  readonly name: string;
  readonly hash: string;
  readonly parameters: readonly string[];
  readonly columns: readonly string[];
}

async function withResults<Result>(
  results: string,
  use: (database: Database, head: StudyHead) => Promise<Result>,
): Promise<Result> {
  if (!existsSync(results)) throw new InvalidInputError('results', results, 'be a file that exists');
  const database = await openStore(results);
  try {
    if (!(await hasStudy(database.connection)))
      throw new InvalidInputError('results', results, 'hold the results of a study');
    const reader = await database.connection.runAndReadAll('SELECT name, hash, parameters, columns FROM study');
    const [[name, hash, parameters, columns]] = reader.getRowsJS() as unknown as [string, string, Items, Items][];
    return await use(database, {
      name,
      hash,
      parameters: parameters.items ?? parameters,
      columns: columns.items ?? columns,
    } as StudyHead);
  } finally {
    database.close();
  }
}

type Items = { readonly items?: readonly string[] };
