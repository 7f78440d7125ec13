import type { RandomStream } from '../../foundation/index.js';
import { playMemoryOneRounds, playRounds, type MatchRecord } from './match-kernel.js';
import { seenByFirst, seenBySecond, type StageGame } from './stage-game.js';
import type { MatchRules, MemoryOne, Player, Strategy } from './strategy.js';

/** How matches are played, checked: the length is the players' to know only without an ending probability. */
export interface MatchTerms {
  readonly stage: StageGame;
  readonly turns: number;
  readonly noise: number;
  readonly endProbability: number;
}

/** A strategy made ready to play one side of many matches of the same terms. */
export interface Seat {
  readonly player: Player;
  readonly memoryOne: MemoryOne | undefined;
  readonly stochastic: boolean;
}

export function takeSeat(strategy: Strategy, side: 0 | 1, terms: MatchTerms): Seat {
  const payoffs = side === 0 ? seenByFirst(terms.stage) : seenBySecond(terms.stage);
  const rules: MatchRules = { payoffs, turns: terms.endProbability > 0 ? Infinity : terms.turns, noise: terms.noise };
  return {
    player: strategy.player(rules),
    memoryOne: strategy.memoryOne?.(payoffs),
    stochastic: strategy.stochastic,
  };
}

/** Whether every match of the two is the same. */
export function isCertain(first: Seat, second: Seat, { noise, endProbability }: MatchTerms): boolean {
  return !first.stochastic && !second.stochastic && (noise === 0 || noise === 1) && endProbability === 0;
}

/** The number of rounds of a match: geometric where a match may end after any round. */
export function matchLength({ turns, endProbability }: MatchTerms, stream: RandomStream): number {
  if (endProbability === 0) return turns;
  const drawn = 1 + Math.floor(Math.log(1 - stream.uniform()) / Math.log1p(-endProbability));
  return Math.min(turns, endProbability === 1 ? 1 : drawn);
}

export function playSeats(
  first: Seat,
  second: Seat,
  turns: number,
  noise: number,
  stream: RandomStream,
  record: MatchRecord,
): void {
  if (first.memoryOne && second.memoryOne) {
    playMemoryOneRounds(first.memoryOne, second.memoryOne, turns, noise, stream, record);
  } else playRounds(first.player, second.player, turns, noise, stream, record);
}
