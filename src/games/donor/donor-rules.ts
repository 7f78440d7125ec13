import { checkInteger, checkNumber, checkOneOf } from '../../foundation/index.js';
import { checkAgents, checkSchedule, donorSchedule, type DonorSchedule, type ScheduleName } from './donor-schedule.js';

/** What a donor may do besides giving: nothing, pay to take from the recipient, or refuse to play. */
export type DonorMechanism = 'none' | 'punish' | 'refuse';
const donorMechanisms: readonly DonorMechanism[] = ['none', 'punish', 'refuse'];

/** The rules of a donor game; what is left out is as in the paper. */
export interface DonorRules {
  /** Even number N of agents, default 12. */
  readonly agents?: number;
  /** Units e > 0 that each agent starts with, default 10. */
  readonly endowment?: number;
  /** Units m ≥ 0 that a recipient gets for each unit given, default 2. */
  readonly multiplier?: number;
  /** Rounds R of a game, default N. */
  readonly rounds?: number;
  /** Most lines of a trace that a donor sees, default 3; 0 hides reputations. */
  readonly traceLength?: number;
  /** Default `none`. */
  readonly mechanism?: DonorMechanism;
  /** Units κ ≥ 0 taken from a recipient for each unit that a punisher spends, default 2. */
  readonly punishment?: number;
  /**
   * How a donor without units enters traces: not at all (`unseen`, default; its last deed stays), or as one that gave
   * everything (`full`, the published code, under which whoever was punished to nothing has a perfect reputation).
   */
  readonly emptyHands?: (typeof emptyHandsRules)[number];
  /** Who meets whom, default `strict`. */
  readonly schedule?: ScheduleName | DonorSchedule;
  /** Whether a generation plays a second game with all roles reversed, default true. */
  readonly twice?: boolean;
}

const emptyHandsRules = ['unseen', 'full'] as const;

/** Rules with nothing left out, and with their schedule made. */
export interface CompleteDonorRules extends Required<Omit<DonorRules, 'schedule'>> {
  readonly schedule: DonorSchedule;
}

/**
 * Rules checked and completed.
 *
 * @throws InvalidInputError for an odd number of agents, a number out of range, or a schedule that does not fit
 */
export function donorRules({
  agents = 12,
  endowment = 10,
  multiplier = 2,
  rounds = agents,
  traceLength = 3,
  mechanism = 'none',
  punishment = 2,
  emptyHands = 'unseen',
  schedule = 'strict',
  twice = true,
}: DonorRules = {}): CompleteDonorRules {
  checkAgents(agents);
  checkNumber('endowment', endowment, { min: 0, aboveMin: true });
  checkNumber('multiplier', multiplier, { min: 0 });
  checkInteger('rounds', rounds, { min: 1 });
  checkInteger('traceLength', traceLength, { min: 0 });
  checkOneOf('mechanism', mechanism, donorMechanisms);
  checkNumber('punishment', punishment, { min: 0 });
  checkOneOf('emptyHands', emptyHands, emptyHandsRules);
  const made =
    typeof schedule === 'string'
      ? donorSchedule({ agents, rounds, kind: schedule })
      : checkSchedule(schedule, { agents, rounds });
  return {
    agents,
    endowment,
    multiplier,
    rounds,
    traceLength,
    mechanism,
    punishment,
    emptyHands,
    schedule: made,
    twice,
  };
}
