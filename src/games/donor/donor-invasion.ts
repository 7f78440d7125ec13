import { checkInteger, InvalidInputError, randomStream } from '../../foundation/index.js';
import { donorRules, type DonorRules } from './donor-rules.js';
import { completeStrategy, type DonorStrategy } from './donor-strategy.js';
import { ScriptedSociety } from './scripted-society.js';
import { selectSurvivors } from './selection.js';
import { linesOf, strategyTable, writeRow } from './strategy-table.js';

/** So many agents of one strategy. */
export interface DonorGroup {
  readonly strategy: DonorStrategy;
  readonly count: number;
}

/** What a group can expect, averaged over all ways to seat the society. */
export interface GroupOutcome {
  /** Mean final units of a member, over the games. */
  readonly wealth: number;
  /** Probability that a member is in the better half; ties go to the earlier seat, that is to chance. */
  readonly survival: number;
}

const MOST_SEATINGS = 50_000;

/**
 * Expected wealth and survival in a society of groups of scripted strategies, exactly: all seatings that differ are
 * played, N!/(n₁! n₂! …) of them. One mutant among eleven needs 12 seatings, six against six 924.
 *
 * @param groups - their counts add up to the number of agents; without noise
 * @returns an outcome a group
 * @throws InvalidInputError for counts that do not add up, a strategy that draws, or more than 50,000 seatings
 *
 * @example
 * ```ts
 * import { constantDonor, defector, donorOutlook } from 'polity/games';
 * const [resident, mutant] = donorOutlook([
 *   { strategy: constantDonor(0.5), count: 11 },
 *   { strategy: defector(), count: 1 },
 * ]);
 * mutant.wealth > 3 * resident.wealth; // true
 * mutant.survival; // 1
 * ```
 */
export function donorOutlook(groups: readonly DonorGroup[], rules: DonorRules = {}): GroupOutcome[] {
  const complete = donorRules(rules);
  const { agents } = complete;
  const counts = groups.map(({ count }, g) => checkInteger(`groups[${g}].count`, count, { min: 1 }));
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum !== agents) throw new InvalidInputError('counts of groups', counts, `add up to ${agents}`);
  groups.forEach(({ strategy }, g) => {
    const { noise } = completeStrategy(strategy);
    if (noise > 0) throw new InvalidInputError(`groups[${g}].strategy.noise`, noise, 'be 0 for an exact outlook');
  });
  const seatings = seatingsOf(counts);
  if (seatings > MOST_SEATINGS) throw new InvalidInputError('seatings', seatings, `be at most ${MOST_SEATINGS}`);

  const table = strategyTable(groups.length, linesOf(groups.map(({ strategy }) => strategy)));
  groups.forEach(({ strategy }, row) => writeRow(table, row, strategy));
  const society = new ScriptedSociety(complete);
  const random = randomStream(0); // never drawn from
  const rowOf = Int32Array.from(counts.flatMap((count, g) => Array.from({ length: count }, () => g)));
  const order = new Int32Array(agents);
  const wealth = new Float64Array(groups.length);
  const survival = new Float64Array(groups.length);
  do {
    society.play(table, rowOf, random);
    society.meanWealth.forEach((units, seat) => (wealth[rowOf[seat]] += units));
    selectSurvivors(society.meanWealth, 1, random, order);
    for (let place = 0; place < agents / 2; place++) survival[rowOf[order[place]]]++;
  } while (nextArrangement(rowOf));
  return counts.map((count, g) => ({
    wealth: wealth[g] / (count * seatings),
    survival: survival[g] / (count * seatings),
  }));
}

/** The multinomial coefficient. */
function seatingsOf(counts: readonly number[]): number {
  let [ways, placed] = [1, 0];
  for (const count of counts) for (let k = 1; k <= count; k++) ways = (ways * ++placed) / k;
  return Math.round(ways);
}

/** The next arrangement in lexicographic order; false after the last. */
function nextArrangement(values: Int32Array): boolean {
  let i = values.length - 2;
  while (i >= 0 && values[i] >= values[i + 1]) i--;
  if (i < 0) return false;
  let j = values.length - 1;
  while (values[j] <= values[i]) j--;
  [values[i], values[j]] = [values[j], values[i]];
  values.subarray(i + 1).reverse();
  return true;
}
