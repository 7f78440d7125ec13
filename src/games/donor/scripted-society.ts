import type { RandomStream } from '../../foundation/index.js';
import { nextReputation } from './donor-reputation.js';
import type { CompleteDonorRules } from './donor-rules.js';
import { reversedSchedule, type DonorSchedule } from './donor-schedule.js';
import { COLUMN, type StrategyTable } from './strategy-table.js';

/**
 * A society of scripted strategies that plays generation after generation without making objects. It plays exactly what
 * `DonorGame` plays with scripted donors.
 *
 * Traces are chains: an entry keeps the entry that its recipient's trace began with, so a line costs one number however
 * long the traces are.
 */
export class ScriptedSociety {
  /** Of the last generation, one a seat: mean units over its games, units of its last game, mean reputation. */
  readonly meanWealth: Float64Array;
  readonly lastWealth: Float64Array;
  readonly reputation: Float64Array;
  /** Of the last generation: gifts as shares of the donor's units, added up, and how many moves were what. */
  given = 0;
  gifts = 0;
  punishments = 0;
  refusals = 0;

  readonly #rules: CompleteDonorRules;
  readonly #games: readonly DonorSchedule[];
  readonly #wealth: Float64Array;
  readonly #own: Float64Array;
  readonly #last: Int32Array;
  readonly #seen: Int32Array;
  readonly #gift: Float64Array;

  constructor(rules: CompleteDonorRules) {
    const { agents, schedule, twice } = rules;
    this.#rules = rules;
    this.#games = twice ? [schedule, reversedSchedule(schedule)] : [schedule];
    const seats = () => new Float64Array(agents);
    [this.meanWealth, this.lastWealth, this.reputation] = [seats(), seats(), seats()];
    [this.#wealth, this.#own] = [seats(), seats()];
    this.#last = new Int32Array(agents);
    this.#seen = new Int32Array(schedule.donors.length);
    this.#gift = new Float64Array(schedule.donors.length);
  }

  /** Plays a generation; `rowOf` says which row of the table sits where. */
  play(table: StrategyTable, rowOf: Int32Array, random: RandomStream): void {
    this.given = this.gifts = this.punishments = this.refusals = 0;
    this.meanWealth.fill(0);
    this.reputation.fill(0);
    const games = this.#games.length;
    for (const schedule of this.#games) {
      this.#playGame(schedule, table, rowOf, random);
      for (let seat = 0; seat < rowOf.length; seat++) {
        this.meanWealth[seat] += this.#wealth[seat] / games;
        this.lastWealth[seat] = this.#wealth[seat];
        this.reputation[seat] += this.#own[seat] / games;
      }
    }
  }

  #playGame(
    schedule: DonorSchedule,
    { values, width, lines }: StrategyTable,
    rowOf: Int32Array,
    random: RandomStream,
  ): void {
    const { donors, recipients } = schedule;
    const { multiplier, punishment, mechanism, traceLength, endowment, emptyHands } = this.#rules;
    const emptyHanded = emptyHands === 'full' ? 1 : NaN;
    const wealth = this.#wealth.fill(endowment);
    const own = this.#own.fill(NaN);
    const last = this.#last.fill(-1);
    const [seen, gift] = [this.#seen, this.#gift];
    const depth = Math.min(traceLength, lines);
    for (let at = 0; at < donors.length; at++) {
      const donor = donors[at];
      const recipient = recipients[at];
      const row = rowOf[donor] * width;
      const line = last[recipient];
      seen[at] = line;
      const threshold = values[row + COLUMN.threshold];
      let share = values[row + COLUMN.first];
      if (line >= 0 && traceLength > 0) {
        const lenient = values[row + COLUMN.lenient] === 1;
        let sum = 0;
        let weight = 0;
        for (let k = 0, entry = line; k < depth && entry >= 0; k++, entry = seen[entry]) {
          let judged = gift[entry];
          if (lenient && judged < threshold && k + 1 < traceLength) {
            const next = seen[entry];
            if (next >= 0 && gift[next] < threshold) judged = 1;
          }
          const v = values[row + COLUMN.weights + k];
          sum += v * judged;
          weight += v;
        }
        const plain = sum / weight;
        const standing = plain + values[row + COLUMN.forgiveness] * (1 - plain);
        if (standing < threshold) {
          const punish = values[row + COLUMN.punish];
          if (punish > 0 && mechanism === 'punish') {
            this.punishments++;
            const spent = punish * wealth[donor];
            if (wealth[donor] === 0 && emptyHands === 'unseen') continue;
            wealth[donor] -= spent;
            wealth[recipient] -= Math.min(wealth[recipient], punishment * spent);
            gift[at] = 0;
            last[donor] = at;
            continue;
          }
          if (values[row + COLUMN.refuse] === 1 && mechanism === 'refuse') {
            gift[at] = 0;
            last[donor] = at;
            this.refusals++;
            continue;
          }
        }
        const low = values[row + COLUMN.low];
        const high = values[row + COLUMN.high];
        share = values[row] === 1 ? (standing >= threshold ? high : low) : low + (high - low) * standing;
      }
      const noise = values[row + COLUMN.noise];
      if (noise > 0) share += noise * (2 * random.uniform() - 1);
      const before = wealth[donor];
      const amount = Math.min(values[row + COLUMN.cap], Math.max(0, share)) * before;
      const fraction = before > 0 ? amount / before : emptyHanded;
      wealth[donor] = before - amount;
      wealth[recipient] += multiplier * amount;
      if (fraction !== fraction) continue;
      own[donor] = nextReputation(own[donor], own[recipient], fraction);
      gift[at] = fraction;
      last[donor] = at;
      this.given += fraction;
      this.gifts++;
    }
  }
}
