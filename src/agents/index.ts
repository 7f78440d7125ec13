/**
 * Agents: who acts. One interface for scripted, memory-one, learned and chat-model agents, and the episodes they play.
 * @module agents
 */
export {
  reactiveAgent,
  type Actor,
  type Agent,
  type AgentContext,
  type AgentOutcome,
  type AgentReply,
} from './agent.js';
export { openJsonl, type JsonlFile } from './jsonl-file.js';
export {
  chatModel,
  type ChatModel,
  type ChatModelOptions,
  type ChatOutcome,
  type ChatUsage,
} from './chat/chat-model.js';
export type { ChatBody, ChatMessage, ChatParameters, ChatRequest, Json } from './chat/chat-request.js';
export type { ChatEndpoint, ChatFailureKind } from './chat/chat-endpoint.js';
export type { ChatReply } from './chat/chat-reply.js';
export type { RateLimit } from './chat/pace.js';
export type { RetryOptions } from './chat/back-off.js';
export type { ChatBudget, ChatPrices, Spending, TokenUsage } from './chat/budget.js';
export {
  startScriptedEndpoint,
  type ReceivedRequest,
  type ScriptedEndpoint,
  type ScriptedReply,
} from './chat/scripted-endpoint.js';
export { askForDecision, type DecisionQuestion, type Reading } from './chat/ask-for-decision.js';
export { chatAgent, type ChatAgentOptions } from './chat/chat-agent.js';
export { chatModule, NoDecision, type ChatModuleOptions } from './chat/chat-module.js';
export { chatDonor, type ChatDonorOptions } from './chat-donor.js';
export type {
  PastRound,
  RepeatedActor,
  RepeatedAgent,
  RepeatedObservation,
  RepeatedSetting,
  RepeatedStart,
  Seat,
} from './repeated/repeated-game.js';
export { cyclePlayer, openingPlayer } from './repeated/scripted-players.js';
export { strategyPlayer } from './repeated/strategy-player.js';
export { qPlayer, regretMatchingPlayer, type QPlayerOptions } from './repeated/learning-players.js';
export { chatPlayer, predictingChatPlayer, type ChatPlayerOptions } from './repeated/chat-players.js';
export {
  bestAnswerPrompt,
  predictionPrompt,
  readOption,
  repeatedGamePrompt,
  withRandomLetters,
  type RepeatedPromptOptions,
} from './repeated/repeated-game-prompt.js';
export {
  playRepeatedGame,
  type DecisionRecord,
  type IllegalPolicy,
  type MatchEnding,
  type PlayedRound,
  type PlayerFault,
  type PlayOptions,
  type RepeatedMatch,
} from './repeated/play-repeated-game.js';
export {
  runRepeatedGameBench,
  type BenchGame,
  type BenchMatch,
  type BenchResult,
  type BenchRun,
  type RepeatedGameBench,
} from './repeated/repeated-game-bench.js';
export { benchScores, benchTable, normalizedScore, type BenchScore } from './repeated/bench-scores.js';
export {
  coordinationShare,
  optionShare,
  unforgivingness,
  type MatchOptions,
  type RoundShare,
} from './repeated/behaviour.js';
export { familyScoresFigure, pairSharesFigure, type PairShare, type PairSharesWords } from './figures/index.js';
