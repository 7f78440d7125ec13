import type { Archive } from './archive.js';
import { network, type Network } from './network.js';

export interface ReplyNetwork {
  /** A node an agent of the archive, in its order; the weight of an arc i → j is how often i replied to j. */
  readonly network: Network;
  /** Comments that became part of an arc. */
  readonly replies: number;
  /** Comments on one's own post or comment, which are no arcs. */
  readonly selfReplies: number;
}

/**
 * Who replies to whom: each comment is one unit of weight from its author to the author of the comment it replies to, or of
 * the post where it replies to none. Agents whom nobody answers are isolated nodes.
 *
 * Cost: linear.
 *
 * @example
 * ```ts
 * import { replyNetwork, syntheticArchive } from 'polity/populations';
 * const { network, replies } = replyNetwork(syntheticArchive({ agents: 50, days: 3 }));
 * network.weights.reduce((a, b) => a + b, 0) === replies; // true
 * ```
 */
export function replyNetwork({ agents, posts, comments }: Archive): ReplyNetwork {
  const total = comments.author.length;
  const from = new Int32Array(total);
  const to = new Int32Array(total);
  let replies = 0;
  for (let c = 0; c < total; c++) {
    const parent = comments.parent[c];
    const target = parent >= 0 ? comments.author[parent] : posts.author[comments.post[c]];
    if (target === comments.author[c]) continue;
    from[replies] = comments.author[c];
    to[replies++] = target;
  }
  return {
    network: network({ nodes: agents, from: from.subarray(0, replies), to: to.subarray(0, replies) }),
    replies,
    selfReplies: total - replies,
  };
}
