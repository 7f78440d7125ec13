import { describe, expect, it } from 'vitest';
import { countVerdicts, evaluateReproduction, failures, reproduction } from './index.js';

describe('large-population-models', () => {
  const paper = reproduction('large-population-models');

  it('names every claim and figure once', () => {
    const ids = [...paper.claims, ...paper.figures].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(paper.claims.length).toBeGreaterThanOrEqual(20);
  });

  it('comes out, claim by claim, but for the two that are known not to', async () => {
    const result = await evaluateReproduction({ ...paper, figures: [] });
    expect(failures(result)).toEqual([]);
    expect(countVerdicts(result.claims)).toMatchObject({ 'known mismatch': 2, 'unexpected agreement': 0 });
  });
});
