import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, literal, Table, writeTable } from '../../data/index.js';
import { randomStream, type RandomStream } from '../../foundation/index.js';
import { societyScript, type MoltbookOptions, type SocietyScript } from './society-script.js';

/** An archive as a site would publish it. Both tables are in order of time (milliseconds since 1970, UTC). */
export interface SyntheticMoltbook {
  /** `id`, `submolt`, `agent_id`, `created_at`, `content`. */
  readonly posts: Table;
  /** `id`, `post_id`, `parent_id` (the comment answered; missing where it answers the post), `agent_id`, `created_at`, `content`. */
  readonly comments: Table;
  readonly truth: MoltbookTruth;
}

/** What was planted. Agents are in the order of their names, `a0`, `a1`, …; some may never have written. */
export interface MoltbookTruth {
  readonly influence: number;
  readonly activity: Float64Array;
  /** Index into `roleNames`. */
  readonly role: Uint8Array;
  readonly roleNames: readonly string[];
  /** The phrases that spread. */
  readonly memes: readonly string[];
  /** How many took each meme up. */
  readonly adopters: Uint32Array;
}

/**
 * A scripted archive of a site such as Moltbook whose truth is known: agents with heavy-tailed activity post and answer recent
 * records; memes are phrases in their bodies. Each of what such archives are said to show can be switched on or off: roles,
 * memory (answering who answered), influence (a meme is taken up sooner by those who are answered by its adopters).
 *
 * A record considers one meme, drawn uniformly, and takes it up with chance 1 − exp(−uptake e^(influence · exposure)), where
 * exposure is the number of agents that ever reply to its author and have taken it up before.
 *
 * Cost: some 20 µs a record, most of it for its words.
 *
 * @throws InvalidInputError for an option out of range.
 *
 * @example
 * ```ts
 * import { syntheticMoltbook } from 'polity/populations';
 * const { posts, comments, truth } = syntheticMoltbook({ agents: 50, influence: 0.3, seed: 1 });
 * posts.rows + comments.rows; // 1000
 * truth.memes[0]; // 'babaca zudeda wukifa'
 * ```
 */
export function syntheticMoltbook(options: MoltbookOptions = {}): SyntheticMoltbook {
  const script = societyScript(options);
  const { posts, comments } = recordTables(script, options, 0, script.records);
  return { posts, comments, truth: truthOf(script, options) };
}

/** 28 January 2026, 0:00 UTC: the site's first day. */
const BEGINNING = 1_769_558_400_000;

/** Records in a file's block: each has its own stream of words. */
const BLOCK = 2 ** 16;

/**
 * The same archive, written to two Parquet files block by block, so that ten million records take no more memory than their
 * numbers do.
 *
 * @example
 * ```ts
 * import { writeSyntheticMoltbook } from 'polity/populations';
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * const folder = await mkdtemp(tmpdir() + '/');
 * const files = { posts: folder + '/posts.parquet', comments: folder + '/comments.parquet' };
 * (await writeSyntheticMoltbook(files, { agents: 50, influence: 0.3 })).influence; // 0.3
 * ```
 */
export async function writeSyntheticMoltbook(
  files: { readonly posts: string; readonly comments: string },
  options: MoltbookOptions = {},
): Promise<MoltbookTruth> {
  const script = societyScript(options);
  const folder = await mkdtemp(join(tmpdir(), 'polity-moltbook-'));
  const database = await openDatabase();
  try {
    const parts: Record<'posts' | 'comments', string[]> = { posts: [], comments: [] };
    for (let from = 0; from < script.records; from += BLOCK) {
      const tables = recordTables(script, options, from, Math.min(script.records, from + BLOCK));
      for (const kind of ['posts', 'comments'] as const) {
        if (tables[kind].rows === 0) continue;
        const part = join(folder, `${kind}-${from}.parquet`);
        await writeTable(tables[kind], part);
        parts[kind].push(literal(part));
      }
    }
    for (const kind of ['posts', 'comments'] as const) {
      const source = `read_parquet([${parts[kind].join(', ')}])`;
      if (parts[kind].length === 0) await writeTable(recordTables(script, options, 0, 0)[kind], files[kind]);
      else await database.connection.run(`COPY (FROM ${source}) TO ${literal(files[kind])} (FORMAT parquet)`);
    }
  } finally {
    database.close();
    await rm(folder, { recursive: true });
  }
  return truthOf(script, options);
}

