import { checkInteger, checkOneOf, checkVector } from '../../foundation/index.js';
import { checkLevel, type Estimate } from '../interval.js';
import { normalCdf, normalQuantile } from '../normal.js';
import { checkAlternative, intervalOf, pValueOf, type Alternative } from './alternative.js';
import { midranks } from './midranks.js';
import { orderStatisticOfSums } from './order-statistic-of-sums.js';

export interface WilcoxonOptions {
  /** Default `'two-sided'`. */
  readonly alternative?: Alternative;
  /** Differences of 0: `'drop'` them before ranking (Wilcoxon), or rank them first and then drop them (`'pratt'`). Default `'drop'`. */
  readonly zeros?: 'drop' | 'pratt';
  /** Up to this many differences the null distribution is computed exactly, ties or not; default 100, at most 500. */
  readonly exactUpTo?: number;
  /** Nominal coverage of the interval, default 0.95. */
  readonly level?: number;
}

export interface WilcoxonSignedRank {
  /** W⁺, the sum of the ranks of positive differences. */
  readonly statistic: number;
  readonly pValue: number;
  /** Whether the p-value is that of all 2ⁿ sign patterns of the ranks observed; else normal with continuity correction. */
  readonly exact: boolean;
  /** Differences that are not 0. */
  readonly n: number;
  readonly zeros: number;
  /** (W⁺ − W⁻) / (W⁺ + W⁻), from −1 to 1. */
  readonly rankBiserial: number;
  /** Hodges–Lehmann pseudomedian of all differences: the median of their pairwise means, with the interval of the test. */
  readonly location: Estimate;
}

/**
 * Wilcoxon's signed-rank test that differences are symmetric about 0. With ties the exact distribution is that of the
 * midranks observed (a permutation test), not the table's; ties therefore do not force the normal approximation.
 *
 * The interval of the pseudomedian takes its order statistics from the distribution without ties; with few differences
 * it may be unbounded, as no bounded one has the level. Cost: O(n³) exactly, O(n log n) otherwise.
 *
 * @param differences - one number a pair
 * @throws InvalidInputError when no difference is given, one is not finite, or an option is out of range.
 * @see F. Wilcoxon, Biometrics Bulletin 1 (1945) 80; J. W. Pratt, JASA 54 (1959) 655; J. Hodges, E. Lehmann, Annals of
 * Mathematical Statistics 34 (1963) 598
 *
 * @example
 * ```ts
 * import { wilcoxonSignedRank } from 'polity/statistics';
 * // Darwin's maize, eighths of an inch.
 * const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
 * const { statistic, pValue, location } = wilcoxonSignedRank(maize);
 * [statistic, pValue, location.estimate]; // [96, 0.04126, 25]
 * ```
 */
export function wilcoxonSignedRank(
  differences: ArrayLike<number>,
  { alternative = 'two-sided', zeros = 'drop', exactUpTo = 100, level = 0.95 }: WilcoxonOptions = {},
): WilcoxonSignedRank {
  const all = checkVector('differences', differences);
  checkAlternative(alternative);
  checkOneOf('zeros', zeros, ['drop', 'pratt']);
  checkInteger('exactUpTo', exactUpTo, { min: 0, max: 500 });
  checkLevel('level', level);
  const nonzero = all.filter((value) => value !== 0);
  const n = nonzero.length;
  const ranked = zeros === 'drop' ? nonzero : all;
  const ranks = n > 0 ? midranks(ranked.map(Math.abs)).ranks.filter((_, i) => ranked[i] !== 0) : nonzero;
  let [positive, total, squares] = [0, 0, 0];
  nonzero.forEach((value, i) => {
    if (value > 0) positive += ranks[i];
    total += ranks[i];
    squares += ranks[i] ** 2;
  });
  const exact = n <= exactUpTo;
  return {
    statistic: positive,
    pValue:
      n === 0
        ? 1
        : pValueOf(alternative, exact ? exactTails(ranks, positive) : normalTails(positive, total / 2, squares / 4)),
    exact,
    n,
    zeros: all.length - n,
    rankBiserial: n === 0 ? 0 : (2 * positive - total) / total,
    location: pseudomedian(all, { alternative, level, exact: all.length <= exactUpTo }),
  };
}

