import type { Table } from '../../data/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { hashedEmbedding } from './hashed-embedding.js';
import { postStream, tokensOf, type PostColumns, type PostStream } from './post-stream.js';
import {
  socializationReport,
  type SocializationReport,
  type SocializationReportOptions,
} from './socialization-report.js';

/** Which column holds what. */
export interface SocializationColumns {
  /** Author, default `agent`. */
  readonly agent?: string;
  /** Whole day number, default `day`. */
  readonly day?: string;
  /** Coordinates of the embedding, in order; default all columns named `e0`, `e1`, …; without any, `text` is hashed. */
  readonly embedding?: readonly string[];
  /** Text of the post, default `text` if there is such a column. */
  readonly text?: string;
  /** Default `votes` if there is such a column. */
  readonly votes?: string;
  /** Length of hashed embeddings, default 256. */
  readonly hashedDimension?: number;
}

/** The posts of a table as a stream, in order of days; posts of one day keep the order of the table. */
export function streamOfTable(table: Table, columns: SocializationColumns = {}): PostStream {
  const { agent = 'agent', day = 'day', hashedDimension = 256 } = columns;
  const embedding = columns.embedding ?? coordinates(table);
  const text = columns.text ?? (table.has('text') ? 'text' : undefined);
  const votes = columns.votes ?? (table.has('votes') ? 'votes' : undefined);
  if (table.rows === 0) throw new InvalidInputError('rows', 0, 'be at least 1', { file: table.name });
  const days = present(table, day);
  const order = Array.from({ length: table.rows }, (_, row) => row).sort((a, b) => days[a] - days[b] || a - b);
  const { codes, levels } = table.category(agent);
  const tokens = text === undefined ? undefined : order.map((row) => tokensOf(textAt(table, text, row)));
  let embeddings: PostColumns['embeddings'];
  if (embedding.length > 0) {
    const values = embedding.map((column) => present(table, column));
    embeddings = order.map((row) => values.map((column) => column[row]));
  } else if (tokens) embeddings = hashedEmbedding(tokens, { dimension: hashedDimension });
  else {
    throw new InvalidInputError('columns', table.columnNames, 'include e0, e1, … or a text', { file: table.name });
  }
  return postStream({
    embeddings,
    agents: order.map((row) => {
      if (codes[row] < 0) throw missing(table, agent, row);
      return levels[codes[row]];
    }),
    days: order.map((row) => days[row]),
    ...(votes === undefined ? {} : { votes: reordered(present(table, votes), order) }),
    ...(tokens === undefined ? {} : { tokens }),
  });
}

/**
 * From a table of posts to findings: reads who posted what on which day, as vectors or as texts (which are hashed, see
 * {@link hashedEmbedding}), and returns the {@link socializationReport}. Measures that need what the table does not have
 * are listed as missing.
 *
 * Cost: that of the report.
 *
 * @throws InvalidInputError when a column is missing or a value does not fit; the error names file, row and column.
 *
 * @example
 * ```ts
 * import { Table } from 'polity/data';
 * import { analyseSocialization } from 'polity/populations';
 * const words = ['red', 'blue', 'green'];
 * const rows = Array.from({ length: 48 }, (_, i) => ({ agent: `a${i % 2}`, day: Math.floor(i / 12), text: `${words[i % 3]} sky` }));
 * const { agents, missing } = analyseSocialization(Table.fromRows(rows), {}, { shuffles: 5 });
 * agents; // 2
 * missing[0].reason; // 'no votes'
 * ```
 */
export function analyseSocialization(
  table: Table,
  columns: SocializationColumns = {},
  options: SocializationReportOptions = {},
): SocializationReport {
  return socializationReport(streamOfTable(table, columns), options);
}

function coordinates(table: Table): string[] {
  const names: string[] = [];
  while (table.has(`e${names.length}`)) names.push(`e${names.length}`);
  return names;
}

function present(table: Table, column: string): Float64Array {
  const values = table.number(column);
  const row = values.findIndex((value) => Number.isNaN(value));
  if (row >= 0) throw missing(table, column, row);
  return values;
}

function textAt(table: Table, column: string, row: number): string {
  const value = table.value(column, row);
  if (value === null) throw missing(table, column, row);
  return String(value);
}

function missing(table: Table, column: string, row: number): InvalidInputError {
  return new InvalidInputError(column, null, 'be given in every row', { file: table.name, row: row + 1, column });
}

function reordered(values: Float64Array, order: readonly number[]): Float64Array {
  return Float64Array.from(order, (row) => values[row]);
}
