import type { DonorDecision, DonorView, ToldRules } from './donor-agent.js';
import { donorOutcomes, traceOf, type DonorOutcome, type DonorRecord } from './donor-record.js';
import { nextReputation } from './donor-reputation.js';
import type { CompleteDonorRules } from './donor-rules.js';
import type { DonorSchedule } from './donor-schedule.js';

/** Who sits where: a name, and its strategy in words. */
export interface DonorSeat {
  readonly name: string;
  readonly strategy: string;
}

/**
 * A game in progress: hands out what donors see and books what they decide, entry after entry of the schedule. Within a
 * round no decision depends on another, so that they may be asked for at once.
 */
export class DonorMatch {
  readonly record: DonorRecord;
  readonly #rules: CompleteDonorRules;
  readonly #told: ToldRules;
  readonly #seats: readonly DonorSeat[];
  readonly #generation: number;
  /** The share that giving nothing of nothing is. */
  readonly #emptyHanded: number;
  readonly #reasons = new Map<number, string>();
  /** Entry of each seat's last move, −1 before the first. */
  readonly #last: Int32Array;

  constructor(
    rules: CompleteDonorRules,
    schedule: DonorSchedule,
    { seats, generation }: { readonly seats: readonly DonorSeat[]; readonly generation: number },
  ) {
    const { agents, endowment, multiplier, traceLength, mechanism, punishment } = rules;
    const { donors, recipients, rounds, pairs } = schedule;
    const entries = rounds * pairs;
    const column = () => new Float64Array(entries).fill(NaN);
    this.#rules = rules;
    this.#told = { endowment, multiplier, traceLength, mechanism, punishment };
    this.#seats = seats;
    this.#generation = generation;
    this.#emptyHanded = rules.emptyHands === 'full' ? 1 : NaN;
    this.#last = new Int32Array(agents).fill(-1);
    this.record = {
      ...{ agents, rounds, pairs, multiplier, endowment, donors, recipients },
      outcomes: new Uint8Array(entries),
      amounts: column(),
      fractions: column(),
      received: column(),
      donorWealth: column(),
      recipientWealth: column(),
      seen: new Int32Array(entries).fill(-1),
      reasons: this.#reasons,
      wealth: new Float64Array(agents).fill(endowment),
      reputation: new Float64Array(agents).fill(NaN),
    };
  }

  /** What the donor of an entry gets to know. */
  view(at: number): DonorView {
    const { record } = this;
    const [donor, recipient] = [record.donors[at], record.recipients[at]];
    record.donorWealth[at] = record.wealth[donor];
    record.recipientWealth[at] = record.wealth[recipient];
    record.seen[at] = this.#last[recipient];
    return {
      ...this.#seats[donor],
      generation: this.#generation,
      round: Math.floor(at / record.pairs) + 1,
      wealth: record.wealth[donor],
      recipient: { name: this.#seats[recipient].name, wealth: record.wealth[recipient] },
      trace: traceOf(record, at, this.#rules.traceLength).map((line) => ({
        round: Math.floor(line / record.pairs) + 1,
        donor: this.#seats[record.donors[line]].name,
        recipient: this.#seats[record.recipients[line]].name,
        // Only valid moves enter a trace.
        action: donorOutcomes[record.outcomes[line]] as Exclude<DonorOutcome, 'invalid'>,
        fraction: record.fractions[line],
      })),
      rules: this.#told,
    };
  }

  /** Books a decision about {@link view}. What the rules do not allow is booked as invalid, and nothing happens. */
  decide(at: number, decision: DonorDecision): void {
    const { record } = this;
    const { wealth, reputation } = record;
    const [donor, recipient] = [record.donors[at], record.recipients[at]];
    const fault = this.#faultIn(decision, wealth[donor]);
    if (decision.action === 'invalid' || fault !== undefined) {
      record.outcomes[at] = donorOutcomes.indexOf('invalid');
      record.received[at] = 0;
      this.#reasons.set(at, decision.action === 'invalid' ? decision.reason : fault!);
      return;
    }
    const { action, amount } = decision;
    record.outcomes[at] = donorOutcomes.indexOf(action);
    record.amounts[at] = amount;
    const fraction = action === 'refuse' ? 0 : wealth[donor] > 0 ? amount / wealth[donor] : this.#emptyHanded;
    record.fractions[at] = fraction;
    wealth[donor] -= amount;
    const { multiplier, punishment } = this.#rules;
    const received = action === 'punish' ? -Math.min(wealth[recipient], punishment * amount) : multiplier * amount;
    record.received[at] = received;
    wealth[recipient] += received;
    if (Number.isNaN(fraction)) return;
    if (action === 'give') reputation[donor] = nextReputation(reputation[donor], reputation[recipient], fraction);
    this.#last[donor] = at;
  }

  #faultIn(decision: DonorDecision, wealth: number): string | undefined {
    if (decision.action === 'invalid') return undefined;
    const { action, amount } = decision;
    if (action !== 'give' && action !== this.#rules.mechanism) return `the rules do not allow to ${action}`;
    if (!Number.isFinite(amount)) return 'the amount is not a number';
    if (amount < 0) return 'the amount is negative';
    if (amount > wealth) return 'the amount is more than the donor has';
    if (action === 'refuse' && amount !== 0) return 'a refusal gives nothing';
    return undefined;
  }
}
