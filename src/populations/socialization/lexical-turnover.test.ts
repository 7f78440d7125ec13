import { describe, expect, it } from 'vitest';
import { lexicalTurnover, shuffledTurnover, simulateVocabulary, turnoverNull, zipfLaw } from '../index.js';

const corpus = [['a b c', 'b c d', 'a b'], ['a b c d', 'e f'], ['e f a b', 'g h', 'b c'], ['x y']];

describe('lexicalTurnover', () => {
  it.each(['firstSeen', 'previousDay'] as const)('reproduces the corpus counted by hand (%s)', (mode) => {
    const words = lexicalTurnover(corpus, { mode });
    expect([...words.active]).toEqual([4, 6, 7, 2]);
    // Absent on day 1 and back on day 2 is nothing here, so both readings agree but for what they call new.
    expect(words.birth[0]).toBe(1);
    expect(words.birth[1]).toBeCloseTo(1 / 3, 12);
    expect(words.birth[2]).toBeCloseTo(2 / 7, 12);
    expect(words.birth[3]).toBe(1);
    expect(words.death[0]).toBeNaN();
    [0, 1 / 6, 1].forEach((death, t) => expect(words.death[t + 1]).toBeCloseTo(death, 12));
    const pairs = lexicalTurnover(corpus, { n: 2, mode });
    expect([...pairs.active]).toEqual([3, 4, 5, 1]);
    [1, 0.25, 0.4, 1].forEach((birth, t) => expect(pairs.birth[t]).toBeCloseTo(birth, 12));
    [0, 0.25, 1].forEach((death, t) => expect(pairs.death[t + 1]).toBeCloseTo(death, 12));
  });

  it('tells the readings apart where a word comes back', () => {
    const days = [['a'], ['b'], ['a']];
    expect(lexicalTurnover(days).birth[2]).toBe(0);
    expect(lexicalTurnover(days, { mode: 'previousDay' }).birth[2]).toBe(1);
  });

  it('never crosses the border of a post, and passes over empty days', () => {
    const { active, birth, death } = lexicalTurnover([['a b', 'c d'], [], ['b c']], { n: 2 });
    expect([...active]).toEqual([2, 0, 1]);
    expect([birth[0], birth[1], birth[2]]).toEqual([1, NaN, 1]);
    expect([death[0], death[1], death[2]]).toEqual([NaN, 1, NaN]);
    expect(lexicalTurnover([['a a b'], ['c']], { minCount: 2 }).active[1]).toBe(0);
  });
});

describe('a vocabulary that never changes', () => {
  it('turns over all the same', () => {
    const law = zipfLaw({ words: 200_000, exponent: 1.1 });
    const { firstSeen, previousDay, death } = turnoverNull(law, new Array<number>(12).fill(100_000));
    for (let t = 1; t < 12; t++) expect(death[t]).toBeCloseTo(0.6393, 4);
    expect(firstSeen[0]).toBe(1);
    [
      [2, 0.6393],
      [3, 0.5206],
      [5, 0.3959],
      [8, 0.2974],
      [12, 0.223],
    ].forEach(([day, birth]) =>
      // prettier-ignore
      expect(firstSeen[day - 1]).toBeCloseTo(birth, 4),
    );
    expect(firstSeen[1]).toBeCloseTo(previousDay[1], 12);
  });

  it('is the expectation of sampled days', () => {
    const sizes = [40, 80, 20];
    const expected = turnoverNull(zipfLaw({ words: 3000, exponent: 1.1 }), sizes.map((posts) => posts * 50)); // prettier-ignore
    const runs = Array.from({ length: 20 }, (_, seed) =>
      lexicalTurnover(simulateVocabulary({ words: 3000, posts: sizes, seed })),
    );
    const mean = (value: (run: (typeof runs)[number]) => number) =>
      runs.reduce((sum, run) => sum + value(run), 0) / runs.length;
    for (let t = 1; t < 3; t++) {
      expect(mean((run) => run.birth[t])).toBeCloseTo(expected.firstSeen[t], 2);
      expect(mean((run) => run.death[t])).toBeCloseTo(expected.death[t], 2);
      expect(mean((run) => run.active[t]) / expected.active[t]).toBeCloseTo(1, 2);
    }
  });

  it('stays in its shuffled band, and coined words leave it', () => {
    const posts = new Array<number>(5).fill(40);
    const outside = (innovation: number) => {
      const days = simulateVocabulary({ words: 2000, posts, innovation, newWords: 40, seed: 3 });
      const { death } = lexicalTurnover(days);
      const { deathUpper, deathLower } = shuffledTurnover(days, { draws: 60 });
      return [1, 2, 3, 4].filter((t) => death[t] > deathUpper[t] || death[t] < deathLower[t]).length;
    };
    expect(outside(0)).toBeLessThanOrEqual(1);
    expect(outside(0.2)).toBe(4);
  });
});
