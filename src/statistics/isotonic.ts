import { checkVector } from '../foundation/index.js';

export interface IsotonicOptions {
  /** Weight of each value, all above 0; default 1. */
  readonly weights?: ArrayLike<number>;
}

export interface IsotonicFit {
  /** Fitted value of each point, in the order given: never falling. */
  readonly fitted: Float64Array;
  /** Number of different fitted values: the degrees of freedom of the fit. */
  readonly blocks: number;
}

/**
 * Isotonic regression: the never-falling sequence nearest to the values in weighted squares, by pooling adjacent
 * violators. For proportions weighted by their numbers of trials it is also the binomial maximum likelihood.
 *
 * Cost: linear in the number of values.
 *
 * @param values - in the order in which they should not fall
 * @throws InvalidInputError when values or weights are not finite, differ in length or a weight is not above 0.
 * @see R. E. Barlow et al., Statistical Inference under Order Restrictions (1972), chapter 1
 *
 * @example
 * ```ts
 * import { isotonic } from 'polity/statistics';
 * isotonic([1, 3, 2, 4]).fitted; // [1, 2.5, 2.5, 4]
 * ```
 */
export function isotonic(values: ArrayLike<number>, { weights }: IsotonicOptions = {}): IsotonicFit {
  const y = checkVector('values', values);
  const w = weights
    ? checkVector('weights', weights, { length: y.length, min: 0, aboveMin: true })
    : new Float64Array(y.length).fill(1);
  // A stack of blocks: mean, weight and the index after the last member.
  const mean = new Float64Array(y.length);
  const weight = new Float64Array(y.length);
  const end = new Int32Array(y.length);
  let blocks = 0;
  for (let i = 0; i < y.length; i++) {
    let [blockMean, blockWeight] = [y[i], w[i]];
    while (blocks > 0 && mean[blocks - 1] >= blockMean) {
      blocks--;
      const sum = mean[blocks] * weight[blocks] + blockMean * blockWeight;
      blockWeight += weight[blocks];
      blockMean = sum / blockWeight;
    }
    mean[blocks] = blockMean;
    weight[blocks] = blockWeight;
    end[blocks++] = i + 1;
  }
  const fitted = new Float64Array(y.length);
  for (let block = 0, i = 0; block < blocks; block++) while (i < end[block]) fitted[i++] = mean[block];
  return { fitted, blocks };
}
