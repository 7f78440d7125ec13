import { randomStream } from '../../foundation/index.js';
import type { ContactGraph } from '../engine/contact-graph.js';
import type { ReplyEdges } from '../records/index.js';

/**
 * Replies without a reason behind them: of each two agents that meet, one, chosen by a coin, replies to the other.
 *
 * Cost: O(contacts).
 *
 * @param contacts - who meets whom, as from {@link preferentialAttachment}
 *
 * @example
 * ```ts
 * import { preferentialAttachment, randomReplies } from 'polity/populations';
 * randomReplies(preferentialAttachment(100, { contacts: 3 }), { seed: 1 }).from.length; // 294
 * ```
 */
export function randomReplies(contacts: ContactGraph, { seed = 0 }: { readonly seed?: number } = {}): ReplyEdges {
  const random = randomStream(seed);
  const pairs: { from: number; to: number }[] = [];
  for (let agent = 0; agent < contacts.size; agent++) {
    for (const other of contacts.neighboursOf(agent)) {
      if (other < agent) pairs.push(random.bernoulli(0.5) ? { from: agent, to: other } : { from: other, to: agent });
    }
  }
  pairs.sort((a, b) => a.from - b.from || a.to - b.to);
  return {
    from: Uint32Array.from(pairs, ({ from }) => from),
    to: Uint32Array.from(pairs, ({ to }) => to),
    weights: new Float64Array(pairs.length).fill(1),
  };
}
