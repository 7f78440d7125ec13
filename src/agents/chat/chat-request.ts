import { checkInteger, checkNumber, checkOneOf, InvalidInputError } from '../../foundation/index.js';

/** A message of a conversation. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What may be written as JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** How a model is to answer. */
export interface ChatParameters {
  /** In [0, 2]; default 0. */
  readonly temperature?: number;
  /** Tokens of the reply at most; default 16. The budget counts on it. */
  readonly maxTokens?: number;
  /** In (0, 1]. */
  readonly topP?: number;
  /** Asks the endpoint for reproducible sampling; not every endpoint listens. */
  readonly seed?: number;
  readonly stop?: readonly string[];
  /** What else the endpoint understands, under its own names: `{ reasoning_effort: 'low' }`. */
  readonly extra?: Readonly<Record<string, Json>>;
}

/** A question to a model. */
export interface ChatRequest extends ChatParameters {
  readonly messages: readonly ChatMessage[];
  /** Tells several replies to one and the same request apart: part of the key in the cache, not sent. Default 0. */
  readonly sample?: number;
}

/** The body of an OpenAI-compatible chat completion, as it is sent. */
export interface ChatBody {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly [name: string]: unknown;
}

/** A request, checked, as the endpoint reads it. */
export function chatBody(
  model: string,
  { messages, temperature = 0, maxTokens = 16, topP, seed, stop, extra = {} }: ChatRequest,
  tokenLimit: 'max_tokens' | 'max_completion_tokens',
): ChatBody {
  if (messages.length === 0) throw new InvalidInputError('messages.length', 0, 'be at least 1');
  messages.forEach(({ role, content }, i) => {
    checkOneOf(`messages[${i}].role`, role, ['system', 'user', 'assistant']);
    if (typeof content !== 'string') throw new InvalidInputError(`messages[${i}].content`, content, 'be text');
  });
  const own = {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    temperature: checkNumber('temperature', temperature, { min: 0, max: 2 }),
    [tokenLimit]: checkInteger('maxTokens', maxTokens, { min: 1 }),
    ...(topP !== undefined && { top_p: checkNumber('topP', topP, { min: 0, max: 1, aboveMin: true }) }),
    ...(seed !== undefined && { seed: checkInteger('seed', seed, { min: 0 }) }),
    ...(stop !== undefined && { stop: [...stop] }),
  };
  const taken = Object.keys(extra).find((name) => name in own || name === 'stream');
  if (taken !== undefined) {
    throw new InvalidInputError(`extra.${taken}`, extra[taken], 'not be given here: it is an option or not supported');
  }
  return { ...own, ...extra };
}

/**
 * More tokens than the prompt can have, without knowing the model's vocabulary: a token stands for one byte of UTF-8 at
 * least, and a message is wrapped in a few more.
 */
export function promptTokenBound({ messages }: ChatBody): number {
  return messages.reduce((sum, { content }) => sum + Buffer.byteLength(content) + WRAPPING_TOKENS, WRAPPING_TOKENS);
}

const WRAPPING_TOKENS = 16;
