import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { adjustedRandIndex, chooseClusters, spearman, standardize } from '../../statistics/index.js';
import { readSociety, syntheticMoltbook, type MoltbookOptions } from '../records/index.js';
import { copulaNull } from './copula-null.js';
import { alikeAgents, roleEvidence, societyFeatures, SOCIETY_FEATURES } from './index.js';

async function evidenceOf(options: MoltbookOptions, asPublished = false) {
  const { posts, comments, truth } = syntheticMoltbook({ agents: 300, ...options });
  const society = await readSociety(posts, comments);
  const evidence = roleEvidence(societyFeatures(society), {
    without: alikeAgents(society),
    asPublished,
    replicates: 19,
    to: 6,
  });
  const planted = Array.from(evidence.agents, (i) => truth.role[Number(society.agents[i].slice(1))]);
  return { ...evidence, agreement: adjustedRandIndex(planted, evidence.labels) };
}

describe('roleEvidence', () => {
  it('finds planted roles, with and without a tail of activity', async () => {
    for (const activityTail of [2.5, Infinity]) {
      const { pValue, agreement } = await evidenceOf({ roles: true, activityTail, seed: 3 });
      expect(pValue).toBe(0.05);
      expect(agreement).toBeGreaterThan(0.4);
    }
  });

  it('does not call a heavy tail roles, high as its silhouette is', async () => {
    const { pValue, best } = await evidenceOf({ activityTail: 2, seed: 6 }, true);
    expect(best.silhouette).toBeGreaterThan(0.9);
    expect(pValue).toBeGreaterThan(0.05);
  });

  it('is calibrated: among societies without roles few look as if they had some', async () => {
    let found = 0;
    for (let seed = 0; seed < 8; seed++)
      if ((await evidenceOf({ agents: 120, seed: 20 + seed })).pValue <= 0.05) found++;
    // Binomial(8, 0.05) exceeds 3 with a chance of 4 in 10,000.
    expect(found).toBeLessThanOrEqual(3);
  });

  it('has the silhouettes that independent features have: high for Pareto, low for normal ones', () => {
    const random = randomStream(1);
    const best = (draw: () => number) =>
      chooseClusters(standardize(Array.from({ length: 1000 }, () => Float64Array.from({ length: 5 }, draw))).points, {
        from: 3,
        to: 5,
        starts: 3,
      }).best;
    const pareto = best(() => (1 - random.uniform()) ** (-1 / 1.5));
    expect(pareto.silhouette).toBeGreaterThan(0.8);
    expect(pareto.largestShare).toBeGreaterThan(0.9);
    expect(best(() => random.normal()).silhouette).toBeLessThan(0.2);
  });

  it('rejects negative features unless clustered as published', () => {
    const features = Array.from({ length: 20 }, (_, i) => [i - 5, i % 3]);
    expect(() => roleEvidence(features, { to: 3 })).toThrow('features must be at least 0');
    expect(roleEvidence(features, { to: 3, asPublished: true, replicates: 2 }).replicates).toBe(2);
  });
});

describe('societyFeatures', () => {
  it('counts posts, comments, partners and replies', async () => {
    const { posts, comments } = syntheticMoltbook({ agents: 40, seed: 1 });
    const society = await readSociety(posts, comments);
    const features = societyFeatures(society);
    const sum = (j: number) => features.reduce((total, row) => total + row[j], 0);
    expect(SOCIETY_FEATURES).toHaveLength(features[0].length);
    expect([sum(0), sum(1)]).toEqual([posts.rows, comments.rows]);
    expect([sum(2), sum(3), sum(4)]).toEqual([society.replies.edges, society.replies.edges, comments.rows]);
  });

  it('has the means that alike agents have, where all are alike', async () => {
    const { posts, comments } = syntheticMoltbook({ agents: 300, activityTail: Infinity, seed: 1 });
    const society = await readSociety(posts, comments);
    const mean = (rows: readonly Float64Array[], j: number) => rows.reduce((sum, row) => sum + row[j], 0) / rows.length;
    const observed = societyFeatures(society);
    const drawn = alikeAgents(society)(Uint32Array.from(observed.keys()), randomStream(2));
    for (let j = 0; j < 5; j++) expect(Math.abs(mean(drawn, j) / mean(observed, j) - 1)).toBeLessThan(0.06);
  });
});

describe('copulaNull', () => {
  it('keeps every column and how columns rank together', () => {
    const random = randomStream(5);
    const rows = Array.from({ length: 500 }, () => {
      const shared = random.normal();
      return [Math.exp(shared + 0.5 * random.normal()), Math.round(3 * (shared + random.normal())), random.uniform()];
    });
    const drawn = copulaNull(rows)(randomStream(6));
    const column = (from: readonly ArrayLike<number>[], j: number) => Float64Array.from(from, (row) => row[j]);
    for (let j = 0; j < 3; j++) expect(column(drawn, j).sort()).toEqual(column(rows, j).sort());
    for (const [i, j] of [
      [0, 1],
      [0, 2],
    ]) {
      const [was, is] = [rows, drawn].map((from) => spearman(column(from, i), column(from, j)).estimate);
      expect(Math.abs(was - is)).toBeLessThan(0.15);
    }
  });
});
