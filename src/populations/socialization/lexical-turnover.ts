import { checkInteger, checkOneOf, InvalidInputError, randomStream } from '../../foundation/index.js';
import { percentileInterval } from '../../statistics/index.js';
import { tokensOf } from './post-stream.js';

/** Posts of each day; a post is its tokens, or a text to be split at white space. */
export type DaysOfPosts = readonly (readonly (string | readonly string[])[])[];

export interface TurnoverOptions {
  /** Length of the n-grams, default 1; they never cross the border of a post. */
  readonly n?: number;
  /** `firstSeen` (default): new is what was never seen before; `previousDay`: new is what was absent the day before. */
  readonly mode?: 'firstSeen' | 'previousDay';
  /**
   * N-grams that occur less often than this in all days together are left out; default 1, the paper takes 2. A threshold
   * above 1 looks ahead: what is first said on the last day has had no time to be said again.
   */
  readonly minCount?: number;
}

export interface LexicalTurnover {
  /** Distinct n-grams of each day, |A_t|. */
  readonly active: Int32Array;
  /** Share of a day's n-grams that are new; 1 on the first day that has any, NaN on a day without n-grams. */
  readonly birth: Float64Array;
  /** Share of the n-grams of the day before that are gone; NaN on the first day and after a day without n-grams. */
  readonly death: Float64Array;
}

/**
 * How fast the vocabulary turns over: birth `|B_t|/|A_t|` and death `|A_{t−1} \ A_t|/|A_{t−1}|` of n-grams. A rate that
 * settles above 0 needs no innovation: samples from a fixed law of word frequencies do the same, see
 * {@link turnoverNull} and {@link shuffledTurnover}.
 *
 * Cost: n · tokens hashed; memory in distinct n-grams and tokens.
 *
 * @throws InvalidInputError when there is no day or an option is out of range.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { lexicalTurnover } from 'polity/populations';
 * const { birth, death } = lexicalTurnover([['a b c', 'b c d', 'a b'], ['a b c d', 'e f']]);
 * birth[1]; // 0.3333333
 * death[1]; // 0
 * ```
 */
export function lexicalTurnover(
  days: DaysOfPosts,
  { n = 1, mode = 'firstSeen', minCount = 1 }: TurnoverOptions = {},
): LexicalTurnover {
  checkOneOf('mode', mode, ['firstSeen', 'previousDay']);
  const { posts, dayStart, distinct } = encodeNgrams(days, n);
  return turnoverOf(posts, dayStart, { distinct, mode, minCount: checkInteger('minCount', minCount, { min: 1 }) });
}

export interface ShuffledTurnover {
  readonly birth: Float64Array;
  readonly death: Float64Array;
  /** Pointwise bounds that hold a share `level` of the shuffled societies. */
  readonly birthLower: Float64Array;
  readonly birthUpper: Float64Array;
  readonly deathLower: Float64Array;
  readonly deathUpper: Float64Array;
  readonly level: number;
  readonly draws: number;
}

/**
 * Turnover of the same posts dealt to the days at random, sizes of days kept: what vocabulary does in a society without
 * time. Observed turnover outside the band is change; inside it, sampling.
 *
 * Cost: `draws` times {@link lexicalTurnover} without hashing.
 *
 * @throws InvalidInputError when there is no day or an option is out of range.
 *
 * @example
 * ```ts
 * import { shuffledTurnover } from 'polity/populations';
 * const { birth } = shuffledTurnover([['a', 'a'], ['b', 'b']], { draws: 200 });
 * birth[0]; // 1
 * ```
 */
