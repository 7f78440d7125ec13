import { checkInteger, checkNumber, checkVector, InvalidInputError, randomStream } from '../../foundation/index.js';
import { dayOfPosts, type PostStream } from './post-stream.js';

export interface PageRank {
  /** One share a node; they sum to 1. */
  readonly scores: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  /** Sum of absolute changes in the last iteration. */
  readonly residual: number;
}

export interface PageRankOptions {
  /** Chance to follow an edge rather than to jump, default 0.85. */
  readonly damping?: number;
  /** Sum of absolute changes at which to stop, default 1e-12. */
  readonly tolerance?: number;
  /** Default 1,000. */
  readonly maxIterations?: number;
}

/** A weighted directed graph as a list of edges. */
export interface AttentionGraph {
  readonly nodes: number;
  readonly sources: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  /** Default 1 each. Parallel edges add up. */
  readonly weights?: ArrayLike<number>;
}

/**
 * PageRank of a weighted directed graph by power iteration: `r ← d(Wᵀr + dangling/N) + (1 − d)/N` with rows of W summing
 * to 1; what nodes without an edge hold is spread over all.
 *
 * Cost: edges an iteration; the error falls by `damping` each time.
 *
 * @throws InvalidInputError when a node is out of range, a weight is negative, or an option is out of range.
 * @see L. Page, S. Brin, R. Motwani, T. Winograd (1999)
 *
 * @example
 * ```ts
 * import { pageRank } from 'polity/populations';
 * pageRank({ nodes: 3, sources: [0, 1], targets: [2, 2] }).scores[2]; // 0.5744681
 * ```
 */
export function pageRank(
  { nodes, sources, targets, weights }: AttentionGraph,
  { damping = 0.85, tolerance = 1e-12, maxIterations = 1000 }: PageRankOptions = {},
): PageRank {
  checkInteger('nodes', nodes, { min: 1 });
  checkNumber('damping', damping, { min: 0, max: 1, belowMax: true });
  checkNumber('tolerance', tolerance, { min: 0, aboveMin: true });
  checkInteger('maxIterations', maxIterations, { min: 1 });
  const range = { min: 0, max: nodes - 1 };
  const from = Int32Array.from(checkVector('sources', sources, { ...range, minLength: 0 }));
  const to = Int32Array.from(checkVector('targets', targets, { ...range, minLength: 0, length: from.length }));
  const share = weights
    ? checkVector('weights', weights, { min: 0, minLength: 0, length: from.length })
    : new Float64Array(from.length).fill(1);
  const out = new Float64Array(nodes);
  for (let e = 0; e < from.length; e++) out[from[e]] += share[e];
  for (let e = 0; e < from.length; e++) if (share[e] > 0) share[e] /= out[from[e]];
  let scores: Float64Array = new Float64Array(nodes).fill(1 / nodes);
  let next: Float64Array = new Float64Array(nodes);
  let [iterations, residual] = [0, Infinity];
  while (residual > tolerance && iterations < maxIterations) {
    next.fill(0);
    for (let e = 0; e < from.length; e++) next[to[e]] += share[e] * scores[from[e]];
    let dangling = 0;
    for (let i = 0; i < nodes; i++) if (out[i] === 0) dangling += scores[i];
    const jump = (damping * dangling + 1 - damping) / nodes;
    residual = 0;
    for (let i = 0; i < nodes; i++) {
      next[i] = damping * next[i] + jump;
      residual += Math.abs(next[i] - scores[i]);
    }
    [scores, next] = [next, scores];
    iterations++;
  }
  return { scores, converged: residual <= tolerance, iterations, residual };
}

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
  const { scores, converged } = pageRank(
    { nodes: present.length, sources: sources.map((a) => at.get(a)!), targets: targets.map((a) => at.get(a)!) },
    options,
  );
  const order = present.map((_, i) => i).sort((i, j) => scores[j] - scores[i] || i - j);
  return {
    agents: Int32Array.from(order, (i) => present[i]),
    scores: Float64Array.from(order, (i) => scores[i]),
    comments: sources.length,
    converged,
  };
}
