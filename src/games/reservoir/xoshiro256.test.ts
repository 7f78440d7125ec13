import { describe, expect, it } from 'vitest';
import { Xoshiro256 } from './xoshiro256.js';

/** The same generator written plainly, in 64-bit integers. */
function* reference(seed: bigint): Generator<bigint> {
  const word = (value: bigint) => BigInt.asUintN(64, value);
  const turn = (value: bigint, by: bigint) => word((value << by) | (value >> (64n - by)));
  let z = seed + 1n;
  const s = Array.from({ length: 4 }, () => {
    z = word(z + 0x9e3779b97f4a7c15n);
    z = word((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = word((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  });
  for (;;) {
    yield word(turn(word(s[1] * 5n), 7n) * 9n);
    const t = word(s[1] << 17n);
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = turn(s[3], 45n);
  }
}

describe('the random numbers of the paper', () => {
  it('begin as published for seed 42', () => {
    const words = new Xoshiro256(42);
    expect([words.word(), words.word(), words.word(), words.word()]).toEqual([
      813639409264350777n,
      2551503247787683383n,
      15412424141984459603n,
      10165808877045362014n,
    ]);
    const uniforms = new Xoshiro256(42);
    for (const u of [0.0441074807572115, 0.138317268217761, 0.83550918690038]) {
      expect(uniforms.uniform()).toBeCloseTo(u, 14);
    }
    const normals = new Xoshiro256(42);
    for (const z of [1.61283629309086, -0.568898595111444, -0.780326786790806]) {
      expect(normals.normal()).toBeCloseTo(z, 13);
    }
  });

  it.each([0, 1, 300, 7_502_000, 2 ** 53 - 1])('are those of 64-bit arithmetic, seed %i', (seed) => {
    const plain = reference(BigInt(seed));
    const random = new Xoshiro256(seed);
    for (let i = 0; i < 2000; i++) expect(random.word()).toBe(plain.next().value);
  });

  it('are the top 53 bits as uniforms', () => {
    const [words, uniforms] = [new Xoshiro256(9), new Xoshiro256(9)];
    for (let i = 0; i < 1000; i++) expect(uniforms.uniform()).toBe(Number(words.word() >> 11n) / 2 ** 53);
  });

  it('are normal', () => {
    const random = new Xoshiro256(3);
    const n = 50_000;
    const draws = Array.from({ length: n }, () => random.normal());
    const moment = (power: number) => draws.reduce((sum, z) => sum + z ** power, 0) / n;
    // Standard errors of the first, second and fourth moment: 1, √2 and √96 over √n.
    expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  it('refuse a seed that is none', () => {
    expect(() => new Xoshiro256(-1)).toThrow('seed must');
    expect(() => new Xoshiro256(0.5)).toThrow('seed must');
  });
});
