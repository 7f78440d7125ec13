import type { RandomStream } from '../../foundation/index.js';
import type { StrategicGame } from '../../games/index.js';
import type { Actor, Agent } from '../agent.js';

/** One of two players: 0 chooses a row, 1 a column. */
export type Seat = 0 | 1;

/** A round as one of its players saw it: options by their index. */
export interface PastRound {
  readonly own: number;
  readonly other: number;
  readonly payoff: number;
  readonly otherPayoff: number;
}

/** What a player of a repeated game knows beforehand. */
export interface RepeatedSetting {
  /** Two players, any numbers of options; the names of the options are its strategies'. */
  readonly game: StrategicGame;
  readonly seat: Seat;
  /** How many rounds there will be; null where the players are not told. */
  readonly rounds: number | null;
}

/** What a player of a repeated game knows when it chooses. */
export interface RepeatedObservation extends RepeatedSetting {
  /** From 1. */
  readonly round: number;
  /** All rounds so far, the first one first. */
  readonly history: readonly PastRound[];
}

/** What a player is handed at the start of a match. */
export interface RepeatedStart extends RepeatedSetting {
  /** Of the whole match, for a player with a state of its own. */
  readonly random: RandomStream;
}

/** Who plays repeated games: an observation to the index of an option; afterwards it is told what the round came to. */
export type RepeatedAgent = Agent<RepeatedStart, RepeatedObservation, number, PastRound>;

/** A repeated agent in the middle of a match. */
export type RepeatedActor = Actor<RepeatedObservation, number, PastRound>;
