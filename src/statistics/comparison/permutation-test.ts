import { checkInteger, checkVector, InvalidInputError, randomStream } from '../../foundation/index.js';
import { checkAlternative, type Alternative } from './alternative.js';

export interface PermutationTestOptions {
  /** Default `'two-sided'`: a statistic at least as far from 0. */
  readonly alternative?: Alternative;
  /** Up to this many ways to share out the values all of them are tried; default 20,000. */
  readonly exactUpTo?: number;
  /** Random sharings beyond that; default 9,999. */
  readonly draws?: number;
  /** Default 0. Draw d uses stream (seed, d). */
  readonly seed?: number;
}

export interface PermutationTest {
  /** The statistic observed. */
  readonly statistic: number;
  readonly pValue: number;
  /** Whether all ways were tried. */
  readonly exact: boolean;
  /** Ways tried, the one observed included. */
  readonly patterns: number;
}

/**
 * Permutation test that two samples come from one distribution, by any statistic: its value among those of all ways (or of
 * random ways) to share out the pooled values. By random draws p = (1 + hits)/(1 + draws), which keeps its level exactly.
 *
 * Cost: a call of the statistic a pattern.
 *
 * @param statistic - from the values of the first and of the second sample to a number (arrays are reused, do not keep them);
 * 0 under no effect if the test is two-sided
 * @throws InvalidInputError when a sample is empty, a value is not finite, the statistic is not finite, or an option is out of range.
 * @see E. Pitman, Supplement to JRSS 4 (1937) 119; B. Phipson, G. Smyth (2010) for the added 1
 *
 * @example
 * ```ts
 * import { permutationTest } from 'polity/statistics';
 * const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length;
 * permutationTest([5, 6, 7, 9], [1, 3, 4], (a, b) => mean(a) - mean(b)).pValue; // 0.05714
 * ```
 */
export function permutationTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  statistic: (first: Float64Array, second: Float64Array) => number,
  { alternative = 'two-sided', exactUpTo = 20_000, draws = 9999, seed = 0 }: PermutationTestOptions = {},
): PermutationTest {
  const a = checkVector('first', first);
  const b = checkVector('second', second);
  checkAlternative(alternative);
  checkInteger('exactUpTo', exactUpTo, { min: 0 });
  checkInteger('draws', draws, { min: 1 });
  const value = () => {
    const result = statistic(a, b);
    if (!Number.isFinite(result)) throw new InvalidInputError('statistic(…)', result, 'be a finite number');
    return result;
  };
  const observed = value();
  const pooled = Float64Array.of(...a, ...b);
  const slack = 1e-12 * Math.max(Math.abs(observed), 1e-300);
  // Statistics of the same values in another order differ in their last digits: a tie is a tie.
  const isHit = (other: number) => {
    if (alternative === 'two-sided') return Math.abs(other) >= Math.abs(observed) - slack;
    return alternative === 'greater' ? other >= observed - slack : other <= observed + slack;
  };
  const ways = combinations(pooled.length, a.length);
  let hits = 0;
  if (ways <= exactUpTo) {
    const chosen = Int32Array.from(a.keys());
    do {
      share(pooled, chosen, a, b);
      if (isHit(value())) hits++;
    } while (nextCombination(chosen, pooled.length));
    return { statistic: observed, pValue: hits / ways, exact: true, patterns: ways };
  }
  const order = pooled.slice();
  for (let draw = 0; draw < draws; draw++) {
    order.set(pooled);
    randomStream(seed, draw).shuffle(order);
    a.set(order.subarray(0, a.length));
    b.set(order.subarray(a.length));
    if (isHit(value())) hits++;
  }
  return { statistic: observed, pValue: (hits + 1) / (draws + 1), exact: false, patterns: draws + 1 };
}

function combinations(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) ways = Math.round((ways * (n - i + 1)) / i);
  return ways;
}

/** The next choice in lexicographic order; false after the last. */
function nextCombination(chosen: Int32Array, n: number): boolean {
  let at = chosen.length - 1;
  while (at >= 0 && chosen[at] === n - chosen.length + at) at--;
  if (at < 0) return false;
  chosen[at]++;
  for (let k = at + 1; k < chosen.length; k++) chosen[k] = chosen[k - 1] + 1;
  return true;
}

function share(pooled: Float64Array, chosen: Int32Array, a: Float64Array, b: Float64Array): void {
  let [taken, left] = [0, 0];
  for (let i = 0; i < pooled.length; i++) {
    if (chosen[taken] === i) a[taken++] = pooled[i];
    else b[left++] = pooled[i];
  }
}
