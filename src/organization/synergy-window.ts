import { gainOf } from './amplification.js';
import { budgetThreshold } from './budget-threshold.js';
import { attractor } from './fixed-point.js';
import { checkLayer, type Layer } from './layer.js';
import { checkComputeLaw, computeForBias, type ComputeLaw } from './leaf-bias.js';

/** The budgets at which a tree can beat one agent. */
export interface SynergyWindow {
  /** Lower end B_thr in tokens: below it one agent wins; ∞ when s ≤ β. */
  readonly lower: number;
  /** Upper end B_max = (u* / k)^(1/β) in tokens: from there on one agent is at least as good as the deepest tree. */
  readonly upper: number;
  /** True when no budget lies between. */
  readonly empty: boolean;
  /** Organization exponent s. */
  readonly exponent: number;
  /** Bias u* of the deepest tree. */
  readonly fixedPoint: number;
}

/**
 * The window of budgets in which a tree of this layer can beat one agent: above the {@link budgetThreshold}, and
 * below the budget at which one agent reaches the tree's ceiling u*. Outside it a tree cannot win within the model;
 * inside, {@link optimalOrganization} says whether a whole tree does. Cost: as {@link fixedPoint}.
 *
 * @param options - fan-in b, fidelity γ, correlation ρ; scale k, exponent β, overhead c₀ per leaf in tokens
 * @throws InvalidInputError for a layer out of range, or a scale, β or overhead that is not positive
 * @see arXiv 2601.17311, Section 4 (budget threshold); the upper end follows from Theorem 4
 *
 * @example
 * ```ts
 * import { synergyWindow } from 'polity/organization';
 * const layer = { fanIn: 5, fidelity: 0.9, correlation: 0.05 };
 * const { lower, upper, empty } = synergyWindow({ ...layer, scale: 0.02, beta: 0.2, overhead: 100 });
 * lower; // 623.21
 * empty; // false
 * ```
 */
export function synergyWindow({
  scale,
  beta,
  overhead,
  ...layer
}: Layer & ComputeLaw & { readonly overhead: number }): SynergyWindow {
  const checked = checkLayer(layer);
  checkComputeLaw({ scale, beta });
  const exponent = Math.log(gainOf(checked)) / Math.log(checked.fanIn);
  const fixedPoint = attractor(checked);
  const lower = budgetThreshold({ exponent, beta, overhead });
  const upper = computeForBias({ bias: fixedPoint, scale, beta });
  return { lower, upper, empty: !(lower < upper), exponent, fixedPoint };
}
