import {
  donorInstruction,
  donorPrompt,
  parseDonorReply,
  parseStrategyReply,
  strategyPrompt,
  type DonorAgent,
  type DonorDecision,
  type DonorMove,
  type ToldRules,
} from '../games/index.js';
import type { AgentReply } from './agent.js';
import { askForDecision, type Reading } from './chat/ask-for-decision.js';
import { decided } from './chat/chat-module.js';
import type { ChatModel } from './chat/chat-model.js';
import type { ChatMessage, ChatParameters } from './chat/chat-request.js';

/** A chat model that plays the donor game. */
export interface ChatDonorOptions extends ChatParameters {
  /** How often an illegal reply is asked again; default 1. */
  readonly askAgain?: number;
  /** Tells populations apart that are to sample anew: part of the key in the cache. Default 0. */
  readonly sample?: number;
  /** Handed everything that the model said, legal or not, and to whom it lent its voice. */
  readonly onReplies?: (replies: readonly AgentReply[], name: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * A chat model as an agent of the donor game: it writes a strategy when it is born and decides by it as a donor. A reply without
 * a legal move is asked again and then given to the game as no move, which the game counts; where there is no reply at all
 * (a failing endpoint, an exhausted budget) it throws {@link NoDecision}, because a population without a voice would not be one.
 *
 * Replies are cut at 400 tokens unless told otherwise: the prompts ask for reasons first.
 *
 * @example
 * ```ts
 * import { randomStream } from 'polity/foundation';
 * import { chatDonor, chatModel, startScriptedEndpoint } from 'polity/agents';
 * const endpoint = await startScriptedEndpoint(() => 'Justification: half is fair.\nAnswer: 4 units');
 * const model = chatModel({ baseURL: endpoint.baseURL, model: 'scripted', apiKeyVariable: null });
 * const view = {
 *   name: '1_1', strategy: 'My strategy will be to give half.', generation: 1, round: 1, wealth: 8,
 *   recipient: { name: '1_2', wealth: 10 }, trace: [],
 *   rules: { endowment: 8, multiplier: 2, traceLength: 3, mechanism: 'none', punishment: 2 },
 * } as const;
 * const decision = await chatDonor(model).decide(view, randomStream(1));
 * await endpoint.close();
 * decision.action !== 'invalid' && decision.amount; // 4
 * ```
 */
export function chatDonor(model: ChatModel, options: ChatDonorOptions = {}): DonorAgent {
  return new ChatDonor(model, options);
}

class ChatDonor implements DonorAgent {
  constructor(
    readonly model: ChatModel,
    readonly options: ChatDonorOptions,
  ) {}

  async writeStrategy(request: Parameters<DonorAgent['writeStrategy']>[0]): Promise<string> {
    const outcome = await this.#ask(request.rules, strategyPrompt(request), (text) => {
      const { strategy, marked } = parseStrategyReply(text);
      return marked ? { action: strategy } : { illegal: 'it has no sentence that begins with "My strategy will be"' };
    });
    return decided(outcome, (replies) => this.options.onReplies?.(replies, request.name));
  }

  async decide(view: Parameters<DonorAgent['decide']>[0]): Promise<DonorDecision> {
    const { mechanism } = view.rules;
    const outcome = await this.#ask<DonorMove>(view.rules, donorPrompt(view), (text) => {
      const decision = parseDonorReply(text, { mechanism });
      if (decision.action === 'invalid') return { illegal: decision.reason };
      const isPossible = decision.amount >= 0 && decision.amount <= view.wealth;
      return isPossible ? { action: decision } : { illegal: `it is not between 0 and ${view.wealth} units` };
    });
    if (outcome.kind !== 'illegal') return decided(outcome, (replies) => this.options.onReplies?.(replies, view.name));
    this.options.onReplies?.(outcome.replies, view.name);
    return { action: 'invalid', reason: outcome.reason };
  }

  #ask<Action>(rules: ToldRules, question: string, read: (text: string) => Reading<Action>) {
    const messages: readonly ChatMessage[] = [
      { role: 'system', content: donorInstruction(rules) },
      { role: 'user', content: question },
    ];
    return askForDecision(this.model, { maxTokens: 400, ...this.options, messages, read });
  }
}
