/**
 * Agreement on signed networks of agents: who endorses and who negates whom, and what that does to agreement.
 *
 * The room holds the classical theory (Harary's balance, Altafini's and Kunegis' opposing Laplacian, Zelazo and Bürger's
 * threshold, Rose, Tarjan and Lueker's elimination orders, Golub's rank-one updates) on which the preprint
 * "Graph-theoretic Agreement Framework for Multi-agent LLM Systems" (arXiv 2603.00121) stands. That preprint is marked
 * withdrawn; nothing here rests on its own claims.
 * @module consensus
 */
export type { CompressedRows } from './compressed-rows.js';
export {
  digonConflicts,
  forEachEdge,
  nodeIndex,
  reverseGraph,
  signedGraph,
  signedGraphFromArrays,
  switchSigns,
  toGraphology,
  type DigonConflict,
  type EdgeArrays,
  type SignedGraph,
  type SignedGraphOptions,
  type SignedNetwork,
} from './signed-graph.js';
export { antibalance, camps, structuralBalance, type Balance, type ComponentBalance } from './balance.js';
export { frustrationIndex, type FrustratedEdge, type Frustration, type FrustrationOptions } from './frustration.js';
export type { LocalSearchOptions } from './local-search.js';
export { laplacianOperator, signedLaplacian, type LaplacianKind, type LaplacianOptions } from './laplacian.js';
export { algebraicConflict, extremeEigenpairs, laplacianSpectrum, type AlgebraicConflict } from './spectrum.js';
export { randomSignedGraph, type RandomSignedGraphOptions } from './random-signed-graph.js';
export { chordality, verifyEliminationOrder, type Chordality, type EliminationCheck } from './chordality.js';
export { chordalBalance, cliqueTree, type ChordalBalance, type CliqueTree } from './clique-tree.js';
export { chordalCompletion, choleskyFill, type ChordalCompletion, type CholeskyFill } from './chordal-completion.js';
export type { EliminationRule } from './elimination-order.js';
export { triangleBalance, walkBalance, type TriangleBalance } from './balance-degree.js';
export { effectiveResistance, type EffectiveResistance } from './effective-resistance.js';
export { oscillationReport, type OscillatingMode, type OscillationReport } from './oscillation.js';
export { rankOneShift, secularEigenvalues, type EdgeChange, type RankOneShift } from './rank-one.js';
export { balanceBySigns, type SignRepair } from './sign-repair.js';
export { designEdges, type DesignedEdge, type EdgeDesign, type EdgeDesignOptions } from './edge-design.js';
export { reweight, type Reweighting, type ReweightingOptions } from './reweighting.js';
export { edgeTable, signedGraphFromTable, type EdgeTableOptions } from './edge-table.js';
export { readSignedGraph, writeSignedGraph } from './graph-files.js';
export * from './figures/index.js';
export * from './debates/index.js';
export * from './dynamics/index.js';
export * from './hidden/index.js';
export * from './social-learning/index.js';
