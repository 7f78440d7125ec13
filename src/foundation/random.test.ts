import { describe, expect, it } from 'vitest';
import { randomStream, randomWords } from './index.js';

describe('randomStream', () => {
  it('depends on seed and index only', () => {
    const first = Array.from({ length: 5 }, (_, i) => randomStream(11, i).uint32());
    expect(Array.from({ length: 5 }, (_, i) => randomStream(11, 4 - i).uint32()).reverse()).toEqual(first);
    expect(new Set(first).size).toBe(5);
  });

  it('keeps its bytes from release to release', () => {
    const stream = randomStream(1, 2);
    expect([stream.uint32(), stream.uint32(), stream.uint32()]).toMatchInlineSnapshot(`
      [
        3462886934,
        2356078910,
        2728716537,
      ]
    `);
  });

  it('has uniform first draws across neighbouring indices and seeds', () => {
    // Chi-square over 64 cells of the first draw of 64,000 neighbouring streams: mean 63, sd 11.2.
    for (const of of [
      (i: number) => randomStream(0, i),
      (i: number) => randomStream(i, 0),
      (i: number) => randomStream(i, i),
    ]) {
      const cells = new Float64Array(64);
      for (let i = 0; i < 64_000; i++) cells[Math.floor(of(i).uniform() * 64)]++;
      const chiSquare = cells.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
      expect(chiSquare).toBeLessThan(63 + 4 * 11.2);
    }
  });

  it('draws normals with the moments 0, 1, 0, 3', () => {
    const stream = randomStream(3);
    const n = 200_000;
    const moments = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = stream.normal();
      for (let k = 0; k < 4; k++) moments[k] += z ** (k + 1) / n;
    }
    const standardErrors = [1, Math.sqrt(2), Math.sqrt(15), Math.sqrt(96)].map((sd) => sd / Math.sqrt(n));
    [0, 1, 0, 3].forEach((expected, k) => expect(Math.abs(moments[k] - expected)).toBeLessThan(4 * standardErrors[k]));
  });

  it('draws whole numbers below n without bias and shuffles to a permutation', () => {
    const stream = randomStream(5);
    const counts = new Float64Array(3);
    for (let i = 0; i < 30_000; i++) counts[stream.below(3)]++;
    counts.forEach((n) => expect(Math.abs(n - 10_000)).toBeLessThan(4 * Math.sqrt(30_000 * (2 / 9))));
    expect([...stream.shuffle([1, 2, 3, 4, 5])].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('separates pairs that differ only above 32 bits', () => {
    const seen = [
      [0, 0],
      [2 ** 32, 0],
      [0, 2 ** 32],
      [2 ** 32, 2 ** 32],
      [2 ** 40, 2 ** 41],
    ].map(([seed, index]) => randomWords(seed, index, 4).join());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('rejects a seed that is not a whole number of at least 0', () => {
    expect(() => randomStream(-1)).toThrow('seed must be a whole number of at least 0; got -1');
    expect(() => randomStream(0.5)).toThrow('seed');
    expect(() => randomStream(1, NaN)).toThrow('index');
  });
});
