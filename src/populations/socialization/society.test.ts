import { describe, expect, it } from 'vitest';
import { Table } from '../../data/index.js';
import { randomStream } from '../../foundation/index.js';
import {
  agentDrift,
  analyseSocialization,
  centroidStability,
  directionConsistency,
  hashedEmbedding,
  interactionInfluence,
  microHomogeneity,
  netProgress,
  postStream,
  simulateEmbeddingSociety,
  socializationReport,
  societalPull,
  streamOfTable,
  type EmbeddingSocietyOptions,
  type PostStream,
} from '../index.js';

describe('simulateEmbeddingSociety', () => {
  it('repeats itself by seed, and only then', () => {
    const options = { agents: 12, days: 3, attraction: 0.2 };
    expect(simulateEmbeddingSociety(options)).toEqual(simulateEmbeddingSociety(options));
    expect(simulateEmbeddingSociety({ ...options, seed: 1 }).units).not.toEqual(
      simulateEmbeddingSociety(options).units,
    );
  });

  it('has the similarities it is made of when nobody changes', () => {
    const stream = simulateEmbeddingSociety({ agents: 150, seed: 2 });
    expect(microHomogeneity(stream).mean).toBeCloseTo(0.25, 1.7);
    // μ² of one agent is g² + α² = .61, of 12 posts a half.
    expect(agentDrift(stream).mean.estimate).toBeCloseTo(1 - 0.61 / (0.61 + 0.39 / 12), 2);
    expect(centroidStability(stream).mean).toBeGreaterThan(0.99);
  });

  it.each([
    [0, 0.996, 0.251, 0.05],
    [0.02, 0.996, 0.252, 0.051],
    [0.1, 0.99, 0.259, 0.08],
    [0.3, 0.925, 0.346, 0.306],
  ])('with κ = %f agrees with an independent simulation of the model', (attraction, centroid, pairs, drift) => {
    const stream = simulateEmbeddingSociety({ attraction, seed: 1 });
    // Over seeds these have standard deviations of 0.0011, 0.005 and 0.0019 where they are largest.
    expect(Math.abs(centroidStability(stream).mean - centroid)).toBeLessThan(0.005);
    expect(Math.abs(microHomogeneity(stream).mean - pairs)).toBeLessThan(0.02);
    expect(Math.abs(agentDrift(stream).mean.estimate - drift)).toBeLessThan(0.008);
  });

  it('has the influence of one comment, α κ √(1 − g²), where comments are weak', () => {
    const { estimate, standardError } = interactionInfluence(
      simulateEmbeddingSociety({ attraction: 0.02, seed: 1 }),
    ).influence;
    expect(Math.abs(estimate - 0.6 * 0.02 * Math.sqrt(0.75))).toBeLessThan(4 * standardError);
    expect(estimate).toBeGreaterThan(8 * standardError);
  });

  it('shows pull and influence over twenty seeds with attraction, and neither without', () => {
    const over = (attraction: number) => {
      const runs = Array.from({ length: 20 }, (_, seed) => simulateEmbeddingSociety({ agents: 80, attraction, seed }));
      return {
        pull: tOf(runs.map((run) => societalPull(run).mean.estimate)),
        influence: tOf(runs.map((run) => interactionInfluence(run).influence.estimate)),
      };
    };
    const [off, on] = [over(0), over(0.1)];
    expect(Math.abs(off.pull)).toBeLessThan(2);
    expect(Math.abs(off.influence)).toBeLessThan(2);
    expect(on.pull).toBeGreaterThan(4);
    expect(on.influence).toBeGreaterThan(4);
  });

  it('tells being pulled from influencing one another', () => {
    const trend = simulateEmbeddingSociety({ attraction: 0.05, attractor: 'trend', seed: 3 });
    expect(societalPull(trend).mean.interval.lower).toBeGreaterThan(0.02);
    expect(directionConsistency(trend).mean.estimate).toBeGreaterThan(0.3);
    const { estimate, standardError } = interactionInfluence(trend).influence;
    expect(Math.abs(estimate)).toBeLessThan(4 * standardError);
  });
});

