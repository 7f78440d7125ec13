import { checkInteger, checkNumber, checkVector } from '../foundation/index.js';

export interface InformationCriteria {
  /** Akaike: 2k − 2ℓ. */
  readonly aic: number;
  /** Akaike with the small-sample term 2k(k+1)/(n−k−1); +Infinity where n ≤ k + 1. */
  readonly aicc: number;
  /** Bayes (Schwarz): k log n − 2ℓ. */
  readonly bic: number;
}

/**
 * Criteria for choosing among models fitted by maximum likelihood to the same data: lower is better.
 *
 * @param fit - `logLikelihood` ℓ at its maximum, number `parameters` of fitted parameters k, number `n` of independent
 * observations
 * @throws InvalidInputError when ℓ is not finite or a count is not whole.
 * @see K. P. Burnham, D. R. Anderson, Model Selection and Multimodel Inference (2002), sections 2.2, 2.4, 6.4
 *
 * @example
 * ```ts
 * import { informationCriteria } from 'polity/statistics';
 * informationCriteria({ logLikelihood: -50, parameters: 2, n: 40 }).aic; // 104
 * ```
 */
export function informationCriteria({
  logLikelihood,
  parameters,
  n,
}: {
  readonly logLikelihood: number;
  readonly parameters: number;
  readonly n: number;
}): InformationCriteria {
  checkNumber('logLikelihood', logLikelihood);
  const k = checkInteger('parameters', parameters, { min: 0 });
  checkInteger('n', n, { min: 1 });
  const aic = 2 * k - 2 * logLikelihood;
  return {
    aic,
    aicc: n > k + 1 ? aic + (2 * k * (k + 1)) / (n - k - 1) : Infinity,
    bic: k * Math.log(n) - 2 * logLikelihood,
  };
}

/**
 * Akaike weights e^(−Δᵢ/2) / Σ e^(−Δⱼ/2) of models, from their criteria: they sum to 1.
 *
 * @param criteria - one criterion's value a model; +Infinity gives weight 0
 *
 * @example
 * ```ts
 * import { akaikeWeights } from 'polity/statistics';
 * akaikeWeights([100, 102, 110]); // [0.7275, 0.2676, 0.0049]
 * ```
 */
export function akaikeWeights(criteria: ArrayLike<number>): Float64Array {
  const capped = checkVector(
    'criteria',
    Array.from(criteria, (value) => (value === Infinity ? Number.MAX_VALUE : value)),
  );
  const least = Math.min(...capped);
  const weights = capped.map((value) => Math.exp((least - value) / 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
