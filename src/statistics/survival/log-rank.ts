import { checkOneOf, InvalidInputError } from '../../foundation/index.js';
import { positiveInverse } from '../../numerics/index.js';
import { chiSquareUpperTail } from '../chi-square.js';
import { checkGroups } from '../regression/design.js';
import { orderSurvival, type SurvivalData } from './survival-data.js';

/** Weight of the times: all alike, the number at risk (Gehan–Wilcoxon), or the survival just before (Peto–Peto). */
export type LogRankWeight = 'log-rank' | 'gehan' | 'peto';

export interface LogRankOptions {
  /** Default `'log-rank'`. The others look at early times more. */
  readonly weight?: LogRankWeight;
  /** Numbers that name each row's stratum: groups are compared within strata, and the comparisons added. */
  readonly strata?: ArrayLike<number>;
}

export interface LogRank {
  readonly statistic: number;
  readonly degrees: number;
  readonly pValue: number;
  /** In the order in which groups appear; observed and expected events are weighted as the test is. */
  readonly groups: readonly {
    readonly group: number;
    readonly n: number;
    readonly observed: number;
    readonly expected: number;
  }[];
}

/**
 * Log-rank test that k groups have one hazard: events observed in each group less those expected from its share of the risk
 * set, with their hypergeometric covariance; χ² with k − 1 degrees of freedom.
 *
 * Cost: O(n log n) and O(k²) an event time.
 *
 * @param data - times and events
 * @param group - a number a row that names its group; two groups or more
 * @throws InvalidInputError when shapes do not fit, there is one group only, or nobody has the event while others are at risk.
 * @see N. Mantel, Cancer Chemotherapy Reports 50 (1966) 163; R. Peto, J. Peto, JRSS A 135 (1972) 185; D. Harrington,
 * T. Fleming, Biometrika 69 (1982) 553
 *
 * @example
 * ```ts
 * import { logRank } from 'polity/statistics';
 * logRank({ time: [6, 9, 9, 1, 5, 8], event: [1, 0, 1, 1, 1, 0] }, [1, 1, 1, 0, 0, 0]).statistic; // 1.0664
 * ```
 */
export function logRank(
  data: SurvivalData,
  group: ArrayLike<number>,
  { weight = 'log-rank', strata }: LogRankOptions = {},
): LogRank {
  checkOneOf('weight', weight, ['log-rank', 'gehan', 'peto']);
  const survival = orderSurvival(data, { strata });
  const { n, time, event, start, byStart, hasStart, row } = survival;
  const { of, count: k } = checkGroups('group', group, n);
  if (k < 2) throw new InvalidInputError('group', 'one group', 'name at least two groups');
  const own = Int32Array.from(row, (i) => of[i]);
  const [observed, expected] = [new Float64Array(k), new Float64Array(k)];
  const covariance = new Float64Array(k * k);
  for (let stratum = 0; stratum < survival.strata.length - 1; stratum++) {
    const [first, end] = [survival.strata[stratum], survival.strata[stratum + 1]];
    const atRisk = new Float64Array(k);
    let entered = first;
    if (!hasStart) for (; entered < end; entered++) atRisk[own[entered]]++;
    let before = 1;
    for (let i = first; i < end;) {
      const now = time[i];
      for (; entered < end && start[byStart[entered]] < now; entered++) atRisk[own[byStart[entered]]]++;
      const total = atRisk.reduce((sum, r) => sum + r, 0);
      let [to, deaths] = [i, 0];
      for (; to < end && time[to] === now; to++) deaths += event[to];
      if (deaths > 0) {
        const w = weight === 'gehan' ? total : weight === 'peto' ? before : 1;
        const spread = total > 1 ? (w * w * deaths * (total - deaths)) / (total - 1) : 0;
        for (let a = 0; a < k; a++) {
          const share = atRisk[a] / total;
          expected[a] += w * deaths * share;
          for (let b = 0; b < k; b++) covariance[a * k + b] += spread * share * ((a === b ? 1 : 0) - atRisk[b] / total);
        }
        for (let j = i; j < to; j++) observed[own[j]] += w * event[j];
        before *= 1 - deaths / total;
      }
      for (; i < to; i++) atRisk[own[i]]--;
    }
  }
  const size = k - 1;
  const reduced = Float64Array.from(
    { length: size * size },
    (_, at) => covariance[Math.floor(at / size) * k + (at % size)],
  );
  const { inverse, dependentColumn } = positiveInverse(reduced, size);
  if (dependentColumn !== null)
    throw new InvalidInputError('group', 'no event', 'be at risk together when events happen');
  let statistic = 0;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      statistic += (observed[a] - expected[a]) * inverse[a * size + b] * (observed[b] - expected[b]);
    }
  }
  const names = new Map<number, number>();
  const sizes = new Uint32Array(k);
  for (let i = 0; i < n; i++) {
    sizes[of[i]]++;
    if (!names.has(of[i])) names.set(of[i], group[i]);
  }
  return {
    statistic,
    degrees: size,
    pValue: chiSquareUpperTail(statistic, { degrees: size }),
    groups: Array.from({ length: k }, (_, a) => ({
      group: names.get(a)!,
      n: sizes[a],
      observed: observed[a],
      expected: expected[a],
    })),
  };
}
