import {
  checkInteger,
  checkNumber,
  checkOneOf,
  InvalidInputError,
  randomStream,
  type RandomStream,
} from '../../foundation/index.js';
import { postStream, type PostStream } from './post-stream.js';
import { firstAbove } from './turnover-null.js';
import { addRow, dotRows } from './vector-rows.js';

/** A scripted society in an embedding space, in which socialization is switched on by a number. */
export interface EmbeddingSocietyOptions {
  /** Default 200. */
  readonly agents?: number;
  /** Length of embeddings, default 64. */
  readonly dimension?: number;
  /** Default 12. */
  readonly days?: number;
  /** Posts of an agent on a day, default 2. */
  readonly postsPerDay?: number;
  /**
   * Spread of activity: agents' posts a day are `postsPerDay` times a lognormal factor of mean 1 with this standard
   * deviation of its logarithm, rounded at random. Default 0: all alike.
   */
  readonly activitySpread?: number;
  /** Comments of an agent on a day, default 2, after all posts of the day are made. */
  readonly commentsPerDay?: number;
  /** κ, how far an agent's interest moves after each comment, in [0, 1]; default 0, the null model. */
  readonly attraction?: number;
  /**
   * What it moves towards: the `post` it commented on (default); the `pool`, a decaying memory of all posts; or an outside
   * `trend` that has nothing to do with the society. The last two convert agents without any of them influencing another.
   */
  readonly attractor?: 'post' | 'pool' | 'trend';
  /** Posts are read at `random` (default) or in proportion to 1 + `votes`. */
  readonly reading?: 'random' | 'votes';
  /** ρ, how far an agent's interest moves at the end of a day towards its best post by votes of the last ten; default 0. */
  readonly rewardAdaptation?: number;
  /** How much votes depend on content: log votes have this slope in a fixed taste of unit variance; default 0. */
  readonly appeal?: number;
  /** Standard deviation of log votes that content does not explain, default 1. */
  readonly voteSpread?: number;
  /** Share g of the common direction in a post, default 0.5. */
  readonly common?: number;
  /** Share α of the author's interest in a post, default 0.6; g² + α² must be at most 1. */
  readonly individual?: number;
  /** Share of the pool that is forgotten on a day, default 0.1. */
  readonly forgetting?: number;
  /** Agents join evenly over this many days, default 1: all from the start. */
  readonly arrivalDays?: number;
  /** Default 0. Day t uses stream (seed, t + 1). */
  readonly seed?: number;
}

const MEMORY = 10;

/**
 * Simulates a society of agents with interests z on the unit sphere orthogonal to a common direction m. A post is
 * `norm(g m + α z + √(1 − g² − α²) ε)` with ε uniform on the sphere; after a comment the agent's interest becomes
 * `norm((1 − κ) z + κ u)`, where u is the direction of what it was attracted by, without its common part. With κ = 0 and
 * ρ = 0 nobody ever changes: the null model of every claim about socialization.
 *
 * Cost: (posts + comments) · dimension.
 *
 * @throws InvalidInputError when an option is out of range.
 *
 * @example
 * ```ts
 * import { simulateEmbeddingSociety, societalPull } from 'polity/populations';
 * const pull = (attraction: number) => societalPull(simulateEmbeddingSociety({ attraction })).mean.estimate;
 * Math.abs(pull(0)) < 0.01; // true
 * pull(0.3) > 0.1; // true
 * ```
 */
export function simulateEmbeddingSociety(options: EmbeddingSocietyOptions = {}): PostStream {
  const society = new EmbeddingSociety(options);
  for (let day = 0; day < society.days; day++) society.live(day);
  return society.stream();
}

class EmbeddingSociety {
  readonly days: number;
  readonly #set: Required<EmbeddingSocietyOptions>;
  /** Interest of each agent, a row; its first coordinate, along m, is 0. */
  readonly #interests: Float64Array;
  readonly #taste: Float64Array;
  readonly #trend: Float64Array;
  readonly #pool: Float64Array;
  /** Expected posts of each agent on a day. */
  readonly #postsPerDay: Float64Array;
  readonly #embeddings: Float64Array;
  readonly #agents: number[] = [];
  readonly #dayOfPost: number[] = [];
  readonly #votes: number[] = [];
  readonly #comments = { agents: [] as number[], posts: [] as number[], at: [] as number[] };

