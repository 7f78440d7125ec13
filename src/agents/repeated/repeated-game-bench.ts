import { checkInteger, InvalidInputError, randomStream } from '../../foundation/index.js';
import type { StrategicGame } from '../../games/index.js';
import { contentHash } from '../chat/canonical-json.js';
import { decisionLine, journalHeader, readJournal } from './bench-journal.js';
import { checkIllegalPolicy, playRepeatedGame, type IllegalPolicy, type RepeatedMatch } from './play-repeated-game.js';
import { withRandomLetters } from './repeated-game-prompt.js';
import type { RepeatedAgent } from './repeated-game.js';

/** A game of a bench. */
export interface BenchGame {
  readonly name: string;
  /** Games of one family are averaged; default: the name. */
  readonly family?: string;
  readonly game: StrategicGame;
}

/** Who plays what, and how. */
export interface RepeatedGameBench {
  readonly games: readonly BenchGame[];
  /** Every ordered pair plays, each agent with itself as well. */
  readonly agents: readonly RepeatedAgent[];
  /** Default 10. */
  readonly rounds?: number;
  /** Whether the players are told how many rounds there are; default true. */
  readonly announced?: boolean;
  /** Matches of every pair in every game; default 1. */
  readonly repetitions?: number;
  /** Whether the options of each game are called by letters of chance instead of their names; default false. */
  readonly randomLetters?: boolean;
  /** Default 0. */
  readonly seed?: number;
  /** Default `stop`. */
  readonly onIllegal?: IllegalPolicy;
}

