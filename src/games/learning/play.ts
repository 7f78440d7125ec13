import { checkInteger, randomStream, type RandomStream } from '../../foundation/index.js';
import type { StrategicGame } from '../strategic/strategic-game.js';
import type { Learner, LearningRule } from './learner.js';
import { profileStrides } from './profile-strides.js';

export interface PlayLearnersOptions {
  readonly rounds: number;
  /** Default 0. */
  readonly seed?: number;
  /** Rounds after which regret is noted; default 60 on a logarithmic scale. */
  readonly checkpoints?: readonly number[];
  /** Keep everybody's strategy in every round. Default false. */
  readonly keepPlays?: boolean;
  /** Called at every checkpoint with the part of the rounds that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

/** What a repeated game between learners came to. */
export interface LearnedPlay {
  readonly rounds: number;
  /** How often each profile was played, as shares, in the order of the game's payoffs. */
  readonly jointPlay: Float64Array;
  /** Shares of each player's strategies. */
  readonly empirical: readonly Float64Array[];
  /** Mean of the mixed strategies that each player drew from. */
  readonly averageMixed: readonly Float64Array[];
  /** The last mixed strategies. */
  readonly lastMixed: readonly Float64Array[];
  /** Mean payoffs received. */
  readonly payoffs: Float64Array;
  readonly regret: RegretCurve;
  /** Strategies by round, player after player within a round; empty unless kept. */
  readonly plays: Uint16Array;
}

/** Regret over time, a row of one number a player for each checkpoint. */
export interface RegretCurve {
  readonly rounds: Int32Array;
  /** max_s Σ u(s, others) less what was received, divided by the rounds. */
  readonly realized: Float64Array;
  /** The same with what the mixed strategies earn on average in place of what the draws received. */
  readonly expected: Float64Array;
  readonly players: number;
}

/**
 * Lets learners play a game for many rounds. In each round all draw from their mixed strategies; then each is shown
 * what all its strategies would have earned against what the others drew (a learner of the bandit kind looks at its own
 * strategy only).
 *
 * Every player draws from its own random stream.
 *
 * Cost: O(Σ strategies) a round.
 *
 * @param rules - one for all players, or one a player
 * @throws InvalidInputError for a number of rules that fits neither, or rounds below 1
 *
 * @example
 * ```ts
 * import { playLearners, regretMatching, StrategicGame } from 'polity/games';
 * const pennies = StrategicGame.zeroSum([[2, -1], [-1, 1]]);
 * const { averageMixed } = playLearners(pennies, regretMatching(), { rounds: 20000 });
 * averageMixed[0]; // [0.4, 0.6]
 * ```
 */
export function playLearners(
  game: StrategicGame,
  rules: LearningRule | readonly LearningRule[],
  { rounds, seed = 0, checkpoints, keepPlays = false, onProgress, signal }: PlayLearnersOptions,
): LearnedPlay {
  const { shape } = game;
  const players = shape.length;
  checkInteger('rounds', rounds, { min: 1, max: 1e9 });
  const list = isList(rules) ? rules : shape.map(() => rules);
  checkInteger('rules.length', list.length, { min: players, max: players });
  const marks = checkpoints ? checkMarks(checkpoints, rounds) : logarithmic(rounds);
  const seats = shape.map(
    (count, p) => new Seat(game, p, list[p].start(count, randomStream(seed, 2 * p + 1)), randomStream(seed, 2 * p)),
  );
  const jointCounts = new Float64Array(game.payoffs[0].length);
  const plays = new Uint16Array(keepPlays ? rounds * players : 0);
  const curve = {
    rounds: Int32Array.from(marks),
    realized: new Float64Array(marks.length * players),
    expected: new Float64Array(marks.length * players),
    players,
  };
  const profile = new Int32Array(players);
  let mark = 0;
  for (let round = 1; round <= rounds; round++) {
    let at = 0;
    for (let p = 0; p < players; p++) {
      profile[p] = seats[p].draw();
      at = at * shape[p] + profile[p];
    }
    jointCounts[at]++;
    for (let p = 0; p < players; p++) seats[p].observe(at);
    if (keepPlays) for (let p = 0; p < players; p++) plays[(round - 1) * players + p] = profile[p];
    if (round === marks[mark]) {
      seats.forEach((seat, p) => {
        curve.realized[mark * players + p] = seat.regret(false) / round;
        curve.expected[mark * players + p] = seat.regret(true) / round;
      });
      mark++;
      onProgress?.(round / rounds);
    }
    if (round % 65_536 === 0) signal?.throwIfAborted();
  }
  return {
    rounds,
    jointPlay: jointCounts.map((count) => count / rounds),
    empirical: seats.map(({ counts }) => Float64Array.from(counts, (count) => count / rounds)),
    averageMixed: seats.map(({ mixedSum }) => mixedSum.map((sum) => sum / rounds)),
    lastMixed: seats.map(({ mixed }) => mixed.slice()),
    payoffs: Float64Array.from(seats, ({ received }) => received / rounds),
    regret: curve,
    plays,
  };
}

/** A player at the table: its learner, its payoffs by own strategy, and the books on both. */
class Seat {
  readonly mixed: Float64Array;
  readonly mixedSum: Float64Array;
  readonly counts: Float64Array;
  received = 0;
  /** What every strategy would have earned so far. */
  readonly #hindsight: Float64Array;
  #averageReceived = 0;
  #played = 0;
  readonly #learner: Learner;
  readonly #stream: RandomStream;
  /** Payoffs with the own strategy running fastest, so that a round is one stretch of memory. */
  readonly #columns: Float64Array;
  readonly #stride: number;
  readonly #size: number;

