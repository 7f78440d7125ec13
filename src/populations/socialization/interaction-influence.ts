import { checkInteger, checkOneOf, InvalidInputError, randomStream } from '../../foundation/index.js';
import { studentTQuantile, type Estimate } from '../../statistics/index.js';
import { daySums } from './day-centroids.js';
import { dayOfPosts, type PostStream } from './post-stream.js';
import { dotRows, mean } from './vector-rows.js';

export interface InfluenceOptions {
  /** Own posts looked at before the comment, default 5. */
  readonly before?: number;
  /** Own posts looked at after the comment, default 5. */
  readonly after?: number;
  /** `cosine` of embeddings (default), or `jaccard` overlap of the sets of words, which needs tokens. */
  readonly similarity?: 'cosine' | 'jaccard';
  /**
   * What the approach is compared with: one `random` post by another agent on the day of the post commented on, or the
   * expectation over all of them (`expected`, the default with cosines), which is the same without the noise of the draw.
   */
  readonly baseline?: 'expected' | 'random';
  /** Default 0. Comment c draws its post from stream (seed, c). */
  readonly seed?: number;
}

export interface InteractionInfluence {
  /** Index of each comment looked at. */
  readonly comments: Int32Array;
  /** Comments left out because the agent has too few own posts before or after, or nobody else wrote that day. */
  readonly omitted: number;
  /** Mean similarity to the post after less before, for each comment looked at. */
  readonly approach: Float64Array;
  /** The same for the post compared with. */
  readonly baseline: Float64Array;
  /** Mean of approach − baseline; standard error by agents, whose comments belong together. */
  readonly influence: Estimate;
}

/**
 * Do agents write more like a post once they have replied to it? For each comment the mean similarity of the agent's own
 * posts to the post commented on, after less before, and the same for a post of the day that it did not comment on.
 *
 * Cost: comments · (before + after) · dimension.
 *
 * @throws InvalidInputError when the stream has no comments (or, for `jaccard`, no tokens), an option is out of range, or
 * no comment is left.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { interactionInfluence, postStream } from 'polity/populations';
 * const stream = postStream({
 *   embeddings: [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]], agents: ['ada', 'bob', 'eve', 'ada'], days: [0, 0, 0, 1],
 *   comments: { agents: ['ada'], posts: [1], at: [3] },
 * });
 * interactionInfluence(stream, { before: 1, after: 1 }).influence.estimate; // 1
 * ```
 */
export function interactionInfluence(
  stream: PostStream,
  {
    before = 5,
    after = 5,
    similarity = 'cosine',
    baseline = similarity === 'cosine' ? 'expected' : 'random',
    seed = 0,
  }: InfluenceOptions = {},
): InteractionInfluence {
  checkInteger('before', before, { min: 1 });
  checkInteger('after', after, { min: 1 });
  checkOneOf('similarity', similarity, ['cosine', 'jaccard']);
  checkOneOf('baseline', baseline, similarity === 'cosine' ? ['expected', 'random'] : ['random']);
  const { comments, agentStart, agentPosts, dayStart, author } = stream;
  if (!comments) throw new InvalidInputError('comments', comments, 'be given with the posts');
  const similar = similarityOf(stream, similarity);
  const approachTo = (own: Int32Array, middle: number, to: (post: number) => number) => {
    let [earlier, later] = [0, 0];
    for (let i = 1; i <= before; i++) earlier += to(own[middle - i]);
    for (let i = 0; i < after; i++) later += to(own[middle + i]);
    return later / after - earlier / before;
  };
  const others = baseline === 'expected' ? expectedSimilarity(stream) : null;
  const day = dayOfPosts(stream);
  const kept: number[] = [];
  const approach: number[] = [];
  const compared: number[] = [];
  for (let c = 0; c < comments.agent.length; c++) {
    const [agent, post] = [comments.agent[c], comments.post[c]];
    const own = agentPosts.subarray(agentStart[agent], agentStart[agent + 1]);
    const middle = countBelow(own, comments.at[c]);
    const t = day[post];
    const candidates = others?.candidates(agent, post) ?? strangers(author, dayStart[t], dayStart[t + 1], agent, post);
    if (middle < before || own.length - middle < after || candidates === 0) continue;
    kept.push(c);
    approach.push(approachTo(own, middle, (mine) => similar(mine, post)));
    if (others) compared.push(approachTo(own, middle, (mine) => others.similarity(mine, agent, post)));
    else {
      const stranger = randomStranger(stream, t, { agent, post, seed, comment: c });
      compared.push(approachTo(own, middle, (mine) => similar(mine, stranger)));
    }
  }
  if (kept.length === 0)
    throw new InvalidInputError('comments with enough own posts before and after', 0, 'be at least 1');
  const excess = Float64Array.from(approach, (value, i) => value - compared[i]);
  return {
    comments: Int32Array.from(kept),
    omitted: comments.agent.length - kept.length,
    approach: Float64Array.from(approach),
    baseline: Float64Array.from(compared),
    influence: clusteredMean(
      excess,
      kept.map((c) => comments.agent[c]),
    ),
  };
}

