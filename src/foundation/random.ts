import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { checkInteger } from './checks.js';

/**
 * A stream of random numbers that depends on its seed and index and on nothing else, so that work can be cut
 * anywhere (one index an item, a trial block, a replicate) and give the same bytes on any number of threads.
 */
export interface RandomStream {
  /** 32 random bits, as an integer in [0, 2³²). */
  uint32(): number;
  /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number;
  /** Uniform on the integers 0 … n − 1 without bias, n ≤ 2³². */
  below(n: number): number;
  /** True with probability p. */
  bernoulli(p: number): boolean;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** Fisher–Yates shuffle in place. */
  shuffle<Values extends { [i: number]: unknown; readonly length: number }>(values: Values): Values;
}

/**
 * The stream of the pair (seed, index): xoroshiro128+ whose 128-bit state is a hash of the pair.
 *
 * @param seed - whole number in [0, 2⁵³)
 * @param index - whole number in [0, 2⁵³)
 *
 * @example
 * ```ts
 * import { randomStream } from 'polity/foundation';
 * randomStream(7, 0).uniform() === randomStream(7, 0).uniform(); // true
 * ```
 */
export function randomStream(seed: number, index = 0): RandomStream {
  return new Stream(randomWords(seed, index, 4));
}

/**
 * `count` well-mixed 32-bit words that depend on (seed, index) only: the start state of a kernel that runs its own
 * generator. Never all zero.
 */
export function randomWords(seed: number, index: number, count: number): Uint32Array {
  checkInteger('seed', seed, { min: 0 });
  checkInteger('index', index, { min: 0 });
  // Four absorbed words, then a counter: each passes through Murmur3's finaliser, which is a bijection.
  let state = 0x9e3779b9;
  for (const part of [seed, index]) {
    state = mix((state + (part >>> 0)) | 0);
    state = mix((state ^ Math.floor(part / 2 ** 32)) + 0x85ebca6b);
  }
  // One 32-bit hash would let 2³² pairs collide; a second, differently keyed, makes the state 64 bits wide.
  let other = 0x7f4a7c15;
  for (const part of [index, seed]) {
    other = mix((other ^ Math.floor(part / 2 ** 32)) + 0xc2b2ae35);
    other = mix((other + (part >>> 0)) | 0);
  }
  const words = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    state = (state + 0x9e3779b9) | 0;
    other = (other + 0x6c078965) | 0;
    words[i] = mix(state) ^ mix(other ^ rotate(state, 15));
  }
  if (words.every((word) => word === 0)) words[0] = 1;
  return words;
}

class Stream implements RandomStream {
  readonly #generator: ReturnType<typeof xoroshiro128plusFromState>;
  #spareNormal = NaN;

  constructor(words: Uint32Array) {
    this.#generator = xoroshiro128plusFromState([words[0] | 0, words[1] | 0, words[2] | 0, words[3] | 0]);
  }

  uint32(): number {
    return this.#generator.next() >>> 0;
  }

  uniform(): number {
    // The high bits: the lowest ones of a "+" generator are its weakest.
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 0x4000000 + low) * 2 ** -53;
  }

  below(n: number): number {
    // Draws past the last whole multiple of n would favour the small values: reject them.
    const limit = 2 ** 32 - (2 ** 32 % n);
    let draw = this.uint32();
    while (draw >= limit) draw = this.uint32();
    return draw % n;
  }

  bernoulli(p: number): boolean {
    return this.uniform() < p;
  }

  normal(): number {
    if (!Number.isNaN(this.#spareNormal)) {
      const spare = this.#spareNormal;
      this.#spareNormal = NaN;
      return spare;
    }
    let x: number, y: number, r: number;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      r = x * x + y * y;
    } while (r >= 1 || r === 0);
    const scale = Math.sqrt((-2 * Math.log(r)) / r);
    this.#spareNormal = y * scale;
    return x * scale;
  }

  shuffle<Values extends { [i: number]: unknown; readonly length: number }>(values: Values): Values {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [values[i], values[j]] = [values[j], values[i]];
    }
    return values;
  }
}

function mix(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
