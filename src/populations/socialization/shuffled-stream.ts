import { checkOneOf, randomStream } from '../../foundation/index.js';
import type { PostStream } from './post-stream.js';

/**
 * The same society without time: posts change places, everything else stays. `agents` (default) shuffles each agent's posts
 * among its own places, so that who posts when is kept and nobody changes; `society` shuffles all posts of the stream
 * among the places of all, so that nobody differs from anybody either. Whatever a measure shows on such a stream is owed
 * to numbers of posts, not to socialization.
 *
 * Vectors, votes and tokens move together; comments are dropped, as they point at posts that have moved.
 *
 * Cost: one copy of the posts.
 *
 * @param options - `within`, what is kept together; `seed`, agent a uses stream (seed, a)
 * @throws InvalidInputError when an option is out of range.
 *
 * @example
 * ```ts
 * import { postStream, shuffledStream } from 'polity/populations';
 * const stream = postStream({ embeddings: [[1, 0], [0, 1]], agents: ['ada', 'bob'], days: [0, 1] });
 * shuffledStream(stream).units; // [1, 0, 0, 1]
 * ```
 */
export function shuffledStream(
  stream: PostStream,
  { within = 'agents', seed = 0 }: { readonly within?: 'agents' | 'society'; readonly seed?: number } = {},
): PostStream {
  checkOneOf('within', within, ['agents', 'society']);
  const { posts, dimension, units, agentStart, agentPosts, votes, tokens } = stream;
  const order = Int32Array.from({ length: posts }, (_, i) => i);
  if (within === 'society') randomStream(seed).shuffle(order);
  else {
    for (let agent = 0; agent < agentStart.length - 1; agent++) {
      const places = agentPosts.subarray(agentStart[agent], agentStart[agent + 1]);
      const dealt = randomStream(seed, agent).shuffle(places.slice());
      places.forEach((place, i) => (order[place] = dealt[i]));
    }
  }
  const moved = new Float32Array(units.length);
  order.forEach((post, place) => {
    moved.set(units.subarray(post * dimension, (post + 1) * dimension), place * dimension);
  });
  return {
    ...stream,
    units: moved,
    votes: votes && Float64Array.from(order, (post) => votes[post]),
    tokens: tokens && Array.from(order, (post) => tokens[post]),
    comments: null,
  };
}
