import { studentTQuantile, type Interval } from '../../statistics/index.js';

/** A ratio of sums over items, with what each item adds to it. */
export interface ItemRatio {
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Items with a part in it. */
  readonly n: number;
  /** How far the estimate moves when an item is counted once more; 0 for items without a part. */
  readonly influence: Float64Array;
}

/**
 * Ratio Σ numerator / Σ denominator with its jackknife over the items with `parts` above 0, in closed form: leaving item
 * i out moves the ratio by −rᵢ/(D − dᵢ) with rᵢ = nᵢ − ratio · dᵢ and D the sum of denominators. The t interval is corrected for the skewness of the influences as BCa
 * corrects a percentile interval (Efron, JASA 82 (1987) 171, section 4; the median bias of a near-linear statistic
 * equals its acceleration): without it the interval falls short of a ratio whose error grows with it.
 */
export function itemRatio(
  numerators: Float64Array,
  denominators: Float64Array,
  { parts, level }: { readonly parts: ArrayLike<number>; readonly level: number },
): ItemRatio {
  let [numerator, denominator, n] = [0, 0, 0];
  for (let i = 0; i < numerators.length; i++) {
    numerator += numerators[i];
    denominator += denominators[i];
    if (parts[i] > 0) n++;
  }
  const estimate = numerator / denominator;
  const influence = new Float64Array(numerators.length);
  let [sum, squares, cubes] = [0, 0, 0];
  for (let i = 0; i < numerators.length; i++) {
    influence[i] = (numerators[i] - estimate * denominators[i]) / denominator;
    const shift = influence[i] / (1 - denominators[i] / denominator);
    sum += shift;
    squares += shift * shift;
    cubes += influence[i] ** 3;
  }
  const standardError = Math.sqrt(((n - 1) / n) * Math.max(0, squares - (sum * sum) / n));
  const acceleration = squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
  const t = n > 1 ? studentTQuantile((1 + level) / 2, { degrees: n - 1 }) : Infinity;
  const end = (quantile: number) => {
    const shifted = acceleration + quantile;
    return estimate + standardError * (acceleration + shifted / Math.max(0.1, 1 - acceleration * shifted));
  };
  const interval = n > 1 ? { lower: end(-t), upper: end(t), level } : { lower: -Infinity, upper: Infinity, level };
  return { estimate, standardError, interval, n, influence };
}
