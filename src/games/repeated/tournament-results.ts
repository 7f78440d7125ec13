import { Table } from '../../data/index.js';
import { checkInteger } from '../../foundation/index.js';
import { checkLevel, studentTQuantile, type Estimate } from '../../statistics/index.js';
import { cooperationRatings, type CooperationRatings } from './cooperation-ratings.js';
import type { TournamentPlan } from './tournament-plan.js';

/** One player's place in a tournament. */
export interface TournamentRank {
  /** From 1. */
  readonly rank: number;
  /** Place in the list of strategies. */
  readonly player: number;
  readonly name: string;
  /** Median over repetitions of the payoff a round against the others: what the ranking goes by. */
  readonly medianScore: number;
  /** Its mean, with Student's t interval over repetitions. */
  readonly score: Estimate;
  /** Median over repetitions of the number of matches won. */
  readonly wins: number;
  /** Share of cooperations against the others. */
  readonly cooperation: number;
}

/**
 * What happened in a tournament. Everything is derived from the outcomes of its matches; scores leave matches of a strategy with
 * itself out.
 */
export class Tournament {
  readonly names: readonly string[];
  /** Matches of a pair. */
  readonly repetitions: number;
  /** Number of rounds of all matches together. */
  readonly turns: number;
  readonly #plan: TournamentPlan;
  readonly #outcomes: Int32Array;

  /** @internal */
  constructor(plan: TournamentPlan, outcomes: Int32Array) {
    this.#plan = plan;
    this.#outcomes = outcomes;
    this.repetitions = plan.repetitions;
    this.names = distinct(plan.strategies.map(({ name }) => name));
    this.turns = outcomes.reduce((sum, count) => sum + count, 0);
  }

  /** Numbers of rounds that ended CC, CD, DC, DD in each match, four a match, in the order of `matches()`. */
  get outcomes(): Int32Array {
    return this.#outcomes.slice();
  }

  /** Payoff a round of i (row) against j, mean over repetitions; NaN for pairs that did not meet. */
  payoffs(): Float64Array[] {
    return this.#perPair((side) => side.payoff);
  }

  /** Standard deviation of that payoff over repetitions (divisor n − 1; NaN with one). */
  payoffDeviations(): Float64Array[] {
    const mean = this.payoffs();
    // Both sides of a match with itself are one observation, their mean.
    const observed = (s: Side) => (s.player === s.opponent ? (s.payoff + s.otherPayoff) / 2 : s.payoff);
    const square = this.#perPair((s) => (observed(s) - mean[s.player][s.opponent]) ** 2);
    return square.map((row) => row.map((s) => Math.sqrt((s * this.repetitions) / (this.repetitions - 1))));
  }

  /** Share of cooperations of i against j; NaN for pairs that did not meet. */
  cooperation(): Float64Array[] {
    return this.#perPair((side) => side.cooperation);
  }

  /** Share of repetitions in which i earned more than j. */
  wins(): Float64Array[] {
    return this.#perPair((side) => (side.payoff > side.otherPayoff ? 1 : 0));
  }

