import type { Table } from '../../data/index.js';

/** What the agents of a forum did: who wrote which posts and comments, when. Rows that make no sense are not in it. */
export interface Archive {
  /** Identifiers of the agents who wrote anything, in the order of the table. */
  readonly agents: readonly string[];
  /** Names of the parts of the forum. */
  readonly places: readonly string[];
  readonly posts: Posts;
  readonly comments: Comments;
  /** Agents of the table who never wrote. */
  readonly silent: number;
  /** Rows left out, and why. */
  readonly faults: readonly ArchiveFault[];
}

export interface Posts {
  /** Index of the author. */
  readonly author: Int32Array;
  /** Milliseconds since 1970, UTC. */
  readonly time: Float64Array;
  /** Index of the place. */
  readonly place: Int32Array;
  /** Title and body. */
  readonly text: readonly string[];
}

export interface Comments {
  readonly author: Int32Array;
  readonly time: Float64Array;
  /** Index of the post. */
  readonly post: Int32Array;
  /** Index of the comment replied to, −1 for the post itself. */
  readonly parent: Int32Array;
  readonly text: readonly string[];
}

/** Rows of one table that were left out for one reason. */
export interface ArchiveFault {
  readonly table: string;
  readonly problem:
    'no identifier' | 'repeated identifier' | 'unknown author' | 'unreadable time' | 'unknown post' | 'unknown parent';
  readonly count: number;
  /** The first ten of them, counted from 1. */
  readonly rows: readonly number[];
}

/** Names of the columns. */
export interface ArchiveColumns {
  /** Default `id`, in all three tables. */
  readonly id?: string;
  /** Default `agent_id`. */
  readonly author?: string;
  /** Default `created_at`: text in ISO form (UTC where no zone is given), or milliseconds since 1970. */
  readonly time?: string;
  /** Default `submolt`. */
  readonly place?: string;
  /** Default `title`; a table of posts may be without. */
  readonly title?: string;
  /** Default `content`. */
  readonly body?: string;
  /** Default `post_id`. */
  readonly post?: string;
  /** Default `parent_id`; empty for a comment on the post itself. */
  readonly parent?: string;
}

/**
 * An archive from tables of agents, posts and comments (of any format that `readTable` reads). A row without an
 * identifier, with one that an earlier row had, by an author who is not in the table of agents, at an unreadable time, or
 * under a post or comment that is not there, is left out and counted in `faults`.
 *
 * Cost: linear.
 *
 * @throws InvalidInputError when a column is missing.
 *
 * @example
 * ```ts
 * import { Table } from 'polity/data';
 * import { readArchive } from 'polity/populations';
 * const archive = readArchive({
 *   agents: Table.fromColumns({ id: ['ann', 'bob'] }),
 *   posts: Table.fromColumns({ id: ['p'], agent_id: ['ann'], submolt: ['general'], content: ['hi'], created_at: ['2026-02-01'] }),
 *   comments: Table.fromColumns({
 *     id: ['c', 'd'],
 *     agent_id: ['bob', 'eve'],
 *     post_id: ['p', 'p'],
 *     parent_id: [null, 'c'],
 *     content: ['hello', 'ho'],
 *     created_at: ['2026-02-01T12:00:00', '2026-02-01T13:00:00'],
 *   }),
 * });
 * archive.comments.author; // [1]
 * archive.faults; // [{ table: 'comments', problem: 'unknown author', count: 1, rows: [2] }]
 * ```
 */
export function readArchive(
  { agents, posts, comments }: { readonly agents: Table; readonly posts: Table; readonly comments: Table },
  {
    id = 'id',
    author = 'agent_id',
    time = 'created_at',
    place = 'submolt',
    title = 'title',
    body = 'content',
    post = 'post_id',
    parent = 'parent_id',
  }: ArchiveColumns = {},
): Archive {
  const agentRows = new Intake('agents', agents, id);
  const postRows = new Intake('posts', posts, id);
  const commentRows = new Intake('comments', comments, id);
  for (const rows of [postRows, commentRows]) rows.readAuthorsAndTimes(agentRows.rowOf, author, time);
  const postOf = commentRows.references(post, postRows, 'unknown post');
  const parentOf = commentRows.parents(parent);

  const active = new Uint8Array(agents.rows);
  for (const rows of [postRows, commentRows]) rows.forEachKept((row) => (active[rows.author[row]] = 1));
  const keptAgents = agentRows.kept().filter((row) => active[row]);
  const keptPosts = postRows.kept();
  const keptComments = commentRows.kept();
  const [agentAt, postAt, commentAt] = [keptAgents, keptPosts, keptComments].map((kept) => {
    const at = new Map(kept.map((row, i) => [row, i]));
    return (row: number) => at.get(row) ?? -1;
  });
  const { codes, levels } = posts.category(place);
  const bodies = (table: Table, kept: readonly number[], columns: readonly string[]) =>
    kept.map((row) =>
      columns
        .flatMap((column) => (table.value(column, row) === null ? [] : [String(table.value(column, row))]))
        .join('\n'),
    );
  // A post without a place is in one without a name.
  const nameless = keptPosts.some((row) => codes[row] < 0);
  return {
    agents: keptAgents.map((row) => String(agents.value(id, row))),
    places: nameless ? [...levels, ''] : levels,
    posts: {
      author: Int32Array.from(keptPosts, (row) => agentAt(postRows.author[row])),
      time: Float64Array.from(keptPosts, (row) => postRows.time[row]),
      place: Int32Array.from(keptPosts, (row) => (codes[row] < 0 ? levels.length : codes[row])),
      text: bodies(posts, keptPosts, posts.has(title) ? [title, body] : [body]),
    },
    comments: {
      author: Int32Array.from(keptComments, (row) => agentAt(commentRows.author[row])),
      time: Float64Array.from(keptComments, (row) => commentRows.time[row]),
      post: Int32Array.from(keptComments, (row) => postAt(postOf[row])),
      parent: Int32Array.from(keptComments, (row) => commentAt(parentOf[row])),
      text: bodies(comments, keptComments, [body]),
    },
    silent: agentRows.kept().length - keptAgents.length,
    faults: [agentRows, postRows, commentRows].flatMap((rows) => rows.faults()),
  };
}

