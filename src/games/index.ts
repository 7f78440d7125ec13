/**
 * Games of strategy: equilibria of games in strategic form.
 * @module games
 */
export { StrategicGame, type GameNames, type MixedProfile, type PayoffMatrix } from './strategic/strategic-game.js';
export { bestResponses, deviationPayoffs, expectedPayoffs, regretOf, type Regret } from './strategic/mixed-profile.js';
export { pureEquilibria } from './strategic/pure-equilibria.js';
export { nashEquilibria, type NashEquilibria, type NashEquilibrium } from './strategic/nash-equilibria.js';
export type { EquilibriumComponent, NashSubset } from './strategic/equilibrium-components.js';
export { exactEquilibria, type ExactEquilibria, type ExactEquilibrium } from './strategic/exact-equilibria.js';
export {
  formatFraction,
  fraction,
  parseFraction,
  toNumber,
  type ExactNumber,
  type Fraction,
} from './strategic/fraction.js';
export { lemkeHowson, type LemkeHowsonOptions, type LemkeHowsonPath } from './strategic/lemke-howson.js';
export { solveZeroSum, type ZeroSumSolution } from './strategic/zero-sum.js';
export { supportEnumeration } from './strategic/support-enumeration.js';
export {
  correlatedEquilibrium,
  type CorrelatedEquilibrium,
  type CorrelatedObjective,
  type CorrelatedOptions,
} from './strategic/correlated-equilibrium.js';
export {
  dominatedStrategies,
  eliminateDominated,
  subgame,
  type Dominated,
  type DominanceKind,
  type EliminationResult,
} from './strategic/dominance.js';
export * from './reservoir/index.js';
