import { describe, expect, it } from 'vitest';
import { reproduction, reproductions } from './index.js';

/** Least numbers of claims, so that none gets lost. Whether they come out is the part `reproduce` of `npm test`. */
const leastClaims: Readonly<Record<string, number>> = {
  'phase-transition-budgeted-synergy': 190,
  capabench: 112,
  'graph-agreement': 40,
  'steering-the-herd': 25,
  'entropy-mechanism': 76,
  'playing-repeated-games': 81,
  'cultural-evolution-donor-game': 44,
  'body-reservoir-governance': 74,
  'molt-dynamics': 42,
  'moltbook-socialization': 38,
  'large-population-models': 32,
};

describe.each(reproductions().map((paper) => [paper.slug, paper] as const))('%s', (slug, paper) => {
  it('names every claim and figure once', () => {
    const ids = [...paper.claims, ...paper.figures].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is found by its slug and has all its claims', () => {
    expect(reproduction(slug)).toBe(paper);
    expect(paper.claims.length).toBeGreaterThanOrEqual(leastClaims[slug]);
    for (const { why, id } of paper.claims) expect(why, id).not.toBe('');
  });
});

it('an unknown slug is refused with the known ones', () => {
  expect(() => reproduction('capabensh')).toThrow("be one of 'phase-transition-budgeted-synergy', 'capabench'");
});
