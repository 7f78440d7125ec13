import { checkVector, InvalidInputError } from '../../foundation/index.js';
import { midranks } from '../comparison/midranks.js';
import { checkLevel, type Estimate } from '../interval.js';
import { normalCdf, normalQuantile } from '../normal.js';
import { studentTCdf } from '../student-t.js';

/** A correlation; its interval is normal on Fisher's scale artanh r, its standard error that of r. */
export interface Correlation extends Estimate {
  /** Two-sided, that there is none. */
  readonly pValue: number;
}

export interface CorrelationOptions {
  /** Nominal coverage, default 0.95. */
  readonly level?: number;
}

/**
 * Pearson's correlation. Interval by Fisher's artanh r ± z/√(n − 3); test by t = r √((n−2)/(1−r²)), exact for normal data.
 *
 * @param x - four or more numbers, not all alike
 * @param y - as many
 * @throws InvalidInputError when lengths differ, there are fewer than 4, a value is not finite, or one side is constant.
 * @see R. A. Fisher, Metron 1 (1921) 3
 *
 * @example
 * ```ts
 * import { pearson } from 'polity/statistics';
 * pearson([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).estimate; // 0.8
 * ```
 */
export function pearson(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { level = 0.95 }: CorrelationOptions = {},
): Correlation {
  const { a, b, n } = checkPairs(x, y);
  const r = product(a, b);
  return correlation(r, {
    scale: 1 / Math.sqrt(n - 3),
    pValue: tPValue(r, n),
    n,
    level,
    method: 'Pearson, Fisher interval',
  });
}

/**
 * Spearman's rank correlation, Pearson's of the midranks. Interval artanh r ± z √((1 + r²/2)/(n − 3)) after Bonett and Wright; test
 * by Student's t.
 *
 * @throws InvalidInputError as {@link pearson}.
 * @see C. Spearman, American Journal of Psychology 15 (1904) 72; D. Bonett, T. Wright, Psychometrika 65 (2000) 23
 *
 * @example
 * ```ts
 * import { spearman } from 'polity/statistics';
 * spearman([1, 2, 3, 4, 50], [2, 1, 4, 3, 5]).estimate; // 0.8
 * ```
 */
export function spearman(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { level = 0.95 }: CorrelationOptions = {},
): Correlation {
  const { a, b, n } = checkPairs(x, y);
  const r = product(midranks(a).ranks, midranks(b).ranks);
  const scale = Math.sqrt((1 + r ** 2 / 2) / (n - 3));
  return correlation(r, { scale, pValue: tPValue(r, n), n, level, method: 'Spearman, Bonett–Wright interval' });
}

/**
 * Kendall's τ_b = (C − D)/√((pairs untied in x)(pairs untied in y)), C and D the concordant and discordant pairs. Interval
 * artanh τ ± z √(0.437/(n − 4)) after Fieller, Hartley and Pearson; test by the normal approximation with ties.
 *
 * Cost: O(n log n), by counting the exchanges of a merge sort.
 *
 * @throws InvalidInputError as {@link pearson}, and when there are fewer than 5.
 * @see M. Kendall, Rank Correlation Methods (1970); W. Knight, JASA 61 (1966) 436; E. Fieller, H. Hartley, E. Pearson,
 * Biometrika 44 (1957) 470
 *
 * @example
 * ```ts
 * import { kendall } from 'polity/statistics';
 * kendall([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]).estimate; // 0.6
 * ```
 */
export function kendall(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { level = 0.95 }: CorrelationOptions = {},
): Correlation {
  const { a, b, n } = checkPairs(x, y, 5);
  const order = Uint32Array.from(a.keys()).sort((i, j) => a[i] - a[j] || b[i] - b[j]);
  const pairs = (n * (n - 1)) / 2;
  const [tx, ty] = [tieSums(a), tieSums(b)];
  let both = 0;
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && a[order[to]] === a[order[from]] && b[order[to]] === b[order[from]]) to++;
    both += ((to - from) * (to - from - 1)) / 2;
    from = to;
  }
  const discordant = inversions(Float64Array.from(order, (i) => b[i]));
  const score = pairs - tx.pairs - ty.pairs + both - 2 * discordant;
  const tau = score / Math.sqrt((pairs - tx.pairs) * (pairs - ty.pairs));
  const v0 = n * (n - 1) * (2 * n + 5);
  const variance =
    (v0 - tx.triple - ty.triple) / 18 +
    (2 * tx.pairs * 2 * ty.pairs) / (2 * n * (n - 1)) +
    (tx.cubes * ty.cubes) / (9 * n * (n - 1) * (n - 2));
  const pValue = 2 * normalCdf(-Math.abs(score) / Math.sqrt(variance));
  return correlation(tau, {
    scale: Math.sqrt(0.437 / (n - 4)),
    pValue,
    n,
    level,
    method: 'Kendall tau-b, Fieller interval',
  });
}

function checkPairs(x: ArrayLike<number>, y: ArrayLike<number>, minLength = 4) {
  const a = checkVector('x', x, { minLength });
  const b = checkVector('y', y, { length: a.length });
  for (const [name, values] of [
    ['x', a],
    ['y', b],
  ] as const) {
    if (values.every((value) => value === values[0])) throw new InvalidInputError(name, values[0], 'not be constant');
  }
  return { a, b, n: a.length };
}

function product(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const [meanA, meanB] = [a, b].map((v) => v.reduce((sum, value) => sum + value, 0) / n);
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    ab += (a[i] - meanA) * (b[i] - meanB);
    aa += (a[i] - meanA) ** 2;
    bb += (b[i] - meanB) ** 2;
  }
  return Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
}

function tPValue(r: number, n: number): number {
  if (Math.abs(r) === 1) return 0;
  return 2 * studentTCdf(-Math.abs(r) * Math.sqrt((n - 2) / (1 - r * r)), { degrees: n - 2 });
}

function correlation(
  r: number,
  { scale, pValue, n, level, method }: { scale: number; pValue: number; n: number; level: number; method: string },
): Correlation {
  const half = normalQuantile((1 + checkLevel('level', level)) / 2) * scale;
  const interval = { lower: Math.tanh(Math.atanh(r) - half), upper: Math.tanh(Math.atanh(r) + half), level };
  return { estimate: r, standardError: (1 - r * r) * scale, interval, n, method, pValue };
}

/** Σ t(t−1)/2, Σ t(t−1)(2t+5) and Σ t(t−1)(t−2) over groups of t ties. */
function tieSums(values: Float64Array) {
  const sorted = values.slice().sort();
  let [pairs, triple, cubes] = [0, 0, 0];
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    const t = to - from;
    pairs += (t * (t - 1)) / 2;
    triple += t * (t - 1) * (2 * t + 5);
    cubes += t * (t - 1) * (t - 2);
    from = to;
  }
  return { pairs, triple, cubes };
}

/** Pairs out of order, by merge sort; sorts `values`. */
function inversions(values: Float64Array): number {
  const buffer = new Float64Array(values.length);
  let count = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let from = 0; from < values.length; from += 2 * width) {
      const [middle, end] = [Math.min(from + width, values.length), Math.min(from + 2 * width, values.length)];
      let [i, j] = [from, middle];
      for (let k = from; k < end; k++) {
        if (i < middle && (j >= end || values[i] <= values[j])) buffer[k] = values[i++];
        else {
          buffer[k] = values[j++];
          count += middle - i;
        }
      }
    }
    values.set(buffer);
  }
  return count;
}