export function shuffledTurnover(
  days: DaysOfPosts,
  {
    n = 1,
    mode = 'firstSeen',
    minCount = 1,
    draws = 100,
    seed = 0,
    level = 0.95,
  }: TurnoverOptions & {
    /** Shuffles, default 100. */
    readonly draws?: number;
    /** Default 0. Shuffle r uses stream (seed, r). */
    readonly seed?: number;
    /** Default 0.95. */
    readonly level?: number;
  } = {},
): ShuffledTurnover {
  checkOneOf('mode', mode, ['firstSeen', 'previousDay']);
  checkInteger('draws', draws, { min: 1 });
  checkInteger('minCount', minCount, { min: 1 });
  const { posts, dayStart, distinct } = encodeNgrams(days, n);
  const runs = Array.from({ length: draws }, (_, r) =>
    turnoverOf(randomStream(seed, r).shuffle(posts.slice()), dayStart, { distinct, mode, minCount }),
  );
  const band = (rate: (run: LexicalTurnover) => Float64Array) => {
    const perDay = days.map((_, t) => runs.map((run) => rate(run)[t]).filter((value) => !Number.isNaN(value)));
    const bounds = perDay.map((values) => (values.length ? percentileInterval(values, { level }) : null));
    return {
      centre: Float64Array.from(perDay, (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
      lower: Float64Array.from(bounds, (bound) => bound?.lower ?? NaN),
      upper: Float64Array.from(bounds, (bound) => bound?.upper ?? NaN),
    };
  };
  const [birth, death] = [band((run) => run.birth), band((run) => run.death)];
  return {
    birth: birth.centre,
    death: death.centre,
    birthLower: birth.lower,
    birthUpper: birth.upper,
    deathLower: death.lower,
    deathUpper: death.upper,
    level,
    draws,
  };
}

interface EncodedDays {
  /** N-grams of each post, as numbers from 0. */
  readonly posts: Int32Array[];
  readonly dayStart: Int32Array;
  readonly distinct: number;
}

function encodeNgrams(days: DaysOfPosts, n: number): EncodedDays {
  checkInteger('n', n, { min: 1 });
  if (days.length === 0) throw new InvalidInputError('days.length', 0, 'be at least 1');
  const vocabulary = new Map<string, number>();
  // Level k numbers the (k + 1)-grams by the number of the k-gram they begin with and their last word.
  const levels = Array.from({ length: n - 1 }, () => new Map<number, number>());
  const dayStart = new Int32Array(days.length + 1);
  days.forEach((day, t) => (dayStart[t + 1] = dayStart[t] + day.length));
  const words = days
    .flat()
    .map((post) => Int32Array.from(tokensOf(post) as string[], (word) => numberOf(vocabulary, word)));
  const posts = words.map((post) => {
    let grams: Int32Array = post;
    levels.forEach((level, k) => {
      const longer = new Int32Array(Math.max(0, grams.length - 1));
      for (let i = 0; i < longer.length; i++) longer[i] = numberOf(level, grams[i] * vocabulary.size + post[i + k + 1]);
      grams = longer;
    });
    return grams;
  });
  return { posts, dayStart, distinct: (levels[n - 2] ?? vocabulary).size };
}

function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  let number = numbers.get(key);
  if (number === undefined) numbers.set(key, (number = numbers.size));
  return number;
}

function turnoverOf(
  posts: readonly Int32Array[],
  dayStart: Int32Array,
  { distinct, mode, minCount }: { distinct: number; mode: 'firstSeen' | 'previousDay'; minCount: number },
): LexicalTurnover {
  const days = dayStart.length - 1;
  const counts = new Int32Array(distinct);
  for (const post of posts) for (const gram of post) counts[gram]++;
  const lastSeen = new Int32Array(distinct).fill(-1);
  const active = new Int32Array(days);
  const birth = new Float64Array(days).fill(NaN);
  const death = new Float64Array(days).fill(NaN);
  for (let t = 0; t < days; t++) {
    let [born, kept] = [0, 0];
    for (let p = dayStart[t]; p < dayStart[t + 1]; p++) {
      for (const gram of posts[p]) {
        const before = lastSeen[gram];
        if (before === t || counts[gram] < minCount) continue;
        active[t]++;
        if (before === -1 || (mode === 'previousDay' && before < t - 1)) born++;
        if (before === t - 1 && t > 0) kept++;
        lastSeen[gram] = t;
      }
    }
    if (active[t] > 0) birth[t] = born / active[t];
    if (t > 0 && active[t - 1] > 0) death[t] = 1 - kept / active[t - 1];
  }
  return { active, birth, death };
}
