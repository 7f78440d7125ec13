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
  COOPERATE,
  DEFECT,
  type AboutStrategy,
  type MatchRules,
  type MemoryOne,
  type Move,
  type Player,
  type Strategy,
  type StrategyRecipe,
} from './repeated/strategy.js';
export { historyStrategy, MatchHistory, type Decision } from './repeated/history.js';
export { donationGame, prisonersDilemma, type OwnPayoffs, type StageInput } from './repeated/stage-game.js';
export { memoryOne, type MemoryOneInput } from './repeated/memory-one.js';
export { memoryOnePayoffs, type MemoryOneOptions, type MemoryOnePayoffs } from './repeated/memory-one-chain.js';
export type { ClosedClass } from './repeated/limit-occupancy.js';
export {
  akinConditions,
  bestReplies,
  strategyCharacter,
  type BestReplies,
  type Reply,
  type StrategyCharacter,
} from './repeated/best-replies.js';
export {
  enforcedRelation,
  linearRelationBounds,
  zeroDeterminant,
  zeroDeterminantStrategy,
  type EnforcedRelation,
  type LinearRelation,
  type LinearRelationBounds,
} from './repeated/zero-determinant.js';
export { strategies, strategyByName, type StrategyName } from './repeated/strategies/registry.js';
export {
  generousTitForTat,
  naiveProber,
  random,
  softJoss,
  stochasticWinStayLoseShift,
} from './repeated/strategies/memory-one-family.js';
export { cycler } from './repeated/strategies/cyclers.js';
export { goByMajority } from './repeated/strategies/majorities.js';
export { lookupTable, type LookupOptions } from './repeated/strategies/lookup-tables.js';
export { nTitsForMTats } from './repeated/strategies/tit-for-tats.js';
export { softGrudger } from './repeated/strategies/grudgers.js';
export { stateMachine, type MachineOptions, type MachineState } from './repeated/strategies/machines.js';
export { defectAtTheEnd } from './repeated/strategies/final-defections.js';
export { dual, jossAnn } from './repeated/transforms.js';
export { playMatch, type Match, type MatchOptions, type MatchSide } from './repeated/match.js';
export { playTournament, type TournamentOptions } from './repeated/tournament.js';
export { playTournamentInThreads } from './repeated/tournament-threads.js';
export { Tournament, type TournamentRank } from './repeated/tournament-results.js';
export type { CooperationRatings, PrincipalEigenvector } from './repeated/cooperation-ratings.js';
export type { PayoffTable } from './repeated/payoff-table.js';
export { ecologicalShares, type EcologicalShares } from './repeated/ecology.js';
export { moranTournament, type MoranTournament, type MoranTournamentOptions } from './repeated/moran-tournament.js';
export {
  fingerprint,
  transitiveFingerprint,
  type Fingerprint,
  type FingerprintOptions,
  type TransitiveFingerprint,
} from './repeated/fingerprint.js';
export { tournamentRankingFigure } from './figures/tournament-ranking.js';
export { tournamentHeatMap } from './figures/tournament-heat-map.js';
export { fingerprintFigure } from './figures/strategy-fingerprint.js';
export { enforcedPayoffsFigure, type EnforcedPayoffsOptions } from './figures/enforced-payoffs.js';
export { ecologicalSharesFigure } from './figures/ecological-shares.js';
