/**
 * Games of strategy: equilibria of games in strategic form.
 * @module games
 */
export { StrategicGame, type GameNames, type MixedProfile, type PayoffMatrix } from './strategic/strategic-game.js';
export { bestResponses, deviationPayoffs, expectedPayoffs, regretOf, type Regret } from './strategic/mixed-profile.js';
export { pureEquilibria } from './strategic/pure-equilibria.js';
export { nashEquilibria, type NashEquilibria, type NashEquilibrium } from './strategic/nash-equilibria.js';
export type { EquilibriumComponent, NashSubset } from './strategic/equilibrium-components.js';
export { exactEquilibria, type ExactEquilibria, type ExactEquilibrium } from './strategic/exact-equilibria.js';
export {
  formatFraction,
  fraction,
  parseFraction,
  toNumber,
  type ExactNumber,
  type Fraction,
} from './strategic/fraction.js';
export { lemkeHowson, type LemkeHowsonOptions, type LemkeHowsonPath } from './strategic/lemke-howson.js';
export { solveZeroSum, type ZeroSumSolution } from './strategic/zero-sum.js';
export { supportEnumeration } from './strategic/support-enumeration.js';
export {
  correlatedEquilibrium,
  type CorrelatedEquilibrium,
  type CorrelatedObjective,
  type CorrelatedOptions,
} from './strategic/correlated-equilibrium.js';
export {
  dominatedStrategies,
  eliminateDominated,
  subgame,
  type Dominated,
  type DominanceKind,
  type EliminationResult,
} from './strategic/dominance.js';
export {
  ExtensiveGame,
  type BehaviorProfile,
  type ChanceEvent,
  type ExtensiveGameParts,
  type InformationSet,
  type Outcome,
  type TreeNodes,
} from './extensive/extensive-game.js';
export {
  extensiveGame,
  type ChanceNode,
  type DecisionNode,
  type GameTree,
  type GameTreeNode,
  type TerminalNode,
} from './extensive/game-tree.js';
export { GameTreeBuilder, type MoveOptions, type OutcomeOptions } from './extensive/game-tree-builder.js';
export { perfectRecall, type Recall, type RecallViolation } from './extensive/recall.js';
export { extractSubgame, subgameRoots, type Subtree } from './extensive/subgames.js';
export { evaluateBehavior, uniformBehavior, type BehaviorEvaluation } from './extensive/behavior-profile.js';
export { behaviorRegret, bestResponse, type BehaviorRegret, type BestResponse } from './extensive/best-response.js';
export {
  behaviorToMixed,
  mixedToBehavior,
  toStrategicGame,
  type PureStrategy,
  type StrategicForm,
} from './extensive/reduced-form.js';
export {
  planBehavior,
  realizationPlan,
  sequenceForm,
  type PlayerSequences,
  type Sequence,
  type SequenceForm,
} from './extensive/sequence-form.js';
export {
  solveZeroSumTree,
  type TreeEquilibrium,
  type TreeZeroSumSolution,
} from './extensive/sequence-form-linear-program.js';
export {
  sequenceEquilibrium,
  type SequenceEquilibrium,
  type SequenceEquilibriumOptions,
} from './extensive/sequence-form-complementarity.js';
export { subgamePerfect, type SubgamePerfectEquilibrium } from './extensive/subgame-perfect.js';
export { pureSubgamePerfect, type PureSubgamePerfect } from './extensive/pure-subgame-perfect.js';
export {
  counterfactualRegret,
  type RegretCheckpoint,
  type RegretOptions,
  type RegretSolution,
  type RegretVariant,
} from './extensive/counterfactual-regret.js';
export { externalSampling, type SampledRegretSolution, type SamplingOptions } from './extensive/external-sampling.js';
export {
  centipede,
  entryDeterrence,
  matchingPenniesTree,
  myersonCards,
  seltensHorse,
} from './extensive/classic-games.js';
export { kuhnPoker, leducPoker } from './extensive/poker.js';
export { randomTree, type RandomTreeOptions } from './extensive/random-tree.js';
export {
  exactMatrix,
  readNfg,
  writeNfg,
  type NfgFile,
  type NfgOutcome,
  type ReadOptions,
  type WriteNfgOptions,
} from './files/nfg.js';
export { readEfg, writeEfg, type EfgFile, type WriteEfgOptions } from './files/efg.js';
export { readGame, type GameFile } from './files/read-game.js';
export type { Renaming } from './files/gambit-tokens.js';
export { gameTreeFigure, type GameTreeFigureOptions } from './figures/game-tree.js';
export { exploitabilityFigure, type ExploitabilityFigureOptions, type NamedCurve } from './figures/exploitability.js';
