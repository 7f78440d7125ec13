/**
 * Populations: societies of many agents, their networks, roles and cascades.
 * @module populations
 */
export {
  network,
  networkFromGraphology,
  networkToGraphology,
  reverseNetwork,
  undirectedNetwork,
  type Network,
  type NetworkInput,
} from './networks/network.js';
export { degrees, type Degrees } from './networks/degrees.js';
export { pageRank, type PageRank, type PageRankOptions } from './networks/pagerank.js';
export { betweenness, type BetweennessOptions } from './networks/betweenness.js';
export { clusteringCoefficient, type ClusteringCoefficient } from './networks/clustering-coefficient.js';
export { coreNumbers } from './networks/core-numbers.js';
export { degreeAssortativity, reciprocity, type DegreeAssortativityOptions } from './networks/mixing.js';
export {
  communities,
  modularity,
  type Communities,
  type CommunitiesOptions,
  type ModularityOptions,
} from './networks/communities.js';
export { corePeriphery, type CorePeriphery, type CorePeripheryOptions } from './networks/core-periphery.js';
export {
  configurationNull,
  rewire,
  type ConfigurationNull,
  type ConfigurationNullOptions,
  type RewireOptions,
} from './networks/rewire.js';
export {
  readArchive,
  type Archive,
  type ArchiveColumns,
  type ArchiveFault,
  type Comments,
  type Posts,
} from './networks/archive.js';
export { replyNetwork, type ReplyNetwork } from './networks/reply-network.js';
export type { AgentFeatures } from './networks/agent-features.js';
export { activityFeatures } from './networks/activity-features.js';
export { networkFeatures, roleFeatures, type RoleFeaturesOptions } from './networks/role-features.js';
export {
  clusterRoles,
  roleDistribution,
  type ClusterRoles,
  type ClusterRolesOptions,
  type RoleAgreement,
  type RoleDistribution,
} from './networks/cluster-roles.js';
export { ruleRoles, type RuleRole, type RuleRoles } from './networks/rule-roles.js';
export { extractCascades, type Cascade, type ExtractCascadesOptions } from './networks/cascades.js';
export {
  adoptionCurve,
  exposures,
  type AdoptionCurveOptions,
  type AdoptionPoint,
  type ExposureOptions,
  type Exposures,
} from './networks/exposure.js';
export { coxRiskSetRows, coxV1Rows, type CoxRows } from './networks/cox-rows.js';
export { syntheticCascades, type SyntheticCascadesOptions } from './networks/synthetic-cascades.js';
export { syntheticArchive, type SyntheticArchiveOptions } from './networks/synthetic-archive.js';
export { counterDraws, type CounterDraws } from './engine/counter-random.js';
export { binomialDraw } from './engine/binomial-draw.js';
export { ContactGraph, type ContactOptions } from './engine/contact-graph.js';
export {
  configurationModel,
  preferentialAttachment,
  randomContacts,
  smallWorld,
  type ConfigurationModel,
} from './engine/random-contacts.js';
export { layeredContacts, type LayeredContacts, type LayeredContactsOptions } from './engine/layered-contacts.js';
export type { EpidemicCurve, EpidemicModel } from './engine/epidemic-curve.js';
export { networkEpidemic, type NetworkEpidemic, type NetworkEpidemicOptions } from './engine/network-epidemic.js';
export type { SpreadMethod } from './engine/spread-slice.js';
export { networkEpidemicInThreads } from './engine/network-epidemic-threads.js';
export { mixingEpidemic, type MixingEpidemicOptions } from './engine/mixing-epidemic.js';
export { meetingEpidemic, type MeetingEpidemicOptions } from './engine/meeting-epidemic.js';
export { NEVER, Population, type AgentColumn } from './engine/population.js';
export {
  simulate,
  substep,
  type SimulateOptions,
  type Simulated,
  type Substep,
  type SubstepParts,
  type SubstepContext,
} from './engine/simulate.js';
export { edgeHazard, effectiveWeight, seirm, type EdgeHazard, type Seirm, type SeirmOptions } from './engine/seirm.js';
export { seirmConstants, seirmStages, type SeirmConstants } from './engine/seirm-constants.js';
export {
  quarantine,
  testing,
  vaccination,
  type QuarantineOptions,
  type TestingOptions,
  type VaccinationOptions,
} from './engine/interventions.js';
export { sirChain, type SirChain, type SirChainOptions, type SirShares } from './theory/sir-chain.js';
export { sirOde, type SirOde, type SirOdeOptions } from './theory/sir-ode.js';
export { finalSize } from './theory/final-size.js';
export { percolationFinalSize, transmissibility, type PercolationFinalSize } from './theory/percolation.js';
export { reedFrost, type ReedFrost } from './theory/reed-frost.js';
export { exactNetworkEpidemic, type ExactNetworkEpidemic } from './theory/exact-network-epidemic.js';
export { gammaIntervals } from './theory/gamma-intervals.js';
export { Dual } from './learning/dual.js';
export {
  differentiableChain,
  type DifferentiableChain,
  type DifferentiableChainOptions,
} from './learning/differentiable-chain.js';
export {
  bernoulliGradient,
  type BernoulliGradient,
  type GradientEstimator,
  type Smooth,
} from './learning/bernoulli-gradient.js';
export {
  agentSensitivity,
  type AgentSensitivityOptions,
  type SensitivityEstimator,
} from './learning/agent-sensitivity.js';
export { adam, type AdamOptions, type AdamResult } from './learning/adam.js';
export {
  calibrate,
  type CalibratedParameter,
  type CalibrateOptions,
  type Calibration,
  type FreeParameter,
} from './learning/calibrate.js';
export { abcRejection, type AbcOptions, type AbcPosterior } from './learning/abc-rejection.js';
export {
  archetypeError,
  archetypes,
  askArchetypes,
  type ArchetypeError,
  type ArchetypePolicy,
  type Archetypes,
} from './learning/archetypes.js';
export { joinShares, secretShare, secureSum, shareModulus, type SecureSum } from './privacy/secret-sharing.js';
export { predatorPrey, type PredatorPrey, type PredatorPreyOptions, type Species } from './worlds/predator-prey.js';
export { flyBoids, polarization, randomFlock, type BoidsOptions, type Flock } from './worlds/boids.js';
export { randomWalkLaw, randomWalks, type RandomWalkOptions } from './worlds/random-walk.js';
export { epidemicFigure, type EpidemicFigureOptions } from './figures/epidemic-figure.js';
export { finalSizeFigure, type SimulatedSize } from './figures/final-size-figure.js';
export { infectivityFigure } from './figures/infectivity-figure.js';
export { calibrationFigure } from './figures/calibration-figure.js';
export { gradientBiasFigure } from './figures/gradient-bias-figure.js';
export { archetypeFigure } from './figures/archetype-figure.js';
export { postStream, type CommentColumns, type PostColumns, type PostStream } from './socialization/post-stream.js';
export {
  centroidStability,
  meanPairwiseCosine,
  microHomogeneity,
  type DayMatrix,
} from './socialization/day-centroids.js';
export { nullPredictions, type NullPredictions } from './socialization/null-predictions.js';
export { shuffledStream } from './socialization/shuffled-stream.js';
export { jensenShannon } from './socialization/jensen-shannon.js';
export {
  localDensity,
  type DayDensity,
  type LocalDensity,
  type LocalDensityOptions,
} from './socialization/local-density.js';
export {
  lexicalTurnover,
  shuffledTurnover,
  type DaysOfPosts,
  type LexicalTurnover,
  type ShuffledTurnover,
  type TurnoverOptions,
} from './socialization/lexical-turnover.js';
export {
  simulateVocabulary,
  turnoverNull,
  zipfLaw,
  type TurnoverNull,
  type VocabularyOptions,
} from './socialization/turnover-null.js';
export type { HalvesOptions } from './socialization/agent-halves.js';
export {
  agentDrift,
  directionConsistency,
  societalPull,
  type AgentDrift,
  type AgentMeasure,
} from './socialization/agent-drift.js';
export { netProgress, type NetProgress, type NetProgressOptions } from './socialization/net-progress.js';
export {
  interactionInfluence,
  type InfluenceOptions,
  type InteractionInfluence,
} from './socialization/interaction-influence.js';
export { dailyPageRank, type DayRank } from './socialization/daily-page-rank.js';
export { anchorPersistence, type AnchorDay, type AnchorPersistence } from './socialization/anchor-persistence.js';
export { probeConsensus, type ProbeConsensus } from './socialization/probe-consensus.js';
export { simulateEmbeddingSociety, type EmbeddingSocietyOptions } from './socialization/embedding-society.js';
export {
  socializationReport,
  type SocializationFinding,
  type SocializationMetric,
  type SocializationReport,
  type SocializationReportOptions,
} from './socialization/socialization-report.js';
export { hashedEmbedding } from './socialization/hashed-embedding.js';
export {
  analyseSocialization,
  streamOfTable,
  type SocializationColumns,
} from './socialization/analyse-socialization.js';
export { anchorRanksFigure } from './figures/anchor-ranks.js';
export { attractionSweepFigure, type AttractionSweepOptions } from './figures/attraction-sweep.js';
export { densityFigure } from './figures/density-ridges.js';
export { driftActivityFigure } from './figures/drift-activity.js';
export { effectsFigure } from './figures/effects.js';
export { findingsFigure } from './figures/findings.js';
export { homogeneityFigure } from './figures/homogeneity.js';
export { turnoverFigure } from './figures/turnover.js';
export * from './records/index.js';
export * from './adoption/index.js';
export * from './roles/index.js';
export {
  diagnoseSociety,
  type AdoptionDiagnosis,
  type CascadeSizes,
  type DiagnoseSocietyOptions,
  type SocietyDiagnosis,
  type Unanswered,
} from './diagnose-society.js';
export { adoptionCurveFigure } from './figures/adoption-curve-figure.js';
export { cascadeTailFigure } from './figures/cascade-tail-figure.js';
export { hazardPlaneFigure, type NullHazard } from './figures/hazard-plane-figure.js';
export { roleSilhouettesFigure, type LabelledRoleEvidence } from './figures/role-silhouettes-figure.js';
