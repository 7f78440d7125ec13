import { InvalidInputError, randomStream } from '../../foundation/index.js';
import { network } from '../networks/network.js';
import { pageRank, type PageRankOptions } from '../networks/pagerank.js';
import { dayOfPosts, type PostStream } from './post-stream.js';

/** PageRank of one day's comments. */
export interface DayRank {
  /** Agents that commented or were commented on, as indices into the stream's `agentNames`, best first. */
  readonly agents: Int32Array;
  /** Their shares, descending; they sum to 1. */
  readonly scores: Float64Array;
  readonly comments: number;
  readonly converged: boolean;
}

/**
 * Who is listened to, day by day: PageRank of the graph from commenter to author, weighted by comments. A comment belongs
 * to the day of the last post before it. Comments on own posts are left out. Days without comments are `null`.
 *
 * With `shuffle` every comment goes to a random post by another agent of the same day as the post it was made on: the
 * null model in which nobody is more worth listening to, with the same activity.
 *
 * Cost: comments an iteration.
 *
 * @throws InvalidInputError when the stream has no comments or an option is out of range.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { dailyPageRank, postStream } from 'polity/populations';
 * const stream = postStream({
 *   embeddings: [[1, 0], [0, 1]], agents: ['ada', 'bob'], days: [0, 0],
 *   comments: { agents: ['ada', 'eve'], posts: [1, 1], at: [2, 2] },
 * });
 * dailyPageRank(stream)[0]?.agents[0]; // 1
 * ```
 */
export function dailyPageRank(
  stream: PostStream,
  { shuffle, ...options }: PageRankOptions & { readonly shuffle?: { readonly seed: number } } = {},
): readonly (DayRank | null)[] {
  const { comments, author, days, dayStart } = stream;
  if (!comments) throw new InvalidInputError('comments', comments, 'be given with the posts');
  const day = dayOfPosts(stream);
  const random = shuffle && randomStream(shuffle.seed);
  const edges = Array.from({ length: days }, () => ({ sources: [] as number[], targets: [] as number[] }));
  comments.agent.forEach((agent, c) => {
    let target = author[comments.post[c]];
    if (target === agent) return;
    if (random) {
      const t = day[comments.post[c]];
      // The author commented on is another agent, so there is one to be drawn.
      do target = author[dayStart[t] + random.below(dayStart[t + 1] - dayStart[t])];
      while (target === agent);
    }
    const { sources, targets } = edges[day[comments.at[c] - 1]];
    sources.push(agent);
    targets.push(target);
  });
  return edges.map(({ sources, targets }) => (sources.length === 0 ? null : rankDay(sources, targets, options)));
}

function rankDay(sources: readonly number[], targets: readonly number[], options: PageRankOptions): DayRank {
  const present = [...new Set([...sources, ...targets])].sort((a, b) => a - b);
  const at = new Map(present.map((agent, i) => [agent, i]));
  const index = (agents: readonly number[]) => agents.map((agent) => at.get(agent)!);
  const graph = network({ nodes: present.length, from: index(sources), to: index(targets) });
  const { ranks: scores, converged } = pageRank(graph, options);
  const order = present.map((_, i) => i).sort((i, j) => scores[j] - scores[i] || i - j);
  return {
    agents: Int32Array.from(order, (i) => present[i]),
    scores: Float64Array.from(order, (i) => scores[i]),
    comments: sources.length,
    converged,
  };
}
