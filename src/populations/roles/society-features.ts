import type { Society } from '../records/index.js';

/** What {@link societyFeatures} counts, in its order. */
export const SOCIETY_FEATURES = [
  'posts',
  'comments',
  'agents answered',
  'agents answering',
  'replies received',
] as const;

/**
 * What each agent does, in five counts: its posts, its comments, how many agents it answers, how many answer it, and how often.
 * All cost O(edges), so that they are there for archives of any size.
 *
 * @example
 * ```ts
 * import { readSociety, societyFeatures, syntheticMoltbook } from 'polity/populations';
 * const { posts, comments } = syntheticMoltbook({ agents: 100, seed: 1 });
 * societyFeatures(await readSociety(posts, comments))[0].length; // 5
 * ```
 */
export function societyFeatures({
  agents,
  posts,
  comments,
  replies,
}: Pick<Society, 'agents' | 'posts' | 'comments' | 'replies'>): Float64Array[] {
  const rows = agents.map((_, i) => Float64Array.of(posts[i], comments[i], 0, 0, 0));
  for (let agent = 0; agent < rows.length; agent++) {
    for (let e = replies.starts[agent]; e < replies.starts[agent + 1]; e++) {
      rows[agent][2]++;
      rows[replies.targets[e]][3]++;
      rows[replies.targets[e]][4] += replies.weights[e];
    }
  }
  return rows;
}
