import type { RandomStream } from '../../foundation/index.js';
import type { Agent, AgentContext, AgentOutcome } from '../agent.js';
import { askForDecision, type Reading } from './ask-for-decision.js';
import type { ChatModel } from './chat-model.js';
import type { ChatMessage, ChatParameters } from './chat-request.js';

/** A chat model as an agent: what it is told, and how it is read. */
export interface ChatAgentOptions<Observation, Action> extends ChatParameters {
  /** Default: the model's. */
  readonly name?: string;
  readonly model: ChatModel;
  /** The question; `random` is for what may come in any order. */
  readonly prompt: (observation: Observation, random: RandomStream) => readonly ChatMessage[];
  /** Reads a reply as an action, or says why it is none. */
  readonly read: (text: string, observation: Observation) => Reading<Action>;
  /** How often a model whose reply is illegal is asked again; default 1. */
  readonly askAgain?: number;
}

/**
 * A chat model as an agent of any kind of episode.
 *
 * @example
 * ```ts
 * import { chatAgent, chatModel } from 'polity/agents';
 * const model = chatModel({ baseURL: 'http://localhost:11434/v1', model: 'llama3.3', apiKeyVariable: null });
 * const buyer = chatAgent({
 *   model,
 *   prompt: (price: number) => [{ role: 'user', content: `The price is ${price}. Do you buy? Answer yes or no.` }],
 *   read: (text) => (/^(yes|no)$/i.test(text) ? { action: /yes/i.test(text) } : { illegal: 'neither yes nor no' }),
 * });
 * buyer.name; // 'llama3.3'
 * ```
 */
export function chatAgent<Observation, Action>({
  model,
  name = model.model,
  prompt,
  read,
  ...how
}: ChatAgentOptions<Observation, Action>): Agent<unknown, Observation, Action, unknown> {
  const decide = (
    observation: Observation,
    { random, repetition, signal }: AgentContext,
  ): Promise<AgentOutcome<Action>> =>
    askForDecision(model, {
      ...how,
      messages: prompt(observation, random),
      read: (text) => read(text, observation),
      sample: repetition,
      signal,
    });
  return { name, enter: () => ({ decide }) };
}