function truthOf({ activity, role, roleNames, meme }: SocietyScript, options: MoltbookOptions): MoltbookTruth {
  const { influence = 0, memes = 20 } = options;
  const adopters = new Uint32Array(memes);
  for (const taken of meme) if (taken >= 0) adopters[taken]++;
  return { influence, activity, role, roleNames, memes: Array.from(adopters, (_, i) => phrase(i)), adopters };
}

/** Tables of the records from … to − 1, which begin at a block's first. */
function recordTables(script: SocietyScript, { seed = 0 }: MoltbookOptions, from: number, to: number) {
  const { agent, post, parent, submolt, time, meme } = script;
  const bodies: string[] = [];
  for (let block = from; block < to; block += BLOCK) {
    const random = randomStream(seed, FIRST_BLOCK + block / BLOCK);
    for (let i = block; i < Math.min(to, block + BLOCK); i++) bodies.push(body(meme[i], random));
  }
  const indices = Array.from({ length: to - from }, (_, i) => from + i);
  const [started, answers] = [indices.filter((i) => parent[i] < 0), indices.filter((i) => parent[i] >= 0)];
  const shared = (rows: number[]) => ({
    agent_id: rows.map((i) => `a${agent[i]}`),
    created_at: Float64Array.from(rows, (i) => BEGINNING + Math.floor(3.6e6 * time[i])),
    content: rows.map((i) => bodies[i - from]),
  });
  return {
    posts: Table.fromColumns(
      { id: Float64Array.from(started), submolt: started.map((i) => `m${submolt[i]}`), ...shared(started) },
      'posts',
    ),
    comments: Table.fromColumns(
      {
        id: Float64Array.from(answers),
        post_id: Float64Array.from(answers, (i) => post[i]),
        parent_id: Float64Array.from(answers, (i) => (parent[parent[i]] < 0 ? NaN : parent[i])),
        ...shared(answers),
      },
      'comments',
    ),
  };
}

/** Streams below are the script's own. */
const FIRST_BLOCK = 16;

/** Six to twelve words without meaning, with the phrase of a meme somewhere among them. */
function body(meme: number, random: RandomStream): string {
  const length = 6 + random.below(7);
  const at = meme < 0 ? -1 : random.below(length);
  let text = '';
  for (let i = 0; i < length; i++) {
    if (i > 0) text += ' ';
    if (i === at) text += `${phrase(meme)} `;
    text += word(random.below(WORDS));
  }
  return text;
}

const CONSONANTS = 'bcdfgklmnprstvwz';
const VOWELS = 'aeiou';
const SYLLABLES = CONSONANTS.length * VOWELS.length;
/** Words of ordinary text end in the first syllable; memes have words of their own. */
const WORDS = SYLLABLES ** 2;

function word(i: number): string {
  let text = '';
  for (let syllable = 0, rest = i; syllable < 3; syllable++) {
    const at = rest % SYLLABLES;
    text += CONSONANTS[at % CONSONANTS.length] + VOWELS[Math.floor(at / CONSONANTS.length)];
    rest = Math.floor(rest / SYLLABLES);
  }
  return text;
}

/** Three words of its own for each meme. */
function phrase(meme: number): string {
  return [0, 1, 2].map((part) => word(WORDS + (((3 * meme + part) * 7919) % (SYLLABLES ** 3 - WORDS)))).join(' ');
}