  constructor({
    agents = 200,
    dimension = 64,
    days = 12,
    postsPerDay = 2,
    activitySpread = 0,
    commentsPerDay = 2,
    attraction = 0,
    attractor = 'post',
    reading = 'random',
    rewardAdaptation = 0,
    appeal = 0,
    voteSpread = 1,
    common = 0.5,
    individual = 0.6,
    forgetting = 0.1,
    arrivalDays = 1,
    seed = 0,
  }: EmbeddingSocietyOptions) {
    checkInteger('agents', agents, { min: 2 });
    checkInteger('dimension', dimension, { min: 3 });
    checkInteger('postsPerDay', postsPerDay, { min: 1 });
    checkNumber('activitySpread', activitySpread, { min: 0, max: 3 });
    checkInteger('commentsPerDay', commentsPerDay, { min: 0 });
    checkNumber('attraction', attraction, { min: 0, max: 1 });
    checkOneOf('attractor', attractor, ['post', 'pool', 'trend']);
    checkOneOf('reading', reading, ['random', 'votes']);
    checkNumber('rewardAdaptation', rewardAdaptation, { min: 0, max: 1 });
    checkNumber('appeal', appeal);
    checkNumber('voteSpread', voteSpread, { min: 0 });
    checkNumber('common', common, { min: 0, max: 1 });
    checkNumber('individual', individual, { min: 0, max: 1 });
    if (common ** 2 + individual ** 2 > 1) {
      throw new InvalidInputError('common² + individual²', common ** 2 + individual ** 2, 'be at most 1');
    }
    checkNumber('forgetting', forgetting, { min: 0, max: 1 });
    this.days = checkInteger('days', days, { min: 1 });
    checkInteger('arrivalDays', arrivalDays, { min: 1, max: days });
    this.#set = { agents, dimension, days, postsPerDay, activitySpread, commentsPerDay, attraction, attractor, reading, rewardAdaptation, appeal, voteSpread, common, individual, forgetting, arrivalDays, seed }; // prettier-ignore
    const random = randomStream(seed);
    this.#interests = new Float64Array(agents * dimension);
    for (let a = 0; a < agents; a++) drawDirection(this.#interests, a, dimension, random, 1);
    this.#taste = drawDirection(new Float64Array(dimension), 0, dimension, random, 1);
    this.#trend = drawDirection(new Float64Array(dimension), 0, dimension, random, 1);
    this.#pool = new Float64Array(dimension);
    this.#postsPerDay = Float64Array.from({ length: agents }, () =>
      activitySpread === 0
        ? postsPerDay
        : postsPerDay * Math.exp(activitySpread * (random.normal() - activitySpread / 2)),
    );
    const most = this.#postsPerDay.reduce((sum, rate) => sum + Math.ceil(rate), 0);
    this.#embeddings = new Float64Array(most * days * dimension);
  }

