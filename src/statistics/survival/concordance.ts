import { checkVector, InvalidInputError } from '../../foundation/index.js';
import { checkLevel, type Estimate } from '../interval.js';
import { normalQuantile } from '../normal.js';
import { denseRanks, orderSurvival, type OrderedSurvival, type SurvivalData } from './survival-data.js';

/** Harrell's C; `n` counts rows. */
export interface Concordance extends Estimate {
  /** Pairs in which the one with the higher risk has the event first. */
  readonly concordant: number;
  readonly discordant: number;
  /** Pairs with equal risks, which count ½. */
  readonly tied: number;
}

export interface ConcordanceOptions {
  /** Numbers that name each row's stratum; pairs are formed within strata only. */
  readonly strata?: ArrayLike<number>;
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
}

/**
 * Harrell's concordance: among pairs whose order of events is known, the share in which the higher risk has the event
 * first, equal risks counting ½. A pair is admissible if the earlier time is an event and the other row is then at risk; an
 * event and a censoring at one time count as event first, two events at one time are dropped. The standard error is the
 * infinitesimal jackknife, which allows for the dependence of pairs that share a row; the interval is normal, within [0, 1].
 *
 * Cost: O(n log n).
 *
 * @param risk - one number a row: higher means sooner
 * @throws InvalidInputError when shapes do not fit, a value is not finite, or no pair is admissible.
 * @see F. Harrell, R. Califf, D. Pryor, K. Lee, R. Rosati, JAMA 247 (1982) 2543
 *
 * @example
 * ```ts
 * import { concordance } from 'polity/statistics';
 * concordance({ time: [1, 2, 3, 4], event: [1, 1, 0, 1] }, [9, 5, 6, 1]).estimate; // 0.8000
 * ```
 */
export function concordance(
  data: SurvivalData,
  risk: ArrayLike<number>,
  { strata, level = 0.95 }: ConcordanceOptions = {},
): Concordance {
  const survival = orderSurvival(data, { strata });
  const given = checkVector('risk', risk, { length: survival.n });
  const result = concordanceOf(survival, given, checkLevel('level', level));
  if (Number.isNaN(result.estimate)) {
    throw new InvalidInputError('event', 'no admissible pair', 'come before another time at risk');
  }
  return result;
}

/** The same of data already in order, risks in the order given; NaN where no pair is admissible. */
export function concordanceOf(survival: OrderedSurvival, given: Float64Array, level: number): Concordance {
  const { n, row } = survival;
  const { ranks, distinct } = denseRanks(Float64Array.from(row, (i) => given[i]));
  const pairs = new PairCounts(survival, ranks, distinct);
  const { concordant, discordant, tied } = pairs;
  const admissible = concordant + discordant + tied;
  const estimate = (concordant + tied / 2) / admissible;
  const difference = (concordant - discordant) / admissible;
  let squares = 0;
  for (let k = 0; k < n; k++) squares += (pairs.balance[k] - difference * pairs.pairs[k]) ** 2;
  const standardError = Math.sqrt(squares) / (2 * admissible);
  const half = normalQuantile((1 + level) / 2) * standardError;
  return {
    estimate,
    standardError,
    interval: { lower: Math.max(0, estimate - half), upper: Math.min(1, estimate + half), level },
    n,
    method: "Harrell's C, infinitesimal jackknife",
    concordant,
    discordant,
    tied,
  };
}

/** Counts pairs by a tree over risks: from the last time on for those who die, from the first on for those who outlive. */
class PairCounts {
  concordant = 0;
  discordant = 0;
  tied = 0;
  /** Concordant less discordant pairs of each row. */
  readonly balance: Float64Array;
  /** Admissible pairs of each row. */
  readonly pairs: Float64Array;

  constructor(
    readonly survival: OrderedSurvival,
    readonly ranks: Uint32Array,
    readonly distinct: number,
  ) {
    this.balance = new Float64Array(survival.n);
    this.pairs = new Float64Array(survival.n);
    for (let stratum = 0; stratum < survival.strata.length - 1; stratum++) {
      this.#earlier(survival.strata[stratum], survival.strata[stratum + 1]);
      this.#later(survival.strata[stratum], survival.strata[stratum + 1]);
    }
  }

  /** Those who die, against all who are at risk then and outlive them. */
  #earlier(first: number, end: number): void {
    const { time, event, start, byStart, hasStart } = this.survival;
    const { ranks, balance, pairs } = this;
    const tree = new RankTree(this.distinct);
    let leaving = end - 1;
    for (let i = end - 1; i >= first;) {
      let from = i;
      while (from > first && time[from - 1] === time[i]) from--;
      for (let k = from; k <= i; k++) if (event[k] === 0) tree.add(ranks[k], 1);
      if (hasStart) {
        for (; leaving >= first && start[byStart[leaving]] >= time[i]; leaving--) tree.add(ranks[byStart[leaving]], -1);
      }
      for (let k = from; k <= i; k++) {
        if (event[k] === 0) continue;
        const lower = tree.below(ranks[k]);
        const upTo = tree.below(ranks[k] + 1);
        this.concordant += lower;
        this.tied += upTo - lower;
        this.discordant += tree.total - upTo;
        balance[k] += lower - (tree.total - upTo);
        pairs[k] += tree.total;
      }
      for (let k = from; k <= i; k++) if (event[k] === 1) tree.add(ranks[k], 1);
      i = from - 1;
    }
  }

  /** Each row, against all who die while it is at risk: deaths up to its time less deaths up to its start. */
  #later(first: number, end: number): void {
    const { time, event, start, byStart, hasStart } = this.survival;
    const { ranks, balance, pairs } = this;
    const tree = new RankTree(this.distinct);
    const count = (k: number, sign: number) => {
      const lower = tree.below(ranks[k]);
      const upTo = tree.below(ranks[k] + 1);
      balance[k] += sign * (tree.total - upTo - lower);
      pairs[k] += sign * tree.total;
    };
    let entering = first;
    for (let i = first; i < end;) {
      let to = i;
      while (to < end && time[to] === time[i]) to++;
      // Deaths before this time are in the tree: those at risk from then on do not meet them.
      if (hasStart) {
        for (; entering < end && start[byStart[entering]] < time[i]; entering++) count(byStart[entering], -1);
      }
      for (let k = i; k < to; k++) if (event[k] === 1) count(k, 1);
      for (let k = i; k < to; k++) if (event[k] === 1) tree.add(ranks[k], 1);
      for (let k = i; k < to; k++) if (event[k] === 0) count(k, 1);
      i = to;
    }
  }
}

/** Fenwick's tree: how many of the ranks added lie below a given one. */
class RankTree {
  total = 0;
  readonly #sums: Int32Array;

  constructor(size: number) {
    this.#sums = new Int32Array(size + 1);
  }

  add(rank: number, amount: number): void {
    this.total += amount;
    for (let at = rank + 1; at < this.#sums.length; at += at & -at) this.#sums[at] += amount;
  }

  below(rank: number): number {
    let sum = 0;
    for (let at = rank; at > 0; at -= at & -at) sum += this.#sums[at];
    return sum;
  }
}
