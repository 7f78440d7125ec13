import { describe, expect, it } from 'vitest';
import { Table } from '../../data/index.js';
import { randomStream } from '../../foundation/index.js';
import { gini } from '../../statistics/index.js';
import {
  activityFeatures,
  clusterRoles,
  degrees,
  readArchive,
  replyNetwork,
  roleDistribution,
  roleFeatures,
  ruleRoles,
  syntheticArchive,
  type Archive,
} from '../index.js';

const agents = Table.fromColumns({ id: ['ann', 'bob', 'cy', 'mute', 'ann', null] });
const posts = Table.fromColumns({
  id: ['p', 'q', 'r', 's'],
  agent_id: ['ann', 'bob', 'eve', 'cy'],
  submolt: ['a', 'b', 'a', null],
  title: ['Hello', null, 'x', 'y'],
  content: ['World', 'only body', 'x', 'y'],
  created_at: ['2026-02-01T10:00:00Z', '2026-02-01 12:00:00', '2026-02-01', 'soon'],
});
const comments = Table.fromColumns({
  id: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'],
  agent_id: ['bob', 'ann', 'ann', 'cy', 'cy', 'bob', 'ann'],
  post_id: ['p', 'p', 'p', 'r', 'q', 'p', 'p'],
  parent_id: [null, 'c1', null, null, 'gone', 'c5', 'c2'],
  content: ['1', '2', '3', '4', '5', '6', '7'],
  created_at: Array.from({ length: 7 }, (_, i) => `2026-02-02T0${i}:30:00+01:00`),
});
const archive = readArchive({ agents, posts, comments });

describe('readArchive', () => {
  it('keeps what makes sense, and counts and names the rest', () => {
    expect(archive.agents).toEqual(['ann', 'bob']);
    expect(archive.silent).toBe(2);
    expect(archive.faults).toEqual([
      { table: 'agents', problem: 'repeated identifier', count: 1, rows: [5] },
      { table: 'agents', problem: 'no identifier', count: 1, rows: [6] },
      { table: 'posts', problem: 'unknown author', count: 1, rows: [3] },
      { table: 'posts', problem: 'unreadable time', count: 1, rows: [4] },
      { table: 'comments', problem: 'unknown post', count: 1, rows: [4] },
      // The sixth replies to the fifth, which is left out because what it replies to is not there.
      { table: 'comments', problem: 'unknown parent', count: 2, rows: [5, 6] },
    ]);
    expect(archive.posts.text).toEqual(['Hello\nWorld', 'only body']);
    expect(Array.from(archive.posts.time)).toEqual([Date.UTC(2026, 1, 1, 10), Date.UTC(2026, 1, 1, 12)]);
    expect(archive.comments.time[0]).toBe(Date.UTC(2026, 1, 1, 23, 30));
    expect(Array.from(archive.comments.parent)).toEqual([-1, 0, -1, 1]);
    expect(archive.comments.text).toEqual(['1', '2', '3', '7']);
  });

  it('has nothing to say about empty tables, and says so', () => {
    const empty = Table.fromColumns({ id: [], agent_id: [], submolt: [], content: [], created_at: [], post_id: [], parent_id: [] }); // prettier-ignore
    const none = readArchive({ agents: empty, posts: empty, comments: empty });
    expect(none.agents).toEqual([]);
    expect(none.faults).toEqual([]);
    expect(replyNetwork(none)).toMatchObject({ replies: 0, selfReplies: 0, network: { edges: 0 } });
    expect(roleFeatures(none, { set: 'full' }).rows).toEqual([]);
  });

  it('complains of a missing column', () => {
    expect(() => readArchive({ agents, posts, comments: agents })).toThrow('agent_id');
  });
});

