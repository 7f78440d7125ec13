import { randomStream } from '../../foundation/index.js';
import type { ContactGraph } from '../engine/contact-graph.js';
import { network, type Network } from '../networks/network.js';

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
 * randomReplies(preferentialAttachment(100, { contacts: 3 }), { seed: 1 }).edges; // 294
 * ```
 */
export function randomReplies(contacts: ContactGraph, { seed = 0 }: { readonly seed?: number } = {}): Network {
  const random = randomStream(seed);
  const [from, to]: [number[], number[]] = [[], []];
  for (let agent = 0; agent < contacts.size; agent++) {
    for (const other of contacts.neighboursOf(agent)) {
      if (other > agent) continue;
      const [replies, answered] = random.bernoulli(0.5) ? [agent, other] : [other, agent];
      from.push(replies);
      to.push(answered);
    }
  }
  return network({ nodes: contacts.size, from, to });
}