  live(day: number): void {
    const { seed, agents, arrivalDays, commentsPerDay, rewardAdaptation, forgetting } = this.#set;
    const random = randomStream(seed, day + 1);
    const present = Math.max(2, Math.ceil((agents * Math.min(day + 1, arrivalDays)) / arrivalDays));
    const order = random.shuffle(Int32Array.from({ length: present }, (_, a) => a));
    const first = this.#agents.length;
    for (let i = 0; i < this.#pool.length; i++) this.#pool[i] *= 1 - forgetting;
    const quota = order.map((agent) => roundAtRandom(this.#postsPerDay[agent], random));
    const most = Math.max(...quota);
    for (let k = 0; k < most; k++) order.forEach((agent, i) => k < quota[i] && this.#post(agent, day, random));
    const readable = this.#readable(first);
    for (let k = 0; k < commentsPerDay; k++) {
      for (const agent of order) {
        const others = quota.some((posts, i) => posts > 0 && order[i] !== agent);
        if (others) this.#comment(agent, first + this.#read(agent, first, readable, random));
      }
    }
    if (rewardAdaptation > 0) for (const agent of order) this.#learnFromVotes(agent);
  }

  stream(): PostStream {
    const { dimension } = this.#set;
    return postStream({
      embeddings: this.#embeddings.subarray(0, this.#agents.length * dimension),
      dimension,
      agents: this.#agents.map((agent) => `agent ${agent + 1}`),
      days: this.#dayOfPost,
      votes: this.#votes,
      comments: { ...this.#comments, agents: this.#comments.agents.map((agent) => `agent ${agent + 1}`) },
    });
  }

  #post(agent: number, day: number, random: RandomStream): void {
    const { dimension, common, individual, appeal, voteSpread } = this.#set;
    const post = this.#agents.length;
    drawDirection(this.#embeddings, post, dimension, random, 0);
    const row = this.#embeddings.subarray(post * dimension, (post + 1) * dimension);
    const noise = Math.sqrt(Math.max(0, 1 - common ** 2 - individual ** 2));
    for (let i = 0; i < dimension; i++) row[i] = noise * row[i] + individual * this.#interests[agent * dimension + i];
    row[0] += common;
    normalize(this.#embeddings, post, dimension);
    addRow(this.#pool, 0, this.#embeddings, post, dimension);
    const liking = dotRows(this.#embeddings, post, this.#taste, 0, dimension) * Math.sqrt(dimension);
    this.#votes.push(Math.floor(Math.exp(1 + appeal * liking + voteSpread * random.normal())));
    this.#agents.push(agent);
    this.#dayOfPost.push(day);
  }

  /** Cumulative chances of the posts of the day to be read. */
  #readable(first: number): Float64Array {
    const chances = Float64Array.from({ length: this.#agents.length - first }, (_, i) =>
      this.#set.reading === 'votes' ? 1 + this.#votes[first + i] : 1,
    );
    for (let i = 1; i < chances.length; i++) chances[i] += chances[i - 1];
    return chances;
  }

  #read(agent: number, first: number, readable: Float64Array, random: RandomStream): number {
    const total = readable[readable.length - 1];
    for (;;) {
      const post = firstAbove(readable, random.uniform() * total);
      if (this.#agents[first + post] !== agent) return post;
    }
  }

  #comment(agent: number, post: number): void {
    const { attraction, attractor } = this.#set;
    this.#comments.agents.push(agent);
    this.#comments.posts.push(post);
    this.#comments.at.push(this.#agents.length);
    if (attraction === 0) return;
    if (attractor === 'post') this.#attract(agent, this.#embeddings, post, attraction);
    else this.#attract(agent, attractor === 'pool' ? this.#pool : this.#trend, 0, attraction);
  }

  #learnFromVotes(agent: number): void {
    let [best, seen] = [-1, 0];
    for (let post = this.#agents.length - 1; post >= 0 && seen < MEMORY; post--) {
      if (this.#agents[post] !== agent) continue;
      seen++;
      if (best < 0 || this.#votes[post] > this.#votes[best]) best = post;
    }
    if (best >= 0) this.#attract(agent, this.#embeddings, best, this.#set.rewardAdaptation);
  }

  /** Moves an agent's interest by a share towards the direction of a row, its common part left out. */
  #attract(agent: number, rows: Float64Array, row: number, share: number): void {
    const { dimension } = this.#set;
    const from = row * dimension;
    let square = 0;
    for (let i = 1; i < dimension; i++) square += rows[from + i] ** 2;
    if (square === 0) return;
    const [at, pull] = [agent * dimension, share / Math.sqrt(square)];
    for (let i = 1; i < dimension; i++)
      this.#interests[at + i] = (1 - share) * this.#interests[at + i] + pull * rows[from + i];
    normalize(this.#interests, agent, dimension);
  }
}

function roundAtRandom(value: number, random: RandomStream): number {
  const floor = Math.floor(value);
  return floor === value ? value : floor + Number(random.bernoulli(value - floor));
}

/** Fills row `at` with a uniform direction whose first `zeros` coordinates are 0. */
function drawDirection(
  rows: Float64Array,
  at: number,
  dimension: number,
  random: RandomStream,
  zeros: number,
): Float64Array {
  for (let i = 0; i < dimension; i++) rows[at * dimension + i] = i < zeros ? 0 : random.normal();
  normalize(rows, at, dimension);
  return rows;
}

function normalize(rows: Float64Array, at: number, dimension: number): void {
  const size = Math.sqrt(dotRows(rows, at, rows, at, dimension));
  for (let i = at * dimension; i < (at + 1) * dimension; i++) rows[i] /= size;
}
