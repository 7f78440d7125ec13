import { checkNumber, checkPositive, checkProbability } from '../foundation/index.js';

/** How a single agent's bias grows with its compute: g(x) = min(1, k x^β). */
export interface ComputeLaw {
  /** k > 0: the bias bought by one token, on the extended law. */
  readonly scale: number;
  /** β > 0: the compute–performance exponent. */
  readonly beta: number;
}

/**
 * Bias of one agent that thinks for x tokens, g(x) = min(1, k x^β).
 *
 * @param options - compute x ≥ 0 in tokens, scale k > 0, exponent β > 0
 * @throws InvalidInputError for a negative compute, or a scale or exponent that is not positive
 * @see arXiv 2601.17311, Section 2 (compute–performance exponent); the law is fitted where it is far below 1
 *
 * @example
 * ```ts
 * import { leafBias } from 'polity/organization';
 * leafBias({ compute: 400, scale: 0.01, beta: 0.5 }); // 0.2
 * ```
 */
export function leafBias({ compute, scale, beta }: ComputeLaw & { readonly compute: number }): number {
  checkComputeLaw({ scale, beta });
  return biasOf(checkNumber('compute', compute, { min: 0 }), scale, beta);
}

/**
 * Compute at which one agent reaches a bias, (μ/k)^(1/β) tokens: the inverse of {@link leafBias}.
 *
 * @param options - bias μ in [0, 1], scale k > 0, exponent β > 0
 * @throws InvalidInputError for a bias out of range, or a scale or exponent that is not positive
 *
 * @example
 * ```ts
 * import { computeForBias } from 'polity/organization';
 * computeForBias({ bias: 0.2, scale: 0.01, beta: 0.5 }); // 400
 * ```
 */
export function computeForBias({ bias, scale, beta }: ComputeLaw & { readonly bias: number }): number {
  checkComputeLaw({ scale, beta });
  return (checkProbability('bias', bias) / scale) ** (1 / beta);
}

export function checkComputeLaw({ scale, beta }: ComputeLaw): void {
  checkPositive('scale', scale);
  checkPositive('beta', beta);
}

/** g(x), unchecked. */
export function biasOf(compute: number, scale: number, beta: number): number {
  return Math.min(1, scale * compute ** beta);
}
