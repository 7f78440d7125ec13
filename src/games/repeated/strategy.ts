import type { RandomStream } from '../../foundation/index.js';
import type { OwnPayoffs } from './stage-game.js';

/** What a player does in a round: 0 = cooperate (the first action of the stage game), 1 = defect (the second). */
export type Move = 0 | 1;

/** The move 0. */
export const COOPERATE: Move = 0;
/** The move 1. */
export const DEFECT: Move = 1;

/** What players know of the match before it starts. */
export interface MatchRules {
  /** What this player earns, its own move first. */
  readonly payoffs: OwnPayoffs;
  /** Number of rounds; Infinity when players do not know it. */
  readonly turns: number;
  /** Probability that a move comes out as its opposite. */
  readonly noise: number;
}

/**
 * Someone who plays a strategy. `open` starts a match: it forgets all before and gives the first move. After every round `next`
 * is told the two moves as they came out (noise may have flipped them) and gives the move of the following round.
 */
export interface Player {
  /** The first move of a match. */
  open(stream: RandomStream): Move;
  /** The move of the next round. */
  next(own: Move, other: Move): Move;
}

/** A memory-one strategy: a probability of cooperating at first, and one after each outcome of the last round. */
export interface MemoryOne {
  /** Probability of cooperating in the first round. */
  readonly initial: number;
  /** Probabilities of cooperating after CC, CD, DC, DD, own move first. */
  readonly response: ArrayLike<number>;
}

/** A strategy with its description: who plays it comes from `player`, one object a seat. */
export interface Strategy {
  /** The name that tables and figures show. */
  readonly name: string;
  /** What it does, in a sentence. */
  readonly description: string;
  /** Who described it where. */
  readonly source: string;
  /** How many rounds back a move may depend on; 0 for none, Infinity for all. */
  readonly memory: number;
  /** Whether it ever draws a random number. */
  readonly stochastic: boolean;
  /** Whether it uses the number of rounds. */
  readonly usesLength: boolean;
  /** Whether it uses the payoffs. */
  readonly usesPayoffs: boolean;
  /** Its probabilities, where they depend on the last round alone: such players are simulated by a faster kernel. */
  readonly memoryOne?: (payoffs: OwnPayoffs) => MemoryOne;
  /** How a worker thread makes the same strategy: absent for strategies of one's own, which stay in the main thread. */
  readonly recipe?: StrategyRecipe;
  /** A new player, for one seat; it may play any number of matches of these rules. */
  player(rules: MatchRules): Player;
}

/** A strategy as data that can be sent to another thread. */
export interface StrategyRecipe {
  readonly family: string;
  readonly options: unknown;
}

/** What a strategy says of itself; what is left out is false. */
export interface AboutStrategy {
  readonly name: string;
  readonly description: string;
  readonly source: string;
  readonly memory: number;
  readonly stochastic?: boolean;
  readonly usesLength?: boolean;
  readonly usesPayoffs?: boolean;
  readonly recipe?: StrategyRecipe;
}
