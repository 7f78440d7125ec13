import { InvalidInputError } from '../../foundation/index.js';
import { leastSquares, type Coefficient } from '../../statistics/index.js';
import type { DonorHistory } from './evolve-donors.js';
import { outcomeOf, type DonorRecord } from './donor-record.js';

/** Whether donors answer to what their recipients did. */
export interface IndirectReciprocity {
  /**
   * Change of a donor's share for each unit of what its recipient last gave, within the donor's own decisions of a
   * generation: 1 gives back in full, 0 takes no notice.
   */
  readonly within: Coefficient;
  /**
   * The same over all decisions pooled. Donors that see nothing have a slope above 0 here wherever societies or
   * generations differ in generosity, so it is no evidence of reciprocity by itself.
   */
  readonly pooled: Coefficient;
  /** Decisions about a recipient with a trace. */
  readonly decisions: number;
  /** What errors are clustered by: runs, or donors where there is one run. */
  readonly clusters: 'runs' | 'donors';
}

/**
 * Slope of a donor's share on its recipient's last one, by least squares with cluster-robust errors. Punishing and
 * refusing count as a share of 0; invalid moves, and donors that have nothing, are left out.
 *
 * `within` takes each donor's mean of the generation from both sides, so that generous donors and generous times do not
 * look like reciprocity.
 *
 * @throws InvalidInputError where no recipient has a trace, or all of them had given the same share
 *
 * @example
 * ```ts
 * import { evolveDonors, imageScorer, indirectReciprocity, scriptedDonor } from 'polity/games';
 * const history = await evolveDonors({
 *   newcomer: ({ number }) => scriptedDonor(imageScorer({ first: number % 2 }), { transmission: { deviation: 0 } }),
 *   generations: 2,
 * });
 * indirectReciprocity([history]).within.estimate; // 0.994
 * ```
 */
export function indirectReciprocity(
  histories: readonly DonorHistory[],
  { level = 0.95 }: { readonly level?: number } = {},
): IndirectReciprocity {
  const [shares, seen, donors, runs]: number[][] = [[], [], [], []];
  const decisions: number[] = [];
  const donorNames = new Map<string, number>();
  let decision = 0;
  histories.forEach((history, run) => {
    for (const { members, games } of history.generations) {
      const first = decision;
      decision += members.length;
      for (const record of games) {
        for (let at = 0; at < record.donors.length; at++) {
          const line = record.seen[at];
          if (line < 0 || Number.isNaN(giftOf(record, at))) continue;
          const name = `${run}:${members[record.donors[at]].name}`;
          if (!donorNames.has(name)) donorNames.set(name, donorNames.size);
          shares.push(giftOf(record, at));
          seen.push(giftOf(record, line));
          decisions.push(first + record.donors[at]);
          donors.push(donorNames.get(name)!);
          runs.push(run);
        }
      }
    }
  });
  if (shares.length === 0)
    throw new InvalidInputError('histories', histories, 'hold a decision about a recipient with a trace');
  const byRun = histories.length > 1;
  const options = { errors: 'cluster', clusters: byRun ? runs : donors, level } as const;
  const y = lessMeans(shares, decisions, decision);
  const x = lessMeans(seen, decisions, decision);
  const within = leastSquares(
    Array.from(x, (value) => [value]),
    y,
    options,
  ).coefficients[0];
  const pooled = leastSquares(
    seen.map((value) => [1, value]),
    shares,
    options,
  ).coefficients[1];
  return { within, pooled, decisions: shares.length, clusters: byRun ? 'runs' : 'donors' };
}

/** The share given, 0 for a punishment or refusal, NaN where there was no valid move or nothing to give. */
export function giftOf(record: DonorRecord, at: number): number {
  return outcomeOf(record, at) === 'punish' ? 0 : record.fractions[at];
}

function lessMeans(values: readonly number[], groupOf: readonly number[], groups: number): Float64Array {
  const [sum, count] = [new Float64Array(groups), new Float64Array(groups)];
  values.forEach((value, i) => {
    sum[groupOf[i]] += value;
    count[groupOf[i]]++;
  });
  return Float64Array.from(values, (value, i) => value - sum[groupOf[i]] / count[groupOf[i]]);
}