/** How to run a bench. */
export interface BenchRun {
  /** Matches under way at once; default 1. The result of agents that draw from their stream only does not depend on it. */
  readonly concurrency?: number;
  /** The journal of an earlier, interrupted run: its decisions are not asked for again. */
  readonly journal?: string;
  /** Handed every new line of the journal, to be appended to a file; the match waits for it. */
  readonly onRecord?: (line: string) => void | Promise<void>;
  /** Called after every match. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** A match of a bench. */
export interface BenchMatch extends RepeatedMatch {
  readonly game: string;
  readonly family: string;
  /** From 0. */
  readonly repetition: number;
  /** The largest payoff that each seat can get in a round. */
  readonly largestPayoffs: readonly number[];
  /** As many rounds were to be played. */
  readonly plannedRounds: number;
}

/** What a bench came to. */
export interface BenchResult {
  /** By game, first player, second player, repetition. Interrupted ones are among them. */
  readonly matches: readonly BenchMatch[];
  /** Matches that were interrupted or not begun: run again with the journal. */
  readonly unfinished: number;
  /** Why no more matches were begun, if so. */
  readonly exhausted: string | null;
  /** JSON lines: a header, then a line a decision, in the order of the matches. */
  readonly journal: string;
}

/**
 * All agents against all, in both seats, in all games.
 *
 * Every decision is a line of the journal as soon as it is made; a run that was killed, ran out of budget or lost its endpoint
 * goes on where it stopped, and its result is the same, byte for byte, as that of a run that was not interrupted. A match whose
 * model fails is left interrupted and the others go on; an exhausted budget begins no further match.
 *
 * Cost: games × agents² × repetitions matches.
 *
 * Source: Akata et al., "Playing repeated games with large language models" (arXiv 2305.16867).
 *
 * @throws InvalidInputError for doubled names, or a journal of another plan; the message names the line
 *
 * @example
 * ```ts
 * import { strategies, StrategicGame } from 'polity/games';
 * import { benchScores, cyclePlayer, runRepeatedGameBench, strategyPlayer } from 'polity/agents';
 * const { matches, journal } = await runRepeatedGameBench({
 *   games: [{ name: 'dilemma', game: StrategicGame.symmetric([[8, 0], [10, 5]]) }],
 *   agents: [cyclePlayer('defector', [1]), strategyPlayer(strategies.TitForTat)],
 * });
 * matches.map(({ totals }) => totals[0]); // [50, 55, 45, 80]
 * journal.split('\n').length; // 82
 * benchScores(matches)[0]; // { agent: 'defector', family: 'dilemma', matches: 4, score: 0.525, asFirst: 0.525, asSecond: 0.525 }
 * ```
 */
export async function runRepeatedGameBench(bench: RepeatedGameBench, run: BenchRun = {}): Promise<BenchResult> {
  const { rounds = 10, announced = true, onIllegal = 'stop', seed = 0 } = bench;
  const { concurrency = 1, journal = '', onRecord, onProgress, signal } = run;
  checkInteger('concurrency', concurrency, { min: 1 });
  const plan = planOf(bench);
  const header = journalHeader({
    seed,
    rounds,
    announced,
    onIllegal,
    games: bench.games.map(({ name }, g) => ({ name, hash: gameHash(plan.games[g]) })),
    agents: bench.agents.map(({ name }) => name),
    repetitions: plan.repetitions,
  });
  const known = readJournal(journal, header, plan.matches.length);
  const results = new Array<BenchMatch | undefined>(plan.matches.length);
  let exhausted: string | null = null;
  let done = 0;
  let next = 0;

  const play = async (k: number): Promise<BenchMatch> => {
    const { g, players, repetition } = plan.matches[k];
    const game = plan.games[g];
    const match = await playRepeatedGame(game, players, {
      rounds,
      announced,
      seed,
      stream: FIRST_MATCH_STREAM + 2 * (rounds + 1) * k,
      repetition,
      onIllegal,
      known: known.get(k) ?? [],
      onDecision: (decision) => onRecord?.(decisionLine(k, decision)),
      signal,
    });
    const { name, family = name } = bench.games[g];
    const largestPayoffs = game.payoffs.map((payoffs) => payoffs.reduce((a, b) => Math.max(a, b)));
    return { game: name, family, repetition, largestPayoffs, plannedRounds: rounds, ...match };
  };
  const worker = async () => {
    while (next < plan.matches.length && exhausted === null) {
      signal?.throwIfAborted();
      const k = next++;
      results[k] = await play(k);
      const broke = results[k].ending.faults.find(({ kind }) => kind === 'budget exhausted');
      exhausted ??= broke?.reason ?? null;
      onProgress?.({ done: ++done, total: plan.matches.length });
    }
  };
  if (journal === '') await onRecord?.(header);
  const workers = await Promise.allSettled(Array.from({ length: concurrency }, worker));
  for (const { reason } of workers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[])
    throw reason;

  const matches = results.filter((match) => match !== undefined);
  const complete = matches.filter(({ ending }) => ending.kind !== 'interrupted').length;
  const lines = results.flatMap((match, k) => {
    const decisions = match?.decisions ?? known.get(k) ?? [];
    return decisions.map((decision) => decisionLine(k, decision));
  });
  return { matches, unfinished: plan.matches.length - complete, exhausted, journal: header + lines.join('') };
}

/** Streams below this one draw the letters of the games. */
const FIRST_MATCH_STREAM = 2 ** 20;

interface PlannedMatch {
  /** Index of the game. */
  readonly g: number;
  readonly players: readonly RepeatedAgent[];
  readonly repetition: number;
}

/** The games as they are played and the matches in their order. */
function planOf({
  games,
  agents,
  rounds = 10,
  repetitions = 1,
  randomLetters = false,
  seed,
  onIllegal,
}: RepeatedGameBench) {
  checkNames('games', games);
  checkNames('agents', agents);
  checkInteger('rounds', rounds, { min: 1 });
  checkInteger('repetitions', repetitions, { min: 1 });
  const played = games.map(({ game }, g) =>
    randomLetters ? withRandomLetters(game, randomStream(seed ?? 0, g)) : game,
  );
  for (const game of played) checkIllegalPolicy(onIllegal ?? 'stop', game);
  const matches: PlannedMatch[] = [];
  for (let g = 0; g < played.length; g++) {
    for (const first of agents) {
      for (const second of agents) {
        for (let repetition = 0; repetition < repetitions; repetition++) {
          matches.push({ g, players: [first, second], repetition });
        }
      }
    }
  }
  return { games: played, repetitions, matches };
}

function checkNames(argument: string, named: readonly { readonly name: string }[]): void {
  if (named.length === 0) throw new InvalidInputError(`${argument}.length`, 0, 'be at least 1');
  const names = named.map(({ name }) => name);
  const doubled = names.findIndex((name, i) => names.indexOf(name) < i);
  if (doubled >= 0) {
    throw new InvalidInputError(`${argument}[${doubled}].name`, names[doubled], 'differ from the names before it');
  }
}

/** Tells games of one name apart that are not the same. */
function gameHash({ shape, strategies, payoffs }: StrategicGame): string {
  return contentHash({ shape, strategies, payoffs: payoffs.map((payoff) => Array.from(payoff)) }).slice(0, 16);
}
