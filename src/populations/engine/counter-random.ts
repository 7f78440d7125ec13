import { checkInteger, randomWords } from '../../foundation/index.js';

/**
 * Random numbers that have an address instead of an order: one for every counter (an agent), under a key that depends on
 * seed, step and substep. Agents may be visited in any order, by any number of threads, pushed to or pulled from: each
 * draws the same number.
 */
export interface CounterDraws {
  /** 32 random bits for a counter, a whole number in [0, 2³²). */
  word(counter: number): number;
  /** Uniform on [0, 1), a multiple of 2⁻³². */
  uniform(counter: number): number;
  /** True with probability p, exact to 2⁻⁶⁴. */
  happens(counter: number, p: number): boolean;
  /** Uniform on 0 … n − 1, n ≤ 2³²; no value's probability is off by more than 2⁻⁵³. */
  below(counter: number, n: number): number;
}

/** Numbers that substeps may have. */
const SUBSTEPS = 2 ** 22;

/**
 * The draws of one substep. A word is the counter, sent through two bijective 32-bit mixers with one half of a 64-bit key
 * before each; the key is a hash of seed, step and substep. Within one key no two counters get the same word.
 *
 * Cost: a few nanoseconds a word, nothing allocated.
 *
 * @param seed - whole number in [0, 2⁵³)
 * @param options.step - whole number in [0, 2³¹), default 0
 * @param options.substep - whole number in [0, 2²²), default 0
 * @throws InvalidInputError for a number out of range
 * @see Salmon, Moraes, Dror & Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC 2011), for the idea
 *
 * @example
 * ```ts
 * import { counterDraws } from 'polity/populations';
 * counterDraws(7, { step: 3 }).uniform(41) === counterDraws(7, { step: 3 }).uniform(41); // true
 * ```
 */
export function counterDraws(
  seed: number,
  { step = 0, substep = 0 }: { readonly step?: number; readonly substep?: number } = {},
): CounterDraws {
  checkInteger('step', step, { min: 0, max: 2 ** 31 - 1 });
  checkInteger('substep', substep, { min: 0, max: SUBSTEPS - 1 });
  const [before, between] = randomWords(seed, step * SUBSTEPS + substep, 2);
  return new Draws(before | 0, between | 0);
}

class Draws implements CounterDraws {
  constructor(
    private readonly before: number,
    private readonly between: number,
  ) {}

  word(counter: number): number {
    return mix(mix(counter + this.before) ^ this.between) >>> 0;
  }

  uniform(counter: number): number {
    return this.word(counter) * 2 ** -32;
  }

  happens(counter: number, p: number): boolean {
    const word = this.word(counter);
    const threshold = p * 2 ** 32;
    if (word + 1 <= threshold) return true;
    if (word >= threshold) return false;
    // The one word in 2³² that the threshold falls into is decided by 32 more bits.
    return this.#more(counter) * 2 ** -32 < threshold - word;
  }

  below(counter: number, n: number): number {
    return Math.floor((this.word(counter) * 2 ** -32 + (this.#more(counter) >>> 11) * 2 ** -53) * n);
  }

  /** 32 more bits for a counter. */
  #more(counter: number): number {
    return mix(mix(counter ^ this.between) + this.before) >>> 0;
  }
}

/** A bijection of 32-bit words in which every bit of the input flips every bit of the output half of the time (C. Wellons). */
function mix(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}
