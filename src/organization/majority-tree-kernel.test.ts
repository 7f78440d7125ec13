import { describe, expect, it } from 'vitest';
import { randomWords } from '../foundation/index.js';
import { chiSquareUpperTail } from '../statistics/index.js';
import {
  STATE_WORDS,
  defineChance,
  majorityTreeKernel,
  streams,
  type MajorityTreeKernel,
} from './majority-tree-kernel.js';

const mask64 = (1n << 64n) - 1n;

/** SHISHUA as its author writes it for machines without vectors: four lanes of four 64-bit words. */
class Shishua {
  constructor(
    readonly state: bigint[],
    readonly counter = [0n, 0n, 0n, 0n],
  ) {}

  static seeded(seed: readonly bigint[]): { generator: Shishua; left: bigint[] } {
    const golden = `9E3779B97F4A7C15F39CC0605CEDC8341082276BF3A27251F86C6A11D0C18E95
      2767F0B153D27B7F0347045B5BF1827F01886F0928403002C1D64BA40F335E36F06AD7AE9717877E85839D6EFFBD7DC6
      64D325D1C5371682CADD0CCCFDFFBBE1626E33B8D04B4331BBF73C790D94F79D471C4AB3ED3D82A5FEC507705E4AE6E5`;
    const state = golden.match(/[0-9A-F]{16}/g)!.map((digits) => BigInt(`0x${digits}`));
    expect(state.length).toBe(16);
    [0, 1, 2, 3].forEach((i) => (state[2 * i] ^= seed[i]));
    [2, 3, 0, 1].forEach((i, k) => (state[8 + 2 * k] ^= seed[i]));
    const generator = new Shishua(state);
    let left: bigint[] = [];
    for (let round = 0; round < 13; round++) {
      left = generator.next();
      for (let lane = 0; lane < 4; lane++) {
        for (let i = 0; i < 4; i++) state[4 * lane + i] = left[4 * (3 - lane) + i];
      }
    }
    return { generator, left };
  }

  next(): bigint[] {
    const { state, counter } = this;
    const rotate = (words: bigint[], bits: bigint) => {
      const all = words.reduceRight((sum, word) => (sum << 64n) | word, 0n);
      const turned = ((all << bits) | (all >> (256n - bits))) & ((1n << 256n) - 1n);
      return words.map((_, i) => (turned >> (64n * BigInt(i))) & mask64);
    };
    const output: bigint[] = [];
    for (const half of [0, 8]) {
      const even = state.slice(half, half + 4);
      const odd = state.slice(half + 4, half + 8).map((word, i) => (word + counter[i]) & mask64);
      const [turnedEven, turnedOdd] = [rotate(even, 96n), rotate(odd, 160n)];
      for (let i = 0; i < 4; i++) {
        output.push((even[i] >> 1n) ^ turnedOdd[i]);
        state[half + i] = (turnedEven[i] + (even[i] >> 1n)) & mask64;
        state[half + 4 + i] = (turnedOdd[i] + (odd[i] >> 3n)) & mask64;
      }
    }
    for (let i = 0; i < 4; i++) output.push(state[i] ^ state[12 + i]);
    for (let i = 0; i < 4; i++) output.push(state[8 + i] ^ state[4 + i]);
    [7n, 5n, 3n, 1n].forEach((increment, i) => (counter[i] += increment));
    return output;
  }
}

function bytes(words: readonly bigint[]): string {
  return words.map((word) => word.toString(16).padStart(16, '0').match(/../g)!.reverse().join('')).join('');
}

/** A kernel whose stream 1 has the chance p, ready to be taken from, 64 vectors at a time. */
function streamOf(chance: number, seed = 1): MajorityTreeKernel {
  const kernel = majorityTreeKernel();
  kernel.plantTrees(2, 1, 3);
  defineChance(kernel, streams.coin, 0.5);
  defineChance(kernel, streams.leaf, chance);
  defineChance(kernel, streams.shared, 0);
  new Uint32Array(kernel.memory.buffer, kernel.STATE.value, STATE_WORDS).set(randomWords(seed, 0, STATE_WORDS));
  kernel.beginTrees(mask64, mask64);
  return kernel;
}

