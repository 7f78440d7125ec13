/**
 * Games of strategy: strategic and extensive form, repeated play, learning and evolution, the donor game, body reservoirs.
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
export { DonorGame, type DonorPlayer, type DonorPlayAsyncOptions, type DonorPlayOptions } from './donor/donor-game.js';
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
  conditionalSurvival,
  generationSummaries,
  meanOverRuns,
  type ConditionalSurvival,
  type GenerationSummary,
} from './donor/generation-summary.js';
export { indirectReciprocity, type IndirectReciprocity } from './donor/indirect-reciprocity.js';
export { initialGenerosity, type InitialGenerosity } from './donor/initial-generosity.js';
export { donorLineage, founderDescendants, type LineageNode } from './donor/lineage.js';
export { driftMap, type DriftMap, type DriftMapOptions } from './donor/drift-map.js';
export { donorResourcesFigure, type SocietyRuns } from './figures/donor-resources.js';
export { donorDonationsFigure } from './figures/donor-donations.js';
export { donorInvasionFigure, type DonorInvasionFigureOptions } from './figures/donor-invasion.js';
export { donorPunishmentFigure, type DonorPunishmentFigureOptions } from './figures/donor-punishment.js';
export { donorTraceLengthFigure, type DonorTraceLengthFigureOptions } from './figures/donor-trace-length.js';
export { donorDriftFigure, type LabelledDriftMap } from './figures/donor-drift.js';
export { donorSchedulesFigure } from './figures/donor-schedules.js';
export { donorFatesFigure } from './figures/donor-fates.js';
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
export { donationGame, axelrodPayoffs, type OwnPayoffs, type StageInput } from './repeated/stage-game.js';
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
export {
  playerPopulations,
  singlePopulation,
  type PopulationGame,
  type PopulationGameLike,
  type SharePayoffs,
} from './evolution/population-game.js';
export {
  brownVonNeumannNash,
  logit,
  replicator,
  replicatorMutator,
  smith,
  type EvolutionaryDynamics,
} from './evolution/dynamics.js';
export {
  simulateDynamics,
  type EvolutionaryPath,
  type SimulateDynamicsOptions,
} from './evolution/simulate-dynamics.js';
export {
  discreteReplicator,
  type DiscreteReplicatorOptions,
  type GenerationPath,
} from './evolution/discrete-replicator.js';
export { bestResponsePath, type BestResponseOptions, type BestResponsePath } from './evolution/best-response-path.js';
export { restPoints, type RestPoint, type RestPointKind, type RestPointsOptions } from './evolution/rest-points.js';
export { basins, type Basin, type Basins, type BasinsOptions } from './evolution/basins.js';
export { symmetricEquilibria, type SymmetricEquilibrium } from './evolution/symmetric-equilibria.js';
export {
  evolutionaryStability,
  stableStrategies,
  type EvolutionaryStability,
  type StableStrategy,
} from './evolution/evolutionary-stability.js';
export {
  birthDeath,
  deathBirth,
  exponentialFitness,
  fermi,
  linearFitness,
  localUpdate,
  payoffFitness,
  type ComparisonRule,
  type FitnessMapping,
  type SelectionRule,
  type UpdateRule,
} from './evolution/update-rule.js';
export {
  fixation,
  fixationTimes,
  type Fixation,
  type FixationOptions,
  type FixationTimes,
  type PairPayoffs,
} from './evolution/fixation.js';
export {
  simulateFixation,
  type SimulatedFixation,
  type SimulateFixationOptions,
} from './evolution/simulate-fixation.js';
export {
  simulatePopulation,
  type PopulationPath,
  type SimulatePopulationOptions,
} from './evolution/simulate-population.js';
export { weakSelection, type WeakSelection } from './evolution/weak-selection.js';
export { populationChain, type PopulationChain, type PopulationChainOptions } from './evolution/population-chain.js';
export {
  simulateWrightFisher,
  wrightFisherFixation,
  type SimulateWrightFisherOptions,
  type WrightFisherFixation,
  type WrightFisherOptions,
  type WrightFisherPath,
} from './evolution/wright-fisher.js';
export { smallMutationLimit, type SmallMutationLimit, type SmallMutationOptions } from './evolution/small-mutation.js';
export { alphaRank, type AlphaRank, type AlphaRankOptions } from './evolution/alpha-rank.js';
export {
  stochasticStability,
  type RecurrentClass,
  type StochasticStability,
} from './evolution/stochastic-stability.js';
export {
  completeGraph,
  cycleGraph,
  latticeGraph,
  populationGraph,
  starGraph,
  temperaturesOf,
  type PopulationGraph,
  type PopulationGraphOptions,
  type Temperatures,
} from './evolution/population-graph.js';
export type { GraphProcessOptions } from './evolution/graph-process.js';
export {
  exactGraphFixation,
  starFixation,
  type ExactGraphFixation,
  type ExactGraphFixationOptions,
} from './evolution/exact-graph-fixation.js';
export {
  simulateGraphFixation,
  type SimulatedGraphFixation,
  type SimulateGraphFixationOptions,
} from './evolution/simulate-graph-fixation.js';
export type { Learner, LearningRule } from './learning/learner.js';
export { playLearners, type LearnedPlay, type PlayLearnersOptions, type RegretCurve } from './learning/play.js';
export {
  fictitiousPlay,
  smoothFictitiousPlay,
  type FictitiousPlay,
  type FictitiousPlayOptions,
  type SmoothFictitiousPlayOptions,
} from './learning/fictitious-play.js';
export { regretMatching, swapRegretMatching } from './learning/regret-matching.js';
export { exp3, hedge, type Exp3Options, type HedgeOptions, type PayoffBounds } from './learning/exponential-weights.js';
export { cross, rothErev, type CrossOptions, type RothErevOptions } from './learning/reinforcement.js';
export { correlatedRegret, type CorrelatedRegret } from './learning/correlated-regret.js';
export {
  introspectionDynamics,
  logitResponse,
  type RevisionChain,
  type RevisionOptions,
} from './learning/revision-chain.js';
export {
  bestResponseDynamics,
  type BestResponseDynamics,
  type BestResponseDynamicsOptions,
} from './learning/best-response-dynamics.js';
export { simplexPhaseFigure, type SimplexPhaseOptions } from './figures/simplex-phase.js';
export { squarePhaseFigure, type SquarePhaseOptions } from './figures/square-phase.js';
export { basinsFigure, type BasinsFigureOptions } from './figures/basins-figure.js';
export { fixationFigure, type FixationFigureOptions } from './figures/fixation-figure.js';
export { regretFigure, type RegretFigureOptions } from './figures/regret-figure.js';
export { sharesFigure, type SharesFigureOptions } from './figures/shares-figure.js';
export * from './reservoir/index.js';
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
  prisonersDilemma,
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
export { correlatedPayoffs, feasiblePayoffs, type PayoffPair } from './strategic/payoff-polygons.js';
export { bestReplyFigure } from './figures/best-replies.js';
export { ordinalMapFigure } from './figures/ordinal-map.js';
export { payoffPolygonFigure } from './figures/payoff-polygon.js';
export { quantalResponseFigure } from './figures/quantal-response.js';
