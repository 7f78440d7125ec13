import { checkInteger, checkNumber } from '../../foundation/index.js';

/** What a society in which nothing happens looks like. */
export interface NullPredictions {
  /** Expected cosine of the mean embeddings of two days of `posts` posts each. */
  readonly centroidCosine: number;
  /** Expected drift `1 − cos` between the halves of `posts` posts of an agent who never changes; NaN for one post. */
  readonly drift: number;
}

/**
 * Predictions for posts that are independent draws from one distribution of unit vectors with mean pairwise cosine μ²:
 * a mean of n has squared length `μ² + (1 − μ²)/n`, so two means have cosine `μ² / (μ² + (1 − μ²)/n)` (ratio of
 * expectations, right to order 1/n in high dimension). Stable centroids above low similarity are the law of large
 * numbers; drift that is lower for more active agents is the same law.
 *
 * Cost: constant.
 *
 * @param population - `meanCosine`, μ² in [0, 1]; `posts`, how many posts of a day or of an agent
 * @throws InvalidInputError when μ² is outside [0, 1] or `posts` is not a positive whole number.
 *
 * @example
 * ```ts
 * import { nullPredictions } from 'polity/populations';
 * nullPredictions({ meanCosine: 0.1, posts: 200 }).centroidCosine; // 0.956938
 * nullPredictions({ meanCosine: 0.3, posts: 10 }).drift; // 0.318182
 * ```
 */
export function nullPredictions({
  meanCosine,
  posts,
}: {
  readonly meanCosine: number;
  readonly posts: number;
}): NullPredictions {
  checkNumber('meanCosine', meanCosine, { min: 0, max: 1 });
  checkInteger('posts', posts, { min: 1 });
  return {
    centroidCosine: expectedCosine(meanCosine, posts, posts),
    drift: posts < 2 ? NaN : 1 - expectedCosine(meanCosine, Math.floor(posts / 2), Math.ceil(posts / 2)),
  };
}

/** Expected cosine of two means of n and m independent unit vectors with mean pairwise cosine μ². */
export function expectedCosine(meanCosine: number, n: number, m: number): number {
  const square = (count: number) => meanCosine + (1 - meanCosine) / count;
  return meanCosine / Math.sqrt(square(n) * square(m));
}
