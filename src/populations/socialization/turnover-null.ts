import { checkInteger, checkNumber, checkVector, InvalidInputError, randomStream } from '../../foundation/index.js';

/**
 * Zipf's law: probabilities proportional to `rank^{−exponent}`.
 *
 * @throws InvalidInputError when `words` is not a positive whole number or the exponent is negative.
 *
 * @example
 * ```ts
 * import { zipfLaw } from 'polity/populations';
 * zipfLaw({ words: 3, exponent: 1 })[0]; // 0.5454545
 * ```
 */
export function zipfLaw({ words, exponent }: { readonly words: number; readonly exponent: number }): Float64Array {
  checkInteger('words', words, { min: 1, max: 1e8 });
  checkNumber('exponent', exponent, { min: 0 });
  const law = new Float64Array(words);
  let total = 0;
  for (let i = 0; i < words; i++) total += law[i] = (i + 1) ** -exponent;
  for (let i = 0; i < words; i++) law[i] /= total;
  return law;
}

/** Expected turnover of each day, day 0 first. */
export interface TurnoverNull {
  /** Expected distinct words of a day. */
  readonly active: Float64Array;
  /** Births, new being never seen before. */
  readonly firstSeen: Float64Array;
  /** Births, new being absent the day before; 1 on day 0. */
  readonly previousDay: Float64Array;
  /** NaN on day 0. */
  readonly death: Float64Array;
}

/**
 * Turnover of a vocabulary that never changes: every day draws its words independently from one law. With
 * `q_t = (1 − p)^{m_t}` the chance that a word is not said on day t, births are `Σ(1 − q_t) Π_{s<t} q_s / Σ(1 − q_t)`
 * (never seen before) or `Σ(1 − q_t) q_{t−1} / Σ(1 − q_t)` (absent the day before), deaths
 * `Σ(1 − q_{t−1}) q_t / Σ(1 − q_{t−1})`: ratios of expectations, close where a day has many words.
 *
 * Cost: words · days.
 *
 * @param law - probability of each word
 * @param tokens - words said on each day
 * @throws InvalidInputError when the law is not a distribution or a number of tokens is not a positive whole number.
 *
 * @example
 * ```ts
 * import { turnoverNull, zipfLaw } from 'polity/populations';
 * const law = zipfLaw({ words: 20_000, exponent: 1.1 });
 * turnoverNull(law, [10_000, 10_000, 10_000]).death[2]; // 0.6175243
 * ```
 */
export function turnoverNull(law: ArrayLike<number>, tokens: ArrayLike<number>): TurnoverNull {
  const p = checkVector('law', law, { min: 0, max: 1 });
  const total = p.reduce((sum, value) => sum + value, 0);
  if (Math.abs(total - 1) > 1e-9) throw new InvalidInputError('sum of law', total, 'be 1');
  const sizes = checkVector('tokens', tokens);
  sizes.forEach((size, t) => checkInteger(`tokens[${t}]`, size, { min: 1 }));
  const days = sizes.length;
  const [active, unseen, absent, gone] = Array.from({ length: 4 }, () => new Float64Array(days));
  for (const probability of p) {
    const rate = Math.log1p(-probability);
    let never = 1;
    let before = 1;
    for (let t = 0; t < days; t++) {
      const q = probability === 1 ? 0 : Math.exp(sizes[t] * rate);
      active[t] += 1 - q;
      unseen[t] += (1 - q) * never;
      absent[t] += (1 - q) * before;
      gone[t] += (1 - before) * q;
      never *= q;
      before = q;
    }
  }
  return {
    active,
    firstSeen: unseen.map((value, t) => value / active[t]),
    previousDay: absent.map((value, t) => value / active[t]),
    death: gone.map((value, t) => (t === 0 ? NaN : value / active[t - 1])),
  };
}

export interface VocabularyOptions {
  /** Size of the fixed vocabulary, default 20,000. */
  readonly words?: number;
  /** Exponent of Zipf's law, default 1.1. */
  readonly exponent?: number;
  /** Posts of each day, default 12 days of 100. */
  readonly posts?: ArrayLike<number>;
  /** Tokens of a post, default 50. */
  readonly length?: number;
  /** Share of tokens that are words of the day, never said before or after it; default 0, the null model. */
  readonly innovation?: number;
  /** Words that are new on a day, when there is innovation; default 100. */
  readonly newWords?: number;
  /** Default 0. Day t uses stream (seed, t). */
  readonly seed?: number;
}

/**
 * Posts of a society that draws its words from a fixed law, or, with `innovation`, that coins `newWords` words each day
 * and says them for that day only.
 *
 * Cost: log₂(words) a token.
 *
 * @throws InvalidInputError when an option is out of range.
 *
 * @example
 * ```ts
 * import { lexicalTurnover, simulateVocabulary } from 'polity/populations';
 * lexicalTurnover(simulateVocabulary({ posts: [200, 200, 200] })).death[2]; // 0.6184579
 * ```
 */
export function simulateVocabulary({
  words = 20_000,
  exponent = 1.1,
  posts = new Array<number>(12).fill(100),
  length = 50,
  innovation = 0,
  newWords = 100,
  seed = 0,
}: VocabularyOptions = {}): readonly (readonly (readonly string[])[])[] {
  const law = zipfLaw({ words, exponent });
  checkInteger('length', length, { min: 1 });
  checkNumber('innovation', innovation, { min: 0, max: 1 });
  checkInteger('newWords', newWords, { min: 1 });
  const sizes = checkVector('posts', posts);
  sizes.forEach((count, t) => checkInteger(`posts[${t}]`, count, { min: 0 }));
  const cumulative = new Float64Array(words);
  law.reduce((sum, p, i) => (cumulative[i] = sum + p), 0);
  return Array.from(sizes, (count, t) => {
    const stream = randomStream(seed, t);
    return Array.from({ length: count }, () =>
      Array.from({ length }, () =>
        innovation > 0 && stream.bernoulli(innovation)
          ? `day${t}-${stream.below(newWords)}`
          : `word${firstAbove(cumulative, stream.uniform())}`,
      ),
    );
  });
}

/** Index of the first entry of an ascending list that exceeds a value; the last at most. */
export function firstAbove(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
