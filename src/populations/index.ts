/**
 * Populations of agents: whether a society of them socializes.
 * @module populations
 */
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
export {
  dailyPageRank,
  pageRank,
  type AttentionGraph,
  type DayRank,
  type PageRank,
  type PageRankOptions,
} from './socialization/page-rank.js';
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
