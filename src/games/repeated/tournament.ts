import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import { matchTerms, type MatchOptions } from './match.js';
import { ownPayoffs, axelrodPayoffs } from './stage-game.js';
import type { Strategy } from './strategy.js';
import { playMatches, type TournamentPlan } from './tournament-plan.js';
import { Tournament } from './tournament-results.js';

/** Who meets whom, how often, and how. */
export interface TournamentOptions extends MatchOptions {
  /** Matches of every pair, default 10. A pair whose matches are all the same plays one. */
  readonly repetitions?: number;
  /** Whether strategies also meet themselves, default true. Such matches count for payoff tables, not for scores. */
  readonly selfInteractions?: boolean;
  /**
   * A spatial tournament: pairs of players that meet, by their places in the list, each in one direction. Default all.
   */
  readonly edges?: readonly (readonly [number, number])[];
  /** Default 0. */
  readonly seed?: number;
  /** Called now and then with the number of matches played. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/**
 * A round robin of strategies: everyone meets everyone (and itself) in `repetitions` matches.
 *
 * A match has its own random stream from the seed, the pair and the repetition. Pairs that are deterministic without noise are
 * played once for all repetitions; pairs of memory-one strategies run on their four outcomes. The same strategy may be entered
 * twice: names get a number then.
 *
 * Cost: 10 to 30 million rounds a second and core, more for memory-one pairs. {@link playTournamentInThreads} uses several
 * cores and gives the same results.
 *
 * @param strategies - at least one
 * @throws InvalidInputError for no strategies, a game with roles, bad edges, or bad match options
 * @throws the reason of `signal` when it aborts
 *
 * @example
 * ```ts
 * import { playTournament, strategies } from 'polity/games';
 * const { Cooperator, Defector, TitForTat, Grudger } = strategies;
 * const tournament = playTournament([Cooperator, Defector, TitForTat, Grudger], { turns: 10 });
 * tournament.totalScores(0); // [60, 78, 69, 69]
 * tournament.ranking()[0].name; // 'Defector'
 * ```
 */
export function playTournament(
  strategies: readonly Strategy[],
  { onProgress, signal, ...options }: TournamentOptions = {},
): Tournament {
  const plan = tournamentPlan(strategies, options);
  const total = (plan.pairs.length / 2) * plan.repetitions;
  const outcomes = new Int32Array(4 * total);
  const block = Math.max(1, Math.ceil(total / 200));
  for (let from = 0; from < total; from += block) {
    signal?.throwIfAborted();
    const to = Math.min(total, from + block);
    outcomes.set(playMatches(plan, from, to), 4 * from);
    onProgress?.({ done: to, total });
  }
  return new Tournament(plan, outcomes);
}

/** @throws InvalidInputError for bad options */
export function tournamentPlan(
  strategies: readonly Strategy[],
  {
    repetitions = 10,
    selfInteractions = true,
    edges,
    seed = 0,
    game = axelrodPayoffs,
    ...options
  }: Omit<TournamentOptions, 'onProgress' | 'signal'>,
): TournamentPlan {
  if (!Array.isArray(strategies) || strategies.length === 0) {
    throw new InvalidInputError('strategies', strategies, 'be a list of at least one strategy');
  }
  checkInteger('repetitions', repetitions, { min: 1 });
  checkInteger('seed', seed, { min: 0 });
  const n = strategies.length;
  return {
    strategies,
    terms: matchTerms({ game: ownPayoffs(game), ...options }),
    pairs: edges ? checkEdges(edges, n) : allPairs(n, selfInteractions),
    repetitions,
    seed,
  };
}

function allPairs(n: number, withThemselves: boolean): Int32Array {
  const pairs: number[] = [];
  for (let i = 0; i < n; i++) for (let j = withThemselves ? i : i + 1; j < n; j++) pairs.push(i, j);
  if (pairs.length === 0)
    throw new InvalidInputError('strategies.length', n, 'be at least 2 without self-interactions');
  return Int32Array.from(pairs);
}

function checkEdges(edges: readonly (readonly [number, number])[], n: number): Int32Array {
  if (edges.length === 0) throw new InvalidInputError('edges', edges, 'hold at least one pair');
  const seen = new Set<number>();
  edges.forEach((edge, e) => {
    if (edge.length !== 2) throw new InvalidInputError(`edges[${e}]`, edge, 'be a pair of players');
    edge.forEach((player, side) => checkInteger(`edges[${e}][${side}]`, player, { min: 0, max: n - 1 }));
    const pair = n * Math.min(...edge) + Math.max(...edge);
    if (seen.has(pair)) throw new InvalidInputError(`edges[${e}]`, edge, 'differ from the pairs before it');
    seen.add(pair);
  });
  return Int32Array.from(edges.flat());
}