describe('replyNetwork', () => {
  it('goes to the author of the comment replied to, else of the post; replies to oneself are no arcs', () => {
    const { network, replies, selfReplies } = replyNetwork(archive);
    // bob → ann (post), ann → bob (his comment); ann on her own post and on her own comment.
    expect([replies, selfReplies]).toEqual([2, 2]);
    expect(network.nodes).toEqual(['ann', 'bob']);
    expect(degrees(network).outStrength).toEqual(Float64Array.of(1, 1));
  });
});

describe('activityFeatures', () => {
  it('follows the definitions', () => {
    const hour = 3_600_000;
    const one: Archive = {
      agents: ['ann'],
      places: ['a', 'b', 'c', 'd'],
      posts: {
        author: new Int32Array(4),
        time: Float64Array.of(0, 24 * hour, 26 * hour, 50 * hour),
        place: Int32Array.of(0, 0, 1, 1),
        text: ['one two', 'Two three', '', 'four'],
      },
      comments: {
        author: new Int32Array(1),
        time: Float64Array.of(52 * hour),
        post: Int32Array.of(2),
        parent: Int32Array.of(-1),
        text: ['x'],
      },
      silent: 0,
      faults: [],
    };
    const { names, rows } = activityFeatures(one);
    const value = (name: string) => rows[0][names.indexOf(name)];
    expect(['posts', 'comments', 'postsPerComment'].map(value)).toEqual([4, 1, 4]);
    expect(value('lifespanDays')).toBeCloseTo(52 / 24, 12);
    expect(value('postsPerDay')).toBeCloseTo(4 / (52 / 24), 12);
    const entropy = -(0.4 * Math.log2(0.4) + 0.6 * Math.log2(0.6));
    expect(value('placeEntropy')).toBeCloseTo(entropy, 12);
    expect(value('normalizedPlaceEntropy')).toBeCloseTo(entropy / 2, 12);
    expect([value('hour00'), value('hour02'), value('hour04')]).toEqual([0.4, 0.4, 0.2]);
    // Gaps 24, 2, 24, 2: mean 13, deviation 11, and each is followed by the opposite.
    expect(value('burstiness')).toBeCloseTo(11 / 13, 12);
    expect(value('gapAutocorrelation')).toBeCloseTo(-0.75, 12);
    expect(value('textLength')).toBeCloseTo((7 + 9 + 0 + 4 + 1) / 5, 12);
    expect(value('typeTokenRatio')).toBeCloseTo(5 / 6, 12);
  });
});

describe('syntheticArchive', () => {
  it('has the activity it was asked for, and is the same for the same seed', () => {
    const heavy = syntheticArchive({ agents: 400, days: 10, activityTail: 1.2, seed: 4 });
    const even = syntheticArchive({ agents: 400, days: 10, activityTail: Infinity, seed: 4 });
    const written = ({ agents: names, posts: p, comments: c }: Archive) => {
      const counts = new Float64Array(names.length);
      for (const author of [...p.author, ...c.author]) counts[author]++;
      return counts;
    };
    expect(written(heavy).reduce((a, b) => a + b, 0)).toBe(8000);
    expect(gini(written(heavy)).estimate).toBeGreaterThan(0.5);
    // Of Poisson counts of mean 20: about 1/√(20π) = 0.126.
    expect(Math.abs(gini(written(even)).estimate - 0.126)).toBeLessThan(0.02);
    expect(syntheticArchive({ agents: 400, days: 10, activityTail: 1.2, seed: 4 })).toEqual(heavy);
    expect(Math.abs(even.posts.author.length / 8000 - 0.25)).toBeLessThan(4 * Math.sqrt(0.1875 / 8000));
  });
});

