import { checkNumber, checkPositive } from '../foundation/index.js';

/** What decides whether scaling out pays. */
export interface ScalingLaw {
  /** Organization exponent s: a tree of N leaves multiplies a weak bias by N^s. */
  readonly exponent: number;
  /** Compute–performance exponent β > 0: x times the compute multiplies a weak bias by x^β. */
  readonly beta: number;
  /** Overhead c₀ > 0 of a leaf, in tokens, beside its own compute. */
  readonly overhead: number;
}

/**
 * Whether many cheap agents beat one strong agent at a large enough budget, for weak signals: s > β.
 *
 * @param law - organization exponent s, compute exponent β
 * @throws InvalidInputError for an exponent that is not finite or a β that is not positive
 * @see arXiv 2601.17311, Section 4 (budgeted synergy)
 *
 * @example
 * ```ts
 * import { synergyExists } from 'polity/organization';
 * synergyExists({ exponent: 0.3, beta: 0.2 }); // true
 * ```
 */
export function synergyExists({ exponent, beta }: Pick<ScalingLaw, 'exponent' | 'beta'>): boolean {
  return checkExponent(exponent) > checkPositive('beta', beta);
}

/**
 * Budget above which the best tree beats one agent that spends it all, for weak signals:
 *
 * B_thr = c₀/(s − β) · (s^s / β^β)^(1/(s − β)),
 *
 * where k x*^β N*^s = k B^β; ∞ when s ≤ β. Saturation is not in it: see {@link synergyWindow}. Cost: constant.
 *
 * @param law - organization exponent s, compute exponent β, overhead c₀ per leaf in tokens
 * @throws InvalidInputError for an exponent that is not finite, or a β or overhead that is not positive
 * @see arXiv 2601.17311, Section 4 (budget threshold); the closed form follows from x* and N* of {@link allocate}
 *
 * @example
 * ```ts
 * import { budgetThreshold } from 'polity/organization';
 * budgetThreshold({ exponent: 0.3, beta: 0.2, overhead: 100 }); // 675
 * ```
 */
export function budgetThreshold({ exponent, beta, overhead }: ScalingLaw): number {
  const s = checkExponent(exponent);
  checkPositive('beta', beta);
  checkPositive('overhead', overhead);
  if (s <= beta) return Infinity;
  // The same as above, without the difference of two near logarithms when s is close to β.
  const gap = s - beta;
  return ((overhead * s) / gap) * Math.exp((beta / gap) * Math.log1p(gap / beta));
}

/** An organization exponent; −∞ is that of channels that carry nothing. */
export function checkExponent(exponent: number): number {
  return exponent === -Infinity ? exponent : checkNumber('exponent', exponent);
}
