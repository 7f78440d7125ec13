import { checkVector } from '../foundation/index.js';

/**
 * Holm's adjusted p-values: reject those of at most α, and the chance of any false rejection among all tests is at most
 * α, whatever their dependence. p̃₍ᵢ₎ = max_{j≤i} min(1, (m−j+1) p₍ⱼ₎).
 *
 * @param pValues - each in [0, 1]; the result keeps their order
 * @throws InvalidInputError when none is given or one lies outside [0, 1].
 * @see S. Holm, Scandinavian Journal of Statistics 6 (1979) 65
 *
 * @example
 * ```ts
 * import { holm } from 'polity/statistics';
 * holm([0.01, 0.04, 0.03]); // [0.03, 0.06, 0.06]
 * ```
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const p = checkVector('pValues', pValues, { min: 0, max: 1 });
  const adjusted = new Float64Array(p.length);
  let largest = 0;
  ascending(p).forEach((at, rank) => {
    largest = Math.max(largest, Math.min(1, (p.length - rank) * p[at]));
    adjusted[at] = largest;
  });
  return adjusted;
}

/**
 * Benjamini and Hochberg's adjusted p-values: reject those of at most q, and at most a share q of the rejections is false on
 * average, for independent or positively dependent tests. p̃₍ᵢ₎ = min_{j≥i} (m/j) p₍ⱼ₎.
 *
 * @param pValues - each in [0, 1]; the result keeps their order
 * @throws InvalidInputError when none is given or one lies outside [0, 1].
 * @see Y. Benjamini, Y. Hochberg, JRSS B 57 (1995) 289
 *
 * @example
 * ```ts
 * import { benjaminiHochberg } from 'polity/statistics';
 * benjaminiHochberg([0.01, 0.04, 0.03]); // [0.03, 0.04, 0.04]
 * ```
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  return stepUp(checkVector('pValues', pValues, { min: 0, max: 1 }), 1);
}

/** min_{j≥i} factor (m/j) p₍ⱼ₎, at most 1. */
function stepUp(p: Float64Array, factor: number): Float64Array {
  const adjusted = new Float64Array(p.length);
  const order = ascending(p);
  let smallest = 1;
  for (let rank = p.length; rank >= 1; rank--) {
    smallest = Math.min(smallest, factor * (p.length / rank) * p[order[rank - 1]]);
    adjusted[order[rank - 1]] = smallest;
  }
  return adjusted;
}

function ascending(p: Float64Array): number[] {
  return Array.from(p.keys()).sort((a, b) => p[a] - p[b]);
}

/**
 * Bonferroni's adjusted p-values, min(1, m p). {@link holm} keeps the same promise and never rejects less.
 *
 * @param pValues - each in [0, 1]; the result keeps their order
 * @throws InvalidInputError when none is given or one lies outside [0, 1].
 *
 * @example
 * ```ts
 * import { bonferroni } from 'polity/statistics';
 * bonferroni([0.01, 0.04, 0.03]); // [0.03, 0.12, 0.09]
 * ```
 */
export function bonferroni(pValues: ArrayLike<number>): Float64Array {
  const p = checkVector('pValues', pValues, { min: 0, max: 1 });
  return p.map((value) => Math.min(1, p.length * value));
}

/**
 * Benjamini and Yekutieli's adjusted p-values: the false discovery rate is kept under any dependence, at the price of a
 * factor Σ_{k≤m} 1/k over {@link benjaminiHochberg}.
 *
 * @param pValues - each in [0, 1]; the result keeps their order
 * @throws InvalidInputError when none is given or one lies outside [0, 1].
 * @see Y. Benjamini, D. Yekutieli, Annals of Statistics 29 (2001) 1165
 *
 * @example
 * ```ts
 * import { benjaminiYekutieli } from 'polity/statistics';
 * benjaminiYekutieli([0.01, 0.04, 0.03]); // [0.0550, 0.0733, 0.0733]
 * ```
 */
export function benjaminiYekutieli(pValues: ArrayLike<number>): Float64Array {
  const p = checkVector('pValues', pValues, { min: 0, max: 1 });
  let harmonic = 0;
  for (let k = 1; k <= p.length; k++) harmonic += 1 / k;
  return stepUp(p, harmonic);
}
