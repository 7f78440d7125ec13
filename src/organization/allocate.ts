import { checkPositive } from '../foundation/index.js';
import { budgetThreshold, checkExponent, type ScalingLaw } from './budget-threshold.js';

/** How to spend a budget. */
export interface Allocation {
  /** Tokens x for each leaf to think. */
  readonly computePerLeaf: number;
  /** Number of leaves N, a real number; {@link optimalOrganization} finds the best whole tree. */
  readonly leaves: number;
  /**
   * `'scaleOut'`: N cheap agents beat one. `'belowThreshold'`: s > β, but at this budget one agent does better than
   * the allocation given. `'scaleUp'`: s ≤ β, one agent does better at every budget, and is the allocation given.
   */
  readonly regime: 'scaleOut' | 'belowThreshold' | 'scaleUp';
  /** Bias of the allocation over that of one agent with the whole budget, x^β N^s / B^β; above 1 when it pays. */
  readonly advantage: number;
}

/**
 * Best split of a budget B = N (x + c₀) between leaves and their compute, for weak signals k x^β N^s:
 * x* = β c₀ / (s − β), whatever the budget, and N* = B / (x* + c₀); one agent, x = B, when s ≤ β. Cost: constant.
 *
 * @param options - budget B in tokens; organization exponent s, compute exponent β, overhead c₀ per leaf in tokens
 * @throws InvalidInputError for an exponent that is not finite, or a budget, β or overhead that is not positive
 * @see arXiv 2601.17311, Section 4 (optimal leaf compute)
 *
 * @example
 * ```ts
 * import { allocate } from 'polity/organization';
 * const { computePerLeaf, leaves, regime } = allocate({ budget: 3000, exponent: 0.3, beta: 0.2, overhead: 100 });
 * computePerLeaf; // 200
 * leaves; // 10
 * regime; // 'scaleOut'
 * ```
 */
export function allocate({ budget, exponent, beta, overhead }: ScalingLaw & { readonly budget: number }): Allocation {
  checkPositive('budget', budget);
  const threshold = budgetThreshold({ exponent, beta, overhead });
  const gap = checkExponent(exponent) - beta;
  if (gap <= 0) return { computePerLeaf: budget, leaves: 1, regime: 'scaleUp', advantage: 1 };
  return {
    computePerLeaf: (beta * overhead) / gap,
    leaves: (budget * gap) / (exponent * overhead),
    regime: budget > threshold ? 'scaleOut' : 'belowThreshold',
    // The tree grows as B^s and the agent as B^β, and they are equal at the threshold.
    advantage: (budget / threshold) ** gap,
  };
}
