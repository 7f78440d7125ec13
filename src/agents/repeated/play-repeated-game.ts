import { checkInteger, checkOneOf, InvalidInputError, randomStream } from '../../foundation/index.js';
import type { StrategicGame } from '../../games/index.js';
import type { AgentOutcome, AgentReply } from '../agent.js';
import type { PastRound, RepeatedActor, RepeatedAgent, Seat } from './repeated-game.js';

/**
 * What happens when a player makes no legal choice after all its chances: `stop` ends the match, which counts for nobody;
 * `forfeit` ends it, and the rounds that are left count as nothing for who forfeits and not at all for the other; `substitute`
 * plays the option of this index for the player and marks the round.
 */
export type IllegalPolicy = 'stop' | 'forfeit' | { readonly substitute: number };

/** One player's choice in one round, as it stands in a journal. */
export interface DecisionRecord {
  /** From 1. */
  readonly round: number;
  readonly seat: Seat;
  /** Index of the option; null where the player made no legal choice. */
  readonly option: number | null;
  /** What a model said on the way; empty for other agents. */
  readonly replies: readonly AgentReply[];
}

/** A round that was played: entries by seat. */
export interface PlayedRound {
  readonly options: readonly number[];
  readonly payoffs: readonly number[];
  /** Whether the option was put in place of an illegal reply. */
  readonly substituted: readonly boolean[];
}

/** Why a player made no choice. */
export interface PlayerFault {
  readonly seat: Seat;
  readonly kind: 'illegal' | 'failed' | 'budget exhausted';
  readonly reason: string;
}

/** How a match ended; `interrupted` by a failing endpoint or a budget: it can be resumed. */
export interface MatchEnding {
  readonly kind: 'complete' | 'stopped' | 'forfeited' | 'interrupted';
  /** Rounds that were played. */
  readonly rounds: number;
  readonly faults: readonly PlayerFault[];
}

/** A match of a repeated game. */
export interface RepeatedMatch {
  /** Names of the agents, by seat. */
  readonly players: readonly string[];
  readonly rounds: readonly PlayedRound[];
  /** Sums of the payoffs, by seat. */
  readonly totals: readonly number[];
  readonly ending: MatchEnding;
  /** All choices that were made, and illegal replies that ended a match, round by round; a journal holds them. */
  readonly decisions: readonly DecisionRecord[];
}