/** One table while it is read: which rows are left out and why. */
class Intake {
  /** Row of each identifier. */
  readonly rowOf = new Map<string, number>();
  readonly author: Int32Array;
  readonly time: Float64Array;
  readonly #out: Uint8Array;
  readonly #faults = new Map<ArchiveFault['problem'], { count: number; rows: number[] }>();

  constructor(
    readonly name: string,
    readonly table: Table,
    id: string,
  ) {
    this.author = new Int32Array(table.rows);
    this.time = new Float64Array(table.rows);
    this.#out = new Uint8Array(table.rows);
    const { codes, levels } = table.category(id);
    codes.forEach((code, row) => {
      if (code < 0) this.#leaveOut(row, 'no identifier');
      else if (this.rowOf.has(levels[code])) this.#leaveOut(row, 'repeated identifier');
      else this.rowOf.set(levels[code], row);
    });
  }

  readAuthorsAndTimes(agents: ReadonlyMap<string, number>, author: string, time: string): void {
    const { codes, levels } = this.table.category(author);
    const rows = levels.map((level) => agents.get(level));
    const at = timesOf(this.table, time);
    this.forEachKept((row) => {
      const agent = codes[row] < 0 ? undefined : rows[codes[row]];
      if (agent === undefined) this.#leaveOut(row, 'unknown author');
      else if (Number.isNaN(at[row])) this.#leaveOut(row, 'unreadable time');
      this.author[row] = agent ?? -1;
      this.time[row] = at[row];
    });
  }

  /** Row in another table that each row names; rows that name none which was kept are left out. */
  references(column: string, other: Intake, problem: ArchiveFault['problem']): Int32Array {
    const { codes, levels } = this.table.category(column);
    const rows = levels.map((level) => other.rowOf.get(level) ?? -1);
    const found = new Int32Array(this.table.rows).fill(-1);
    this.forEachKept((row) => {
      const to = codes[row] < 0 ? -1 : rows[codes[row]];
      if (to < 0 || other.#out[to]) this.#leaveOut(row, problem);
      else found[row] = to;
    });
    return found;
  }

  /** The same within this table, where no name means none; a row whose parent is left out is left out itself. */
  parents(column: string): Int32Array {
    const { codes, levels } = this.table.category(column);
    const found = Int32Array.from(codes, (code) => (code < 0 ? -1 : (this.rowOf.get(levels[code]) ?? -2)));
    for (let before = -1, left = 0; before !== left;) {
      before = left;
      this.forEachKept((row) => {
        if (found[row] === -1 || (found[row] >= 0 && found[row] !== row && !this.#out[found[row]])) return;
        this.#leaveOut(row, 'unknown parent');
        left++;
      });
    }
    return found;
  }

  forEachKept(visit: (row: number) => void): void {
    this.#out.forEach((out, row) => {
      if (!out) visit(row);
    });
  }

  kept(): number[] {
    return Array.from(this.#out.keys()).filter((row) => !this.#out[row]);
  }

  #leaveOut(row: number, problem: ArchiveFault['problem']): void {
    this.#out[row] = 1;
    const fault = this.#faults.get(problem) ?? { count: 0, rows: [] };
    fault.count++;
    if (fault.rows.length < 10) fault.rows.push(row + 1);
    this.#faults.set(problem, fault);
  }

  faults(): ArchiveFault[] {
    return Array.from(this.#faults, ([problem, { count, rows }]) => ({ table: this.name, problem, count, rows }));
  }
}

/** Milliseconds since 1970 of a column; NaN where a cell is no time. */
function timesOf(table: Table, column: string): Float64Array {
  if (table.kind(column) === 'number') return table.number(column);
  const { codes, levels } = table.category(column);
  const times = levels.map((level) => {
    const text = level.trim().replace(' ', 'T');
    // Text with a time but without a zone would be read in the zone of the machine.
    const local = text.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
    return Date.parse(local ? `${text}Z` : text);
  });
  return Float64Array.from(codes, (code) => (code < 0 ? NaN : times[code]));
}
