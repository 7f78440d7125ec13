import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { mannWhitney, midranks, wilcoxonSignedRank } from '../index.js';

const MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
const DEXTRO = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const LAEVO = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
const median = (values: number[]) => {
  const sorted = values.sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

describe('wilcoxonSignedRank', () => {
  it('gives what R gives, exactly and by the normal approximation', () => {
    const exact = wilcoxonSignedRank(MAIZE);
    expect(exact.statistic).toBe(96);
    expect(exact.pValue).toBeCloseTo(0.041259765625, 14);
    expect(exact.location.estimate).toBe(25);
    expect([exact.location.interval.lower, exact.location.interval.upper]).toEqual([4, 41.5]);
    const differences = DEXTRO.map((value, i) => value - LAEVO[i]);
    const normal = wilcoxonSignedRank(differences, { exactUpTo: 0 });
    expect(normal.pValue).toBeCloseTo(0.00909069801592506, 12);
    expect([normal.statistic, normal.n, normal.zeros, normal.exact]).toEqual([0, 9, 1, false]);
  });

  it('counts sign patterns, ties and zeros as they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 }),
        fc.constantFrom('drop' as const, 'pratt' as const),
        (differences, zeros) => {
          const ranked = zeros === 'drop' ? differences.filter((d) => d !== 0) : differences;
          fc.pre(differences.some((d) => d !== 0));
          const { ranks } = midranks(ranked.map(Math.abs));
          const kept = ranked.map((d, i) => ({ d, rank: ranks[i] })).filter(({ d }) => d !== 0);
          const sumOf = (positive: (i: number) => boolean) =>
            kept.reduce((sum, { rank }, i) => sum + (positive(i) ? rank : 0), 0);
          const observed = sumOf((i) => kept[i].d > 0);
          let [below, above] = [0, 0];
          for (let pattern = 0; pattern < 2 ** kept.length; pattern++) {
            const sum = sumOf((i) => (pattern & (1 << i)) > 0);
            if (sum <= observed) below++;
            if (sum >= observed) above++;
          }
          const test = wilcoxonSignedRank(differences, { zeros });
          expect(test.statistic).toBe(observed);
          expect(test.pValue).toBeCloseTo(Math.min(1, (2 * Math.min(below, above)) / 2 ** kept.length), 12);
          const walsh = differences.flatMap((a, i) => differences.slice(i).map((b) => (a + b) / 2));
          expect(test.location.estimate).toBeCloseTo(median(walsh), 12);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('approximates well, and its interval covers', () => {
    const stream = randomStream(41);
    const sample = Array.from({ length: 90 }, () => 0.25 + stream.normal());
    const exact = wilcoxonSignedRank(sample);
    const normal = wilcoxonSignedRank(sample, { exactUpTo: 0 });
    expect(exact.exact).toBe(true);
    expect(Math.abs(normal.pValue / exact.pValue - 1)).toBeLessThan(0.03);
    let covered = 0;
    for (let k = 0; k < 1000; k++) {
      const draw = randomStream(42, k);
      const { interval } = wilcoxonSignedRank(Array.from({ length: 12 }, () => draw.normal())).location;
      if (interval.lower <= 0 && 0 <= interval.upper) covered++;
    }
    // Exact level of the ranks chosen for n = 12: P(W ≤ 13) = 0.0212 a side.
    expect(Math.abs(covered / 1000 - 0.9575)).toBeLessThan(4 * Math.sqrt((0.9575 * 0.0425) / 1000));
  });

  it('says that few differences bound nothing, and that nothing is no evidence', () => {
    expect(wilcoxonSignedRank([1, 2, 3]).location.interval).toEqual({ lower: -Infinity, upper: Infinity, level: 0.95 });
    expect(wilcoxonSignedRank([0, 0])).toMatchObject({ pValue: 1, n: 0, zeros: 2, rankBiserial: 0 });
    expect(wilcoxonSignedRank([1, 2, 3, 4, 5], { alternative: 'greater' }).pValue).toBe(1 / 32);
    expect(wilcoxonSignedRank([1, 2, -3]).rankBiserial).toBe(0);
    expect(() => wilcoxonSignedRank([])).toThrow('differences.length');
    expect(() => wilcoxonSignedRank([1], { zeros: 'keep' as 'drop' })).toThrow('zeros');
  });
});

describe('mannWhitney', () => {
  it('gives what R gives', () => {
    const exact = mannWhitney([1.1, 2.2, 3.3, 4.4], [0.3, 0.9, 1.4], { level: 0.8 });
    expect(exact.statistic).toBe(11);
    expect(exact.pValue).toBeCloseTo(0.114285714285714, 14);
    expect(exact.shift.estimate).toBeCloseTo(1.9, 12);
    expect(exact.shift.interval.lower).toBeCloseTo(0.2, 12);
    expect(exact.shift.interval.upper).toBeCloseTo(3.5, 12);
    const tied = mannWhitney(DEXTRO, LAEVO, { exactUpTo: 0 });
    expect(tied.statistic).toBe(25.5);
    expect(tied.pValue).toBeCloseTo(0.0693275754336266, 12);
    // R searches the estimate numerically, to four digits.
    expect(tied.shift.estimate).toBeCloseTo(-1.3464, 1);
  });

  it('counts all ways to share out the ranks, ties as they are', () => {
    const value = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 5 }),
        fc.array(value, { minLength: 1, maxLength: 5 }),
        (a, b) => {
          const pooled = [...a, ...b];
          const wins = (xs: number[], ys: number[]) =>
            xs.reduce((sum, x) => sum + ys.reduce((s, y) => s + (x > y ? 1 : x === y ? 0.5 : 0), 0), 0);
          const observed = wins(a, b);
          let [below, above, total] = [0, 0, 0];
          for (let pattern = 0; pattern < 2 ** pooled.length; pattern++) {
            const chosen = pooled.filter((_, i) => pattern & (1 << i));
            if (chosen.length !== a.length) continue;
            const u = wins(
              chosen,
              pooled.filter((_, i) => !(pattern & (1 << i))),
            );
            total++;
            if (u <= observed) below++;
            if (u >= observed) above++;
          }
          const test = mannWhitney(a, b);
          expect(test.statistic).toBe(observed);
          expect(test.superiority).toBeCloseTo(observed / (a.length * b.length), 14);
          expect(test.pValue).toBeCloseTo(Math.min(1, (2 * Math.min(below, above)) / total), 12);
          expect(test.shift.estimate).toBeCloseTo(median(a.flatMap((x) => b.map((y) => x - y))), 12);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is symmetric, blind to monotone transformations, and fast in large samples', () => {
    const stream = randomStream(43);
    const a = Array.from({ length: 20_000 }, () => stream.normal() + 0.05);
    const b = Array.from({ length: 15_000 }, () => stream.normal());
    const [forth, back] = [mannWhitney(a, b), mannWhitney(b, a)];
    expect(forth.statistic + back.statistic).toBe(a.length * b.length);
    expect(forth.pValue).toBeCloseTo(back.pValue, 10);
    expect(mannWhitney(a.map(Math.exp), b.map(Math.exp)).pValue).toBe(forth.pValue);
    expect(Math.abs(forth.shift.estimate - 0.05)).toBeLessThan(0.05);
    expect(forth.shift.interval.lower).toBeLessThan(forth.shift.estimate);
    expect(mannWhitney(new Float64Array(40), new Float64Array(40)).pValue).toBe(1);
    expect(() => mannWhitney([], [1])).toThrow('first.length');
  });
});
