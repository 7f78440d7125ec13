export { linearCost, powerCost, type PlannerKind, type PrecisionCost, type SocialLearning } from './model.js';
export { posterior, signalProbability, type Side, type Signal } from './posterior.js';
export {
  actionRule,
  bayesianAgent,
  beliefTransition,
  conservativeAgent,
  type Precision,
  type UpdateBias,
} from './agent.js';
export { expectedReward } from './reward.js';
export { planAt, type Plan, type PlanOptions } from './plan-at.js';
export type { Move, PlannedAction } from './planner-states.js';
export { solvePlannerOnGrid, type GridOptions, type GridPlan } from './grid-planner.js';
export {
  solvePlanner,
  type Convexity,
  type Phase,
  type PlannerSolution,
  type SolvePlannerOptions,
} from './solve-planner.js';
export {
  altruisticThresholds,
  biasedThresholds,
  cheapValue,
  lockValue,
  type AltruisticThresholds,
  type BiasedThresholds,
} from './thresholds.js';
export { constantPolicy, myopicPolicy, policyDeviation, type Policy, type PolicyDeviation } from './policy.js';
export { noControlWelfare, welfareByState, type StateWelfare, type Welfare, type WelfareOptions } from './welfare.js';
export { honestOracle, simulateSociety, type Oracle, type Societies, type SocietyOptions } from './simulate-society.js';
export { cascadeOnsets, societyLoss, type CascadeOnsets } from './cascades.js';
export { fitUpdateBias, type BeliefUpdates, type FittedUpdateBias } from './fit-update-bias.js';
