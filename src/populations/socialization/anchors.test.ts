import { describe, expect, it } from 'vitest';
import {
  anchorPersistence,
  dailyPageRank,
  network,
  pageRank,
  postStream,
  probeConsensus,
  simulateEmbeddingSociety,
  type DayRank,
} from '../index.js';

const rank = (agents: number[], scores: number[]): DayRank => ({
  agents: Int32Array.from(agents),
  scores: Float64Array.from(scores),
  comments: 1,
  converged: true,
});

describe('pageRank', () => {
  it('solves its fixed point', () => {
    const graph = { nodes: 5, sources: [0, 0, 1, 2, 3, 3], targets: [1, 2, 2, 0, 2, 4], weights: [3, 1, 2, 1, 1, 1] };
    const { nodes, sources: from, targets: to, weights } = graph;
    const { ranks: scores, converged } = pageRank(network({ nodes, from, to, weights }));
    expect(converged).toBe(true);
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 12);
    // Node 4 has no edge: what it holds is spread over all.
    const out = [4, 2, 1, 2, 0];
    for (let i = 0; i < 5; i++) {
      let flow = scores[4] / 5;
      graph.sources.forEach((s, e) => (flow += graph.targets[e] === i ? (graph.weights[e] / out[s]) * scores[s] : 0));
      expect(scores[i]).toBeCloseTo(0.85 * flow + 0.15 / 5, 10);
    }
  });

  it('is uniform on a ring and says when it has not converged', () => {
    const ring = network({ nodes: 3, from: [0, 1, 2], to: [1, 2, 0] });
    for (const share of pageRank(ring).ranks) expect(share).toBeCloseTo(1 / 3, 15);
    expect(pageRank(network({ nodes: 2, from: [0], to: [1] }), { maxIterations: 1 }).converged).toBe(false);
  });
});

describe('dailyPageRank', () => {
  it('puts comments on the day they were made and leaves out comments on own posts', () => {
    const stream = postStream({
      embeddings: [[1, 0], [0, 1], [1, 1]], // prettier-ignore
      agents: ['a', 'b', 'a'],
      days: [0, 0, 1],
      comments: { agents: ['b', 'a', 'c'], posts: [0, 0, 1], at: [2, 2, 3] },
    });
    const [first, second] = dailyPageRank(stream);
    expect(first).toMatchObject({ comments: 1, agents: Int32Array.of(0, 1) });
    expect(second).toMatchObject({ comments: 1, agents: Int32Array.of(1, 2) });
  });

  it('shuffled, keeps every comment on its day', () => {
    const stream = simulateEmbeddingSociety({ agents: 20, days: 4 });
    const counts = (ranks: readonly (DayRank | null)[]) => ranks.map((day) => day?.comments);
    expect(counts(dailyPageRank(stream, { shuffle: { seed: 1 } }))).toEqual(counts(dailyPageRank(stream)));
  });
});

describe('anchorPersistence', () => {
  it('measures concentration and overlap', () => {
    const { days, retention, halfLife } = anchorPersistence(
      [rank([0, 1, 2, 3], [0.4, 0.3, 0.2, 0.1]), null, rank([0, 2, 1, 3], [0.25, 0.25, 0.25, 0.25])],
      { top: 2 },
    );
    expect(days[0]).toMatchObject({ day: 0, agents: 4 });
    expect(days[0].topShare).toBeCloseTo(0.7, 12);
    expect(days[0].concentration).toBeCloseTo(0.3, 12);
    // Gini of .1, .2, .3, .4 by the mean difference: Σ|x − y| / (2 n² mean) = 2.0/(2·16·.25).
    expect(days[0].gini).toBeCloseTo(0.25, 12);
    expect(days[1].gini).toBeCloseTo(0, 12);
    expect(days[1].jaccard).toBeCloseTo(1 / 3, 12);
    // Overlaps 1 and 1/2: (1/2)·.81 + (.1/.9)(.9 + .405).
    expect(days[1].rankBiasedOverlap).toBeCloseTo(0.405 + 1.305 / 9, 12);
    expect([...retention]).toEqual([1, NaN, 0.5]);
    expect(halfLife).toBe(2);
  });

  it('is 1 for identical and 0 for disjoint leaders', () => {
    const same = anchorPersistence([rank([0, 1], [0.6, 0.4]), rank([0, 1], [0.6, 0.4])]);
    expect(same.days[1].rankBiasedOverlap).toBeCloseTo(1, 12);
    expect(same.halfLife).toBeNull();
    const other = anchorPersistence([rank([0, 1], [0.6, 0.4]), rank([2, 3], [0.6, 0.4])]);
    expect(other.days[1]).toMatchObject({ jaccard: 0, rankBiasedOverlap: 0 });
    expect(other.halfLife).toBe(0.5);
  });
});

describe('probeConsensus', () => {
  it('counts what exists and what does not', () => {
    const probe = probeConsensus(['a', 'a', 'b', 'zeus', null], ['a', 'b', 'c']);
    expect(probe).toMatchObject({ answers: 5, validShare: 0.6, hallucinatedShare: 0.2, distinct: 2, leader: 'a' });
    expect(probe.leaderShare).toBeCloseTo(0.4, 12);
    expect(probe.entropy).toBeCloseTo(Math.log2(3) - 2 / 3, 12);
    expect(probe.agreement).toBeCloseTo(1 / 3, 12);
    expect(probeConsensus(['zeus'], ['a'])).toMatchObject({ leader: null, leaderShare: 0, entropy: NaN });
    expect(() => probeConsensus([], [])).toThrow(/answers/);
  });
});
