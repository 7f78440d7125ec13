import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Table, writeTable } from '../data/index.js';
import { writeSyntheticMoltbook } from '../populations/index.js';
import { main } from './main.js';

async function polity(words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  return { code: await main(words), out, err };
}

afterEach(() => vi.restoreAllMocks());

describe('polity society', () => {
  let folder = '';
  let [posts, comments] = ['', ''];
  const quick = ['--replicates', '19'];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'polity-'));
    [posts, comments] = ['posts.parquet', 'comments.parquet'].map((file) => join(folder, file));
    await writeSyntheticMoltbook({ posts, comments }, { agents: 300, roles: true, influence: 0.2, seed: 1 });
  });

  it('prints what the how-to shows', async () => {
    const page = await readFile('docs/how-to/analyse-your-society.md', 'utf8');
    const { out } = await polity(['society', posts, comments]);
    expect(page).toContain(`\`\`\`text\n${out.replaceAll(`${folder}/`, '').trimEnd()}\n\`\`\``);
  });

  it('finds planted roles and influence', async () => {
    const { code, out } = await polity(['society', posts, comments, ...quick]);
    expect(code).toBe(0);
    expect(out).toMatch(/299 agents, [\d,]+ posts, [\d,]+ comments/);
    expect(out).toContain('yes: alike agents would not cluster like this');
    expect(out).toContain('exposure hastens adoption');
    expect(out).toMatch(/adopters +first by +hours +phrase/);
  });

  it('prints JSON, without lists as long as the society', async () => {
    const { out } = await polity(['society', posts, comments, '--json', ...quick]);
    const result = JSON.parse(out) as { agents: number; adoption: { verdict: string; curve: { exposure: number }[] } };
    // One agent never writes.
    expect(result.agents).toBe(299);
    expect(result.adoption.verdict).toBe('exposure hastens adoption');
    expect(result.adoption.curve[0].exposure).toBe(0);
    expect(out.length).toBeLessThan(100_000);
  });

  it('says what cannot be told', async () => {
    const few = join(folder, 'few.csv');
    const at = '2026-02-01T00:00:00';
    await writeTable(
      Table.fromRows([
        { id: 'p', agent_id: 'ann', created_at: at, post_id: null },
        { id: 'c', agent_id: 'bob', created_at: at, post_id: 'p' },
      ]),
      few,
    );
    const { code, out } = await polity(['society', few]);
    expect(code).toBe(0);
    expect(out).toContain('2 agents, 1 post, 1 comment');
    expect(out).toContain('Cannot tell: 2 agents are too few to cluster.');
    expect(out).toContain('Cannot tell: no phrase spreads.');
  });

  it.each([
    [['society'], "missing required argument 'posts'"],
    [['society', 'nothing.parquet'], 'nothing.parquet'],
    [['society', 'POSTS', 'COMMENTS', '--columns', 'writer=user'], '--columns must be name=column'],
    [['society', 'POSTS', 'COMMENTS', '--columns', 'author=user'], "have a column 'user' (author)"],
    [
      ['society', 'POSTS', 'COMMENTS', '--min-adopters', '1'],
      '--min-adopters must be a whole number in [2, 255]; got 1',
    ],
    [['society', 'POSTS', 'COMMENTS', '--exposed-by', 'all'], 'Allowed choices are in, out.'],
  ])('answers %o with one line and exit code 2', async (words, message) => {
    const typed = words.map((word) => ({ POSTS: posts, COMMENTS: comments })[word] ?? word);
    const { code, out, err } = await polity(typed);
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n').filter((line) => line.startsWith('polity: '))).toHaveLength(1);
    expect(err).toContain(message);
  });

  it('helps with examples', async () => {
    const { code, out } = await polity(['society', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('polity society posts.parquet comments.parquet');
  });
});
