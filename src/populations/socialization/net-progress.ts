import {
  checkInteger,
  checkNumber,
  InvalidInputError,
  randomStream,
  type RandomStream,
} from '../../foundation/index.js';
import type { Estimate } from '../../statistics/index.js';
import { meanOverAgents } from './agent-halves.js';
import type { PostStream } from './post-stream.js';
import { dotRows } from './vector-rows.js';

export interface NetProgressOptions {
  /** Posts of a window, default 10; an agent needs two windows. */
  readonly window?: number;
  /** Posts from the start of one window to the start of the next, default 1. The window compared with follows without overlap. */
  readonly step?: number;
  /** Share of a window that counts as top, and as bottom; default 0.3, at least one post each. */
  readonly share?: number;
  /** Shuffles of the votes within each window for the baseline, default 20; 0 for none. */
  readonly permutations?: number;
  /** Default 0. Agent a uses stream (seed, a). */
  readonly seed?: number;
}

export interface NetProgress {
  /** Agents looked at, as indices into the stream's `agentNames`. */
  readonly agents: Int32Array;
  /** Agents with posts but fewer than two windows of them, or with no window in which votes differ. */
  readonly omitted: number;
  /** Windows behind the values. */
  readonly windows: number;
  /** Windows left out because all their votes are equal. */
  readonly skippedWindows: number;
  /** Mean net progress over the windows of each agent. */
  readonly values: Float64Array;
  /** The same with votes shuffled within windows; NaN without permutations. */
  readonly permuted: Float64Array;
  readonly mean: Estimate;
  /** Mean over agents of values − permuted. */
  readonly excess: Estimate;
}

/**
 * Do agents move towards what was rewarded? In a window of an agent's posts the best and the worst by votes have centroids
 * c⁺ and c⁻; from the window's centroid c to the next window's c′ net progress is
 * `NP = (dist(c′, c⁻) − dist(c, c⁻)) − (dist(c′, c⁺) − dist(c, c⁺))`, dist = 1 − cos: above 0 where the agent moved towards
 * its rewarded posts. Posts with equal votes at the border share the places that are left, so the order of time never
 * decides. The baseline shuffles votes within each window; its expectation is 0 where votes say nothing.
 *
 * Windows of one agent overlap, so the standard error is taken over agents.
 *
 * Cost: 2 · window · posts · dimension products, then window² a window and permutation.
 *
 * @throws InvalidInputError when the stream has no votes, an option is out of range, or no agent is left.
 * @see M. Li, X. Li, T. Zhou (2026), arXiv 2602.14299
 *
 * @example
 * ```ts
 * import { netProgress, postStream } from 'polity/populations';
 * const stream = postStream({
 *   embeddings: [[1, 0], [0, 1], [1, 0], [1, 0]], agents: [0, 0, 0, 0], days: [0, 0, 1, 1], votes: [9, 1, 0, 0],
 * });
 * netProgress(stream, { window: 2 }).values[0]; // 1
 * ```
 */
export function netProgress(
  stream: PostStream,
  { window = 10, step = 1, share = 0.3, permutations = 20, seed = 0 }: NetProgressOptions = {},
): NetProgress {
  checkInteger('window', window, { min: 2 });
  checkInteger('step', step, { min: 1 });
  checkNumber('share', share, { min: 0, max: 0.5, aboveMin: true });
  checkInteger('permutations', permutations, { min: 0 });
  const { votes, agentStart, agentPosts } = stream;
  if (!votes) throw new InvalidInputError('votes', votes, 'be given with the posts');
  const places = Math.max(1, Math.floor(share * window + 1e-9));
  const agents: number[] = [];
  const values: number[] = [];
  const permuted: number[] = [];
  let [omitted, windows, skippedWindows] = [0, 0, 0];
  for (let agent = 0; agent < agentStart.length - 1; agent++) {
    const own = agentPosts.subarray(agentStart[agent], agentStart[agent + 1]);
    if (own.length === 0) continue;
    const random = randomStream(seed, agent);
    const steps = new WindowPairs(stream, own, window);
    let [total, baseline, used] = [0, 0, 0];
    for (let start = 0; start + 2 * window <= own.length; start += step) {
      const won = Float64Array.from(own.subarray(start, start + window), (post) => votes[post]);
      if (won.every((vote) => vote === won[0])) {
        skippedWindows++;
        continue;
      }
      steps.moveTo(start);
      total += steps.progress(rankWeights(won, places, 1), rankWeights(won, places, -1));
      for (let r = 0; r < permutations; r++) baseline += shuffledProgress(steps, won, places, random) / permutations;
      used++;
    }
    if (used === 0) {
      omitted++;
      continue;
    }
    agents.push(agent);
    values.push(total / used);
    permuted.push(permutations > 0 ? baseline / used : NaN);
    windows += used;
  }
  if (agents.length === 0) {
    throw new InvalidInputError('agents with two windows of posts and unequal votes', 0, 'be at least 1');
  }
  return {
    agents: Int32Array.from(agents),
    omitted,
    windows,
    skippedWindows,
    values: Float64Array.from(values),
    permuted: Float64Array.from(permuted),
    mean: meanOverAgents(values, 'mean net progress over agents'),
    excess: meanOverAgents(
      values.map((value, i) => value - permuted[i]),
      'mean over agents of net progress less that with shuffled votes',
    ),
  };
}

