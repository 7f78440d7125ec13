import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { tokensOf } from './post-stream.js';

/**
 * Embeddings without a model: counts of words and word pairs, weighted by how rare they are (`ln(posts / posts with it) + 1`
 * on `1 + ln count`), added with a random sign to one of `dimension` places chosen by a hash. Products of such vectors
 * estimate products of the full count vectors without bias. They see words, not meaning: two posts that say the same in
 * other words are far apart.
 *
 * Cost: one hash a word and pair.
 *
 * @param posts - tokens of each post, or a text to be split at white space
 * @returns rows of `dimension` numbers, one a post, of unit length
 * @throws InvalidInputError when a post has no words (the error names it) or an option is out of range.
 * @see K. Weinberger et al., ICML 2009, arXiv 0902.2206
 *
 * @example
 * ```ts
 * import { hashedEmbedding } from 'polity/populations';
 * const [a, b] = hashedEmbedding(['to be or not', 'to be or not'], { dimension: 8 });
 * a.every((value, i) => value === b[i]); // true
 * ```
 */
export function hashedEmbedding(
  posts: readonly (string | readonly string[])[],
  { dimension = 256, pairs = true }: { readonly dimension?: number; readonly pairs?: boolean } = {},
): Float32Array[] {
  checkInteger('dimension', dimension, { min: 1 });
  const postCounts = posts.map((post, i) => {
    const words = tokensOf(post).map((word) => word.toLowerCase());
    if (words.length === 0) throw new InvalidInputError(`posts[${i}]`, post, 'hold a word');
    const counts = new Map<string, number>();
    const count = (feature: string) => counts.set(feature, (counts.get(feature) ?? 0) + 1);
    words.forEach((word, at) => {
      count(word);
      if (pairs && at > 0) count(`${words[at - 1]} ${word}`);
    });
    return counts;
  });
  const present = new Map<string, number>();
  for (const counts of postCounts)
    for (const feature of counts.keys()) present.set(feature, (present.get(feature) ?? 0) + 1);
  return postCounts.map((counts, post) => {
    const row = new Float64Array(dimension);
    for (const [feature, count] of counts) {
      const hash = hashOf(feature);
      const weight = (1 + Math.log(count)) * (1 + Math.log(posts.length / present.get(feature)!));
      row[(hash >>> 1) % dimension] += hash & 1 ? weight : -weight;
    }
    const size = Math.hypot(...row);
    if (size === 0)
      throw new InvalidInputError('dimension', dimension, `be larger: the words of posts[${post}] cancel`);
    return Float32Array.from(row, (value) => value / size);
  });
}

/** FNV-1a over UTF-16 units, finished so that every bit depends on every unit. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
