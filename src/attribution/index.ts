/**
 * Cooperative games: who in a system earned its result. Games, values, interactions, solution concepts, voting power.
 * @module attribution
 */
export {
  coalitionLabel,
  coalitionMask,
  coalitionMembers,
  coalitionNames,
  coalitionSize,
  nextOfSameSize,
  playerNames,
  MAX_MASKED_PLAYERS,
  type Coalition,
} from './games/coalition.js';
export { denseValues, MAX_DENSE_PLAYERS, type CooperativeGame } from './games/cooperative-game.js';
export { DenseGame, dualGame } from './games/dense-game.js';
export { AirportGame } from './games/airport-game.js';
export { BankruptcyGame } from './games/bankruptcy-game.js';
export { GlovesGame } from './games/gloves-game.js';
export { InducedSubgraphGame } from './games/induced-subgraph-game.js';
export { MoebiusGame, type MoebiusTerm } from './games/moebius-game.js';
export { WeightedVotingGame, swingCounts, type SwingCounts } from './games/weighted-voting-game.js';
export { randomGame } from './games/random-game.js';
export { unanimityGame } from './games/unanimity-game.js';
export { AsyncOracleGame, OracleGame, type EvaluationOptions, type Worth } from './games/oracle-game.js';
export { PartialGame, type CoalitionValue } from './games/partial-game.js';
export { monotoneBounds, semivalueBounds, type BoundsOptions, type ValueBounds } from './values/value-bounds.js';
export { regressionValue, type RegressionValue, type RegressionValueOptions } from './values/regression-value.js';

export { type PlayerValues } from './values/player-values.js';
export { semivalue } from './values/semivalue.js';
export { shapley } from './values/shapley.js';
export { shapleyWeights } from './values/shapley-weights.js';
export { banzhaf } from './values/banzhaf.js';
export { betaShapley, betaShapleyWeights } from './values/beta-shapley.js';
export { leaveOneOut, soloValue } from './values/leave-one-out.js';
export { weightedShapley } from './values/weighted-shapley.js';
export { owenValue } from './values/owen-value.js';
export { graphRestrictedGame, myersonValue } from './values/myerson-value.js';

export { Interactions, type Interaction } from './interactions/interactions.js';
export {
  banzhafInteractions,
  chainingInteractions,
  shapleyInteractions,
  type OrderOption,
} from './interactions/interaction-index.js';
export { interactionIndex, interactionKinds, type InteractionKind } from './interactions/interaction-kinds.js';
export { gameFromMoebius, moebius } from './interactions/moebius.js';
export { shapleyTaylor } from './interactions/shapley-taylor.js';
export { faithShap } from './interactions/faith-shap.js';
export { faithBanzhaf } from './interactions/faith-banzhaf.js';
export { kSII } from './interactions/k-sii.js';
export { generalizedValue, jointShapley, type GeneralizedValueKind } from './interactions/generalized-value.js';

export { coreMembership, leastCore, type CoreMembership, type LeastCore } from './solutions/least-core.js';
export { nucleolus, type Nucleolus } from './solutions/nucleolus.js';
export { egalitarianLeastCore, type EgalitarianLeastCore } from './solutions/egalitarian-least-core.js';
export {
  isBalanced,
  isConvex,
  isMonotone,
  isSuperadditive,
  type Balancedness,
  type GameProperty,
  type PropertyOptions,
} from './solutions/game-properties.js';

export {
  banzhafIndex,
  colemanPower,
  deeganPackel,
  hollerIndex,
  shapleyShubik,
  type ColemanPower,
} from './values/voting-power.js';

export { gaussLegendre, type Quadrature } from './values/gauss-legendre.js';

export { TaskScores, type Gap, type TaskScore } from './inference/task-scores.js';
export { taskScores, type TaskScoreColumns } from './inference/task-score-table.js';
export type { IndexOptions } from './inference/linear-index.js';
export type { DesignOptions, TaskDesign } from './inference/task-design.js';
export type { InferenceOptions, TestedEstimate } from './inference/tested-estimate.js';
export {
  attributionInference,
  type AttributedValue,
  type Attribution,
  type AttributionOptions,
} from './inference/attribution-inference.js';
export { playerDifferences, type PlayerDifference } from './inference/player-differences.js';
export {
  compareAttributions,
  type AttributionComparison,
  type AttributionDifference,
  type ComparisonOptions,
} from './inference/compare-attributions.js';
export {
  attributionBounds,
  type AttributionBounds,
  type AttributionBoundsOptions,
  type BoundedValue,
} from './inference/attribution-bounds.js';
export {
  regressionAttribution,
  type RegressedValue,
  type RegressionAttribution,
  type RegressionAttributionOptions,
} from './inference/regression-attribution.js';
export {
  contributionSd,
  detectableEffect,
  powerOf,
  requiredTasks,
  sumOfSquaredCoefficients,
  type RequiredTasks,
  type TaskNoise,
  type TestPlan,
} from './inference/required-tasks.js';
export {
  additivePrediction,
  bestCombination,
  crossModelInteractionGap,
  type AdditivePrediction,
  type BestCombination,
  type CrossModelInteractionGap,
  type SlotChoice,
  type SlotValues,
} from './inference/best-combination.js';
export { simulatedRows, simulatedScores, type SimulatedScoresOptions } from './inference/simulate-task-scores.js';

export * from './harness/index.js';
export * from './figures/index.js';
export type { AnytimeEstimate, AsyncAnytimeEstimate } from './sampling/anytime-estimate.js';
export type { Estimator } from './sampling/estimator.js';
export type { AsyncGame } from './sampling/evaluate-batch.js';
export type { AnytimeOptions, SamplingOptions } from './sampling/sampling-options.js';
export type { TracePoint } from './sampling/sampling-run.js';
export type { ValueEstimates } from './sampling/value-estimates.js';
export type { InteractionEstimates, InteractionOptions } from './sampling/interaction-estimates.js';
export {
  estimateShapley,
  shapleyMethods,
  type EstimateShapleyOptions,
  type ShapleyEstimates,
  type ShapleyMethod,
} from './sampling/estimate-shapley.js';
export { permutationSampling } from './sampling/permutation-sampling.js';
export { antitheticSampling } from './sampling/antithetic-sampling.js';
export { stratifiedSampling, type StratifiedSamplingOptions } from './sampling/stratified-sampling.js';
export { owenSampling, type OwenSamplingOptions } from './sampling/owen-sampling.js';
export { kernelShap, type KernelShapOptions } from './sampling/kernel-shap.js';
export { kernelShapIQ, type KernelShapIQOptions } from './sampling/kernel-shap-iq.js';
export type { SizeAllocation } from './sampling/kernel-sampler.js';
export { svarm } from './sampling/svarm.js';
export { stratifiedSvarm } from './sampling/stratified-svarm.js';
export { permutationInteractions } from './sampling/permutation-interactions.js';
export { permutationShapleyTaylor } from './sampling/permutation-shapley-taylor.js';
export { monteCarloBanzhaf, type MonteCarloBanzhafOptions } from './sampling/monte-carlo-banzhaf.js';
export {
  truncatedMonteCarlo,
  type TruncatedMonteCarloOptions,
  type TruncatedValueEstimates,
} from './sampling/truncated-monte-carlo.js';
export type { Truncation } from './sampling/truncated-sampler.js';
export { estimatorErrorFigure, type EstimatorErrorFigureOptions } from './figures/estimator-error.js';
