import { checkInteger, checkVector } from '../../foundation/index.js';

export interface KolmogorovSmirnov {
  /** Largest distance between the two empirical distribution functions. */
  readonly statistic: number;
  readonly pValue: number;
  /** Whether the p-value is that of all ways to share out the pooled values, ties as they are; else Kolmogorov's limit. */
  readonly exact: boolean;
  readonly n: number;
}

/**
 * Two-sample Kolmogorov–Smirnov test that two samples come from one distribution. Exactly, by counting lattice paths that stay
 * nearer than the distance observed (looking only where the pooled values differ, so that ties are allowed for); beyond
 * `exactUpTo` steps by Kolmogorov's limit 2 Σ (−1)^(k−1) e^(−2k²λ²), λ = D √(mn/(m+n)).
 *
 * Cost: O(mn) exactly, O(n log n) otherwise.
 *
 * @throws InvalidInputError when a sample is empty or a value is not finite.
 * @see N. Smirnov, Bull. Moscow Univ. 2 (1939) 3; G. Schröer, D. Trenkler, Computational Statistics & Data Analysis 20 (1995) 185
 *
 * @example
 * ```ts
 * import { kolmogorovSmirnov } from 'polity/statistics';
 * const { statistic, pValue } = kolmogorovSmirnov([1, 2, 3, 4], [3.5, 5, 6, 7]);
 * [statistic, pValue]; // [0.75, 0.2286]
 * ```
 */
export function kolmogorovSmirnov(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { exactUpTo = 10_000 }: { /** Most m·n for the exact p-value, default 10,000. */ readonly exactUpTo?: number } = {},
): KolmogorovSmirnov {
  const a = checkVector('first', first).sort();
  const b = checkVector('second', second).sort();
  checkInteger('exactUpTo', exactUpTo, { min: 0 });
  const [m, n] = [a.length, b.length];
  const pooled = Float64Array.of(...a, ...b).sort();
  /** Whether the pooled value after the k smallest differs from the k-th: there the functions can be compared. */
  const isStep = (k: number) => k === m + n || pooled[k - 1] < pooled[k];
  let [statistic, i, j] = [0, 0, 0];
  for (let k = 1; k <= m + n; k++) {
    if (j >= n || (i < m && a[i] <= b[j])) i++;
    else j++;
    if (isStep(k)) statistic = Math.max(statistic, Math.abs(i / m - j / n));
  }
  const exact = m * n <= exactUpTo;
  return {
    statistic,
    pValue: exact ? pathChance(m, n, statistic, isStep) : limit(statistic * Math.sqrt((m * n) / (m + n))),
    exact,
    n: m + n,
  };
}

/** Chance that a random path from (0, 0) to (m, n) is somewhere at least `distance` away from the diagonal, at a step. */
function pathChance(m: number, n: number, distance: number, isStep: (k: number) => boolean): number {
  // Distances are multiples of 1/(mn): half of one is slack enough.
  const bound = distance - 0.5 / (m * n);
  if (bound <= 0) return 1;
  // near[j]: chance that a path through (i, j) has stayed nearer, all paths to (i, j) being alike.
  const near = new Float64Array(n + 1);
  for (let i = 0; i <= m; i++) {
    for (let j = 0; j <= n; j++) {
      if (i + j === 0) near[j] = 1;
      else near[j] = (i > 0 ? near[j] * (i / (i + j)) : 0) + (j > 0 ? near[j - 1] * (j / (i + j)) : 0);
      if (i + j > 0 && isStep(i + j) && Math.abs(i / m - j / n) > bound) near[j] = 0;
    }
  }
  return Math.min(1, Math.max(0, 1 - near[n]));
}

function limit(lambda: number): number {
  // Below 0.2 the series needs many terms and the chance is 1 to 13 digits.
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = Math.exp(-2 * (k * lambda) ** 2);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return Math.min(1, 2 * sum);
}
