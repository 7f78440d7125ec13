import { checkInteger, InvalidInputError, randomStream } from '../../foundation/index.js';
import { jensenShannon } from './jensen-shannon.js';
import type { PostStream } from './post-stream.js';
import { dotRows, mean } from './vector-rows.js';

export interface LocalDensityOptions {
  /** Nearest neighbours K, default 10. */
  readonly neighbours?: number;
  /**
   * Posts drawn from each day, without replacement; default the size of the smallest day. Density grows with the number
   * of posts, so days are only comparable at one size; `'all'` takes all posts of every day.
   */
  readonly sampleSize?: number | 'all';
  /** Default 0. Day t draws from stream (seed, t). */
  readonly seed?: number;
  /** Bins of the histograms over [−1, 1] behind the divergence of days, default 50. */
  readonly bins?: number;
}

export interface LocalDensity {
  /** For each day the density of each post looked at; `null` for an empty day. */
  readonly days: readonly (DayDensity | null)[];
  /** Jensen–Shannon divergence, in bits, of the histograms of day t and of the day before; NaN where there is none. */
  readonly divergence: Float64Array;
}

export interface DayDensity {
  /** Posts looked at, ascending. */
  readonly posts: Int32Array;
  /** Mean cosine of each of them to its K nearest neighbours. */
  readonly densities: Float64Array;
  readonly mean: number;
}

/**
 * Local density of a post: the mean cosine to its K nearest neighbours among posts of its day.
 *
 * Cost: size² · dimension / 2 a day, exact; K numbers of memory a post.
 *
 * @throws InvalidInputError when K is not below the number of posts looked at (the error names the day) or an option is
 * out of range.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { localDensity, postStream } from 'polity/populations';
 * const stream = postStream({
 *   embeddings: [[1, 0, 0], [0.8, 0.6, 0], [0.6, 0.8, 0]], agents: [0, 0, 1], days: [0, 0, 0],
 * });
 * localDensity(stream, { neighbours: 2 }).days[0]?.densities; // [0.7, 0.88, 0.78]
 * ```
 */
export function localDensity(
  stream: PostStream,
  { neighbours = 10, sampleSize, seed = 0, bins = 50 }: LocalDensityOptions = {},
): LocalDensity {
  checkInteger('neighbours', neighbours, { min: 1 });
  checkInteger('bins', bins, { min: 1 });
  const sizes = Array.from({ length: stream.days }, (_, t) => stream.dayStart[t + 1] - stream.dayStart[t]);
  const size =
    sampleSize === 'all'
      ? Infinity
      : sampleSize === undefined
        ? Math.min(...sizes.filter((n) => n > 0))
        : checkInteger('sampleSize', sampleSize, { min: 2 });
  const days = sizes.map((count, t) => {
    if (count === 0) return null;
    const wanted = Math.min(size, count);
    if (sampleSize !== undefined && sampleSize !== 'all' && count < sampleSize) {
      throw new InvalidInputError(
        'sampleSize',
        sampleSize,
        `be at most ${count}, the posts of day ${stream.firstDay + t}`,
      );
    }
    if (neighbours >= wanted) {
      const requirement = `be below ${wanted}, the posts looked at of day ${stream.firstDay + t}`;
      throw new InvalidInputError('neighbours', neighbours, requirement);
    }
    const posts = samplePosts(stream.dayStart[t], count, wanted, seed, t);
    const densities = densitiesOf(stream, posts, neighbours);
    return { posts, densities, mean: mean(densities) };
  });
  const divergence = new Float64Array(days.length).fill(NaN);
  const histograms = days.map((day) => day && histogram(day.densities, bins));
  histograms.forEach((counts, t) => {
    const before = histograms[t - 1];
    if (counts && before) divergence[t] = jensenShannon(before, counts);
  });
  return { days, divergence };
}

function samplePosts(first: number, count: number, wanted: number, seed: number, day: number): Int32Array {
  const posts = Int32Array.from({ length: count }, (_, i) => first + i);
  if (wanted === count) return posts;
  const stream = randomStream(seed, day);
  for (let i = 0; i < wanted; i++) {
    const j = i + stream.below(count - i);
    [posts[i], posts[j]] = [posts[j], posts[i]];
  }
  return posts.slice(0, wanted).sort();
}

/** Each pair is multiplied once and offered to both posts. */
function densitiesOf({ units, dimension }: PostStream, posts: Int32Array, neighbours: number): Float64Array {
  const n = posts.length;
  const nearest = new Float64Array(n * neighbours).fill(-Infinity);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const cosine = dotRows(units, posts[i], units, posts[j], dimension);
      keep(nearest, i * neighbours, neighbours, cosine);
      keep(nearest, j * neighbours, neighbours, cosine);
    }
  }
  return Float64Array.from({ length: n }, (_, i) => mean(nearest.subarray(i * neighbours, (i + 1) * neighbours)));
}

/** Inserts a value into a descending list that keeps its largest. */
function keep(nearest: Float64Array, at: number, neighbours: number, value: number): void {
  let place = at + neighbours - 1;
  if (value <= nearest[place]) return;
  for (; place > at && nearest[place - 1] < value; place--) nearest[place] = nearest[place - 1];
  nearest[place] = value;
}

function histogram(densities: Float64Array, bins: number): Float64Array {
  const counts = new Float64Array(bins);
  // Cosines of single-precision rows may exceed 1 in the last digits.
  for (const density of densities) {
    counts[Math.max(0, Math.min(bins - 1, Math.floor(((density + 1) / 2) * bins)))]++;
  }
  return counts;
}
