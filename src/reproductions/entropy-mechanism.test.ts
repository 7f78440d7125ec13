import { describe, expect, it } from 'vitest';
import { evaluateReproduction, failures, reproduction } from './index.js';

describe('entropy-mechanism', () => {
  const paper = reproduction('entropy-mechanism');

  it('names every claim and figure once', () => {
    const ids = [...paper.claims, ...paper.figures].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(paper.claims.length).toBeGreaterThanOrEqual(35);
  });

  it('comes out, claim by claim', async () => {
    const result = await evaluateReproduction({ ...paper, figures: [] });
    expect(failures(result)).toEqual([]);
    const unexpected = result.claims.filter(({ verdict }) => verdict === 'unexpected agreement');
    expect(unexpected).toEqual([]);
  });
});
