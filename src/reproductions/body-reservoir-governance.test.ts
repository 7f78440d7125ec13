import { describe, expect, it } from 'vitest';
import { evaluateReproduction, failures, reproduction } from './index.js';

describe('body-reservoir-governance', () => {
  const paper = reproduction('body-reservoir-governance');

  it('names every claim and figure once', () => {
    const ids = [...paper.claims, ...paper.figures].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(paper.claims.length).toBeGreaterThanOrEqual(25);
  });

  it('comes out, claim by claim', { timeout: 120_000 }, async () => {
    const result = await evaluateReproduction({ ...paper, figures: [] });
    expect(failures(result)).toEqual([]);
    expect(result.claims.filter(({ verdict }) => verdict === 'unexpected agreement')).toEqual([]);
  });
});
