/**
 * Games of strategy: equilibria of games in strategic form.
 * @module games
 */
export { StrategicGame, type GameNames, type MixedProfile, type PayoffMatrix } from './strategic-game.js';
export { bestResponses, deviationPayoffs, expectedPayoffs, regretOf, type Regret } from './mixed-profile.js';
export { pureEquilibria } from './pure-equilibria.js';
export { nashEquilibria, type NashEquilibria, type NashEquilibrium } from './nash-equilibria.js';
export type { EquilibriumComponent, NashSubset } from './equilibrium-components.js';
export { exactEquilibria, type ExactEquilibria, type ExactEquilibrium } from './exact-equilibria.js';
export { formatFraction, fraction, parseFraction, toNumber, type ExactNumber, type Fraction } from './fraction.js';
export { lemkeHowson, type LemkeHowsonOptions, type LemkeHowsonPath } from './lemke-howson.js';
export { solveZeroSum, type ZeroSumSolution } from './zero-sum.js';
export { supportEnumeration } from './support-enumeration.js';
export {
  correlatedEquilibrium,
  type CorrelatedEquilibrium,
  type CorrelatedObjective,
  type CorrelatedOptions,
} from './correlated-equilibrium.js';
export {
  dominatedStrategies,
  eliminateDominated,
  subgame,
  type Dominated,
  type DominanceKind,
  type EliminationResult,
} from './dominance.js';
