import { checkInteger } from '../../foundation/index.js';
import type { AgentOutcome, AgentReply } from '../agent.js';
import type { ChatModel } from './chat-model.js';
import { clip } from './chat-reply.js';
import type { ChatMessage, ChatParameters } from './chat-request.js';

/** What a reply was read as. */
export type Reading<Action> = { readonly action: Action } | { readonly illegal: string };

/** What to ask a model, and how to read what it says. */
export interface DecisionQuestion<Action> extends ChatParameters {
  readonly messages: readonly ChatMessage[];
  /** Reads a reply as a decision, or says why it is none. It never guesses. */
  readonly read: (text: string) => Reading<Action>;
  /** How often a model whose reply is illegal is told why and asked again; default 1. */
  readonly askAgain?: number;
  /** Which of several replies to the same question; default 0. */
  readonly sample?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a model for a decision. An illegal reply stays in the conversation, with the reason why it is illegal and the request to
 * answer again; after the last chance the outcome is `illegal`, with what the model said last. All replies are in the outcome.
 *
 * @example
 * ```ts
 * import { askForDecision, chatModel } from 'polity/agents';
 * const options = { baseURL: 'http://localhost:11434/v1', model: 'llama3.3', apiKeyVariable: null };
 * const outcome = await askForDecision(chatModel({ ...options, budget: { requests: 0 } }), {
 *   messages: [{ role: 'user', content: 'Yes or no?' }],
 *   read: (text) => (/^(yes|no)$/i.test(text) ? { action: text } : { illegal: 'neither yes nor no' }),
 * });
 * outcome.kind; // 'budget exhausted'
 * ```
 */
export async function askForDecision<Action>(
  model: ChatModel,
  { messages, read, askAgain = 1, sample = 0, signal, ...parameters }: DecisionQuestion<Action>,
): Promise<AgentOutcome<Action>> {
  checkInteger('askAgain', askAgain, { min: 0 });
  const conversation = [...messages];
  const replies: AgentReply[] = [];
  for (let chance = 0; ; chance++) {
    const outcome = await model.ask({ ...parameters, messages: conversation, sample }, { signal });
    if (outcome.kind !== 'reply') return { kind: outcome.kind, reason: outcome.reason, replies };
    const { text, cached } = outcome;
    const reading = read(text);
    if ('action' in reading) {
      replies.push({ text, illegal: null, cached });
      return { kind: 'decision', action: reading.action, replies };
    }
    const reason = reading.illegal;
    replies.push({ text, illegal: reason, cached });
    if (chance === askAgain) return { kind: 'illegal', reason, text, replies };
    conversation.push(
      { role: 'assistant', content: clip(text) },
      { role: 'user', content: `This is not a valid answer: ${reason}. Please answer the question again.` },
    );
  }
}