describe('netProgress', () => {
  it('is that of its definition, computed from vectors', () => {
    const stream = simulateEmbeddingSociety({ agents: 6, days: 12, dimension: 10, appeal: 0.5, seed: 8 });
    const { values, skippedWindows } = netProgress(stream, { permutations: 0 });
    expect(skippedWindows).toBe(0);
    for (let agent = 0; agent < 6; agent++) expect(values[agent]).toBeCloseTo(progressByDefinition(stream, agent), 6);
  });

  it('is above its shuffled baseline where agents learn from votes, and not where they do not', () => {
    const run = (rewardAdaptation: number) =>
      netProgress(simulateEmbeddingSociety({ agents: 150, rewardAdaptation, seed: 6 })).excess;
    const [off, on] = [run(0), run(0.4)];
    expect(Math.abs(off.estimate)).toBeLessThan(3 * off.standardError);
    expect(on.estimate).toBeGreaterThan(4 * on.standardError);
  });

  it('skips and counts windows in which all votes are equal', () => {
    const embeddings = [[1, 0], [0, 1], [1, 1], [1, 0], [0, 1]]; // prettier-ignore
    const stream = postStream({ embeddings, agents: [0, 0, 0, 0, 0], days: [0, 0, 0, 0, 0], votes: [1, 1, 5, 0, 0] });
    expect(netProgress(stream, { window: 2 })).toMatchObject({ windows: 1, skippedWindows: 1 });
    const flat = postStream({ embeddings, agents: [0, 0, 0, 0, 0], days: [0, 0, 0, 0, 0], votes: [1, 1, 1, 1, 1] });
    expect(() => netProgress(flat, { window: 2 })).toThrow(/unequal votes/);
    expect(() => netProgress({ ...flat, votes: null })).toThrow(/votes/);
  });
});

describe('interactionInfluence', () => {
  it('has a baseline that is the mean of random ones', () => {
    const stream = simulateEmbeddingSociety({ agents: 30, attraction: 0.2, seed: 5 });
    const expected = interactionInfluence(stream);
    const drawn = Array.from({ length: 30 }, (_, seed) => interactionInfluence(stream, { baseline: 'random', seed }));
    const first = drawn.map(({ baseline }) => baseline.reduce((sum, value) => sum + value, 0) / baseline.length);
    const mean = expected.baseline.reduce((sum, value) => sum + value, 0) / expected.baseline.length;
    expect(Math.abs(tOf(first.map((value) => value - mean)))).toBeLessThan(4);
    expect(expected.influence.standardError).toBeLessThan(drawn[0].influence.standardError);
  });

  it('counts comments without enough posts around them, and words as well as vectors', () => {
    const stream = postStream({
      embeddings: [[1, 0], [0, 1], [0, 1], [1, 1]], // prettier-ignore
      agents: ['a', 'b', 'c', 'a'],
      days: [0, 0, 0, 1],
      tokens: ['red sky', 'blue sea', 'green land', 'blue sea'],
      comments: { agents: ['a', 'b'], posts: [1, 0], at: [3, 3] },
    });
    const words = interactionInfluence(stream, { before: 1, after: 1, similarity: 'jaccard' });
    expect(words).toMatchObject({ omitted: 1, approach: Float64Array.of(1), baseline: Float64Array.of(0) });
  });
});

describe('socializationReport', () => {
  const verdicts = (options: EmbeddingSocietyOptions) =>
    Object.fromEntries(
      socializationReport(simulateEmbeddingSociety({ agents: 100, ...options }), { shuffles: 20 }).findings.map(
        ({ metric, verdict }) => [metric, verdict],
      ),
    );

  it('finds nothing in the null society', () => {
    expect(new Set(Object.values(verdicts({ seed: 21 })))).toEqual(new Set(['as null']));
  });

  it('finds what was switched on', () => {
    expect(verdicts({ attraction: 0.2, seed: 22 })).toMatchObject({
      centroidStability: 'below null',
      homogenization: 'above null',
      drift: 'above null',
      societalPull: 'above null',
      interactionInfluence: 'above null',
      netProgress: 'as null',
    });
    expect(verdicts({ reading: 'votes', voteSpread: 2, seed: 23 })).toMatchObject({ drift: 'as null' });
  });

  it('keeps its level: few false findings over null societies', () => {
    const found = Array.from({ length: 12 }, (_, seed) => {
      const society = simulateEmbeddingSociety({ agents: 30, dimension: 16, seed: 100 + seed });
      return socializationReport(society, { shuffles: 15, sampleSize: 40 }).findings.some(
        (f) => f.verdict !== 'as null',
      );
    }).filter(Boolean).length;
    // At most 5 % of societies in the long run: four or more of twelve would happen once in 450 times.
    expect(found).toBeLessThan(4);
  });

  it('says what it could not measure, and stops when told', () => {
    const stream = postStream({
      embeddings: [
        [1, 0],
        [0, 1],
      ],
      agents: [0, 1],
      days: [0, 0],
    });
    const { missing, findings } = socializationReport(stream, { shuffles: 2 });
    expect(findings).toEqual([]);
    expect(missing.map(({ metric }) => metric)).toContain('netProgress');
    const stopped = AbortSignal.abort();
    expect(() => socializationReport(stream, { signal: stopped })).toThrow();
  });
});

