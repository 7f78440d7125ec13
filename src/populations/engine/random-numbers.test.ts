import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { chiSquareUpperTail } from '../../statistics/index.js';
import { binomialDraw, counterDraws } from '../index.js';

/** P-value of equal counts in the cells. */
function uniformityOf(cells: Float64Array): number {
  const expected = cells.reduce((sum, count) => sum + count, 0) / cells.length;
  const statistic = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return chiSquareUpperTail(statistic, { degrees: cells.length - 1 });
}

describe('counterDraws', () => {
  it('depends on seed, step, substep and counter, and on nothing else', () => {
    const words = (seed: number, step: number, substep: number) =>
      [5, 0, 9].map((counter) => counterDraws(seed, { step, substep }).word(counter));
    expect(words(1, 2, 3)).toEqual(words(1, 2, 3));
    const others = [words(1, 2, 3), words(2, 2, 3), words(1, 3, 3), words(1, 2, 4), words(1, 2 + 2 ** 30, 3)];
    expect(new Set(others.flat()).size).toBe(15);
  });

  it('is uniform over counters, over steps and over seeds, alone and in neighbouring pairs', () => {
    const along: [string, (k: number) => number][] = [
      ['counters', (k) => counterDraws(11).word(k)],
      ['strided counters', (k) => counterDraws(11).word(k * 1024)],
      ['steps', (k) => counterDraws(11, { step: k }).word(77)],
      ['substeps', (k) => counterDraws(11, { step: k >> 8, substep: k & 255 }).word(77)],
      ['seeds', (k) => counterDraws(k).word(77)],
    ];
    for (const [name, word] of along) {
      const [high, low, pairs] = [256, 256, 256].map((cells) => new Float64Array(cells));
      let before = word(0);
      for (let k = 1; k <= 50_000; k++) {
        const now = word(k);
        high[now >>> 24]++;
        low[now & 255]++;
        pairs[((before >>> 28) << 4) | (now >>> 28)]++;
        before = now;
      }
      // Fifteen tests: a p-value below 10⁻⁴ in one of them has probability 0.0015, and seeds are fixed.
      for (const cells of [high, low, pairs]) expect(uniformityOf(cells), name).toBeGreaterThan(1e-4);
    }
  });

  it('flips every bit with probability one half when any bit of the counter flips', () => {
    const draws = counterDraws(3);
    const n = 2000;
    for (let bit = 0; bit < 32; bit++) {
      const flips = new Float64Array(32);
      for (let k = 0; k < n; k++) {
        const counter = randomStream(1, k).uint32();
        const difference = draws.word(counter) ^ draws.word((counter ^ (1 << bit)) >>> 0);
        for (let out = 0; out < 32; out++) flips[out] += (difference >>> out) & 1;
      }
      // 1024 counts with deviation √n/2: five deviations are exceeded with probability 0.0006.
      for (const count of flips) expect(Math.abs(count - n / 2)).toBeLessThan((5 * Math.sqrt(n)) / 2);
    }
  });

  it('has no correlation between steps for one agent, nor between substeps', () => {
    const n = 100_000;
    for (const options of [{ step: 1 }, { substep: 1 }, { step: 2 ** 30 }]) {
      const [a, b] = [counterDraws(5), counterDraws(5, options)];
      let product = 0;
      for (let i = 0; i < n; i++) product += (a.uniform(i) - 0.5) * (b.uniform(i) - 0.5);
      // The product of two centred uniform numbers has variance 1/144.
      expect(Math.abs(product / Math.sqrt(n / 144))).toBeLessThan(4);
    }
  });

  it('says yes with the probability asked for', () => {
    for (const p of [0.001, 0.3, 0.97]) {
      let count = 0;
      const n = 300_000;
      for (let i = 0; i < n; i++) count += Number(counterDraws(1).happens(i, p));
      expect(Math.abs(count - n * p)).toBeLessThan(4 * Math.sqrt(n * p * (1 - p)));
    }
    const draws = counterDraws(8);
    const every = Array.from({ length: 1000 }, (_, i) => i);
    expect(every.some((i) => draws.happens(i, 0))).toBe(false);
    expect(every.every((i) => draws.happens(i, 1))).toBe(true);
    // Within the one word that a threshold falls into, more bits decide: half of them at half way.
    const halves = every.filter((i) => draws.happens(i, (draws.word(i) + 0.5) * 2 ** -32)).length;
    expect(Math.abs(halves - 500)).toBeLessThan(4 * Math.sqrt(250));
  });

  it('draws agents evenly', () => {
    const cells = new Float64Array(300);
    for (let i = 0; i < 90_000; i++) cells[counterDraws(2).below(i, 300)]++;
    expect(uniformityOf(cells)).toBeGreaterThan(1e-4);
  });
});

describe('binomialDraw', () => {
  it.each([
    [5, 0.3],
    [40, 0.05],
    [1000, 0.004],
    [60, 0.4],
    [200, 0.9],
    [100, 0.5],
  ])('has the binomial law: n = %d, p = %d', (n, p) => {
    const draws = 40_000;
    const counts = new Float64Array(n + 1);
    const stream = randomStream(n, Math.round(1000 * p));
    for (let k = 0; k < draws; k++) counts[binomialDraw(stream, { n, p })]++;
    // Chi-square over the values that are expected five times or more, the rest in one cell.
    let mass = (1 - p) ** n;
    let [statistic, cells, rest, restExpected] = [0, 0, 0, 0];
    for (let k = 0; k <= n; k++) {
      const expected = draws * mass;
      if (expected >= 5) {
        statistic += (counts[k] - expected) ** 2 / expected;
        cells++;
      } else {
        rest += counts[k];
        restExpected += expected;
      }
      mass *= ((n - k) / (k + 1)) * (p / (1 - p));
    }
    if (restExpected > 1) {
      statistic += (rest - restExpected) ** 2 / restExpected;
      cells++;
    }
    expect(chiSquareUpperTail(statistic, { degrees: cells - 1 })).toBeGreaterThan(1e-4);
  });

  it('has mean and variance of the law where n is large', () => {
    const [n, p, draws] = [1e9, 0.25, 20_000];
    const stream = randomStream(4);
    let [mean, square] = [0, 0];
    for (let k = 0; k < draws; k++) {
      const z = (binomialDraw(stream, { n, p }) - n * p) / Math.sqrt(n * p * (1 - p));
      mean += z / draws;
      square += z ** 2 / draws;
    }
    expect(Math.abs(mean) * Math.sqrt(draws)).toBeLessThan(4);
    expect(Math.abs(square - 1) * Math.sqrt(draws / 2)).toBeLessThan(4);
  });

  it('knows its edges and refuses what is no probability', () => {
    const stream = randomStream(1);
    expect(binomialDraw(stream, { n: 7, p: 0 })).toBe(0);
    expect(binomialDraw(stream, { n: 7, p: 1 })).toBe(7);
    expect(binomialDraw(stream, { n: 0, p: 0.4 })).toBe(0);
    expect(() => binomialDraw(stream, { n: 7, p: 1.1 })).toThrow('p must lie in [0, 1]');
    expect(() => binomialDraw(stream, { n: 1.5, p: 0.1 })).toThrow('n must be a whole number');
  });
});
