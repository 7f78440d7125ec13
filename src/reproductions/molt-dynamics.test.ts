import { describe, expect, it } from 'vitest';
import { countVerdicts, evaluateReproduction, failures, reproduction } from './index.js';

describe('molt-dynamics', () => {
  const paper = reproduction('molt-dynamics');

  it('names every claim and figure once', () => {
    const ids = [...paper.claims, ...paper.figures].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(paper.claims.length).toBeGreaterThanOrEqual(40);
  });

  it('comes out, claim by claim, but for those that are known not to', async () => {
    const result = await evaluateReproduction({ ...paper, figures: [] });
    expect(failures(result)).toEqual([]);
    expect(countVerdicts(result.claims)).toMatchObject({ 'known mismatch': 14, 'unexpected agreement': 0 });
  }, 120_000);
});
