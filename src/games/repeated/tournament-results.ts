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
  #views: readonly MatchView[] | undefined;

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
    return this.#perPair((m) => m.payoff);
  }

  /** Standard deviation of that payoff over repetitions (divisor n − 1; NaN with one). */
  payoffDeviations(): Float64Array[] {
    const mean = this.payoffs();
    // Both sides of a match with itself are one observation, their mean.
    const observed = (m: MatchView) => (m.player === m.opponent ? (m.payoff + m.otherPayoff) / 2 : m.payoff);
    const square = this.#perPair((m) => (observed(m) - mean[m.player][m.opponent]) ** 2);
    return square.map((row) => row.map((s) => Math.sqrt((s * this.repetitions) / (this.repetitions - 1))));
  }

  /** Share of cooperations of i against j; NaN for pairs that did not meet. */
  cooperation(): Float64Array[] {
    return this.#perPair((m) => m.cooperation);
  }

  /** Mean number of matches out of all repetitions in which i earned more than j. */
  wins(): Float64Array[] {
    return this.#perPair((m) => (m.payoff > m.otherPayoff ? 1 : 0));
  }

  /** Sum of payoffs of each player in one repetition, matches with itself left out. */
  totalScores(repetition: number): Float64Array {
    checkInteger('repetition', repetition, { min: 0, max: this.repetitions - 1 });
    const scores = new Float64Array(this.names.length);
    for (const m of this.#sides) {
      if (m.repetition === repetition && m.player !== m.opponent) scores[m.player] += m.score;
    }
    return scores;
  }

  /** Payoff a round against the others, mean over opponents: a row a player, an entry a repetition. */
  scores(): Float64Array[] {
    return this.#perRepetition((m) => m.payoff, true);
  }

  /**
   * Players by their median score; ties keep the order of the list.
   *
   * @param options - `level` of the intervals, default 0.95
   */
  ranking({ level = 0.95 }: { readonly level?: number } = {}): TournamentRank[] {
    checkLevel('level', level);
    const scores = this.scores();
    const wins = this.#perRepetition((m) => (m.payoff > m.otherPayoff ? 1 : 0), false);
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
    for (const m of this.#sides) {
      if (m.player === m.opponent) continue;
      cooperations[m.player] += m.cooperation * m.turns;
      rounds[m.player] += m.turns;
      matches[m.player]++;
      if (m.cooperation >= m.otherCooperation) good[m.player]++;
    }
    return {
      cooperating: cooperations.map((count, i) => count / rounds[i]),
      goodPartner: good.map((count, i) => count / matches[i]),
      ...cooperationRatings(this.cooperation()),
    };
  }

  /** A row a match and player: player, opponent, repetition, rounds, payoff a round, cooperation, and counts of outcomes. */
  matches(): Table {
    const rows = this.#sides;
    return Table.fromColumns(
      {
        player: rows.map((m) => this.names[m.player]),
        opponent: rows.map((m) => this.names[m.opponent]),
        repetition: Float64Array.from(rows, (m) => m.repetition + 1),
        rounds: Float64Array.from(rows, (m) => m.turns),
        payoff: Float64Array.from(rows, (m) => m.payoff),
        cooperation: Float64Array.from(rows, (m) => m.cooperation),
        CC: Float64Array.from(rows, (m) => m.outcomes[0]),
        CD: Float64Array.from(rows, (m) => m.outcomes[1]),
        DC: Float64Array.from(rows, (m) => m.outcomes[2]),
        DD: Float64Array.from(rows, (m) => m.outcomes[3]),
      },
      'matches',
    );
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

  /** Every match twice, as each of its players saw it; a match with itself too. */
  get #sides(): readonly MatchView[] {
    return (this.#views ??= matchViews(this.#plan, this.#outcomes));
  }

  /** Means over repetitions; of a strategy with itself, over both sides. NaN where there was no match. */
  #perPair(value: (match: MatchView) => number): Float64Array[] {
    const n = this.names.length;
    const mean = this.names.map(() => new Float64Array(n).fill(NaN));
    const count = this.names.map(() => new Float64Array(n));
    for (const m of this.#sides) {
      const seen = ++count[m.player][m.opponent];
      // Running means keep equal values as they are.
      const before = seen === 1 ? 0 : mean[m.player][m.opponent];
      mean[m.player][m.opponent] = before + (value(m) - before) / seen;
    }
    return mean;
  }

  /** A value of the matches with others, averaged over opponents or added up, in each repetition. */
  #perRepetition(value: (match: MatchView) => number, average: boolean): Float64Array[] {
    const sums = this.names.map(() => new Float64Array(this.repetitions));
    const counts = new Float64Array(this.names.length);
    for (const m of this.#sides) {
      if (m.player === m.opponent) continue;
      sums[m.player][m.repetition] += value(m);
      counts[m.player]++;
    }
    return average ? sums.map((row, i) => row.map((sum) => (sum * this.repetitions) / counts[i])) : sums;
  }
}

interface MatchView {
  readonly player: number;
  readonly opponent: number;
  readonly repetition: number;
  readonly turns: number;
  readonly score: number;
  readonly payoff: number;
  readonly otherPayoff: number;
  readonly cooperation: number;
  readonly otherCooperation: number;
  readonly outcomes: readonly number[];
}

function matchViews({ pairs, repetitions, terms }: TournamentPlan, outcomes: Int32Array): MatchView[] {
  const { first, second } = terms.stage;
  const views: MatchView[] = [];
  for (let k = 0; 4 * k < outcomes.length; k++) {
    const at = 2 * Math.floor(k / repetitions);
    const [player, opponent, repetition] = [pairs[at], pairs[at + 1], k % repetitions];
    const cc = outcomes[4 * k];
    const cd = outcomes[4 * k + 1];
    const dc = outcomes[4 * k + 2];
    const dd = outcomes[4 * k + 3];
    const turns = cc + cd + dc + dd;
    const score = cc * first[0] + cd * first[1] + dc * first[2] + dd * first[3];
    const otherScore = cc * second[0] + cd * second[1] + dc * second[2] + dd * second[3];
    const side = { player, opponent, repetition, turns, score, payoff: score / turns, otherPayoff: otherScore / turns };
    const shares = { cooperation: (cc + cd) / turns, otherCooperation: (cc + dc) / turns };
    views.push({ ...side, ...shares, outcomes: [cc, cd, dc, dd] });
    views.push({
      ...side,
      player: opponent,
      opponent: player,
      score: otherScore,
      payoff: side.otherPayoff,
      otherPayoff: side.payoff,
      cooperation: shares.otherCooperation,
      otherCooperation: shares.cooperation,
      outcomes: [cc, dc, cd, dd],
    });
  }
  return views;
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
