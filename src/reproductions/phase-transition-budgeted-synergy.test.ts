import { describe, expect, it } from 'vitest';
import { dataset } from '../data/index.js';
import { evaluateReproduction, failures, reproduction } from './index.js';

describe('phase-transition-budgeted-synergy', () => {
  const paper = reproduction('phase-transition-budgeted-synergy');
  const topics = new Map<string, number>();
  for (const { topic = '' } of paper.claims) topics.set(topic, (topics.get(topic) ?? 0) + 1);

  it('names every claim and figure once, and keeps the claims of a topic together', () => {
    const ids = [...paper.claims, ...paper.figures].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const blocks = paper.claims.filter(({ topic }, i) => topic !== paper.claims[i - 1]?.topic);
    expect(blocks.map(({ topic }) => topic)).toEqual([...topics.keys()]);
  });

  it('covers every part of the paper', () => {
    expect(paper.claims.length).toBeGreaterThanOrEqual(180);
    expect(paper.figures.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    for (const count of topics.values()) expect(count).toBeGreaterThanOrEqual(5);
    expect(paper.claims.filter(({ kind }) => kind === 'simulation').length).toBeGreaterThanOrEqual(25);
  });

  // The simulations are the part `reproduce` of `npm test`, which evaluates every claim.
  it('comes out, claim by claim', async () => {
    const claims = paper.claims.filter(({ kind }) => kind !== 'simulation');
    const result = await evaluateReproduction({ ...paper, claims, figures: [] });
    expect(failures(result)).toEqual([]);
    const mismatches = result.claims.filter(({ verdict }) => verdict === 'known mismatch').map(({ id }) => id);
    expect(mismatches).toEqual([
      'turns-law-single',
      'mean-change',
      'interval-centre',
      'success-per-token',
      'error-amplification',
    ]);
  });

  it('allows the matched-budget study no more than its rounding', async () => {
    const { table } = await dataset('agent-scaling-coordination');
    const [success, turns] = [table.number('success'), table.number('turns')];
    const { codes, levels } = table.category('architecture');
    Array.from(codes, (code, row) => {
      const [s, t, single] = [success[row], turns[row], turns[0]];
      const spread = 0.0005 / s + 0.05 / t + 0.05 / single;
      const efficiency = paper.claims.find(({ id }) => id === `efficiency-${levels[code]}`);
      const overhead = paper.claims.find(({ id }) => id === `overhead-${levels[code]}`);
      if (!efficiency || !overhead) return expect(levels[code]).toBe('single');
      expect(efficiency.tolerance).toBeLessThanOrEqual(1.02 * (0.0005 + ((s * single) / t) * spread) + 5e-5);
      expect(overhead.tolerance).toBeLessThanOrEqual(1.02 * (0.5 + 100 * (t / single) * (0.05 / t + 0.05 / single)));
    });
  });
});