  /** Sum of payoffs of each player in one repetition, matches with itself left out. */
  totalScores(repetition: number): Float64Array {
    checkInteger('repetition', repetition, { min: 0, max: this.repetitions - 1 });
    const scores = new Float64Array(this.names.length);
    this.#forEachSide((side) => {
      if (side.repetition === repetition && side.player !== side.opponent) scores[side.player] += side.score;
    });
    return scores;
  }

  /** Payoff a round against the others, mean over opponents: a row a player, an entry a repetition. */
  scores(): Float64Array[] {
    return this.#perRepetition((side) => side.payoff).means;
  }

  /**
   * Players by their median score; ties keep the order of the list.
   *
   * @param options - `level` of the intervals, default 0.95
   */
  ranking({ level = 0.95 }: { readonly level?: number } = {}): TournamentRank[] {
    checkLevel('level', level);
    const scores = this.scores();
    const wins = this.#perRepetition((side) => (side.payoff > side.otherPayoff ? 1 : 0)).sums;
    const { cooperating } = this.ratings();
    return this.names
      .map((name, player) => ({
        player,
        name,
        medianScore: median(scores[player]),
        score: meanEstimate(scores[player], level),
        wins: median(wins[player]),
        cooperation: cooperating[player],
      }))
      .sort((a, b) => b.medianScore - a.medianScore || a.player - b.player)
      .map((entry, place) => ({ rank: place + 1, ...entry }));
  }

  /** How moral each player was, by four measures. */
  ratings(): CooperationRatings {
    const n = this.names.length;
    const cooperations = new Float64Array(n);
    const rounds = new Float64Array(n);
    const matches = new Float64Array(n);
    const good = new Float64Array(n);
    this.#forEachSide(({ player, opponent, turns, cooperation, otherCooperation }) => {
      if (player === opponent) return;
      cooperations[player] += Math.round(cooperation * turns);
      rounds[player] += turns;
      matches[player]++;
      if (cooperation >= otherCooperation) good[player]++;
    });
    return {
      cooperating: cooperations.map((count, i) => count / rounds[i]),
      goodPartner: good.map((count, i) => count / matches[i]),
      ...cooperationRatings(this.cooperation()),
    };
  }

  /** A row a match and player: player, opponent, repetition, rounds, payoff a round, cooperation, and counts of outcomes. */
  matches(): Table {
    const rows: Record<string, string | number>[] = [];
    this.#forEachSide(({ player, opponent, repetition, turns, payoff, cooperation, cc, cd, dc, dd }) => {
      const who = { player: this.names[player], opponent: this.names[opponent], repetition: repetition + 1 };
      rows.push({ ...who, rounds: turns, payoff, cooperation, CC: cc, CD: cd, DC: dc, DD: dd });
    });
    return Table.fromRows(rows, 'matches');
  }

  /** A row a player, in order of rank: rank, player, score with its error and interval, wins, cooperation and ratings. */
  table(): Table {
    const ranking = this.ranking();
    const ratings = this.ratings();
    const column = (values: (entry: TournamentRank) => number) => Float64Array.from(ranking, values);
    return Table.fromColumns(
      {
        rank: column((r) => r.rank),
        player: ranking.map((r) => r.name),
        'median score': column((r) => r.medianScore),
        score: column((r) => r.score.estimate),
        'standard error': column((r) => r.score.standardError),
        lower: column((r) => r.score.interval.lower),
        upper: column((r) => r.score.interval.upper),
        wins: column((r) => r.wins),
        cooperation: column((r) => r.cooperation),
        'good partner': column((r) => ratings.goodPartner[r.player]),
        eigenjesus: column((r) => ratings.eigenjesus.rating[r.player]),
        eigenmoses: column((r) => ratings.eigenmoses.rating[r.player]),
      },
      'tournament',
    );
  }

  /** Visits every match twice, as each of its players saw it; a match with itself too. The object is the same every time. */
  #forEachSide(visit: (side: Readonly<Side>) => void): void {
    const { pairs, repetitions, terms } = this.#plan;
    const [R, S, T, P] = terms.stage.first;
    const side = new Side();
    for (let k = 0; 4 * k < this.#outcomes.length; k++) {
      const at = 2 * Math.floor(k / repetitions);
      for (const second of [0, 1]) {
        side.player = pairs[at + second];
        side.opponent = pairs[at + 1 - second];
        side.repetition = k % repetitions;
        side.cc = this.#outcomes[4 * k];
        side.cd = this.#outcomes[4 * k + 1 + second];
        side.dc = this.#outcomes[4 * k + 2 - second];
        side.dd = this.#outcomes[4 * k + 3];
        side.turns = side.cc + side.cd + side.dc + side.dd;
        side.score = side.cc * R + side.cd * S + side.dc * T + side.dd * P;
        side.payoff = side.score / side.turns;
        side.otherPayoff = (side.cc * R + side.dc * S + side.cd * T + side.dd * P) / side.turns;
        side.cooperation = (side.cc + side.cd) / side.turns;
        side.otherCooperation = (side.cc + side.dc) / side.turns;
        visit(side);
      }
    }
  }

  /** Means over repetitions; of a strategy with itself, over both sides. NaN where there was no match. */
  #perPair(value: (side: Readonly<Side>) => number): Float64Array[] {
    const n = this.names.length;
    const mean = this.names.map(() => new Float64Array(n).fill(NaN));
    const count = this.names.map(() => new Float64Array(n));
    this.#forEachSide((side) => {
      const seen = ++count[side.player][side.opponent];
      // Running means keep equal values as they are.
      const before = seen === 1 ? 0 : mean[side.player][side.opponent];
      mean[side.player][side.opponent] = before + (value(side) - before) / seen;
    });
    return mean;
  }

  /** A value of the matches with others, added up and averaged over opponents, in each repetition. */
  #perRepetition(value: (side: Readonly<Side>) => number): { sums: Float64Array[]; means: Float64Array[] } {
    const sums = this.names.map(() => new Float64Array(this.repetitions));
    const matches = new Float64Array(this.names.length);
    this.#forEachSide((side) => {
      if (side.player === side.opponent) return;
      sums[side.player][side.repetition] += value(side);
      matches[side.player]++;
    });
    return { sums, means: sums.map((row, i) => row.map((sum) => (sum * this.repetitions) / matches[i])) };
  }
}

/** A match as one of its players saw it. */
class Side {
  player = 0;
  opponent = 0;
  repetition = 0;
  turns = 0;
  score = 0;
  payoff = 0;
  otherPayoff = 0;
  cooperation = 0;
  otherCooperation = 0;
  /** Numbers of rounds, own move first. */
  cc = 0;
  cd = 0;
  dc = 0;
  dd = 0;
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function meanEstimate(values: Float64Array, level: number): Estimate {
  const n = values.length;
  // Around the first value, so that equal values have a spread of exactly 0.
  const estimate = values[0] + values.reduce((sum, x) => sum + (x - values[0]), 0) / n;
  const squares = values.reduce((sum, x) => sum + (x - estimate) ** 2, 0);
  const standardError = n > 1 ? Math.sqrt(squares / (n - 1) / n) : NaN;
  const half = n > 1 ? studentTQuantile(1 - (1 - level) / 2, { degrees: n - 1 }) * standardError : NaN;
  return {
    estimate,
    standardError,
    interval: { lower: estimate - half, upper: estimate + half, level },
    n,
    method: "mean over repetitions, Student's t interval",
  };
}

/** Strategies that entered several times get a number. */
function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${count})`;
  });
}
