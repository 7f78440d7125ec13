import { randomStream } from '../../foundation/index.js';
import { isCertain, matchLength, playSeats, takeSeat, type MatchTerms, type Seat } from './seat.js';
import type { Strategy } from './strategy.js';

/** All matches of a tournament: match k is repetition k mod `repetitions` of pair ⌊k / repetitions⌋. */
export interface TournamentPlan {
  readonly strategies: readonly Strategy[];
  readonly terms: MatchTerms;
  /** Two players a pair. */
  readonly pairs: Int32Array;
  readonly repetitions: number;
  readonly seed: number;
}

/**
 * Plays matches `from` … `to` − 1 and counts their outcomes, four numbers a match. Every match has its own random stream, so
 * how the matches are cut changes nothing; more repetitions leave the first ones as they were.
 */
export function playMatches(plan: TournamentPlan, from: number, to: number): Int32Array {
  const { strategies, terms, pairs, repetitions, seed } = plan;
  const { noise } = terms;
  const seats: (Seat | undefined)[][] = [[], []];
  const seatOf = (strategy: number, side: 0 | 1) =>
    (seats[side][strategy] ??= takeSeat(strategies[strategy], side, terms));
  const outcomes = new Int32Array(4 * (to - from));
  const pairCount = pairs.length / 2;
  let known = -1;
  for (let k = from; k < to; k++) {
    const pair = Math.floor(k / repetitions);
    const at = 4 * (k - from);
    if (pair === known) {
      outcomes.copyWithin(at, at - 4, at);
      continue;
    }
    const first = seatOf(pairs[2 * pair], 0);
    const second = seatOf(pairs[2 * pair + 1], 1);
    const stream = randomStream(seed, (k % repetitions) * pairCount + pair);
    playSeats(first, second, matchLength(terms, stream), noise, stream, { outcomes, at });
    if (isCertain(first, second, terms)) known = pair;
  }
  return outcomes;
}
