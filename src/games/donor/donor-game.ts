import { checkInteger, InvalidInputError, randomStream, type RandomStream } from '../../foundation/index.js';
import type { DonorAgent } from './donor-agent.js';
import { DonorMatch, type DonorSeat } from './donor-match.js';
import type { DonorRecord } from './donor-record.js';
import { donorRules, type CompleteDonorRules, type DonorRules } from './donor-rules.js';
import { reversedSchedule } from './donor-schedule.js';

/** A player: a seat and who decides there. */
export interface DonorPlayer extends DonorSeat {
  readonly agent: Pick<DonorAgent, 'decide'>;
}

export interface DonorPlayOptions {
  /** What the agents are told, from 1 (default). */
  readonly generation?: number;
  /** The stream for agents that draw; default that of seed 0. */
  readonly random?: RandomStream;
}

export interface DonorPlayAsyncOptions extends DonorPlayOptions {
  /** Most decisions asked for at once, default all pairs of a round. */
  readonly concurrency?: number;
  /** Called after every round with the number of decisions made. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/**
 * The donor game with resources that carry over. In every round half of the agents are donors: of its w units a donor
 * gives x, 0 ≤ x ≤ w, and its recipient gets m·x. Donors see their recipient's trace, a chain of what the recipient last
 * did, what its recipient had done before that, and so on.
 *
 * A decision that is no move (not a number, negative, more than the donor has, not in the rules, or declared unreadable)
 * is booked as `invalid` with its reason; nothing changes hands and no trace changes. Nothing is mended.
 *
 * @see Vallinder & Hughes, arXiv 2412.10270
 *
 * @example
 * ```ts
 * import { DonorGame, constantDonor, scriptedDonor } from 'polity/games';
 * const game = new DonorGame({ agents: 4, twice: false });
 * const half = scriptedDonor(constantDonor(0.5));
 * const [{ wealth }] = game.play(['a', 'b', 'c', 'd'].map((name) => ({ name, strategy: 'half', agent: half })));
 * wealth; // [47.5, 47.5, 17.5, 17.5]
 * ```
 */
export class DonorGame {
  readonly rules: CompleteDonorRules;

  /** @throws InvalidInputError for an odd number of agents or a rule out of range */
  constructor(rules: DonorRules = {}) {
    this.rules = donorRules(rules);
  }

  /**
   * Plays a generation with agents that answer at once. With `twice` there is a second game with all roles reversed;
   * wealth, traces and reputations begin anew in it.
   *
   * @returns a ledger for every game
   * @throws InvalidInputError for a wrong number of players, a name used twice, or an agent that answers with a promise
   */
  play(players: readonly DonorPlayer[], options: DonorPlayOptions = {}): DonorRecord[] {
    const { random = randomStream(0) } = options;
    return this.#matches(players, options).map((match) => {
      for (let at = 0; at < match.record.donors.length; at++) {
        const { name, agent } = players[match.record.donors[at]];
        const decision = agent.decide(match.view(at), random);
        if (decision instanceof Promise) {
          throw new InvalidInputError(`players '${name}'`, decision, 'answer at once; use playAsync');
        }
        match.decide(at, decision);
      }
      return match.record;
    });
  }

  /** As {@link play}, with agents that may answer later; the decisions of a round are asked for at the same time. */
  async playAsync(players: readonly DonorPlayer[], options: DonorPlayAsyncOptions = {}): Promise<DonorRecord[]> {
    const { random = randomStream(0), concurrency = Infinity, signal, onProgress } = options;
    if (concurrency !== Infinity) checkInteger('concurrency', concurrency, { min: 1 });
    const matches = this.#matches(players, options);
    const { rounds, pairs } = this.rules.schedule;
    const total = matches.length * rounds * pairs;
    let done = 0;
    for (const match of matches) {
      const batch = Math.min(concurrency, pairs);
      for (let round = 0; round < rounds; round++) {
        for (let from = round * pairs; from < (round + 1) * pairs; from += batch) {
          signal?.throwIfAborted();
          const entries = Array.from({ length: Math.min(batch, (round + 1) * pairs - from) }, (_, k) => from + k);
          const decisions = entries.map(async (at) =>
            players[match.record.donors[at]].agent.decide(match.view(at), random),
          );
          (await Promise.all(decisions)).forEach((decision, k) => match.decide(entries[k], decision));
        }
        done += pairs;
        onProgress?.({ done, total });
      }
    }
    return matches.map(({ record }) => record);
  }

  #matches(players: readonly DonorPlayer[], { generation = 1 }: DonorPlayOptions): DonorMatch[] {
    const { agents, schedule, twice } = this.rules;
    if (players.length !== agents) throw new InvalidInputError('players.length', players.length, `equal ${agents}`);
    const names = new Set<string>();
    players.forEach(({ name }, seat) => {
      if (names.has(name)) throw new InvalidInputError(`players[${seat}].name`, name, 'differ from the others');
      names.add(name);
    });
    const seats = players.map(({ name, strategy }) => ({ name, strategy }));
    return (twice ? [schedule, reversedSchedule(schedule)] : [schedule]).map(
      (meetings) => new DonorMatch(this.rules, meetings, { seats, generation }),
    );
  }
}
