import type { RandomStream } from '../../foundation/index.js';
import type { AboutStrategy, MatchRules, Move, Player, Strategy } from './strategy.js';

/** A match as one of its players saw it: counts of all rounds and the moves of the last 32. */
export class MatchHistory {
  /** Rounds played. */
  turn = 0;
  /** The player's own last 32 moves as bits, the latest lowest, 1 = defect; rounds before the match count as cooperation. */
  own = 0;
  /** The other's. */
  other = 0;
  ownDefections = 0;
  otherDefections = 0;
  /** The random numbers of the match. */
  stream!: RandomStream;

  /** The player's own last move. */
  get ownLast(): Move {
    return (this.own & 1) as Move;
  }

  /** The other's last move. */
  get last(): Move {
    return (this.other & 1) as Move;
  }

  get ownCooperations(): number {
    return this.turn - this.ownDefections;
  }

  get otherCooperations(): number {
    return this.turn - this.otherDefections;
  }

  /** The last joint outcome: 0 CC, 1 CD, 2 DC, 3 DD, own move first. */
  get outcome(): number {
    return 2 * (this.own & 1) + (this.other & 1);
  }

  /** Cooperates with probability p. */
  chance(p: number): Move {
    return this.stream.uniform() < p ? 0 : 1;
  }

  /** How many of the other's last `rounds` ≤ 32 moves were defections. */
  recentDefections(rounds: number): number {
    let bits = rounds < 32 ? this.other & ((1 << rounds) - 1) : this.other;
    let count = 0;
    for (; bits !== 0; bits &= bits - 1) count++;
    return count;
  }

  /** Back to the beginning of a match. */
  clear(stream: RandomStream): void {
    this.turn = this.own = this.other = this.ownDefections = this.otherDefections = 0;
    this.stream = stream;
  }

  /** Takes a round in. */
  add(own: Move, other: Move): void {
    this.turn++;
    this.own = (this.own << 1) | own;
    this.other = (this.other << 1) | other;
    this.ownDefections += own;
    this.otherDefections += other;
  }
}

/** A move from what was seen, from what the strategy keeps in mind (`state`, made anew for each match), and from the rules. */
export type Decision<State> = (history: MatchHistory, state: State, rules: MatchRules) => Move;

/**
 * A strategy that decides from a {@link MatchHistory}, and from a state of its own if it needs one. This is the way to write
 * strategies of one's own.
 *
 * @param about - name, description, source and classification; `opening` are moves like `'DCC'` played before anything is
 *   decided
 * @param decide - called once a round, the first time with an empty history unless there is an opening
 * @param start - the state at the beginning of a match
 *
 * @example
 * ```ts
 * import { historyStrategy, playMatch, strategies } from 'polity/games';
 * const patient = historyStrategy(
 *   { name: 'Patient', description: 'Defects once the other has defected in 3 of the last 5 rounds.', source: 'here', memory: 5 },
 *   (history) => (history.recentDefections(5) >= 3 ? 1 : 0),
 * );
 * playMatch(patient, strategies.Defector, { turns: 10 }).first.score; // 7
 * ```
 */
export function historyStrategy<State = undefined>(
  { opening = '', ...about }: AboutStrategy & { readonly opening?: string },
  decide: Decision<State>,
  start?: (rules: MatchRules) => State,
): Strategy {
  const moves = Uint8Array.from(opening, (letter) => (letter === 'D' ? 1 : 0));
  return Object.freeze({
    stochastic: false,
    usesLength: false,
    usesPayoffs: false,
    ...about,
    player: (rules: MatchRules) => new HistoryPlayer(moves, decide, start as (rules: MatchRules) => State, rules),
  });
}

class HistoryPlayer<State> implements Player {
  private readonly history = new MatchHistory();
  private state!: State;

  constructor(
    private readonly opening: Uint8Array,
    private readonly decide: Decision<State>,
    private readonly start: ((rules: MatchRules) => State) | undefined,
    private readonly rules: MatchRules,
  ) {}

  open(stream: RandomStream): Move {
    this.history.clear(stream);
    if (this.start) this.state = this.start(this.rules);
    return this.move();
  }

  next(own: Move, other: Move): Move {
    this.history.add(own, other);
    return this.move();
  }

  private move(): Move {
    const { turn } = this.history;
    return turn < this.opening.length
      ? (this.opening[turn] as Move)
      : this.decide(this.history, this.state, this.rules);
  }
}
