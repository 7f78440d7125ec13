export { Xoshiro256 } from './xoshiro256.js';
export {
  EchoStateNetwork,
  type EchoStateNetworkOptions,
  type EchoStateWeights,
  type RadiusEstimate,
} from './echo-state-network.js';
export { powerIterationRadius, spectralNorm, spectralRadius } from './spectral-radius.js';
export { readOut, trainReadoutRidge, type Readout, type ReadoutTraining } from './readout.js';
export { ojaHabituate, type OjaOptions, type OjaUpdate } from './habituation.js';
export {
  Sentinel,
  sentinelEquilibrium,
  type Baseline,
  type Discomfort,
  type SentinelEquilibrium,
  type SentinelOptions,
} from './sentinel.js';
export {
  BodyReservoirAgent,
  type DevelopmentOptions,
  type HabituationOptions,
  type ReservoirPlayOptions,
  type ReservoirPlay,
} from './body-reservoir-agent.js';
export {
  selfConsistentFixedPoint,
  smoothingBound,
  type Body,
  type FixedPointOptions,
  type SelfConsistentFixedPoint,
  type SmoothingBound,
} from './fixed-point.js';
export {
  freeEnergyLandscape,
  meanLandscape,
  type FreeEnergyLandscape,
  type FreeEnergyOptions,
  type FreeEnergyPoint,
  type FreeEnergySeeds,
} from './free-energy.js';
export { emaTft, emaTftTheory, type EmaTftTheory } from './ema-tit-for-tat.js';
export { defectionBlock, noisyCooperator, opponentSchedule, type OpponentPhase } from './schedules.js';
export { intensityPayoff, roundPayoffs } from './intensity-payoff.js';
export {
  blockResponse,
  meanAndVariance,
  sentinelResponse,
  settlingTime,
  type Block,
  type BlockResponse,
  type SentinelResponse,
} from './play-metrics.js';
export { advantageOverTitForTat, type AdvantageOverTitForTat } from './advantage.js';
export {
  blockTrial,
  changingOpponent,
  convergenceTrial,
  experimentSeeds,
  filterRow,
  habituationTrial,
  perturbationTrial,
  phaseTrial,
  publishedAgent,
  reservoirRow,
  sensitivityTrial,
  type BlockTrial,
  type HabituationPoint,
  type PhaseContender,
  type PhaseTrial,
  type PublishedAgentOptions,
  type ReservoirExperiment,
  type SensitivityPoint,
  type SentinelParameter,
  type SmoothingRow,
} from './protocols.js';
export * from './figures/index.js';