function shuffledProgress(steps: WindowPairs, votes: Float64Array, places: number, random: RandomStream): number {
  random.shuffle(votes);
  return steps.progress(rankWeights(votes, places, 1), rankWeights(votes, places, -1));
}

/**
 * Weights of the `places` highest (direction 1) or lowest (−1) votes: 1 above the border, and an equal share of what is left
 * for all that stand on it.
 */
function rankWeights(votes: Float64Array, places: number, direction: 1 | -1): Float64Array {
  const sorted = votes.slice().sort();
  const border = direction === 1 ? sorted[votes.length - places] : sorted[places - 1];
  let [inside, tied] = [0, 0];
  for (const vote of votes) {
    if (direction * (vote - border) > 0) inside++;
    else if (vote === border) tied++;
  }
  const part = (places - inside) / tied;
  return votes.map((vote) => (direction * (vote - border) > 0 ? 1 : vote === border ? part : 0));
}

/** Scalar products between a window of an agent's posts, its own and the next one, from which all cosines follow. */
class WindowPairs {
  readonly #band: Float64Array;
  readonly #window: number;
  readonly #span: number;
  /** Products of each post of the window with the sum of the window, and of the next one. */
  readonly #here: Float64Array;
  readonly #next: Float64Array;
  #start = 0;
  #hereSize = 0;
  #nextSize = 0;

  constructor({ units, dimension }: PostStream, own: Int32Array, window: number) {
    this.#window = window;
    this.#span = 2 * window;
    this.#here = new Float64Array(window);
    this.#next = new Float64Array(window);
    this.#band = new Float64Array(own.length * this.#span);
    if (own.length < this.#span) return;
    for (let i = 0; i < own.length; i++) {
      for (let j = i; j < Math.min(own.length, i + this.#span); j++) {
        this.#band[i * this.#span + j - i] = dotRows(units, own[i], units, own[j], dimension);
      }
    }
  }

  #product(i: number, j: number): number {
    return i < j ? this.#band[i * this.#span + j - i] : this.#band[j * this.#span + i - j];
  }

  moveTo(start: number): void {
    const w = this.#window;
    this.#start = start;
    this.#here.fill(0);
    this.#next.fill(0);
    let nextSquare = 0;
    for (let j = 0; j < w; j++) {
      for (let i = 0; i < w; i++) {
        this.#here[j] += this.#product(start + i, start + j);
        this.#next[j] += this.#product(start + w + i, start + j);
        nextSquare += this.#product(start + w + i, start + w + j);
      }
    }
    this.#hereSize = Math.sqrt(this.#here.reduce((sum, value) => sum + value, 0));
    this.#nextSize = Math.sqrt(nextSquare);
  }

  progress(top: Float64Array, bottom: Float64Array): number {
    return this.#approach(top) - this.#approach(bottom);
  }

  /** How much closer, in cosine, the next window is than this one to a weighted sum of this one's posts. */
  #approach(weights: Float64Array): number {
    let [here, next, square] = [0, 0, 0];
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] === 0) continue;
      here += weights[i] * this.#here[i];
      next += weights[i] * this.#next[i];
      for (let j = 0; j < weights.length; j++) {
        if (weights[j] !== 0) square += weights[i] * weights[j] * this.#product(this.#start + i, this.#start + j);
      }
    }
    return (next / this.#nextSize - here / this.#hereSize) / Math.sqrt(square);
  }
}
