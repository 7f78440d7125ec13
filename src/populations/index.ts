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