/** Tails of a rank statistic by its mean and variance, with the continuity correction of ½. */
export function normalTails(statistic: number, mean: number, variance: number): { below: number; above: number } {
  const spread = Math.sqrt(variance);
  return {
    below: normalCdf((statistic - mean + 0.5) / spread),
    above: normalCdf(-(statistic - mean - 0.5) / spread),
  };
}

/** P(W ≤ w) and P(W ≥ w) when every rank is taken or not with probability ½. */
function exactTails(ranks: Float64Array, statistic: number): { below: number; above: number } {
  const chances = signedRankDistribution(ranks);
  // Midranks are multiples of ½.
  const at = Math.round(2 * statistic);
  let [below, above] = [0, 0];
  chances.forEach((chance, doubled) => {
    if (doubled <= at) below += chance;
    if (doubled >= at) above += chance;
  });
  return { below, above };
}

/** Chances of each value of 2W. */
function signedRankDistribution(ranks: ArrayLike<number>): Float64Array {
  const doubled = Array.from(ranks, (rank) => Math.round(2 * rank));
  const chances = new Float64Array(doubled.reduce((sum, rank) => sum + rank, 0) + 1);
  chances[0] = 1;
  let top = 0;
  for (const rank of doubled) {
    top += rank;
    for (let s = top; s >= rank; s--) chances[s] = (chances[s] + chances[s - rank]) / 2;
    for (let s = Math.min(rank - 1, top); s >= 0; s--) chances[s] /= 2;
  }
  return chances;
}

function pseudomedian(
  all: Float64Array,
  { alternative, level, exact }: { alternative: Alternative; level: number; exact: boolean },
): Estimate {
  const halves = all.map((value) => value / 2).sort();
  const n = all.length;
  const pairs = (n * (n + 1)) / 2;
  const walsh = (k: number) => orderStatisticOfSums(halves, halves, k, { half: true });
  const rankOf = exact
    ? exactRank(signedRankDistribution(Array.from({ length: n }, (_, i) => i + 1)).filter((_, s) => s % 2 === 0))
    : normalRank(pairs / 2, (n * (n + 1) * (2 * n + 1)) / 24);
  return {
    estimate: (walsh(Math.ceil(pairs / 2)) + walsh(Math.floor(pairs / 2) + 1)) / 2,
    standardError: NaN,
    interval: orderInterval(alternative, level, { count: pairs, rankOf, value: walsh }),
    n,
    method: `Hodges–Lehmann pseudomedian, interval of the signed-rank test (${exact ? 'exact' : 'normal'})`,
  };
}

/** Interval between order statistics of `count` values: the k-th from below and above, k = rankOf(tail probability). */
export function orderInterval(
  alternative: Alternative,
  level: number,
  order: {
    readonly count: number;
    readonly rankOf: (tail: number) => number;
    readonly value: (k: number) => number;
  },
) {
  return intervalOf(alternative, level, (p) => {
    const k = order.rankOf(Math.min(p, 1 - p));
    // No bounded interval has the level when even the extreme order statistic leaves out too much.
    if (k < 1) return p < 0.5 ? -Infinity : Infinity;
    return order.value(p < 0.5 ? k : order.count + 1 - k);
  });
}

/** Largest k with P(W ≤ k − 1) ≤ tail; 0 if there is none. */
export function exactRank(chances: Float64Array): (tail: number) => number {
  return (tail) => {
    let [sum, k] = [0, 0];
    while (k < chances.length && sum + chances[k] <= tail * (1 + 1e-12)) sum += chances[k++];
    return k;
  };
}

/** The same from the normal approximation, with its continuity correction. */
export function normalRank(mean: number, variance: number): (tail: number) => number {
  return (tail) => Math.max(0, Math.floor(mean + 0.5 + normalQuantile(tail) * Math.sqrt(variance)));
}
