import { checkNumber, checkProbability, InvalidInputError } from '../../foundation/index.js';
import { findRoot } from '../../numerics/index.js';

/**
 * Share of the population that an epidemic infects in the end, the initial infectious not counted: the largest solution of
 * z = s₀(1 − exp(−R₀(z + i₀))). It holds for the ODE, for the daily chain with R₀ = β/(1 − e^{−γ}), and in the limit of
 * large populations for agents.
 *
 * @param reproduction - R₀, at least 0
 * @param options.susceptible - share s₀ susceptible at the start, default 1
 * @param options.infectious - share i₀ infectious at the start, default 0: infinitely few
 * @throws InvalidInputError for numbers out of range or s₀ + i₀ > 1
 * @see W. Kermack, A. McKendrick, A contribution to the mathematical theory of epidemics (1927)
 *
 * @example
 * ```ts
 * import { finalSize } from 'polity/populations';
 * finalSize(2); // 0.7968121300
 * finalSize(0.9); // 0
 * ```
 */
export function finalSize(
  reproduction: number,
  { susceptible = 1, infectious = 0 }: { readonly susceptible?: number; readonly infectious?: number } = {},
): number {
  checkNumber('reproduction', reproduction, { min: 0 });
  checkProbability('susceptible', susceptible);
  checkProbability('infectious', infectious);
  if (susceptible + infectious > 1 + 1e-12) {
    throw new InvalidInputError('infectious', infectious, `be at most 1 − susceptible = ${1 - susceptible}`);
  }
  if (susceptible === 0 || reproduction === 0) return 0;
  const excess = (z: number) => -susceptible * Math.expm1(-reproduction * (z + infectious)) - z;
  // The excess is concave in z: its largest zero lies to the right of its top.
  const top = Math.max(0, Math.log(reproduction * susceptible) / reproduction - infectious);
  if (excess(top) <= 0) return 0;
  return findRoot(excess, { lower: top, upper: susceptible, tolerance: 0 }).root;
}