  constructor({ shape, payoffs }: StrategicGame, player: number, learner: Learner, stream: RandomStream) {
    const size = shape[player];
    const stride = profileStrides(shape)[player];
    this.#columns = new Float64Array(payoffs[player].length);
    this.#stride = stride;
    this.#size = size;
    for (let at = 0; at < this.#columns.length; at++) {
      const own = Math.floor(at / stride) % size;
      this.#columns[this.#othersOf(at) * size + own] = payoffs[player][at];
    }
    this.mixed = new Float64Array(size);
    this.mixedSum = new Float64Array(size);
    this.counts = new Float64Array(size);
    this.#hindsight = new Float64Array(size);
    this.#learner = learner;
    this.#stream = stream;
  }

  /** Index of what the others play, from the index of the profile. */
  #othersOf(at: number): number {
    const block = this.#stride * this.#size;
    return Math.floor(at / block) * this.#stride + (at % this.#stride);
  }

  draw(): number {
    const { mixed, mixedSum } = this;
    this.#learner.mixed(mixed);
    let left = this.#stream.uniform();
    let chosen = -1;
    let last = 0;
    for (let s = 0; s < mixed.length; s++) {
      const share = mixed[s];
      mixedSum[s] += share;
      if (share === 0) continue;
      last = s;
      if (chosen < 0 && left < share) chosen = s;
      left -= share;
    }
    this.#played = chosen < 0 ? last : chosen;
    this.counts[this.#played]++;
    return this.#played;
  }

  observe(at: number): void {
    const hindsight = this.#hindsight;
    const columns = this.#columns;
    const mixed = this.mixed;
    const offset = this.#othersOf(at) * this.#size;
    let average = 0;
    for (let s = 0; s < hindsight.length; s++) {
      const payoff = columns[offset + s];
      hindsight[s] += payoff;
      average += mixed[s] * payoff;
    }
    this.received += columns[offset + this.#played];
    this.#averageReceived += average;
    this.#learner.observe(columns, offset, this.#played, mixed);
  }

  regret(expected: boolean): number {
    const most = this.#hindsight.reduce((a, b) => Math.max(a, b), -Infinity);
    return most - (expected ? this.#averageReceived : this.received);
  }
}

function isList(rules: LearningRule | readonly LearningRule[]): rules is readonly LearningRule[] {
  return Array.isArray(rules);
}

function logarithmic(rounds: number): number[] {
  const all = Array.from({ length: 60 }, (_, k) => Math.round(rounds ** (k / 59)));
  return [...new Set(all)];
}

function checkMarks(checkpoints: readonly number[], rounds: number): number[] {
  return checkpoints.map((mark, k) =>
    checkInteger(`checkpoints[${k}]`, mark, { min: k === 0 ? 1 : checkpoints[k - 1] + 1, max: rounds }),
  );
}
