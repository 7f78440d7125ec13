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
} from './coalition.js';
export { denseValues, MAX_DENSE_PLAYERS, type CooperativeGame } from './cooperative-game.js';
export { DenseGame, dualGame } from './dense-game.js';
export { AirportGame } from './airport-game.js';
export { BankruptcyGame } from './bankruptcy-game.js';
export { GlovesGame } from './gloves-game.js';
export { InducedSubgraphGame } from './induced-subgraph-game.js';
export { MoebiusGame, type MoebiusTerm } from './moebius-game.js';
export { WeightedVotingGame, swingCounts, type SwingCounts } from './weighted-voting-game.js';
export { randomGame } from './random-game.js';
export { unanimityGame } from './unanimity-game.js';
export { AsyncOracleGame, OracleGame, type EvaluationOptions, type Worth } from './oracle-game.js';
export { PartialGame, type CoalitionValue } from './partial-game.js';
export { monotoneBounds, semivalueBounds, type BoundsOptions, type ValueBounds } from './value-bounds.js';
export { regressionValue, type RegressionValue, type RegressionValueOptions } from './regression-value.js';

export { type PlayerValues } from './player-values.js';
export { semivalue } from './semivalue.js';
export { shapley } from './shapley.js';
export { shapleyWeights } from './shapley-weights.js';
export { banzhaf } from './banzhaf.js';
export { betaShapley, betaShapleyWeights } from './beta-shapley.js';
export { leaveOneOut, soloValue } from './leave-one-out.js';
export { weightedShapley } from './weighted-shapley.js';
export { owenValue } from './owen-value.js';
export { graphRestrictedGame, myersonValue } from './myerson-value.js';

export { Interactions, type Interaction } from './interactions.js';
export {
  banzhafInteractions,
  chainingInteractions,
  shapleyInteractions,
  type OrderOption,
} from './interaction-index.js';
export { interactionIndex, interactionKinds, type InteractionKind } from './interaction-kinds.js';
export { gameFromMoebius, moebius } from './moebius.js';
export { shapleyTaylor } from './shapley-taylor.js';
export { faithShap } from './faith-shap.js';
export { faithBanzhaf } from './faith-banzhaf.js';
export { kSII } from './k-sii.js';
export { generalizedValue, jointShapley, type GeneralizedValueKind } from './generalized-value.js';

export { coreMembership, leastCore, type CoreMembership, type LeastCore } from './least-core.js';
export { nucleolus, type Nucleolus } from './nucleolus.js';
export { egalitarianLeastCore, type EgalitarianLeastCore } from './egalitarian-least-core.js';
export {
  isBalanced,
  isConvex,
  isMonotone,
  isSuperadditive,
  type Balancedness,
  type GameProperty,
  type PropertyOptions,
} from './game-properties.js';

export {
  banzhafIndex,
  colemanPower,
  deeganPackel,
  hollerIndex,
  shapleyShubik,
  type ColemanPower,
} from './voting-power.js';

export { gaussLegendre, type Quadrature } from './gauss-legendre.js';

export { TaskScores, type Gap, type TaskScore } from './task-scores.js';
export { taskScores, type TaskScoreColumns } from './task-score-table.js';
export type { IndexOptions } from './linear-index.js';
export type { DesignOptions, TaskDesign } from './task-design.js';
export type { InferenceOptions, TestedEstimate } from './tested-estimate.js';
export {
  attributionInference,
  type AttributedValue,
  type Attribution,
  type AttributionOptions,
} from './attribution-inference.js';
export { playerDifferences, type PlayerDifference } from './player-differences.js';
export {
  compareAttributions,
  type AttributionComparison,
  type AttributionDifference,
  type ComparisonOptions,
} from './compare-attributions.js';
export {
  attributionBounds,
  type AttributionBounds,
  type AttributionBoundsOptions,
  type BoundedValue,
} from './attribution-bounds.js';
export {
  regressionAttribution,
  type RegressedValue,
  type RegressionAttribution,
  type RegressionAttributionOptions,
} from './regression-attribution.js';
export {
  contributionSd,
  detectableEffect,
  powerOf,
  requiredTasks,
  sumOfSquaredCoefficients,
  type RequiredTasks,
  type TaskNoise,
  type TestPlan,
} from './required-tasks.js';
export {
  additivePrediction,
  bestCombination,
  crossModelInteractionGap,
  type AdditivePrediction,
  type BestCombination,
  type CrossModelInteractionGap,
  type SlotChoice,
  type SlotValues,
} from './best-combination.js';
export { simulatedRows, simulatedScores, type SimulatedScoresOptions } from './simulate-task-scores.js';

export * from './harness/index.js';
export * from './figures/index.js';
export type { AnytimeEstimate, AsyncAnytimeEstimate } from './anytime-estimate.js';
export type { Estimator } from './estimator.js';
export type { AsyncGame } from './evaluate-batch.js';
export type { AnytimeOptions, SamplingOptions } from './sampling-options.js';
export type { TracePoint } from './sampling-run.js';
export type { ValueEstimates } from './value-estimates.js';
export type { InteractionEstimates, InteractionOptions } from './interaction-estimates.js';
export {
  estimateShapley,
  shapleyMethods,
  type EstimateShapleyOptions,
  type ShapleyEstimates,
  type ShapleyMethod,
} from './estimate-shapley.js';
export { permutationSampling } from './permutation-sampling.js';
export { antitheticSampling } from './antithetic-sampling.js';
export { stratifiedSampling, type StratifiedSamplingOptions } from './stratified-sampling.js';
export { owenSampling, type OwenSamplingOptions } from './owen-sampling.js';
export { kernelShap, type KernelShapOptions } from './kernel-shap.js';
export { kernelShapIQ, type KernelShapIQOptions } from './kernel-shap-iq.js';
export type { SizeAllocation } from './kernel-sampler.js';
export { svarm } from './svarm.js';
export { stratifiedSvarm } from './stratified-svarm.js';
export { permutationInteractions } from './permutation-interactions.js';
export { permutationShapleyTaylor } from './permutation-shapley-taylor.js';
export { monteCarloBanzhaf, type MonteCarloBanzhafOptions } from './monte-carlo-banzhaf.js';
export {
  truncatedMonteCarlo,
  type TruncatedMonteCarloOptions,
  type TruncatedValueEstimates,
} from './truncated-monte-carlo.js';
export type { Truncation } from './truncated-sampler.js';
export { estimatorErrorFigure, type EstimatorErrorFigureOptions } from './figures/estimator-error.js';
