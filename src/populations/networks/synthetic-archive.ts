import { checkInteger, checkNumber, checkPositive, checkProbability, randomStream } from '../../foundation/index.js';
import type { Archive } from './archive.js';

export interface SyntheticArchiveOptions {
  readonly agents: number;
  /** Length of the record. */
  readonly days: number;
  /** Mean contributions an agent and day, default 2. */
  readonly activity?: number;
  /**
   * Exponent a > 1 of the Pareto law P(rate > x) = (x₀/x)^a of the agents' rates: the smaller, the more a few agents write;
   * default 1.5. Infinity: all alike.
   */
  readonly activityTail?: number;
  /** Chance that a comment repeats the phrase of what it replies to, rather than a random one; default 0, no influence. */
  readonly influence?: number;
  /** Whether agents have roles: a third only post, a third only comment, a third do both; else all do both. Default false. */
  readonly roles?: boolean;
  /** Share of contributions that are posts, of agents who do both; default 0.25. */
  readonly posts?: number;
  /** Default 10. */
  readonly places?: number;
  /** Different phrases, drawn with chances ∝ 1/rank; default 200. */
  readonly phrases?: number;
  readonly seed?: number;
}

/** 2026-02-01, 00:00 UTC. */
const BEGINNING = 1_769_904_000_000;
const DAY = 86_400_000;

/**
 * The archive of a scripted forum, whose truth is known: contributions at uniformly random times by agents with given
 * rates; posts in random places; comments on a random earlier post or comment, the later the likelier (one of the last
 * 50). Each text is one phrase of four words that occur in no other. With `influence` 0 and `roles` false there is
 * nothing to find but the tail of activity.
 *
 * Cost: linear in the number of contributions.
 *
 * @throws InvalidInputError when an option is out of range.
 *
 * @example
 * ```ts
 * import { syntheticArchive } from 'polity/populations';
 * const { posts, comments } = syntheticArchive({ agents: 100, days: 5 });
 * posts.author.length + comments.author.length; // 1000
 * ```
 */
export function syntheticArchive({
  agents,
  days,
  activity = 2,
  activityTail = 1.5,
  influence = 0,
  roles = false,
  posts: postShare = 0.25,
  places = 10,
  phrases = 200,
  seed = 0,
}: SyntheticArchiveOptions): Archive {
  checkInteger('agents', agents, { min: 1 });
  checkPositive('days', days);
  checkPositive('activity', activity);
  if (activityTail !== Infinity) checkNumber('activityTail', activityTail, { min: 1, aboveMin: true });
  checkProbability('influence', influence);
  checkNumber('posts', postShare, { min: 0, max: 1, aboveMin: true });
  checkInteger('places', places, { min: 1 });
  checkInteger('phrases', phrases, { min: 1 });
  const stream = randomStream(seed);
  const writer = cumulative(agents, () => (1 - stream.uniform()) ** (-1 / activityTail));
  const phrase = cumulative(phrases, (rank) => 1 / (rank + 1));
  const total = Math.round(agents * activity * days);
  const times = Float64Array.from(
    { length: total },
    () => BEGINNING + Math.floor(stream.uniform() * days * DAY),
  ).sort();
  const postsOf = (agent: number) => (roles && agent % 3 < 2 ? 1 - (agent % 3) : postShare);

  const [postAuthor, postTime, postPlace, postText]: [number[], number[], number[], string[]] = [[], [], [], []];
  const [author, time, post, parent, text]: [number[], number[], number[], number[], string[]] = [[], [], [], [], []];
  // Everything written so far: the post it belongs to, the comment it is (−1 for a post), its phrase.
  const thread: { readonly post: number; readonly comment: number; readonly phrase: number }[] = [];
  for (const now of times) {
    const agent = draw(writer, stream.uniform());
    const own = draw(phrase, stream.uniform());
    // The first contribution has nothing to reply to.
    if (thread.length === 0 || stream.bernoulli(postsOf(agent))) {
      thread.push({ post: postAuthor.length, comment: -1, phrase: own });
      postAuthor.push(agent);
      postTime.push(now);
      postPlace.push(stream.below(places));
      postText.push(words(own));
      continue;
    }
    const to = thread[thread.length - 1 - stream.below(Math.min(50, thread.length))];
    const said = stream.bernoulli(influence) ? to.phrase : own;
    thread.push({ post: to.post, comment: author.length, phrase: said });
    author.push(agent);
    time.push(now);
    post.push(to.post);
    parent.push(to.comment);
    text.push(words(said));
  }
  const active = [...new Set([...postAuthor, ...author])].sort((a, b) => a - b);
  const index = new Int32Array(agents);
  active.forEach((agent, at) => (index[agent] = at));
  return {
    agents: active.map((agent) => `agent ${agent}`),
    places: Array.from({ length: places }, (_, place) => `place ${place}`),
    posts: {
      author: Int32Array.from(postAuthor, (agent) => index[agent]),
      time: Float64Array.from(postTime),
      place: Int32Array.from(postPlace),
      text: postText,
    },
    comments: {
      author: Int32Array.from(author, (agent) => index[agent]),
      time: Float64Array.from(time),
      post: Int32Array.from(post),
      parent: Int32Array.from(parent),
      text,
    },
    silent: agents - active.length,
    faults: [],
  };
}

function words(phrase: number): string {
  return ['north', 'east', 'south', 'west'].map((word) => `${word}${phrase}`).join(' ');
}

/** Running sums of weights, scaled to end at 1. */
function cumulative(count: number, weight: (i: number) => number): Float64Array {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let i = 0; i < count; i++) sums[i] = sum += weight(i);
  return sums.map((value) => value / sum);
}

/** First index whose running sum is above u. */
function draw(sums: Float64Array, u: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > u) high = middle;
    else low = middle + 1;
  }
  return low;
}
