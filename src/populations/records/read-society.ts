import type { DuckDBConnection } from '@duckdb/node-api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  complaint,
  identifier,
  literal,
  openDatabase,
  queryDatabase,
  readTable,
  Table,
  writeTable,
} from '../../data/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { Cascade } from '../networks/cascades.js';
import { network, type Network } from '../networks/network.js';
import { checkPhraseOptions, PhraseFinder, type PhraseOptions } from './phrase-cascades.js';

/** Where records come from: a file, or a table. */
export type RecordSource = string | Table;

export interface ReadSocietyOptions extends PhraseOptions {
  /**
   * Names of the columns, where they are not `id`, `agent_id` (author), `created_at` (time), `title`, `content` (body), `post_id` and
   * `parent_id`.
   */
  readonly columns?: Partial<Readonly<Record<RecordColumn, string>>>;
  /** Phases of the work, as they begin. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly label: string }) => void;
  readonly signal?: AbortSignal;
}

export type RecordColumn = 'id' | 'author' | 'time' | 'title' | 'body' | 'post' | 'parent';

/** What is left of an archive: one number or a few for each agent, pair of agents and adoption, and none for a record. */
export interface Society {
  /** All who wrote a record, ascending; everything else refers to them by index. */
  readonly agents: readonly string[];
  readonly posts: Float64Array;
  readonly comments: Float64Array;
  /** The weight of an arc i → j is how often i answered j. */
  readonly replies: Network;
  /** Phrases that many agents used, the largest cascade first. */
  readonly cascades: readonly Cascade[];
  readonly records: {
    readonly posts: number;
    readonly comments: number;
    /** Comments that no comment answers. */
    readonly unanswered: number;
    /** Comments on what is not in the archive, and comments on one's own: neither is a reply. */
    readonly orphaned: number;
    readonly toOneself: number;
  };
}

/**
 * Reads an archive of posts and comments and aggregates it in DuckDB: who answers whom, who writes how much, and which phrases
 * spread. A comment answers its parent comment if it has one, otherwise its post.
 *
 * Records have an id, an author, a time and a body, posts perhaps a title; comments also the post they stand under, and the
 * comment they answer, missing where they answer the post. One table may hold both: posts are the rows without `post_id`. Times are
 * timestamps, ISO texts (UTC if they say nothing else), or milliseconds since 1970. Without bodies there are no cascades.
 *
 * Cost: Parquet files are streamed, so memory goes with agents, pairs and ids, not with texts: three passes over
 * the records. Other formats are read whole first.
 *
 * @param comments - none where `posts` holds both
 * @throws InvalidInputError for a file or a column that is missing, an id that is there twice, or an agent or a time that is missing
 * or malformed.
 *
 * @example
 * ```ts
 * import { readSociety, syntheticMoltbook } from 'polity/populations';
 * const { posts, comments } = syntheticMoltbook({ agents: 100, influence: 0.3, seed: 1 });
 * const { agents, replies, cascades } = await readSociety(posts, comments);
 * [agents.length, replies.edges, cascades.length]; // [100, 872, 14]
 * ```
 */
export async function readSociety(
  posts: RecordSource,
  comments?: RecordSource,
  { columns = {}, onProgress, signal, ...phrases }: ReadSocietyOptions = {},
): Promise<Society> {
  checkPhraseOptions(phrases);
  const folder = await mkdtemp(join(tmpdir(), 'polity-society-'));
  const database = await openDatabase();
  const { connection } = database;
  const phase = (done: number, label: string) => {
    signal?.throwIfAborted();
    onProgress?.({ done, total: 4, label });
  };
  try {
    await connection.run(`SET temp_directory = ${literal(folder)}`);
    await connection.run("SET memory_limit = '2GB'");
    phase(0, 'reading records');
    const first = await openRecords(connection, { source: posts, name: 'posts', folder, columns });
    const second =
      comments === undefined
        ? null
        : await openRecords(connection, { source: comments, name: 'comments', folder, columns });
    if (second && !second.columns.has('post')) missingColumn(second, 'post', columns);
    const isComment = first.columns.has('post') ? 'post IS NOT NULL' : 'false';
    const fields = 'id, post, parent, author AS agent, time, concat_ws(chr(10), title, body) AS body';
    await connection.run(`CREATE VIEW post AS SELECT ${fields} FROM posts WHERE NOT (${isComment})`);
    const others = second ? ` UNION ALL SELECT ${fields} FROM comments` : '';
    await connection.run(`CREATE VIEW comment AS SELECT ${fields} FROM posts WHERE ${isComment}${others}`);
    await checkRecords(connection, [first, ...(second ? [second] : [])]);
    phase(1, 'who answers whom');
    const aggregates = await aggregate(connection);
    const texts = [first, second].every((opened) => opened?.columns.has('body') ?? true);
    if (!texts) return { ...aggregates, cascades: [] };
    const finder = new PhraseFinder(aggregates.records.posts + aggregates.records.comments, phrases);
    phase(2, 'counting phrases');
    await eachText(connection, signal, (text) => finder.count(text));
    phase(3, 'following phrases');
    await eachText(connection, signal, (text, agent, time) => finder.take(text, agent, time));
    phase(4, 'done');
    return { ...aggregates, cascades: finder.cascades() };
  } finally {
    database.close();
    await rm(folder, { recursive: true });
  }
}

interface Opened {
  readonly name: 'posts' | 'comments';
  /** As its user calls it. */
  readonly file: string;
  readonly columns: ReadonlySet<RecordColumn>;
}

interface Opening {
  readonly source: RecordSource;
  readonly name: 'posts' | 'comments';
  readonly folder: string;
  readonly columns: Partial<Readonly<Record<RecordColumn, string>>>;
}

/** Makes a view of a source with all columns: text ids, hours, and NULL for what it does not have. */
async function openRecords(connection: DuckDBConnection, { source, name, folder, columns }: Opening): Promise<Opened> {
  let path = source as string;
  if (typeof source !== 'string' || !source.endsWith('.parquet')) {
    path = join(folder, `${name}.parquet`);
    await writeTable(typeof source === 'string' ? await readTable(source) : source, path);
  }
  const file = typeof source === 'string' ? basename(source) : source.name;
  const relation = `read_parquet(${literal(path)})`;
  const described = await connection.runAndReadAll(`DESCRIBE FROM ${relation}`).catch((error: unknown) => {
    throw new InvalidInputError(name, source, `be a Parquet file that can be read (${complaint(error)})`);
  });
  const types = new Map(described.getRows().map(([column, type]) => [String(column), String(type)]));
  const names = { ...COLUMNS, ...columns };
  const wanted = Object.keys(COLUMNS) as RecordColumn[];
  const opened: Opened = { name, file, columns: new Set(wanted.filter((column) => types.has(names[column]))) };
  for (const column of ['id', 'author', 'time'] as const) {
    if (!opened.columns.has(column)) missingColumn(opened, column, columns);
  }
  const selected = wanted.map((column) => {
    const type = types.get(names[column]);
    if (type === undefined) return `NULL::VARCHAR AS ${column}`;
    const given = identifier(names[column]);
    return `${column === 'time' ? hours(given, type) : asText(given, type)} AS ${column}`;
  });
  await connection.run(`CREATE VIEW ${name} AS SELECT ${selected.join(', ')} FROM ${relation}`);
  return opened;
}

const COLUMNS: Readonly<Record<RecordColumn, string>> = {
  id: 'id',
  author: 'agent_id',
  time: 'created_at',
  title: 'title',
  body: 'content',
  post: 'post_id',
  parent: 'parent_id',
};

const WHOLE = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;

/** Ids may be whole numbers held as DOUBLE where some are missing: 7 and 7.0 are one. */
function asText(column: string, type: string): string {
  if (type === 'VARCHAR' || WHOLE.test(type)) return `${column}::VARCHAR`;
  if (type === 'DOUBLE' || type === 'FLOAT') return `if(isnan(${column}), NULL, ${column}::BIGINT::VARCHAR)`;
  return `${column}::VARCHAR`;
}

function hours(column: string, type: string): string {
  if (type.startsWith('TIMESTAMP') || type === 'DATE') return `epoch(${column}) / 3600`;
  if (type === 'VARCHAR') return `epoch(TRY_CAST(${column} AS TIMESTAMPTZ)) / 3600`;
  return `${column}::DOUBLE / 3600000`;
}

function missingColumn(
  { file, name }: Pick<Opened, 'file' | 'name'>,
  wanted: RecordColumn,
  columns: Partial<Readonly<Record<RecordColumn, string>>>,
): never {
  const column = columns[wanted] ?? COLUMNS[wanted];
  throw new InvalidInputError(name, 'none', `have a column '${column}' (${wanted})`, { file });
}

/** The first record at fault is named, in the file's order. */
async function checkRecords(connection: DuckDBConnection, sources: readonly Opened[]): Promise<void> {
  for (const { name, file } of sources) {
    for (const column of ['id', 'author', 'time'] as const) {
      const bad = column === 'time' ? 'time IS NULL OR NOT isfinite(time)' : `${column} IS NULL`;
      if ((await count(connection, `${name} WHERE ${bad}`)) === 0) continue;
      const rows = await connection.runAndReadAll(
        `SELECT min(row) FROM (SELECT row_number() OVER () AS row, * FROM ${name}) WHERE ${bad}`,
      );
      const requirement = column === 'time' ? 'be a timestamp' : 'be given';
      throw new InvalidInputError(column, null, requirement, { file, row: Number(rows.getRows()[0][0]), column });
    }
  }
  for (const view of ['post', 'comment']) {
    const twice = await connection.runAndReadAll(
      `SELECT id FROM ${view} GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1`,
    );
    const [found] = twice.getRows();
    const { file } = view === 'post' ? sources[0] : sources[sources.length - 1];
    if (found) throw new InvalidInputError('id', String(found[0]), `name one ${view} only`, { file, column: 'id' });
  }
}

async function aggregate(connection: DuckDBConnection): Promise<Omit<Society, 'cascades'>> {
  const written = await queryDatabase(
    connection,
    `SELECT agent, count(*) FILTER (kind = 0) AS posts, count(*) FILTER (kind = 1) AS comments FROM (
       SELECT agent, 0 AS kind FROM post UNION ALL SELECT agent, 1 FROM comment
     ) GROUP BY agent ORDER BY agent`,
  );
  await connection.run(
    `CREATE TABLE agent AS SELECT agent, (row_number() OVER (ORDER BY agent) - 1)::INTEGER AS code FROM (
       SELECT agent FROM post UNION SELECT agent FROM comment)`,
  );
  await connection.run(
    `CREATE TABLE reply AS SELECT source.code AS source, target.code AS target, count(*) AS weight FROM (
       SELECT comment.agent, if(comment.parent IS NULL, post.agent, answered.agent) AS answered FROM comment
       LEFT JOIN post ON comment.parent IS NULL AND comment.post = post.id
       LEFT JOIN comment AS answered ON comment.parent = answered.id
     ) AS pair
     JOIN agent AS source ON pair.agent = source.agent
     LEFT JOIN agent AS target ON pair.answered = target.agent
     GROUP BY ALL`,
  );
  const edges = await queryDatabase(
    connection,
    'SELECT source, target, weight FROM reply WHERE source <> target ORDER BY source, target',
  );
  const total = async (where: string) =>
    Number(
      (await connection.runAndReadAll(`SELECT coalesce(sum(weight), 0) FROM reply WHERE ${where}`)).getRows()[0][0],
    );
  const comments = await count(connection, 'comment');
  const answered = await connection.runAndReadAll(
    'SELECT count(*) FROM comment WHERE id IN (SELECT parent FROM comment WHERE parent IS NOT NULL)',
  );
  const agents = Array.from({ length: written.rows }, (_, row) => String(written.value('agent', row)));
  return {
    agents,
    posts: written.number('posts').slice(),
    comments: written.number('comments').slice(),
    replies: network({
      nodes: agents,
      from: edges.number('source'),
      to: edges.number('target'),
      weights: edges.number('weight'),
    }),
    records: {
      posts: await count(connection, 'post'),
      comments,
      unanswered: comments - Number(answered.getRows()[0][0]),
      orphaned: await total('target IS NULL'),
      toOneself: await total('source = target'),
    },
  };
}

async function count(connection: DuckDBConnection, rows: string): Promise<number> {
  return Number((await connection.runAndReadAll(`SELECT count(*) FROM ${rows}`)).getRows()[0][0]);
}

/** Streams all texts with the code of their agent and their time. */
async function eachText(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  visit: (text: string, agent: number, time: number) => void,
): Promise<void> {
  const result = await connection.stream(
    `SELECT body, code, time FROM (
       SELECT body, agent, time FROM post UNION ALL SELECT body, agent, time FROM comment
     ) AS record JOIN agent ON record.agent = agent.agent WHERE body IS NOT NULL`,
  );
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    signal?.throwIfAborted();
    const columns = chunk;
    const [texts, agents, times] = [0, 1, 2].map((i) => columns.getColumnValues(i));
    for (let row = 0; row < chunk.rowCount; row++)
      visit(texts[row] as string, agents[row] as number, times[row] as number);
  }
}
