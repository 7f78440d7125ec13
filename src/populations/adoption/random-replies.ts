import { checkInteger, randomStream } from '../../foundation/index.js';
import type { ReplyEdges } from '../records/index.js';

/**
 * A network without a reason behind it: Barabási and Albert's growth, in which each agent joins with m edges to agents drawn in
 * proportion to their edges so far, and each edge points either way with probability ½.
 *
 * Cost: O(agents · edgesEach).
 *
 * @param options.edgesEach - m, 1 to agents − 1; the first m agents begin without edges
 * @throws InvalidInputError for numbers out of range.
 * @see A.-L. Barabási, R. Albert, Science 286 (1999) 509
 *
 * @example
 * ```ts
 * import { randomReplies } from 'polity/populations';
 * randomReplies({ agents: 100, edgesEach: 3, seed: 1 }).sources.length; // 291
 * ```
 */
export function randomReplies({
  agents,
  edgesEach,
  seed = 0,
}: {
  readonly agents: number;
  readonly edgesEach: number;
  readonly seed?: number;
}): ReplyEdges {
  checkInteger('agents', agents, { min: 2, max: 2 ** 24 });
  checkInteger('edgesEach', edgesEach, { min: 1, max: agents - 1 });
  const random = randomStream(seed);
  const edges = (agents - edgesEach) * edgesEach;
  // Both ends of every edge: a draw from them is in proportion to degrees.
  const ends = new Uint32Array(2 * edges);
  const pairs: { source: number; target: number }[] = [];
  const chosen = new Set<number>();
  for (let agent = edgesEach, count = 0; agent < agents; agent++) {
    chosen.clear();
    while (chosen.size < edgesEach) chosen.add(count === 0 ? chosen.size : ends[random.below(2 * count)]);
    for (const other of chosen) {
      const forward = random.bernoulli(0.5);
      pairs.push(forward ? { source: agent, target: other } : { source: other, target: agent });
    }
    for (const other of chosen) {
      ends[2 * count] = agent;
      ends[2 * count++ + 1] = other;
    }
  }
  pairs.sort((a, b) => a.source - b.source || a.target - b.target);
  return {
    from: Uint32Array.from(pairs, ({ source }) => source),
    to: Uint32Array.from(pairs, ({ target }) => target),
    weights: new Float64Array(edges).fill(1),
  };
}
