import { donorActions, type DonorAction } from './donor-agent.js';

/**
 * The ledger of one game: an entry an encounter, round after round; entry r · pairs + k is pair k of round r. Seats are
 * 0 … N − 1.
 */
export interface DonorRecord {
  readonly agents: number;
  readonly rounds: number;
  /** N/2, encounters a round. */
  readonly pairs: number;
  readonly multiplier: number;
  readonly endowment: number;
  readonly donors: Int32Array;
  readonly recipients: Int32Array;
  /** Index into {@link donorOutcomes}. */
  readonly outcomes: Uint8Array;
  /** Units that the donor gave up; NaN where there was no valid move. */
  readonly amounts: Float64Array;
  /** The same as a share of the donor's units; 0 for a refusal, NaN where there was no valid move or the donor had none. */
  readonly fractions: Float64Array;
  /** Units that the recipient got (negative where it was punished). */
  readonly received: Float64Array;
  /** Units that donor and recipient had before. */
  readonly donorWealth: Float64Array;
  readonly recipientWealth: Float64Array;
  /** Entry of the most recent line of the recipient's trace, −1 where there is none. */
  readonly seen: Int32Array;
  /** Why there was no valid move, by entry. */
  readonly reasons: ReadonlyMap<number, string>;
  /** Units after the last round, one a seat. */
  readonly wealth: Float64Array;
  /** Reputation after the last round (see `nextReputation`), NaN for who never gave. */
  readonly reputation: Float64Array;
}

/** What may come of an encounter. */
export const donorOutcomes: readonly DonorOutcome[] = [...donorActions, 'invalid'];
export type DonorOutcome = DonorAction | 'invalid';

/** What came of an entry of the ledger. */
export function outcomeOf(record: DonorRecord, at: number): DonorOutcome {
  return donorOutcomes[record.outcomes[at]];
}

/**
 * Entries of the trace that a donor was shown, most recent first. A trace is a chain: each line belongs to the recipient
 * of the line before.
 */
export function traceOf(record: Pick<DonorRecord, 'seen'>, at: number, length: number): number[] {
  const lines: number[] = [];
  for (let line = record.seen[at]; line >= 0 && lines.length < length; line = record.seen[line]) lines.push(line);
  return lines;
}

/** The books of a game: what came in, what was destroyed, and what the difference to the agents' wealth is. */
export interface LedgerBalance {
  /** Units given. */
  readonly given: number;
  /** Units spent on punishment. */
  readonly spent: number;
  /** Units that punishment took away, no more than the punished had. */
  readonly taken: number;
  /** Change of the society's wealth. */
  readonly change: number;
  /** (change − ((m − 1)·given − spent − taken)) / largest total; rounding error only, where the books are right. */
  readonly gap: number;
}

/**
 * Checks that no unit appeared or went missing: the wealth of all changes by (m − 1) for each unit given, less what was
 * spent on punishment and what punishment took.
 */
export function balanceLedger(record: DonorRecord): LedgerBalance {
  const { agents, endowment, multiplier, amounts, outcomes, received, wealth } = record;
  let [given, spent, taken] = [0, 0, 0];
  amounts.forEach((amount, at) => {
    const outcome = donorOutcomes[outcomes[at]];
    if (outcome === 'give') given += amount;
    if (outcome === 'punish') {
      spent += amount;
      taken -= received[at];
    }
  });
  const total = wealth.reduce((sum, units) => sum + units, 0);
  const change = total - agents * endowment;
  const gap = (change - ((multiplier - 1) * given - spent - taken)) / Math.max(total, agents * endowment);
  return { given, spent, taken, change, gap };
}
