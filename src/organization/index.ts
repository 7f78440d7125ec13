/**
 * Organizations of agents: when do many cheap agents, organized as a tree, beat one strong agent?
 * @module organization
 */
export type { Aggregation, Dependence, Layer, SignedOptions, Ties } from './layer.js';
export { majorityGain, majorityMap, majorityMapDerivative, type MajorityOptions } from './majority-map.js';
export { correlatedMajorityMap, layerMap, layerMapDerivative } from './layer-map.js';
export { amplification, organizationExponent, phase, type Phase } from './amplification.js';
export { criticalCorrelation, criticalFanIn, criticalFidelity } from './critical-surfaces.js';
export { contractionRate, fixedPoint, limitBias } from './fixed-point.js';
export { phaseDiagram, type PhaseDiagram, type PhaseDiagramAxes } from './phase-diagram.js';
export { iterateTree, type Tree, type TreeTrajectory } from './iterate-tree.js';
export { contractionDepth, mixingDepth, type MixingDepth } from './mixing.js';
export { clippedPredictor, conservativeClippedPredictor } from './predictors.js';
export { fidelityAt, messageLengthFor, type FidelityCurve, type FidelityFamily } from './fidelity-curve.js';
export * from './figures/index.js';
export * from './calibration/index.js';
export { computeForBias, leafBias, type ComputeLaw } from './leaf-bias.js';
export { budgetThreshold, synergyExists, type ScalingLaw } from './budget-threshold.js';
export { allocate, type Allocation } from './allocate.js';
export { synergyWindow, type SynergyWindow } from './synergy-window.js';
export { overheadPerLeaf, type MessagePrices } from './overhead.js';
export { optimalOrganization, type OptimalOrganization, type Organization } from './optimal-organization.js';
export { channelNoiseAt, type ChannelNoise } from './channel-noise.js';
export { starRisk, type Estimates } from './star-risk.js';
export { bestChainLength, chainRisk, relayRisk, type BestChain } from './chain-risk.js';
export { continuousExponent, treeRisk, treeRiskFloor } from './tree-risk.js';
export { bestTopology, type BestTopology, type Topology, type TopologyProblem } from './best-topology.js';
export { simulateTree, type SimulationProgress, type TreeSimulationOptions } from './simulate-tree.js';
export type { RootVotes, SimulationMethod, TreeSimulation } from './tree-simulation.js';
export { designMessageLength, largestFanIn, type MessageDesign, type MessageDesignOptions } from './window-design.js';
export {
  diagnose,
  type Constraint,
  type DiagnoseOptions,
  type Diagnosis,
  type Margins,
  type Move,
} from './diagnose.js';
