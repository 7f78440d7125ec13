import { checkVector, InvalidInputError } from '../../foundation/index.js';

/**
 * Jensen–Shannon divergence in bits: `H((p + q)/2) − (H(p) + H(q))/2`, from 0 (the same) to 1 (disjoint). Counts are
 * taken as shares of their sum. Its square root is a metric.
 *
 * Cost: linear.
 *
 * @throws InvalidInputError when the lengths differ, an entry is negative, or one sums to 0.
 * @see J. Lin, IEEE Trans. Inf. Theory 37 (1991) 145
 *
 * @example
 * ```ts
 * import { jensenShannon } from 'polity/populations';
 * jensenShannon([0.5, 0.5, 0], [0.25, 0.25, 0.5]); // 0.3112781
 * ```
 */
export function jensenShannon(p: ArrayLike<number>, q: ArrayLike<number>): number {
  const first = shares('p', checkVector('p', p, { min: 0 }));
  const second = shares('q', checkVector('q', q, { min: 0, length: first.length }));
  let bits = 0;
  for (let i = 0; i < first.length; i++) {
    const middle = (first[i] + second[i]) / 2;
    bits += (excess(first[i], middle) + excess(second[i], middle)) / 2;
  }
  return Math.max(0, bits);
}

function excess(p: number, middle: number): number {
  return p === 0 ? 0 : p * Math.log2(p / middle);
}

function shares(name: string, counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new InvalidInputError(`sum of ${name}`, total, 'be greater than 0');
  return counts.map((count) => count / total);
}
