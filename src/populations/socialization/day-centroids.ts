import type { PostStream } from './post-stream.js';
import { addRow, cosineRows, dotRows } from './vector-rows.js';

/** Sums of the unit embeddings of each day, from which centroids and mean cosines follow. */
export interface DaySums {
  /** Row t: the sum over day t, `dimension` numbers. */
  readonly sums: Float64Array;
  /** Posts of each day. */
  readonly counts: Int32Array;
}

/** Sums of unit embeddings by day. */
export function daySums(stream: PostStream): DaySums {
  const { days, dimension, dayStart, units } = stream;
  const sums = new Float64Array(days * dimension);
  const counts = new Int32Array(days);
  for (let t = 0; t < days; t++) {
    counts[t] = dayStart[t + 1] - dayStart[t];
    for (let i = dayStart[t]; i < dayStart[t + 1]; i++) addRow(sums, t, units, i, dimension);
  }
  return { sums, counts };
}

/** A number for each pair of days. */
export interface DayMatrix {
  readonly days: number;
  /** Row-major days × days; NaN where it is not defined (an empty day). */
  readonly values: Float64Array;
  /** Mean over pairs of different days; NaN if there is none. */
  readonly mean: number;
}

/**
 * Cosine of the mean embeddings of each pair of days, `cos(c_s, c_t)`. Close to 1 says little by itself: the mean of many
 * posts that have nothing to do with each other is stable too, see {@link nullPredictions}.
 *
 * Cost: posts · dimension + days² · dimension.
 *
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { centroidStability, postStream } from 'polity/populations';
 * const stream = postStream({ embeddings: [[1, 0], [0, 1], [1, 1]], agents: [0, 1, 2], days: [0, 0, 1] });
 * centroidStability(stream).mean; // 1
 * ```
 */
export function centroidStability(stream: PostStream): DayMatrix {
  return centroidCosines(daySums(stream), stream.dimension);
}

/** {@link centroidStability} from sums. */
export function centroidCosines({ sums, counts }: DaySums, dimension: number): DayMatrix {
  return dayMatrix(counts.length, (s, t) => {
    if (s === t) return counts[s] > 0 ? 1 : NaN;
    return cosineRows(sums, s, sums, t, dimension);
  });
}

/**
 * Mean cosine of all pairs of posts, one of each of two days. For unit vectors it is the product of the two means, so no
 * pair is ever looked at; on one day a post is not paired with itself, `(|Σv|² − n)/(n(n − 1))`, and a day with a single
 * post has none (NaN).
 *
 * Cost: posts · dimension + days² · dimension.
 *
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { microHomogeneity, postStream } from 'polity/populations';
 * const stream = postStream({ embeddings: [[1, 0], [0, 1], [1, 0]], agents: [0, 1, 2], days: [0, 0, 1] });
 * microHomogeneity(stream).mean; // 0.5
 * ```
 */
export function microHomogeneity(stream: PostStream): DayMatrix {
  return pairwiseCosines(daySums(stream), stream.dimension);
}

/** {@link microHomogeneity} from sums. */
export function pairwiseCosines({ sums, counts }: DaySums, dimension: number): DayMatrix {
  return dayMatrix(counts.length, (s, t) => {
    const product = dotRows(sums, s, sums, t, dimension);
    return s === t ? (product - counts[s]) / (counts[s] * (counts[s] - 1)) : product / (counts[s] * counts[t]);
  });
}

/** Mean cosine of all pairs of different posts of the stream, whatever their days: an unbiased estimate of μ². */
export function meanPairwiseCosine({ units, posts, dimension }: PostStream): number {
  const sum = new Float64Array(dimension);
  for (let post = 0; post < posts; post++) addRow(sum, 0, units, post, dimension);
  return (dotRows(sum, 0, sum, 0, dimension) - posts) / (posts * (posts - 1));
}

function dayMatrix(days: number, value: (s: number, t: number) => number): DayMatrix {
  const values = new Float64Array(days * days);
  let [total, pairs] = [0, 0];
  for (let s = 0; s < days; s++) {
    for (let t = s; t < days; t++) {
      const entry = value(s, t);
      values[s * days + t] = values[t * days + s] = Number.isFinite(entry) ? entry : NaN;
      if (s !== t && Number.isFinite(entry)) {
        total += entry;
        pairs++;
      }
    }
  }
  return { days, values, mean: total / pairs };
}
