import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { cliffsDelta, kolmogorovSmirnov, mannWhitney, permutationTest } from '../index.js';

const mean = (x: ArrayLike<number>) => Array.from(x).reduce((sum, value) => sum + value, 0) / x.length;
const U = [1, 2, 2, 3, 4, 5, 5, 5, 7, 9];

describe('permutationTest', () => {
  it('by the rank sum is Mann–Whitney’s test', () => {
    const value = fc.integer({ min: 0, max: 6 });
    const sample = fc.array(value, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const wins = (x: Float64Array, y: Float64Array) =>
          x.reduce((sum, v) => sum + y.reduce((s, w) => s + (v > w ? 1 : v === w ? 0.5 : 0), 0), 0);
        const test = permutationTest(a, b, wins, { alternative: 'greater' });
        expect(test.exact).toBe(true);
        expect(test.pValue).toBeCloseTo(mannWhitney(a, b, { alternative: 'greater' }).pValue, 12);
      }),
      { numRuns: 50 },
    );
  });

  it('draws come close to the enumeration and repeat themselves', () => {
    const [a, b] = [
      [5, 6, 7, 9, 4.5],
      [1, 3, 4, 6.5, 2],
    ];
    const difference = (x: Float64Array, y: Float64Array) => mean(x) - mean(y);
    const exact = permutationTest(a, b, difference);
    expect(exact.patterns).toBe(252);
    const drawn = permutationTest(a, b, difference, { exactUpTo: 0, draws: 5000, seed: 4 });
    const error = Math.sqrt((exact.pValue * (1 - exact.pValue)) / 5000);
    expect(Math.abs(drawn.pValue - exact.pValue)).toBeLessThan(4 * error);
    expect(permutationTest(a, b, difference, { exactUpTo: 0, draws: 5000, seed: 4 })).toEqual(drawn);
    expect(() => permutationTest([], [1], difference)).toThrow('first.length');
    expect(() => permutationTest([1], [2], () => NaN)).toThrow('statistic');
  });
});

describe('cliffsDelta', () => {
  it('is Mann–Whitney’s superiority on another scale', () => {
    const stream = randomStream(91);
    const a = Array.from({ length: 30 }, () => stream.below(9));
    const b = Array.from({ length: 20 }, () => stream.below(7));
    expect(cliffsDelta(a, b).superiority).toBeCloseTo(mannWhitney(a, b).superiority, 12);
    expect(cliffsDelta(b, a).interval.upper).toBeCloseTo(-cliffsDelta(a, b).interval.lower, 12);
  });

  it('covers the truth, and says how sure it is without overlap', () => {
    // P(X > Y) = Φ(0.5/√2) for unit normals half a standard deviation apart.
    const truth = 2 * 0.6381631950841185 - 1;
    let covered = 0;
    const samples = 600;
    for (let k = 0; k < samples; k++) {
      const stream = randomStream(92, k);
      const { interval } = cliffsDelta(
        Array.from({ length: 25 }, () => 0.5 + stream.normal()),
        Array.from({ length: 25 }, () => stream.normal()),
      );
      if (interval.lower <= truth && truth <= interval.upper) covered++;
    }
    expect(Math.abs(covered / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples));
    const apart = cliffsDelta([5, 6, 7, 8, 9, 9, 9], [1, 2, 3, 4, 4]);
    expect(apart.estimate).toBe(1);
    expect(apart.interval.lower).toBeCloseTo((5 - 3.841458820694124) / (5 + 3.841458820694124), 12);
    expect(cliffsDelta([1, 1], [1, 1]).interval).toMatchObject({ lower: -1, upper: 1 });
    expect(() => cliffsDelta([1], [1, 2])).toThrow('first.length');
  });
});

describe('kolmogorovSmirnov', () => {
  it('gives what R gives', () => {
    const exact = kolmogorovSmirnov([1, 2, 3, 4, 2.5, 6.1], [3.5, 5, 6, 7, 8]);
    expect(exact.statistic).toBeCloseTo(2 / 3, 14);
    expect(exact.pValue).toBeCloseTo(0.1082251082251, 12);
    const x = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const y = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4].map((value) => value + 0.001);
    expect(kolmogorovSmirnov(x, y, { exactUpTo: 0 }).pValue).toBeCloseTo(0.1640791977267, 11);
    expect(kolmogorovSmirnov(U, [2, 1, 3, 3, 5, 4, 4, 8, 8, 7])).toMatchObject({ pValue: 1 });
  });

  it('is the permutation test of its statistic, ties and all', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 });
    const share = (values: ArrayLike<number>, at: number) => mean(Array.from(values, (value) => +(value <= at)));
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const distance = (x: ArrayLike<number>, y: ArrayLike<number>) =>
          Math.max(...[0, 1, 2, 3, 4, 5].map((at) => Math.abs(share(x, at) - share(y, at))));
        const test = kolmogorovSmirnov(a, b);
        expect(test.statistic).toBeCloseTo(distance(a, b), 12);
        expect(test.pValue).toBeCloseTo(permutationTest(a, b, distance).pValue, 10);
      }),
      { numRuns: 80 },
    );
  });
});
