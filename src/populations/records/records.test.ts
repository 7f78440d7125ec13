import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Table, writeTable } from '../../data/index.js';
import { randomStream } from '../../foundation/index.js';
import { chiSquareUpperTail, fitPowerLaw } from '../../statistics/index.js';
import { extractCascades } from '../networks/cascades.js';
import { readArchive } from '../networks/archive.js';
import { reciprocity } from '../networks/mixing.js';
import { replyNetwork } from '../networks/reply-network.js';
import { proportionalTo } from './alias-table.js';
import { PhraseFinder, readSociety, syntheticMoltbook, writeSyntheticMoltbook, type MoltbookOptions } from './index.js';

const folder = await mkdtemp(join(tmpdir(), 'polity-'));
const society = async (options: MoltbookOptions) => {
  const { posts, comments } = syntheticMoltbook(options);
  return readSociety(posts, comments);
};

describe('syntheticMoltbook', () => {
  it('gives the same bytes for a seed, in tables and in files', async () => {
    const options = { agents: 60, influence: 0.3, seed: 4 };
    const { posts, comments, truth } = syntheticMoltbook(options);
    const files = { posts: join(folder, 'p.parquet'), comments: join(folder, 'c.parquet') };
    expect(await writeSyntheticMoltbook(files, options)).toEqual(truth);
    expect(await readSociety(files.posts, files.comments)).toEqual(await readSociety(posts, comments));
    expect(syntheticMoltbook({ ...options, seed: 5 }).comments.toRows()).not.toEqual(comments.toRows());
  });

  it('has the tail of activity that was asked for', () => {
    const { truth } = syntheticMoltbook({ agents: 20_000, records: 1, activityTail: 2.5 });
    const { estimate, standardError } = fitPowerLaw(truth.activity, { xmin: 1, discrete: false });
    expect(Math.abs(estimate - 2.5)).toBeLessThan(4 * standardError);
    expect(syntheticMoltbook({ agents: 9, activityTail: Infinity }).truth.activity).toEqual(
      new Float64Array(9).fill(1),
    );
  });

  it('plants memory as reciprocity, and roles as shares of posts', async () => {
    const plain = await society({ agents: 200, activityTail: Infinity, seed: 2 });
    const mutual = await society({ agents: 200, activityTail: Infinity, memory: 0.8, seed: 2 });
    expect(reciprocity(mutual.replies)).toBeGreaterThan(2 * reciprocity(plain.replies));
    const { posts, truth } = syntheticMoltbook({ agents: 200, roles: true, seed: 2 });
    const { codes, levels } = posts.category('agent_id');
    const byRole = [0, 0, 0];
    for (const code of codes) byRole[truth.role[Number(levels[code].slice(1))]]++;
    expect(truth.roleNames).toEqual(['initiator', 'discussant', 'responder']);
    expect(byRole[0]).toBeGreaterThan(2 * byRole[1]);
    expect(byRole[1]).toBeGreaterThan(2 * byRole[2]);
  });

  it('rejects what is out of range', () => {
    expect(() => syntheticMoltbook({ agents: 1 })).toThrow('agents');
    expect(() => syntheticMoltbook({ activityTail: 1 })).toThrow('activityTail');
    expect(() => syntheticMoltbook({ memory: 2 })).toThrow('memory');
  });
});

