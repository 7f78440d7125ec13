import type { AgentContext, AgentOutcome } from '../agent.js';
import { askForDecision } from '../chat/ask-for-decision.js';
import { chatAgent } from '../chat/chat-agent.js';
import type { ChatModel } from '../chat/chat-model.js';
import type { ChatParameters } from '../chat/chat-request.js';
import {
  bestAnswerPrompt,
  predictionPrompt,
  readOtherOption,
  readOwnOption,
  repeatedGamePrompt,
  type RepeatedPromptOptions,
} from './repeated-game-prompt.js';
import type { RepeatedAgent, RepeatedObservation } from './repeated-game.js';

/** A chat model that plays repeated games. */
export interface ChatPlayerOptions extends RepeatedPromptOptions, ChatParameters {
  /** Default: the model's, with `, predicting` where it predicts first. */
  readonly name?: string;
  /** How often an illegal reply is asked again; default 1. */
  readonly askAgain?: number;
}

/** A chat model that is asked for its choice in every round; see {@link repeatedGamePrompt}. */
export function chatPlayer(model: ChatModel, { unit, preamble, ...how }: ChatPlayerOptions = {}): RepeatedAgent {
  return chatAgent({
    ...how,
    model,
    prompt: (observation, random) => repeatedGamePrompt(observation, random, { unit, preamble }),
    read: readOwnOption,
  });
}

/**
 * A chat model that first predicts the other player's choice and then is asked for its own, given that prediction: "social
 * chain of thought". Two questions a round; both are among the replies of the decision.
 *
 * Source: Akata et al. (arXiv 2305.16867), section "Battle of the Sexes": GPT-4 alternates when it is asked to predict first.
 */
export function predictingChatPlayer(
  model: ChatModel,
  { unit, preamble, name = `${model.model}, predicting`, ...how }: ChatPlayerOptions = {},
): RepeatedAgent {
  const words = { unit, preamble };
  const decide = async (
    observation: RepeatedObservation,
    { random, repetition, signal }: AgentContext,
  ): Promise<AgentOutcome<number>> => {
    const common = { ...how, sample: repetition, signal };
    const prediction = await askForDecision(model, {
      ...common,
      messages: predictionPrompt(observation, random, words),
      read: (text) => readOtherOption(text, observation),
    });
    if (prediction.kind !== 'decision') return prediction;
    const choice = await askForDecision(model, {
      ...common,
      messages: bestAnswerPrompt(observation, prediction.action, random, words),
      read: (text) => readOwnOption(text, observation),
    });
    return { ...choice, replies: [...(prediction.replies ?? []), ...(choice.replies ?? [])] };
  };
  return { name, enter: () => ({ decide }) };
}
