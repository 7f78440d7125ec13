import { checkInteger } from '../../foundation/index.js';

const TWO_POW_MINUS_53 = 2 ** -53;
/** Smallest u₁ of Box–Muller: ln 0 has no value. */
const SMALLEST_UNIFORM = 1e-300;

/**
 * The random numbers of the body-reservoir paper, bit for bit: xoshiro256** in pairs of 32-bit words, seeded and turned into
 * normals as its author's program does. Everywhere else in Polity use `randomStream`; this exists so that published rows
 * can be reproduced to their last digit.
 *
 * Seeding resembles splitmix64, but the mixed value is fed back into the counter. A uniform is the top 53 bits; a normal is
 * the cosine branch of Box–Muller alone, two uniforms each.
 *
 * @see D. Blackman, S. Vigna, Scrambled linear pseudorandom number generators (2021); Y. Nakamura, arXiv 2602.20846
 *
 * @example
 * ```ts
 * import { Xoshiro256 } from 'polity/games';
 * const random = new Xoshiro256(42);
 * random.word(); // 813639409264350777n
 * new Xoshiro256(42).uniform(); // 0.0441074807572115
 * new Xoshiro256(42).normal(); // 1.61283629309086
 * ```
 */
export class Xoshiro256 {
  /** s₀ … s₃ and the latest output, each as its high word and its low word. */
  readonly #words = new Int32Array(10);

  /**
   * @param seed - whole number in [0, 2⁵³)
   * @throws InvalidInputError for another seed
   */
  constructor(seed: number) {
    checkInteger('seed', seed, { min: 0 });
    // Four words are made once a stream, so BigInt costs nothing here.
    let z = BigInt(seed) + 1n;
    for (let i = 0; i < 4; i++) {
      z = BigInt.asUintN(64, z + 0x9e3779b97f4a7c15n);
      z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
      z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
      const word = z ^ (z >> 31n);
      this.#words[2 * i] = Number(word >> 32n);
      this.#words[2 * i + 1] = Number(word & 0xffffffffn);
    }
  }

  /** The next 64 bits. */
  word(): bigint {
    advance(this.#words);
    return (BigInt(this.#words[8] >>> 0) << 32n) | BigInt(this.#words[9] >>> 0);
  }

  /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number {
    const words = this.#words;
    advance(words);
    return ((words[8] >>> 0) * 2 ** 21 + (words[9] >>> 11)) * TWO_POW_MINUS_53;
  }

  /** Standard normal. */
  normal(): number {
    const u = Math.max(this.uniform(), SMALLEST_UNIFORM);
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.uniform());
  }
}

/** One step of xoshiro256**: the output rotl(5 s₁, 7) · 9 goes to words 8 and 9. */
function advance(words: Int32Array): void {
  const high = words[2];
  const low = words[3];
  // 5 s = 4 s + s, 9 r = 8 r + r: the low words carry if their sum is less than a summand.
  const low5 = ((low << 2) + low) | 0;
  const high5 = ((high << 2) + (low >>> 30) + high + Number(low5 >>> 0 < (low << 2) >>> 0)) | 0;
  const turnedHigh = (high5 << 7) | (low5 >>> 25);
  const turnedLow = (low5 << 7) | (high5 >>> 25);
  const low9 = ((turnedLow << 3) + turnedLow) | 0;
  words[8] = (turnedHigh << 3) + (turnedLow >>> 29) + turnedHigh + Number(low9 >>> 0 < (turnedLow << 3) >>> 0);
  words[9] = low9;
  words[4] ^= words[0];
  words[5] ^= words[1];
  words[6] ^= high;
  words[7] ^= low;
  words[2] ^= words[4];
  words[3] ^= words[5];
  words[0] ^= words[6];
  words[1] ^= words[7];
  words[4] ^= (high << 17) | (low >>> 15);
  words[5] ^= low << 17;
  // A turn by 45 is a turn by 13 with the halves exchanged.
  const lastHigh = words[6];
  const lastLow = words[7];
  words[6] = (lastLow << 13) | (lastHigh >>> 19);
  words[7] = (lastHigh << 13) | (lastLow >>> 19);
}