describe('clusterRoles', () => {
  it('finds planted roles', () => {
    const planted = syntheticArchive({
      agents: 150,
      days: 60,
      activityTail: Infinity,
      roles: true,
      posts: 0.5,
      seed: 2,
    });
    const features = roleFeatures(planted, { set: 'full' });
    const column = (name: string) => features.names.indexOf(name);
    const kinds = ['posts', 'comments'].map(column);
    const rows = features.rows.map((row) => Float64Array.from(kinds, (j) => row[j]));
    const found = clusterRoles(
      { agents: features.agents, names: ['posts', 'comments'], rows },
      { to: 6, replicates: 10 },
    );
    expect(found.best.clusters).toBe(3);
    // Agents 0, 3, … only post, 1, 4, … only comment, 2, 5, … do both.
    const role = features.agents.map((name) => Number(name.slice(6)) % 3);
    expect(new Set(role.map((kind, i) => kind * 10 + found.labels[i])).size).toBe(3);
    expect(found.agreement.every(({ adjustedRand }) => adjustedRand > 0.95)).toBe(true);
    expect(Math.min(...found.stability!.jaccard)).toBeGreaterThan(0.95);
    expect(found.distribution.evenness).toBeCloseTo(1, 3);
  });

  it('finds a silhouette near 1 where there is nothing but heavy tails', () => {
    const stream = randomStream(6);
    const table = (draw: () => number) => ({
      agents: Array.from({ length: 600 }, (_, i) => String(i)),
      names: ['a', 'b', 'c', 'd', 'e'],
      rows: Array.from({ length: 600 }, () => Float64Array.from({ length: 5 }, draw)),
    });
    const options = { to: 4, starts: 3, replicates: 0 };
    const tails = clusterRoles(
      table(() => (1 - stream.uniform()) ** (-1 / 1.5)),
      options,
    );
    expect(tails.best.silhouette).toBeGreaterThan(0.8);
    expect(tails.best.largestShare).toBeGreaterThan(0.9);
    expect(tails.distribution.uniformity.cramersV).toBeGreaterThan(0.8);
    expect(clusterRoles(table(() => stream.normal()), options).best.silhouette).toBeLessThan(0.2); // prettier-ignore
  });

  it('reduces many features to components and leaves constant ones out', () => {
    const features = roleFeatures(syntheticArchive({ agents: 60, days: 6 }), { set: 'full' });
    const constant = { ...features, names: [...features.names, 'one'], rows: features.rows.map((r) => Float64Array.from([...r, 1])) }; // prettier-ignore
    const found = clusterRoles(constant, { to: 4, replicates: 0 });
    expect(found.points[0].length).toBe(10);
    expect(found.features).not.toContain('one');
    expect(() => clusterRoles(features, { to: 60 })).toThrow('to');
  });

  it('measures how even roles are', () => {
    const { counts, uniformity, evenness } = roleDistribution([0, 0, 0, 0, 0, 0, 1, 2], 3);
    expect(counts).toEqual(Int32Array.of(6, 1, 1));
    expect(uniformity.statistic).toBeCloseTo((3 * (36 + 1 + 1)) / 8 - 8, 12);
    expect(uniformity.cramersV).toBeCloseTo(Math.sqrt(6.25 / 16), 12);
    expect(evenness).toBeCloseTo(-(0.75 * Math.log(0.75) + 0.25 * Math.log(0.125)) / Math.log(3), 12);
  });
});

describe('ruleRoles', () => {
  it('takes the first rule that fits', () => {
    const names = ['normalizedPlaceEntropy', 'betweenness', 'postsPerComment', 'posts', 'inDegree'];
    const table = (rows: number[][]) => ({
      agents: rows.map(String),
      names,
      rows: rows.map((r) => Float64Array.from(r)),
    });
    const { roles, counts } = ruleRoles(
      table([
        [0, 9, 1, 1, 1],
        [1, 9, 1, 1, 1],
        [1, 0, 9, 1, 1],
        [1, 0, 0, 0, 1],
        [1, 0, 0, 0, 0],
        [1, 0, 3, 1, 1],
      ]),
    );
    expect(roles).toEqual(['specialist', 'connector', 'initiator', 'synthesizer', 'generalist', 'generalist']);
    expect(counts.generalist).toBe(2);
    expect(() => ruleRoles({ agents: ['a'], names: ['posts'], rows: [Float64Array.of(1)] })).toThrow('features.names');
  });
});
