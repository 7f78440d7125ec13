import type { DeathGroup, PartialLikelihood } from './partial-likelihood.js';
import type { OrderedSurvival } from './survival-data.js';

/** A fit as the algorithm holds it: rows sorted, covariates centred. */
export interface CoxModel {
  /** @hidden */
  readonly survival: OrderedSurvival;
  /** @hidden */
  readonly likelihood: PartialLikelihood;
  readonly beta: Float64Array;
  /** Inverse information, penalty included. */
  readonly inverse: Float64Array;
  /**
   * Times with deaths, ascending within strata.
   * @hidden
   */
  readonly deaths: readonly DeathGroup[];
}
