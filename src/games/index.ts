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
export type {
  DonorAction,
  DonorAgent,
  DonorDecision,
  DonorMove,
  DonorView,
  InheritedStrategy,
  NoMove,
  StrategyRequest,
  ToldRules,
  TraceLine,
} from './donor/donor-agent.js';
export { donorInstruction, donorPrompt, strategyPrompt } from './donor/donor-prompt.js';
export { parseDonorReply, parseStrategyReply, type StrategyReply } from './donor/donor-reply.js';
export { donorRules, type CompleteDonorRules, type DonorMechanism, type DonorRules } from './donor/donor-rules.js';
export { donorSchedule, reversedSchedule, type DonorSchedule, type ScheduleName } from './donor/donor-schedule.js';
export {
  constantDonor,
  defector,
  describeDonor,
  imageScorer,
  punisher,
  randomDonor,
  standingDonor,
  traceDonor,
  type DonorStrategy,
} from './donor/donor-strategy.js';
export { DonorGame, type DonorPlayer, type PlayAsyncOptions, type PlayOptions } from './donor/donor-game.js';
export type { DonorSeat } from './donor/donor-match.js';
export {
  balanceLedger,
  donorOutcomes,
  outcomeOf,
  traceOf,
  type DonorOutcome,
  type DonorRecord,
  type LedgerBalance,
} from './donor/donor-record.js';
export { scriptedDonor, type ScriptedDonor } from './donor/scripted-donor.js';
export { donorCeiling, homogeneousSociety, type HomogeneousSociety } from './donor/homogeneous-society.js';
export { donorOutlook, type DonorGroup, type GroupOutcome } from './donor/donor-invasion.js';
export {
  evolveScripted,
  type RunAddress,
  type ScriptedCultureOptions,
  type ScriptedRun,
} from './donor/scripted-culture.js';
export {
  evolveDonors,
  type DonorGeneration,
  type DonorHistory,
  type DonorMember,
  type EvolveDonorsOptions,
  type Newcomer,
} from './donor/evolve-donors.js';
export type { Selection } from './donor/selection.js';
export type { HeritableNumber, Transmission } from './donor/transmission.js';
export {
  quantalResponse,
  quantalResponsePath,
  type QuantalResponse,
  type QuantalResponseOptions,
  type QuantalResponsePath,
  type QuantalResponsePathOptions,
} from './strategic/quantal-response.js';
export {
  fitQuantalResponse,
  type FitQuantalResponseOptions,
  type QuantalResponseFit,
} from './strategic/fit-quantal-response.js';
export {
  mixedEquilibria,
  type MixedEquilibria,
  type MixedEquilibriaOptions,
  type MixedEquilibrium,
} from './strategic/mixed-equilibria.js';
export {
  traceEquilibria,
  type TracedEquilibria,
  type TracedEquilibrium,
  type TraceEquilibriaOptions,
} from './strategic/trace-equilibria.js';
export {
  exactPotential,
  ordinalPotential,
  weightedPotential,
  type ExactPotential,
  type OrdinalPotential,
  type WeightedPotential,
} from './strategic/potential-game.js';
export {
  priceOfAnarchy,
  type EquilibriumConcept,
  type PriceOfAnarchy,
  type PriceOfAnarchyOptions,
  type SocialWelfare,
} from './strategic/price-of-anarchy.js';
export {
  congestionGame,
  routingGame,
  type CongestionGame,
  type Resource,
  type Road,
  type RoutingGame,
} from './strategic/congestion-game.js';
export { gameKind, securityLevels, type GameKind, type SecurityLevel } from './strategic/game-kind.js';
export {
  affinePayoffs,
  normalizedPayoffs,
  permuted,
  strategicallyEquivalent,
  withExternalities,
  type AffineChange,
} from './strategic/rescaling.js';
export {
  equilibriumQuality,
  riskDominance,
  type EquilibriumQuality,
  type RiskDominance,
} from './strategic/refinements.js';
export { rationalizableStrategies, type RationalizableStrategies } from './strategic/rationalizability.js';
export { randomGame, type RandomGameKind, type RandomGameOptions } from './strategic/random-game.js';
export {
  battleOfTheSexes,
  chicken,
  matchingPennies,
  mckelveyMcLennanGame,
  oNeillGame,
  prisonersDilemma as classicPrisonersDilemma,
  rockPaperScissors,
  shapleyGame,
  stagHunt,
  vonStengelGame,
} from './strategic/classic-games.js';
export {
  ordinalGames,
  type OrdinalFamily,
  type OrdinalGame,
  type OrdinalGamesOptions,
} from './ordinal/ordinal-games.js';
export { identifyOrdinalGame, type OrdinalIdentification, type OrdinalMatch } from './ordinal/identify-ordinal-game.js';
export {
  COOPERATE,
  DEFECT,
  type AboutStrategy,
  type MatchRules,
  type Move,
  type Player,
  type Strategy,
  type StrategyRecipe,
} from './repeated/strategy.js';
export { historyStrategy, MatchHistory, type Decision } from './repeated/history.js';
export { donationGame, prisonersDilemma, type OwnPayoffs, type StageInput } from './repeated/stage-game.js';
export { memoryOne, type MemoryOne, type MemoryOneInput } from './repeated/memory-one.js';
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