describe('readSociety', () => {
  it('finds the network and the cascades that the in-memory way finds', async () => {
    const { posts, comments } = syntheticMoltbook({ agents: 80, influence: 0.3, seed: 3 });
    const ids = [...new Set([posts, comments].flatMap((table) => [...table.category('agent_id').levels]))].sort();
    const archive = readArchive({ agents: Table.fromColumns({ id: ids }), posts, comments });
    const { network, replies } = replyNetwork(archive);
    const read = await readSociety(posts, comments, { mergeNested: false });
    expect(read.agents).toEqual(archive.agents.slice().sort());
    expect(read.replies.edges).toBe(network.edges);
    expect(read.replies.weights.reduce((a, b) => a + b, 0)).toBe(replies);
    const sizes = (cascades: readonly { name: string; adopters: ArrayLike<number> }[]) =>
      cascades.map(({ name, adopters }) => `${name} ${adopters.length}`).sort();
    expect(sizes(read.cascades)).toEqual(sizes(extractCascades(archive)));
    expect(read.cascades.length).toBeGreaterThan(5);
  });

  it('counts what is no reply, and takes one table for both', async () => {
    const at = '2026-02-01 00:00:00';
    const rows = [
      { key: 'p', who: 'ann', at, post: null, parent: null },
      { key: 'a', who: 'bob', at, post: 'p', parent: null },
      { key: 'b', who: 'ann', at, post: 'p', parent: 'a' },
      { key: 'c', who: 'ann', at, post: 'p', parent: null },
      { key: 'd', who: 'cyd', at, post: 'gone', parent: null },
      { key: 'e', who: 'cyd', at, post: 'p', parent: 'gone' },
    ];
    const columns = { id: 'key', author: 'who', time: 'at', post: 'post', parent: 'parent' };
    const { agents, replies, records, posts, comments } = await readSociety(Table.fromRows(rows), undefined, {
      columns,
    });
    expect(agents).toEqual(['ann', 'bob', 'cyd']);
    expect([...replies.starts, ...replies.targets]).toEqual([0, 1, 2, 2, 1, 0]);
    expect(records).toEqual({ posts: 1, comments: 5, unanswered: 4, orphaned: 2, toOneself: 1 });
    expect([...posts, ...comments]).toEqual([1, 0, 0, 2, 1, 2]);
  });

  it('reads times as timestamps, ISO texts and milliseconds alike', async () => {
    const row = (agent: number, created: string | number) => ({
      id: String(agent),
      agent_id: `a${agent}`,
      created_at: created,
      content: 'the same four curious words',
    });
    const texts = Array.from({ length: 10 }, (_, i) => row(i, `2026-02-01T0${i}:00:00`));
    const numbers = texts.map(({ created_at, ...rest }) => ({ ...rest, created_at: Date.parse(`${created_at}Z`) }));
    const [first, second] = await Promise.all([texts, numbers].map((rows) => readSociety(Table.fromRows(rows))));
    expect(first.cascades[0].times).toEqual(second.cascades[0].times);
    expect(first.cascades[0].times[9] - first.cascades[0].times[0]).toBe(9);
  });

  it('names what is wrong', async () => {
    const good = { id: 'p', agent_id: 'ann', created_at: 1, content: 'x' };
    const read = (rows: Record<string, string | number | null>[]) => readSociety(Table.fromRows(rows, 'posts.csv'));
    await expect(read([{ id: 'p', agent_id: 'ann' }])).rejects.toThrow("have a column 'created_at' (time)");
    await expect(read([good, { ...good, id: 'q', agent_id: null }])).rejects.toThrow('posts.csv, row 2, column author');
    await expect(read([good, good])).rejects.toThrow('name one post only');
    const late = join(folder, 'late.csv');
    await writeTable(Table.fromRows([{ ...good, created_at: 'soon' }]), late);
    await expect(readSociety(late)).rejects.toThrow('late.csv, row 1, column time: time must be a timestamp');
    await expect(readSociety(late, undefined, { minAdopters: 1 })).rejects.toThrow('minAdopters');
  });
});

describe('PhraseFinder', () => {
  it('keeps first uses, drops stopwords, and merges nested phrases', () => {
    const said = [
      ['Hello, brave new world!', 0, 5],
      ['hello brave   NEW world', 1, 2],
      ['hello brave new world again', 0, 1],
      ['of the in on', 0, 1],
      ['of the in on', 1, 1],
    ] as const;
    const find = (mergeNested: boolean) => {
      const finder = new PhraseFinder(said.length, { minAdopters: 2, minLength: 5, mergeNested });
      for (const [text] of said) finder.count(text);
      for (const [text, agent, time] of said) finder.take(text, agent, time);
      return finder.cascades();
    };
    expect(find(true)).toEqual([
      { name: 'hello brave new world', adopters: Int32Array.of(0, 1), times: Float64Array.of(1, 2) },
    ]);
    expect(find(false).map(({ name }) => name)).toEqual([
      'hello brave new world',
      'brave new world',
      'hello brave new',
    ]);
  });
});

describe('proportionalTo', () => {
  it('draws in proportion', () => {
    const weights = Float64Array.of(1, 0.5, 4, 2.5, 2);
    const draw = proportionalTo(weights);
    const random = randomStream(3);
    const counts = new Float64Array(5);
    const n = 50_000;
    for (let i = 0; i < n; i++) counts[draw(random)]++;
    const statistic = counts.reduce(
      (sum, count, i) => sum + (count - (n * weights[i]) / 10) ** 2 / ((n * weights[i]) / 10),
      0,
    );
    expect(chiSquareUpperTail(statistic, { degrees: 4 })).toBeGreaterThan(1e-4);
  });
});
