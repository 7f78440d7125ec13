import { checkVector, InvalidInputError } from '../../foundation/index.js';
import { type Estimate } from '../interval.js';
import { jackknife } from '../jackknife.js';

/**
 * Gini coefficient Σᵢⱼ |xᵢ − xⱼ| / (2 n Σ x) of amounts, with the jackknife's standard error and t interval. 0 is equality; n
 * amounts of which all but one are 0 have (n − 1)/n.
 *
 * Cost: O(n log n): leaving out one amount changes the sums by what is known once they are sorted.
 *
 * @param amounts - three or more numbers of at least 0, two of them above 0
 * @throws InvalidInputError when there are fewer than 3, one is negative or not finite, or fewer than two are above 0.
 * @see C. Gini, Variabilità e mutabilità (1912); S. Yitzhaki, J. Business and Economic Statistics 9 (1991) 235
 *
 * @example
 * ```ts
 * import { gini } from 'polity/statistics';
 * gini([1, 2, 3, 6]).estimate; // 0.3333
 * ```
 */
export function gini(
  amounts: ArrayLike<number>,
  { level = 0.95 }: { /** Nominal coverage, default 0.95. */ readonly level?: number } = {},
): Estimate {
  const x = checkVector('amounts', amounts, { minLength: 3, min: 0 }).sort();
  const n = x.length;
  if (!(x[n - 2] > 0)) throw new InvalidInputError('amounts', 'fewer', 'have at least two above 0');
  let [total, weighted] = [0, 0];
  x.forEach((value, i) => {
    total += value;
    weighted += (2 * i + 1 - n) * value;
  });
  // weighted = Σ_{i<j} |xᵢ − xⱼ|; without k it loses Σᵢ |xₖ − xᵢ|.
  let below = 0;
  const leftOut = x.map((value, k) => {
    const lost = k * value - below + (total - below - value) - (n - 1 - k) * value;
    below += value;
    return (weighted - lost) / ((n - 1) * (total - value));
  });
  const estimate = weighted / (n * total);
  const { standardError, interval } = jackknife(leftOut, { estimate, level });
  return { estimate, standardError, interval, n, method: 'Gini coefficient, jackknife' };
}