/** `vectors` (a multiple of 64) vectors of 128 votes, four words each. */
function draw(chance: number, vectors: number, seed = 1): Uint32Array {
  const kernel = streamOf(chance, seed);
  const words = new Uint32Array(4 * vectors);
  for (let i = 0; i < vectors; i += 64) {
    words.set(new Uint32Array(kernel.memory.buffer, kernel.take(streams.leaf, 64), 256), 4 * i);
  }
  return words;
}

function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const total = (words: Uint32Array) => words.reduce((sum, word) => sum + ones(word), 0);

/** Standard deviations between a count and its binomial mean. */
const deviations = (count: number, n: number, p: number) => (count - n * p) / Math.sqrt(n * p * (1 - p));

describe('random bits', () => {
  it('are those of SHISHUA, whose published output for the seed 0 this is', () => {
    const { generator, left } = Shishua.seeded([0n, 0n, 0n, 0n]);
    expect(bytes(left.slice(0, 4))).toBe('955d96f90fb4aa53092d82e63a7c09e22ca5a4a5a75a5a39dc68b4125de7ce2b');
    expect(bytes(generator.next().slice(0, 4))).toBe(
      '0ea27a7fcb038c71e2c7057d8fef24945197a6dd608098f9f4cc275dd19751ad',
    );
  });

  it('come from the kernel as from the reference', () => {
    const kernel = streamOf(0.5, 9);
    const words = randomWords(9, 0, STATE_WORDS);
    const state = Array.from({ length: 16 }, (_, i) => BigInt(words[2 * i]) | (BigInt(words[2 * i + 1]) << 32n));
    const reference = new Shishua(state);
    for (let take = 0; take < 3; take++) {
      const taken = new BigUint64Array(kernel.memory.buffer, kernel.take(streams.leaf, 64), 128);
      for (let step = 0; step < 8; step++) {
        expect([...taken.subarray(16 * step, 16 * step + 16)]).toEqual(reference.next());
      }
    }
  });
});

