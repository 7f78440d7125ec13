import { checkInteger, checkVector, randomStream } from '../foundation/index.js';

export interface SignFlipOptions {
  /** Up to this many differences all 2ⁿ sign patterns are tried; default 16, at most 24. */
  readonly exactUpTo?: number;
  /** Random sign patterns beyond that; default 9,999. */
  readonly draws?: number;
  /** Default 0. Draw d uses stream (seed, d). */
  readonly seed?: number;
}

export interface SignFlipTest {
  /** Mean of the differences. */
  readonly mean: number;
  /** Two-sided: share of sign patterns whose mean is at least as far from 0. */
  readonly pValue: number;
  readonly n: number;
  /** Whether all 2ⁿ patterns were tried. */
  readonly exact: boolean;
  /** How many patterns were tried, the one observed included. */
  readonly patterns: number;
}

/**
 * Fisher's sign-flip (one-sample permutation) test of differences whose distribution is symmetric about 0 under the null
 * hypothesis: every pattern of signs is then equally likely. As the sum of squares is the same for all of them, the test by
 * the mean is the test by Student's t, so in large samples it is valid for the mean without symmetry too.
 *
 * Exact for few differences; otherwise the p-value is (1 + hits) / (1 + draws), which keeps its level exactly.
 * Cost: 2ⁿ⁻¹ additions, or `draws`·n.
 *
 * @throws InvalidInputError when no difference is given, one is not finite, or an option is out of range.
 * @see R. A. Fisher, The Design of Experiments (1935), section 21; B. Phipson, G. Smyth (2010) for the added 1
 *
 * @example
 * ```ts
 * import { signFlipTest } from 'polity/statistics';
 * // Darwin's maize: heights of crossed less self-fertilized plants, in eighths of an inch.
 * const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
 * signFlipTest(maize).pValue; // 0.05267
 * ```
 */
export function signFlipTest(
  differences: ArrayLike<number>,
  { exactUpTo = 16, draws = 9999, seed = 0 }: SignFlipOptions = {},
): SignFlipTest {
  const values = checkVector('differences', differences);
  checkInteger('exactUpTo', exactUpTo, { min: 0, max: 24 });
  checkInteger('draws', draws, { min: 1 });
  const n = values.length;
  let total = 0;
  let size = 0;
  for (const value of values) {
    total += value;
    size += Math.abs(value);
  }
  // Sums of the same numbers in another order differ in their last digits: a tie is a tie.
  const threshold = Math.abs(total) - 1e-12 * size;
  const exact = n <= exactUpTo;
  const hits = exact ? hitsOfAll(values, total, threshold) : hitsOfDraws(values, total, threshold, { draws, seed });
  const patterns = exact ? 2 ** n : draws + 1;
  return { mean: total / n, pValue: (exact ? hits : hits + 1) / patterns, n, exact, patterns };
}

/** Patterns in the order of a Gray code, one sign changed a step; a pattern and its opposite count together. */
function hitsOfAll(values: Float64Array, total: number, threshold: number): number {
  const half = 2 ** (values.length - 1);
  const signs = new Int8Array(values.length).fill(1);
  let sum = total;
  let hits = 0;
  for (let step = 1; step <= half; step++) {
    if (Math.abs(sum) >= threshold) hits += 2;
    const at = 31 - Math.clz32(step & -step);
    sum -= 2 * signs[at] * values[at];
    signs[at] = -signs[at];
  }
  return hits;
}

function hitsOfDraws(
  values: Float64Array,
  total: number,
  threshold: number,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): number {
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    const stream = randomStream(seed, draw);
    let flipped = 0;
    for (let from = 0; from < values.length; from += 32) {
      const bits = stream.uint32();
      const end = Math.min(32, values.length - from);
      for (let j = 0; j < end; j++) flipped += ((bits >>> j) & 1) * values[from + j];
    }
    if (Math.abs(total - 2 * flipped) >= threshold) hits++;
  }
  return hits;
}