function similarityOf({ units, dimension, tokens }: PostStream, kind: 'cosine' | 'jaccard') {
  if (kind === 'cosine') return (i: number, j: number) => dotRows(units, i, units, j, dimension);
  if (!tokens) throw new InvalidInputError('tokens', tokens, 'be given with the posts');
  const sets = tokens.map((words) => new Set(words));
  return (i: number, j: number) => {
    let common = 0;
    for (const word of sets[i]) if (sets[j].has(word)) common++;
    const union = sets[i].size + sets[j].size - common;
    return union === 0 ? 0 : common / union;
  };
}

/** Mean similarity of a post to all posts of a day but one and but those of an agent, from the sums of the day. */
function expectedSimilarity(stream: PostStream) {
  const { units, dimension, author, dayStart, agentStart, agentPosts } = stream;
  const { sums } = daySums(stream);
  const day = dayOfPosts(stream);
  const ofDay = (agent: number, t: number) => {
    const own = agentPosts.subarray(agentStart[agent], agentStart[agent + 1]);
    return own.subarray(countBelow(own, dayStart[t]), countBelow(own, dayStart[t + 1]));
  };
  const candidates = (agent: number, post: number) => {
    const t = day[post];
    return dayStart[t + 1] - dayStart[t] - ofDay(agent, t).length - (author[post] === agent ? 0 : 1);
  };
  return {
    candidates,
    similarity: (mine: number, agent: number, post: number) => {
      const t = day[post];
      let total = 0;
      for (let i = 0; i < dimension; i++) total += units[mine * dimension + i] * sums[t * dimension + i];
      for (const own of ofDay(agent, t)) total -= dotRows(units, mine, units, own, dimension);
      if (author[post] !== agent) total -= dotRows(units, mine, units, post, dimension);
      return total / candidates(agent, post);
    },
  };
}

function strangers(author: Int32Array, from: number, to: number, agent: number, post: number): number {
  let count = 0;
  for (let p = from; p < to; p++) if (p !== post && author[p] !== agent) count++;
  return count;
}

function randomStranger(
  { author, dayStart }: PostStream,
  t: number,
  { agent, post, seed, comment }: { agent: number; post: number; seed: number; comment: number },
): number {
  const random = randomStream(seed, comment);
  for (;;) {
    const drawn = dayStart[t] + random.below(dayStart[t + 1] - dayStart[t]);
    if (drawn !== post && author[drawn] !== agent) return drawn;
  }
}

/** How many entries of an ascending list are below a value. */
function countBelow(ascending: Int32Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Mean with a standard error that lets the values of one cluster depend on each other in any way. */
function clusteredMean(values: Float64Array, clusters: readonly number[], level = 0.95): Estimate {
  const estimate = mean(values);
  const sums = new Map<number, number>();
  values.forEach((value, i) => sums.set(clusters[i], (sums.get(clusters[i]) ?? 0) + value - estimate));
  const n = sums.size;
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  const standardError = n > 1 ? Math.sqrt((squares * n) / (n - 1)) / values.length : NaN;
  const reach = n > 1 ? standardError * studentTQuantile((1 + level) / 2, { degrees: n - 1 }) : NaN;
  return {
    estimate,
    standardError,
    interval: { lower: estimate - reach, upper: estimate + reach, level },
    n,
    method: 'mean over comments of approach less baseline, clustered by agent',
  };
}
