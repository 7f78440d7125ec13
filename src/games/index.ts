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
export {
  playerPopulations,
  singlePopulation,
  type PopulationGame,
  type PopulationGameLike,
  type SharePayoffs,
} from './evolution/population-game.js';
export {
  brownVonNeumannNash,
  logit,
  replicator,
  replicatorMutator,
  smith,
  type EvolutionaryDynamics,
} from './evolution/dynamics.js';
export {
  simulateDynamics,
  type EvolutionaryPath,
  type SimulateDynamicsOptions,
} from './evolution/simulate-dynamics.js';
export {
  discreteReplicator,
  type DiscreteReplicatorOptions,
  type GenerationPath,
} from './evolution/discrete-replicator.js';
export { bestResponsePath, type BestResponseOptions, type BestResponsePath } from './evolution/best-response-path.js';
export { restPoints, type RestPoint, type RestPointKind, type RestPointsOptions } from './evolution/rest-points.js';
export { basins, type Basin, type Basins, type BasinsOptions } from './evolution/basins.js';
export { symmetricEquilibria, type SymmetricEquilibrium } from './evolution/symmetric-equilibria.js';
export {
  evolutionaryStability,
  stableStrategies,
  type EvolutionaryStability,
  type StableStrategy,
} from './evolution/evolutionary-stability.js';
export {
  birthDeath,
  deathBirth,
  exponentialFitness,
  fermi,
  linearFitness,
  localUpdate,
  payoffFitness,
  type ComparisonRule,
  type FitnessMapping,
  type SelectionRule,
  type UpdateRule,
} from './evolution/update-rule.js';
export {
  fixation,
  fixationTimes,
  type Fixation,
  type FixationOptions,
  type FixationTimes,
  type PairPayoffs,
} from './evolution/fixation.js';
export {
  simulateFixation,
  type SimulatedFixation,
  type SimulateFixationOptions,
} from './evolution/simulate-fixation.js';
export {
  simulatePopulation,
  type PopulationPath,
  type SimulatePopulationOptions,
} from './evolution/simulate-population.js';
export { weakSelection, type WeakSelection } from './evolution/weak-selection.js';
export { populationChain, type PopulationChain, type PopulationChainOptions } from './evolution/population-chain.js';
export {
  simulateWrightFisher,
  wrightFisherFixation,
  type SimulateWrightFisherOptions,
  type WrightFisherFixation,
  type WrightFisherOptions,
  type WrightFisherPath,
} from './evolution/wright-fisher.js';
export { smallMutationLimit, type SmallMutationLimit, type SmallMutationOptions } from './evolution/small-mutation.js';
export { alphaRank, type AlphaRank, type AlphaRankOptions } from './evolution/alpha-rank.js';
export {
  stochasticStability,
  type RecurrentClass,
  type StochasticStability,
} from './evolution/stochastic-stability.js';
export {
  completeGraph,
  cycleGraph,
  latticeGraph,
  populationGraph,
  starGraph,
  temperaturesOf,
  type PopulationGraph,
  type PopulationGraphOptions,
  type Temperatures,
} from './evolution/population-graph.js';
export type { GraphProcessOptions } from './evolution/graph-process.js';
export {
  exactGraphFixation,
  starFixation,
  type ExactGraphFixation,
  type ExactGraphFixationOptions,
} from './evolution/exact-graph-fixation.js';
export {
  simulateGraphFixation,
  type SimulatedGraphFixation,
  type SimulateGraphFixationOptions,
} from './evolution/simulate-graph-fixation.js';
export type { Learner, LearningRule } from './learning/learner.js';
export { playLearners, type LearnedPlay, type PlayOptions, type RegretCurve } from './learning/play.js';
export {
  fictitiousPlay,
  smoothFictitiousPlay,
  type FictitiousPlay,
  type FictitiousPlayOptions,
  type SmoothFictitiousPlayOptions,
} from './learning/fictitious-play.js';
export { regretMatching, swapRegretMatching } from './learning/regret-matching.js';
export { exp3, hedge, type Exp3Options, type HedgeOptions, type PayoffBounds } from './learning/exponential-weights.js';
export { cross, rothErev, type CrossOptions, type RothErevOptions } from './learning/reinforcement.js';
export { correlatedRegret, type CorrelatedRegret } from './learning/correlated-regret.js';
export {
  introspectionDynamics,
  logitResponse,
  type RevisionChain,
  type RevisionOptions,
} from './learning/revision-chain.js';
export { exactPotential, type Potential } from './learning/potential.js';
export {
  bestResponseDynamics,
  type BestResponseDynamics,
  type BestResponseDynamicsOptions,
} from './learning/best-response-dynamics.js';
export { simplexPhaseFigure, type SimplexPhaseOptions } from './figures/simplex-phase.js';
export { squarePhaseFigure, type SquarePhaseOptions } from './figures/square-phase.js';
export { basinsFigure, type BasinsFigureOptions } from './figures/basins-figure.js';
export { fixationFigure, type FixationFigureOptions } from './figures/fixation-figure.js';
export { regretFigure, type RegretFigureOptions } from './figures/regret-figure.js';
export { sharesFigure, type SharesFigureOptions } from './figures/shares-figure.js';
