import { checkVector } from '../../foundation/index.js';

/** Size, mean and variance (divisor n − 1) of a sample. */
export interface SampleMoments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** Moments of a sample of two or more numbers, in two passes. */
export function sampleMoments(argument: string, sample: ArrayLike<number>): SampleMoments {
  const values = checkVector(argument, sample, { minLength: 2 });
  const n = values.length;
  const first = values.reduce((sum, value) => sum + value, 0) / n;
  // Rounding of the mean leaves a remainder that the second pass takes out of both moments.
  let [rest, squares] = [0, 0];
  for (const value of values) {
    rest += value - first;
    squares += (value - first) ** 2;
  }
  return { n, mean: first + rest / n, variance: Math.max(0, (squares - rest ** 2 / n) / (n - 1)) };
}

/** Differences of two samples of equal length. */
export function pairedDifferences(first: ArrayLike<number>, second: ArrayLike<number>): Float64Array {
  const a = checkVector('first', first, { minLength: 2 });
  const b = checkVector('second', second, { length: a.length });
  return a.map((value, i) => value - b[i]);
}
