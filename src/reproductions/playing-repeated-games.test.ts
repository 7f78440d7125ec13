import { describe, expect, it } from 'vitest';
import { countVerdicts, evaluateReproduction, failures } from './index.js';
import { playingRepeatedGames } from './playing-repeated-games.js';

describe('playing repeated games', () => {
  const paper = playingRepeatedGames;

  it('names every claim and figure once', () => {
    const ids = [...paper.claims, ...paper.figures].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(paper.claims.length).toBeGreaterThanOrEqual(30);
  });

  it('comes out, claim by claim, but for those that are known not to', async () => {
    const result = await evaluateReproduction({ ...paper, figures: [] });
    expect(failures(result)).toEqual([]);
    expect(countVerdicts(result.claims)).toMatchObject({ 'known mismatch': 17, 'unexpected agreement': 0 });
  });
});
