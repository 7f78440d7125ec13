/**
 * Entropy of policies trained by reinforcement: what it costs, what it buys, and where it goes.
 * @module entropy
 */
export { logSoftmax, softmax } from './softmax.js';
export { entropy, entropyGradient } from './policy-entropy.js';
export { covariance } from './covariance.js';
export { logitStep, type LogitStepOptions, type PolicyUpdate } from './logit-step.js';
export { predictedEntropyChange, type EntropyChange } from './predicted-entropy-change.js';
export { binaryBandit, type BanditCurve, type BinaryBandit } from './binary-bandit.js';
export { grpoAdvantages, rlooAdvantages, type GroupAdvantageOptions } from './advantages.js';
export type { TokenBatch } from './token-batch.js';
export {
  covarianceQuantileTable,
  tokenCovariance,
  type CovarianceQuantile,
  type TokenCovariance,
} from './token-covariance.js';
export type { LossMode, LossOptions } from './loss-kernel.js';
export { policyLoss, type PolicyLoss, type PolicyLossOptions } from './policy-loss.js';
export { entropyBonus, referenceKl, type LogitLoss } from './regularizers.js';
export { banditPopulation, type BanditPopulation, type BanditPopulationOptions } from './bandit-population.js';
export { trainExact, type ExactTraining, type ExactTrainingOptions } from './train-exact.js';
export { difficultyGroups, type DifficultyGroup } from './difficulty-groups.js';
export {
  chainOfBandits,
  tokenChain,
  type TokenChain,
  type TokenChainOptions,
  type TokenChainProblem,
} from './token-chain.js';
export { TabularPolicy, type TokenPolicy } from './token-policy.js';
export { trainSampled, type SampledTraining, type SampledTrainingOptions } from './train-sampled.js';
export { NetworkPolicy, type NetworkPolicyOptions } from './network-policy.js';
export { sharedTask, type SharedTask, type SharedTaskOptions } from './shared-task.js';
export { simulateCurve, type SimulatedCurveOptions, type TrainingCurve } from './training-curve.js';
export { fitEntropyLaw, type EntropyLaw, type EntropyLawOptions } from './entropy-law.js';
export { bootstrapEntropyLaw, type BootstrapLaw, type BootstrapLawOptions } from './bootstrap-entropy-law.js';
export { residualDiagnostics, type ResidualDiagnostics } from './residual-diagnostics.js';
export { compareLaws, type FittedLaw, type RivalLaw } from './rival-laws.js';
export {
  forecastReward,
  predictFromEarly,
  type EarlyPrediction,
  type EarlyPredictionOptions,
  type Forecast,
  type ForecastOptions,
  type RewardForecast,
} from './forecast.js';
export { forecastCoverage, type ForecastCoverage, type ForecastCoverageOptions } from './forecast-coverage.js';
export { consumption, type Consumption } from './consumption.js';
export { fitSizeLaw, type SizeLaw } from './size-law.js';
export { trainingRuns, usualLogColumns, type LoggedRun, type TrainingLogOptions } from './training-log.js';
export { analyzeRun, type RunAnalysis, type Verdict } from './analyze-run.js';
export { isTokenLog, tokenBatch, tokenColumns, usualTokenColumns, type TokenLogOptions } from './token-log.js';
export { auditTokens, type MethodAudit, type TokenAudit, type TouchedToken } from './audit-tokens.js';
export * from './figures/index.js';
