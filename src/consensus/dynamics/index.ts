export type { ExchangeLaw, MotionOptions } from './operator.js';
export { matrixExponential } from './matrix-exponential.js';
export { simulateFlow, type Flow, type FlowOptions } from './flow.js';
export { simulateRounds, type Rounds, type RoundsOptions } from './rounds.js';
export { predictLimit, type LimitKind, type LimitPrediction, type RootClass } from './predict-limit.js';
export { convergence, type Convergence } from './convergence.js';
export { averagingLimit, simulateAveraging, type AveragingLimit, type AveragingOptions } from './degroot.js';
export { deffuant, hegselmannKrause, type BoundedConfidence } from './bounded-confidence.js';
export { simulateVoter, voterAbsorption, type VoterAbsorption, type VoterRun } from './voter.js';