describe('Bernoulli vectors', () => {
  it('have their chance, however extreme', () => {
    const chances = [0.5, 0.525, 0.2, 1 / 3, 85 / 256, 1 / 512, 255.5 / 256, 1e-3, 0.75 / 256, 1 - 0.3 / 256, 0.1];
    for (const p of chances) {
      const n = 64 * 2000;
      expect(Math.abs(deviations(total(draw(p, n)), 128 * n, p)), `p = ${p}`).toBeLessThan(4);
    }
    // Only the second or the third eight digits of these decide.
    for (const p of [255 / 2 ** 16, 2 ** -16, 2 ** -20, 1.75 * 2 ** -20]) {
      const n = 64 * 20_000;
      expect(Math.abs(deviations(total(draw(p, n)), 128 * n, p)), `p = ${p}`).toBeLessThan(4);
      expect(Math.abs(deviations(128 * n - total(draw(1 - p, n)), 128 * n, p)), `1 - p = ${p}`).toBeLessThan(4);
    }
  });

  it('are constant at 0 and 1 and nearly so next to them', () => {
    expect(total(draw(0, 64))).toBe(0);
    expect(total(draw(1, 64))).toBe(128 * 64);
    expect(total(draw(2 ** -60, 6400))).toBe(0);
    expect(total(draw(1 - 2 ** -53, 6400))).toBe(128 * 6400);
  });

  it('are alike and independent in all 128 lanes', () => {
    for (const p of [0.525, 0.2, 0.75 / 256]) {
      const n = 64 * 1000;
      const words = draw(p, n);
      const lanes = new Float64Array(128);
      const pairs = new Float64Array(128 * 128);
      for (let i = 0; i < words.length; i += 4) {
        const set: number[] = [];
        for (let lane = 0; lane < 128; lane++) if ((words[i + (lane >> 5)] >>> (lane & 31)) & 1) set.push(lane);
        for (const a of set) {
          lanes[a]++;
          if (i < 4 * 8000) for (const b of set) pairs[128 * a + b]++;
        }
      }
      const chiSquare = lanes.reduce((sum, count) => sum + deviations(count, n, p) ** 2, 0);
      expect(chiSquareUpperTail(chiSquare, { degrees: 128 })).toBeGreaterThan(1e-4);
      // 8,128 pairs of lanes: both right with chance p².
      let worst = 0;
      for (let a = 0; a < 128; a++) {
        for (let b = 0; b < a; b++) worst = Math.max(worst, Math.abs(deviations(pairs[128 * a + b], 8000, p * p)));
      }
      if (p > 0.01) expect(worst).toBeLessThan(5.2);
    }
  });

  it('are independent from vector to vector, spares included', () => {
    // Where p < 2⁻⁸ every vote is a spare. Waiting times between the votes of a lane are geometric.
    for (const p of [0.75 / 256, 0.2, 0.525, 1 / 256 + 2 ** -12]) {
      const n = 64 * 4000;
      const words = draw(p, n, 3);
      const cells = 8;
      // Cell edges at the eighths of the geometric distribution, as near as whole numbers come.
      const edges = Array.from({ length: cells - 1 }, (_, i) =>
        Math.max(1, Math.ceil(Math.log(1 - (i + 1) / cells) / Math.log(1 - p))),
      ).filter((edge, i, all) => i === 0 || edge > all[i - 1]);
      const counts = new Float64Array(edges.length + 1);
      let gaps = 0;
      for (let lane = 0; lane < 128; lane++) {
        let last = -1;
        for (let i = 0; i < n; i++) {
          if (!((words[4 * i + (lane >> 5)] >>> (lane & 31)) & 1)) continue;
          const wait = i - last;
          last = i;
          gaps++;
          const cell = edges.findIndex((edge) => wait <= edge);
          counts[cell < 0 ? edges.length : cell]++;
        }
      }
      const upTo = (edge: number) => 1 - (1 - p) ** edge;
      const chances = [...edges, Infinity].map((edge, i) => upTo(edge) - (i ? upTo(edges[i - 1]) : 0));
      const chiSquare = counts.reduce(
        (sum, count, i) => sum + (count - gaps * chances[i]) ** 2 / (gaps * chances[i]),
        0,
      );
      expect(chiSquareUpperTail(chiSquare, { degrees: counts.length - 1 }), `p = ${p}`).toBeGreaterThan(1e-4);
    }
  });

  it('of two streams are independent', () => {
    const kernel = majorityTreeKernel();
    kernel.plantTrees(2, 1, 3);
    defineChance(kernel, streams.coin, 0.5);
    defineChance(kernel, streams.leaf, 0.525);
    defineChance(kernel, streams.shared, 0.2);
    new Uint32Array(kernel.memory.buffer, kernel.STATE.value, STATE_WORDS).set(randomWords(2, 0, STATE_WORDS));
    kernel.beginTrees(mask64, mask64);
    const cells = new Float64Array(4);
    for (let i = 0; i < 2000; i++) {
      const leaf = new Uint32Array(kernel.memory.buffer, kernel.take(streams.leaf, 32), 128);
      const shared = new Uint32Array(kernel.memory.buffer, kernel.take(streams.shared, 32), 128);
      for (let w = 0; w < 128; w++) {
        const both = ones(leaf[w] & shared[w]);
        cells[3] += both;
        cells[2] += ones(leaf[w]) - both;
        cells[1] += ones(shared[w]) - both;
        cells[0] += 32 - ones(leaf[w] | shared[w]);
      }
    }
    const n = 2000 * 32 * 128;
    const expected = [0.475 * 0.8, 0.475 * 0.2, 0.525 * 0.8, 0.525 * 0.2].map((p) => p * n);
    const chiSquare = cells.reduce((sum, count, i) => sum + (count - expected[i]) ** 2 / expected[i], 0);
    expect(chiSquareUpperTail(chiSquare, { degrees: 3 })).toBeGreaterThan(1e-4);
  });
});

describe('the kernel', () => {
  it('keeps the largest trees within its memory', () => {
    const kernel = majorityTreeKernel();
    for (const [fanIn, depth] of [
      [3, 15],
      [2, 24],
      [63, 4],
      [65, 4],
      [271, 3],
      [4471, 2],
      [19_999_999, 1],
    ]) {
      expect(kernel.plantTrees(fanIn, depth, 3 + depth)).toBeLessThanOrEqual(kernel.memory.buffer.byteLength);
    }
  });
});
