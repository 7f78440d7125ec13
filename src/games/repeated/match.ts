import { InvalidInputError, checkInteger, checkProbability, randomStream } from '../../foundation/index.js';
import { Table } from '../../data/index.js';
import { matchLength, playSeats, takeSeat, type MatchTerms } from './seat.js';
import { axelrodPayoffs, stageGame, type StageInput } from './stage-game.js';
import type { Strategy } from './strategy.js';

/** How a match is played. */
export interface MatchOptions {
  /** A 2 × 2 game, default the prisoner's dilemma with R, S, T, P = 3, 0, 5, 1. */
  readonly game?: StageInput;
  /** Rounds, default 200, and no limit where there is an ending probability. */
  readonly turns?: number;
  /** Probability that a move comes out as its opposite, default 0. */
  readonly noise?: number;
  /**
   * Probability that a match ends after any round, default 0. Players then do not know its length; `turns` still limits it.
   */
  readonly endProbability?: number;
}

/** What one player did and got in a match. */
export interface MatchSide {
  readonly name: string;
  /** Its moves as they came out: 0 cooperate, 1 defect. */
  readonly moves: Uint8Array;
  /** Sum of its payoffs. */
  readonly score: number;
  /** Its payoff a round. */
  readonly payoff: number;
  /** Share of cooperations. */
  readonly cooperation: number;
}

/** A match as it was played. */
export interface Match {
  readonly turns: number;
  readonly first: MatchSide;
  readonly second: MatchSide;
  /** Numbers of rounds that ended CC, CD, DC and DD, the first player's move first. */
  readonly outcomes: Float64Array;
  /** One row a round: round, the two moves as C or D, the two payoffs. */
  table(): Table;
}

/**
 * One match of two strategies.
 *
 * @param options - game, turns, noise, ending probability; `seed` (default 0) and `index` (default 0) of the random numbers
 * @throws InvalidInputError for a game that is not 2 × 2, no rounds, or a probability outside [0, 1]
 *
 * @example
 * ```ts
 * import { playMatch, strategies } from 'polity/games';
 * const { first, second, outcomes } = playMatch(strategies.TitForTat, strategies.Defector, { turns: 10 });
 * first.score; // 9
 * second.score; // 14
 * outcomes; // [0, 1, 0, 9]
 * ```
 */
export function playMatch(
  first: Strategy,
  second: Strategy,
  { seed = 0, index = 0, ...options }: MatchOptions & { readonly seed?: number; readonly index?: number } = {},
): Match {
  const terms = matchTerms(options);
  const stream = randomStream(seed, index);
  const turns = matchLength(terms, stream);
  const outcomes = new Float64Array(4);
  const rounds = new Uint8Array(turns);
  playSeats(takeSeat(first, 0, terms), takeSeat(second, 1, terms), turns, terms.noise, stream, {
    outcomes,
    at: 0,
    rounds,
  });
  const { stage } = terms;
  const side = (name: string, payoffs: Float64Array, moves: Uint8Array, defections: number): MatchSide => {
    const score = outcomes.reduce((sum, count, k) => sum + count * payoffs[k], 0);
    return { name, moves, score, payoff: score / turns, cooperation: 1 - defections / turns };
  };
  return {
    turns,
    first: side(
      first.name,
      stage.first,
      rounds.map((k) => k >> 1),
      outcomes[2] + outcomes[3],
    ),
    second: side(
      second.name,
      stage.second,
      rounds.map((k) => k & 1),
      outcomes[1] + outcomes[3],
    ),
    outcomes,
    table: () =>
      Table.fromColumns(
        {
          round: Float64Array.from(rounds, (_, t) => t + 1),
          first: Array.from(rounds, (k) => 'CD'[k >> 1]),
          second: Array.from(rounds, (k) => 'CD'[k & 1]),
          'first payoff': Float64Array.from(rounds, (k) => stage.first[k]),
          'second payoff': Float64Array.from(rounds, (k) => stage.second[k]),
        },
        'match',
      ),
  };
}

/** @throws InvalidInputError for bad options */
export function matchTerms({ game = axelrodPayoffs, turns, noise = 0, endProbability = 0 }: MatchOptions): MatchTerms {
  checkProbability('noise', noise);
  checkProbability('endProbability', endProbability);
  if (turns === Infinity && endProbability === 0) {
    throw new InvalidInputError('turns', turns, 'be finite where no ending probability ends a match');
  }
  if (turns !== undefined && turns !== Infinity) checkInteger('turns', turns, { min: 1 });
  return { stage: stageGame(game), turns: turns ?? (endProbability > 0 ? Infinity : 200), noise, endProbability };
}