/** How to play a repeated game. */
export interface PlayOptions {
  /** Default 10. */
  readonly rounds?: number;
  /** Whether the players are told how many rounds there are; default true. */
  readonly announced?: boolean;
  /** Default 0. */
  readonly seed?: number;
  /** Index of the first of the match's 2 · (rounds + 1) random streams; default 0. Matches of one seed must not overlap. */
  readonly stream?: number;
  /** Which playing of the same match this is, from 0: models that sample answer anew. */
  readonly repetition?: number;
  /** Default `stop`. */
  readonly onIllegal?: IllegalPolicy;
  /** The decisions of the same match, interrupted: nobody is asked for them again. */
  readonly known?: readonly DecisionRecord[];
  /** Handed every new decision as soon as it is made; the round waits for it. */
  readonly onDecision?: (decision: DecisionRecord) => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Plays a two-player game again and again between two agents, who choose at once and are told the outcome of each round.
 *
 * Round t of seat s draws from `randomStream(seed, stream + 2t + s)`, a player with a state of its own from that of round 0: what
 * an agent draws depends neither on the other agent nor on where the match was interrupted. No reply of a model ends a match with an error; see {@link MatchEnding}.
 *
 * @param agents - two, in the order of the seats; the same one may sit on both
 * @throws InvalidInputError for a game of other than two players, an option that a scripted agent does not have, or decisions
 * that are not of this match
 *
 * @example
 * ```ts
 * import { StrategicGame } from 'polity/games';
 * import { cyclePlayer, openingPlayer, playRepeatedGame } from 'polity/agents';
 * const dilemma = StrategicGame.symmetric([[8, 0], [10, 5]], { strategies: [['J', 'F'], ['J', 'F']] });
 * const { totals, ending } = await playRepeatedGame(
 *   dilemma,
 *   [cyclePlayer('cooperator', [0]), openingPlayer('defects once', [1, 0])],
 *   { rounds: 5 },
 * );
 * totals; // [32, 42]
 * ending.kind; // 'complete'
 * ```
 */
export async function playRepeatedGame(
  game: StrategicGame,
  agents: readonly RepeatedAgent[],
  options: PlayOptions = {},
): Promise<RepeatedMatch> {
  const { rounds = 10, announced = true, seed = 0, stream = 0, repetition = 0, onDecision, signal } = options;
  game.checkTwoPlayers();
  if (agents.length !== 2) throw new InvalidInputError('agents.length', agents.length, 'equal 2');
  checkInteger('rounds', rounds, { min: 1 });
  checkInteger('stream', stream, { min: 0 });
  const policy = checkIllegalPolicy(options.onIllegal ?? 'stop', game);
  const known = knownDecisions(options.known ?? [], game, rounds);
  const settings = ([0, 1] as const).map((seat) => ({ game, seat, rounds: announced ? rounds : null }));
  const random = (round: number, seat: Seat) => randomStream(seed, stream + 2 * round + seat);
  const actors: readonly RepeatedActor[] = agents.map((agent, i) =>
    agent.enter({ ...settings[i], random: random(0, settings[i].seat) }),
  );
  const histories: readonly PastRound[][] = [[], []];
  const played: PlayedRound[] = [];
  const decisions: DecisionRecord[] = [];

  const choose = async (round: number, seat: Seat): Promise<Choice> => {
    const recorded = known.get(2 * round + seat);
    if (recorded) return { record: recorded, fault: faultOfRecord(recorded) };
    const outcome = await actors[seat].decide(
      { ...settings[seat], round, history: histories[seat] },
      { random: random(round, seat), repetition, signal },
    );
    const fault = outcome.kind === 'decision' ? null : { seat, kind: outcome.kind, reason: outcome.reason };
    const record = recordOf(outcome, round, seat);
    if (record !== null && record.option !== null) {
      checkInteger(`option of ${agents[seat].name}`, record.option, { min: 0, max: game.shape[seat] - 1 });
    }
    // What failed, or was not sent for lack of money, is not known: a resumed match asks again.
    if (record) await onDecision?.(record);
    return { record, fault };
  };

  let ending: MatchEnding = { kind: 'complete', rounds, faults: [] };
  for (let round = 1; round <= rounds; round++) {
    signal?.throwIfAborted();
    const choices = await both([choose(round, 0), choose(round, 1)]);
    decisions.push(...choices.flatMap(({ record }) => record ?? []));
    const faults = choices.flatMap(({ fault }) => fault ?? []);
    const end = endOf(faults, policy);
    if (end !== null) {
      ending = { kind: end, rounds: round - 1, faults };
      break;
    }
    const substitute = typeof policy === 'object' ? policy.substitute : 0;
    const chosen = choices.map(({ record }) => record?.option ?? substitute);
    const payoffs = Array.from(game.payoff(chosen));
    played.push({ options: chosen, payoffs, substituted: choices.map(({ fault }) => fault !== null) });
    for (const seat of [0, 1] as const) {
      const other = 1 - seat;
      const past = {
        own: chosen[seat],
        other: chosen[other],
        payoff: payoffs[seat],
        otherPayoff: payoffs[other],
      };
      histories[seat].push(past);
      actors[seat].learn?.(past);
    }
  }
  return {
    players: agents.map(({ name }) => name),
    rounds: played,
    totals: [0, 1].map((seat) => played.reduce((sum, { payoffs }) => sum + payoffs[seat], 0)),
    ending,
    decisions,
  };
}

/** A policy, checked. */
export function checkIllegalPolicy(policy: IllegalPolicy, game: StrategicGame): IllegalPolicy {
  if (typeof policy !== 'object') return checkOneOf('onIllegal', policy, ['stop', 'forfeit']);
  checkInteger('onIllegal.substitute', policy.substitute, { min: 0, max: Math.min(...game.shape) - 1 });
  return policy;
}

interface Choice {
  readonly record: DecisionRecord | null;
  readonly fault: PlayerFault | null;
}

function recordOf(outcome: AgentOutcome<number>, round: number, seat: Seat): DecisionRecord | null {
  if (outcome.kind === 'decision') return { round, seat, option: outcome.action, replies: outcome.replies ?? [] };
  return outcome.kind === 'illegal' ? { round, seat, option: null, replies: outcome.replies } : null;
}

function faultOfRecord({ seat, option, replies }: DecisionRecord): PlayerFault | null {
  return option === null ? { seat, kind: 'illegal', reason: replies.at(-1)?.illegal ?? 'no legal choice' } : null;
}

function endOf(faults: readonly PlayerFault[], policy: IllegalPolicy): 'stopped' | 'forfeited' | 'interrupted' | null {
  if (faults.length === 0) return null;
  if (faults.some(({ kind }) => kind !== 'illegal')) return 'interrupted';
  if (typeof policy === 'object') return null;
  return policy === 'stop' ? 'stopped' : 'forfeited';
}

/** Waits for both before an error of one is thrown: what the other decided has then been recorded. */
async function both(choices: readonly Promise<Choice>[]): Promise<Choice[]> {
  await Promise.allSettled(choices);
  return Promise.all(choices);
}

function knownDecisions(
  records: readonly DecisionRecord[],
  game: StrategicGame,
  rounds: number,
): ReadonlyMap<number, DecisionRecord> {
  const known = new Map<number, DecisionRecord>();
  records.forEach((record, i) => {
    const { round, seat, option } = record;
    checkInteger(`known[${i}].round`, round, { min: 1, max: rounds });
    checkInteger(`known[${i}].seat`, seat, { min: 0, max: 1 });
    if (option !== null) checkInteger(`known[${i}].option`, option, { min: 0, max: game.shape[seat] - 1 });
    const place = 2 * round + seat;
    if (known.has(place))
      throw new InvalidInputError(`known[${i}]`, record, 'be the only decision of its round and seat');
    known.set(place, record);
  });
  return known;
}
