import { checkInteger, checkVector } from '../../foundation/index.js';
import { checkLevel, type Estimate } from '../interval.js';
import { checkAlternative, pValueOf, type Alternative } from './alternative.js';
import { midranks } from './midranks.js';
import { orderStatisticOfSums } from './order-statistic-of-sums.js';
import { exactRank, normalRank, normalTails, orderInterval } from './wilcoxon-signed-rank.js';

export interface MannWhitneyOptions {
  /** Default `'two-sided'`. */
  readonly alternative?: Alternative;
  /** Up to this many values in both samples together the null distribution is exact, ties or not; default 50, at most 150. */
  readonly exactUpTo?: number;
  /** Nominal coverage of the interval, default 0.95. */
  readonly level?: number;
}

export interface MannWhitney {
  /** U of the first sample: pairs in which its value is the larger, ties counting ½. */
  readonly statistic: number;
  readonly pValue: number;
  /** Whether the p-value is that of all ways to share out the ranks observed; else normal with tie and continuity correction. */
  readonly exact: boolean;
  /** Values in both samples. */
  readonly n: number;
  /** U / (n₁ n₂): chance that a value of the first sample exceeds one of the second, ties counting ½. */
  readonly superiority: number;
  /** Hodges–Lehmann shift: the median of all differences first − second, with the interval of the test. */
  readonly shift: Estimate;
}

/**
 * The Mann–Whitney test (Wilcoxon's rank-sum test) of two independent samples. With ties the exact distribution is that of
 * the midranks observed. The interval of the shift takes its order statistics from the distribution without ties.
 *
 * Cost: O(N² n₁ N) exactly, O(N log N) otherwise.
 *
 * @throws InvalidInputError when a sample is empty, a value is not finite, or an option is out of range.
 * @see H. Mann, D. Whitney, Annals of Mathematical Statistics 18 (1947) 50
 *
 * @example
 * ```ts
 * import { mannWhitney } from 'polity/statistics';
 * const { statistic, pValue } = mannWhitney([1.1, 2.2, 3.3, 4.4], [0.3, 0.9, 1.4]);
 * [statistic, pValue]; // [11, 0.1143]
 * ```
 */
export function mannWhitney(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { alternative = 'two-sided', exactUpTo = 50, level = 0.95 }: MannWhitneyOptions = {},
): MannWhitney {
  const a = checkVector('first', first);
  const b = checkVector('second', second);
  checkAlternative(alternative);
  checkInteger('exactUpTo', exactUpTo, { min: 0, max: 150 });
  checkLevel('level', level);
  const n = a.length + b.length;
  const pooled = new Float64Array(n);
  pooled.set(a);
  pooled.set(b, a.length);
  const { ranks, ties } = midranks(pooled);
  const rankSum = ranks.subarray(0, a.length).reduce((sum, rank) => sum + rank, 0);
  const pairs = a.length * b.length;
  const statistic = rankSum - (a.length * (a.length + 1)) / 2;
  const exact = n <= exactUpTo;
  const variance = (pairs / 12) * (n + 1 - ties / (n * (n - 1)));
  let pValue = 1;
  if (exact) pValue = pValueOf(alternative, rankSumTails(ranks, a.length, rankSum));
  else if (variance > 0) pValue = pValueOf(alternative, normalTails(statistic, pairs / 2, variance));
  return {
    statistic,
    pValue,
    exact,
    n,
    superiority: statistic / pairs,
    shift: shiftEstimate(a, b, { alternative, level, exact }),
  };
}

/** Tails of the rank sum of `m` of the items, every choice being equally likely. */
function rankSumTails(ranks: Float64Array, m: number, rankSum: number): { below: number; above: number } {
  const chances = rankSumDistribution(ranks, m);
  const at = Math.round(2 * rankSum);
  let [below, above] = [0, 0];
  chances.forEach((chance, doubled) => {
    if (doubled <= at) below += chance;
    if (doubled >= at) above += chance;
  });
  return { below, above };
}

/** Chances of each value of twice the rank sum. Row c of the table counts the choices of c items by their sum. */
function rankSumDistribution(ranks: ArrayLike<number>, m: number): Float64Array {
  const doubled = Array.from(ranks, (rank) => Math.round(2 * rank)).sort((x, y) => x - y);
  const width = doubled.slice(doubled.length - m).reduce((sum, rank) => sum + rank, 0) + 1;
  const table = new Float64Array((m + 1) * width);
  table[0] = 1;
  doubled.forEach((rank, i) => {
    for (let c = Math.min(i + 1, m); c >= 1; c--) {
      const [to, from] = [c * width, (c - 1) * width];
      for (let s = rank; s < width; s++) table[to + s] += table[from + s - rank];
    }
  });
  const counts = table.subarray(m * width);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function shiftEstimate(
  a: Float64Array,
  b: Float64Array,
  { alternative, level, exact }: { alternative: Alternative; level: number; exact: boolean },
): Estimate {
  const n = a.length + b.length;
  const pairs = a.length * b.length;
  const high = a.slice().sort();
  const low = b.map((value) => -value).sort();
  const difference = (k: number) => orderStatisticOfSums(high, low, k);
  const least = a.length * (a.length + 1);
  const rankOf = exact
    ? exactRank(
        rankSumDistribution(
          Array.from({ length: n }, (_, i) => i + 1),
          a.length,
        )
          .subarray(least)
          .filter((_, s) => s % 2 === 0),
      )
    : normalRank(pairs / 2, (pairs * (n + 1)) / 12);
  return {
    estimate: (difference(Math.ceil(pairs / 2)) + difference(Math.floor(pairs / 2) + 1)) / 2,
    standardError: NaN,
    interval: orderInterval(alternative, level, { count: pairs, rankOf, value: difference }),
    n,
    method: `Hodges–Lehmann shift, interval of the Mann–Whitney test (${exact ? 'exact' : 'normal'})`,
  };
}