describe('a table of posts', () => {
  const random = randomStream(1);
  const words = ['red', 'blue', 'green', 'sky', 'sea', 'land'];
  const rows = Array.from({ length: 120 }, (_, i) => ({
    agent: `agent ${i % 4}`,
    day: 3 - Math.floor(i / 30),
    text: Array.from({ length: 4 }, () => words[random.below(6)]).join(' '),
    votes: random.below(10),
  }));

  it('is read in order of days, hashed where there are no vectors, and analysed', () => {
    const stream = streamOfTable(Table.fromRows(rows));
    expect(stream).toMatchObject({ posts: 120, days: 4, dimension: 256 });
    expect(stream.tokens?.[0].join(' ')).toBe(rows[90].text);
    const report = analyseSocialization(Table.fromRows(rows), {}, { shuffles: 10 });
    expect(report.findings.map(({ metric }) => metric)).toContain('wordDeath');
    expect(report.findings.map(({ metric }) => metric)).toContain('netProgress');
    expect(report.missing.map(({ metric }) => metric)).toEqual([
      'interactionInfluence',
      'anchorOverlap',
      'anchorShare',
    ]);
  });

  it('takes vectors from columns and names the cell that is missing', () => {
    const table = Table.fromColumns({ agent: ['a', 'b'], day: [0, 0], e0: [1, 3], e1: [0, 4] });
    expect([...streamOfTable(table).units]).toEqual([1, 0, Math.fround(0.6), Math.fround(0.8)]);
    const hole = Table.fromColumns({ agent: ['a', 'b'], day: [0, 0], e0: [1, null] });
    expect(() => streamOfTable(hole)).toThrow(/row 2, column e0/);
    expect(() => streamOfTable(Table.fromColumns({ agent: ['a'], day: [0] }))).toThrow(/e0, e1, … or a text/);
  });

  it('hashes texts so that products are those of the words, on average', () => {
    const [a, b, c] = hashedEmbedding(['the sea is blue', 'the sea is green', 'birds fly south'], { dimension: 4096 });
    const product = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i], 0);
    expect(product(a, b)).toBeGreaterThan(0.2);
    expect(Math.abs(product(a, c))).toBeLessThan(0.1);
    expect(() => hashedEmbedding(['a', ' '])).toThrow(/posts\[1\]/);
  });
});

/** Mean over its standard error. */
function tOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return mean / Math.sqrt(variance / values.length);
}

function progressByDefinition(stream: PostStream, agent: number): number {
  const { dimension, agentPosts, agentStart, units, votes } = stream;
  const own = [...agentPosts.subarray(agentStart[agent], agentStart[agent + 1])];
  const sum = (posts: readonly number[], weights: readonly number[]) =>
    Float64Array.from({ length: dimension }, (_, d) =>
      posts.reduce((total, post, i) => total + weights[i] * units[post * dimension + d], 0),
    );
  const distance = (x: Float64Array, y: Float64Array) =>
    1 - x.reduce((total, value, i) => total + value * y[i], 0) / (Math.hypot(...x) * Math.hypot(...y));
  const even = new Array<number>(10).fill(1);
  let [total, windows] = [0, 0];
  for (let start = 0; start + 20 <= own.length; start++) {
    const window = own.slice(start, start + 10);
    const [now, next] = [sum(window, even), sum(own.slice(start + 10, start + 20), even)];
    // Posts that share a vote share the places they stand on: the mean over all orders of the tied.
    const extreme = (sign: number) =>
      window.map((post) => {
        const ahead = window.filter((other) => sign * (votes![other] - votes![post]) > 0).length;
        const tied = window.filter((other) => votes![other] === votes![post]).length;
        return Math.min(1, Math.max(0, (3 - ahead) / tied));
      });
    const [top, bottom] = [sum(window, extreme(1)), sum(window, extreme(-1))];
    total += distance(next, bottom) - distance(now, bottom) - (distance(next, top) - distance(now, top));
    windows++;
  }
  return total / windows;
}
