import type { SymmetricOperator } from './symmetric-operator.js';

/**
 * y = T_degree(ℓ(A))·x, where ℓ maps [low, high] to [−1, 1]: what lies inside stays within ±1, what lies above grows like
 * cosh(degree·arcosh ℓ). Three-term recurrence, `degree` applications of A.
 */
export function chebyshevFilter(
  apply: SymmetricOperator['apply'],
  size: number,
  low: number,
  high: number,
  degree: number,
): SymmetricOperator['apply'] {
  const middle = (low + high) / 2;
  const half = (high - low) / 2;
  const image = new Float64Array(size);
  let before = new Float64Array(size);
  let now = new Float64Array(size);
  return (x, y) => {
    before.set(x);
    apply(x, image);
    for (let i = 0; i < size; i++) now[i] = (image[i] - middle * x[i]) / half;
    for (let k = 2; k <= degree; k++) {
      apply(now, image);
      for (let i = 0; i < size; i++) before[i] = (2 * (image[i] - middle * now[i])) / half - before[i];
      [before, now] = [now, before];
    }
    y.set(now);
  };
}
