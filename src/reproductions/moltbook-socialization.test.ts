import { describe, expect, it } from 'vitest';
import { countVerdicts, evaluateReproduction, failures, reproduction } from './index.js';

describe('moltbook-socialization', () => {
  const paper = reproduction('moltbook-socialization');

  it('names every claim and figure once', () => {
    const ids = [...paper.claims, ...paper.figures].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(paper.claims.length).toBeGreaterThanOrEqual(20);
  });

  it('comes out, claim by claim, but for the six that a null model shows as well', async () => {
    const result = await evaluateReproduction({ ...paper, figures: [] });
    expect(failures(result)).toEqual([]);
    expect(countVerdicts(result.claims)).toMatchObject({ 'known mismatch': 6, 'unexpected agreement': 0 });
  }, 60_000);
});
