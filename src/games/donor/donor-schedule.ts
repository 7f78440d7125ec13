import { checkInteger, checkOneOf, InvalidInputError } from '../../foundation/index.js';

/**
 * `strict`: roles alternate from every round to the next. `released`: the published code, whose second half repeats the
 * first with roles swapped, so that with N/2 even the same half donates in rounds N/2 and N/2 + 1.
 */
export type ScheduleName = 'strict' | 'released';
const scheduleNames: readonly ScheduleName[] = ['strict', 'released'];

/** Who meets whom: seats 0 … N − 1, row after row; entry r · pairs + k is pair k of round r. */
export interface DonorSchedule {
  readonly agents: number;
  readonly rounds: number;
  /** N/2. */
  readonly pairs: number;
  readonly donors: Int32Array;
  readonly recipients: Int32Array;
}

/**
 * A schedule between two halves of a society, seats 0 … N/2 − 1 and N/2 … N − 1. In every round all agents are paired,
 * one half donates to the other, and within N rounds no agent donates to the same one twice.
 *
 * In `strict`, round r pairs seat k of the first half with seat k − s (mod N/2) of the second, s = r, moved on by one
 * after every N/2 rounds where N/2 is even; the first half donates in rounds 0, 2, 4, …. In `released`, rounds N/2 to
 * N − 1 repeat the pairs of rounds 0 to N/2 − 1 with roles swapped, as the published notebook does.
 *
 * @param options - `agents` even; `rounds`, default as many as agents (a longer game starts again); `kind`, default `strict`
 * @throws InvalidInputError when the number of agents is odd or a count is out of range
 * @see Vallinder & Hughes, arXiv 2412.10270, and its notebook (`bipartiteRoundRobin`, `extendRounds`)
 *
 * @example
 * ```ts
 * import { donorSchedule } from 'polity/games';
 * const { donors, recipients, pairs } = donorSchedule({ agents: 4 });
 * Array.from({ length: 4 }, (_, r) => `${donors[r * pairs]} gives to ${recipients[r * pairs]}`);
 * // ['0 gives to 2', '3 gives to 0', '0 gives to 3', '2 gives to 0']
 * ```
 */
export function donorSchedule({
  agents,
  rounds = agents,
  kind = 'strict',
}: {
  readonly agents: number;
  readonly rounds?: number;
  readonly kind?: ScheduleName;
}): DonorSchedule {
  checkAgents(agents);
  checkInteger('rounds', rounds, { min: 1 });
  checkOneOf('kind', kind, scheduleNames);
  const pairs = agents / 2;
  const donors = new Int32Array(rounds * pairs);
  const recipients = new Int32Array(rounds * pairs);
  for (let round = 0; round < rounds; round++) {
    const lap = Math.floor(round / pairs);
    const rotation = kind === 'strict' && pairs % 2 === 0 ? round + lap : round;
    const turn = kind === 'strict' ? round : (round % pairs) + lap;
    for (let k = 0; k < pairs; k++) {
      const partner = pairs + ((((k - rotation) % pairs) + pairs) % pairs);
      const at = round * pairs + k;
      donors[at] = turn % 2 === 0 ? k : partner;
      recipients[at] = turn % 2 === 0 ? partner : k;
    }
  }
  return { agents, rounds, pairs, donors, recipients };
}

/** The same meetings with all roles reversed: the second game of a generation. */
export function reversedSchedule(schedule: DonorSchedule): DonorSchedule {
  return { ...schedule, donors: schedule.recipients, recipients: schedule.donors };
}

/**
 * A schedule of the user's own: of the right size, and in every round each agent once, as donor or as recipient.
 *
 * @throws InvalidInputError naming the entry at fault
 */
export function checkSchedule(
  schedule: DonorSchedule,
  { agents, rounds }: { readonly agents: number; readonly rounds: number },
): DonorSchedule {
  const { donors, recipients } = schedule;
  const pairs = agents / 2;
  for (const [name, seats] of [
    ['donors', donors],
    ['recipients', recipients],
  ] as const) {
    if (seats?.length !== rounds * pairs) {
      throw new InvalidInputError(
        `schedule.${name}.length`,
        seats?.length,
        `equal ${rounds * pairs}, rounds · agents/2`,
      );
    }
  }
  for (let round = 0; round < rounds; round++) {
    const met = new Set<number>();
    for (let at = round * pairs; at < (round + 1) * pairs; at++) {
      for (const [name, seat] of [
        ['donors', donors[at]],
        ['recipients', recipients[at]],
      ] as const) {
        checkInteger(`schedule.${name}[${at}]`, seat, { min: 0, max: agents - 1 });
        if (met.has(seat))
          throw new InvalidInputError(`schedule.${name}[${at}]`, seat, `be met once in round ${round}`);
        met.add(seat);
      }
    }
  }
  return { agents, rounds, pairs, donors, recipients };
}

/** An even number of at least 2. */
export function checkAgents(agents: number): void {
  checkInteger('agents', agents, { min: 2 });
  if (agents % 2 === 1) throw new InvalidInputError('agents', agents, 'be even, so that all can be paired');
}
