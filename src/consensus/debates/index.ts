export {
  readStances,
  statedBelief,
  type BeliefScale,
  type StanceOptions,
  type Stances,
  type StatedDebate,
} from './stances.js';
export {
  estimateInfluence,
  type EstimateInfluenceOptions,
  type InfluenceEdge,
  type InfluenceEstimate,
} from './estimate-influence.js';
export {
  diagnoseDebate,
  type DebateDiagnosis,
  type DebateOutcome,
  type DiagnoseDebateOptions,
} from './diagnose-debate.js';
export { syntheticDebates, type SyntheticDebateOptions } from './synthetic-debates.js';
