import { Table } from '../../data/index.js';
import type { BenchMatch } from './repeated-game-bench.js';

/** What an agent scored in a family of games. */
export interface BenchScore {
  readonly agent: string;
  readonly family: string;
  /** Seats that the agent sat on in matches that count. */
  readonly matches: number;
  /** Mean normalised score in both seats together; null where no match counts. */
  readonly score: number | null;
  readonly asFirst: number | null;
  readonly asSecond: number | null;
}

/**
 * The normalised score of a seat: its total over the largest total it could have had, total / (rounds · largest payoff). Rounds
 * after a forfeit count as nothing for who forfeited and are left out for the other.
 *
 * Null for a match that was stopped or interrupted, and in a game without a positive payoff.
 */
export function normalizedScore(match: BenchMatch, seat: 0 | 1): number | null {
  const { ending, totals, largestPayoffs, plannedRounds } = match;
  if (ending.kind === 'stopped' || ending.kind === 'interrupted' || largestPayoffs[seat] <= 0) return null;
  const isGuilty = ending.faults.some((fault) => fault.seat === seat);
  const rounds = ending.kind === 'complete' || isGuilty ? plannedRounds : ending.rounds;
  return rounds === 0 ? null : totals[seat] / (rounds * largestPayoffs[seat]);
}

/** Mean normalised scores by agent and family, in the order of their first match. */
export function benchScores(matches: readonly BenchMatch[]): readonly BenchScore[] {
  const groups = new Map<string, { readonly agent: string; readonly family: string; readonly scores: number[][] }>();
  for (const match of matches) {
    for (const seat of [0, 1] as const) {
      const [agent, family] = [match.players[seat], match.family];
      const key = JSON.stringify([agent, family]);
      const group = groups.get(key) ?? { agent, family, scores: [[], []] };
      groups.set(key, group);
      const score = normalizedScore(match, seat);
      if (score !== null) group.scores[seat].push(score);
    }
  }
  return Array.from(groups.values(), ({ agent, family, scores: [first, second] }) => ({
    agent,
    family,
    matches: first.length + second.length,
    score: mean([...first, ...second]),
    asFirst: mean(first),
    asSecond: mean(second),
  }));
}

/**
 * A table of a bench, a row a player and match: `game`, `family`, `repetition`, `seat`, `agent`, `opponent`, `ending`, `rounds`
 * played, `total`, `score` (normalised; missing where the match does not count), `substituted` options and `illegal` replies,
 * the corrected ones included.
 */
export function benchTable(matches: readonly BenchMatch[]): Table {
  const rows = matches.flatMap((match) =>
    ([0, 1] as const).map((seat) => ({
      game: match.game,
      family: match.family,
      repetition: match.repetition,
      seat: seat === 0 ? 'first' : 'second',
      agent: match.players[seat],
      opponent: match.players[1 - seat],
      ending: match.ending.kind,
      rounds: match.ending.rounds,
      total: match.totals[seat],
      score: normalizedScore(match, seat),
      substituted: match.rounds.filter(({ substituted }) => substituted[seat]).length,
      illegal: match.decisions
        .filter((decision) => decision.seat === seat)
        .reduce((sum, { replies }) => sum + replies.filter(({ illegal }) => illegal !== null).length, 0),
    })),
  );
  return Table.fromRows(rows, 'bench');
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
