import type { TokenUsage } from './budget.js';

/** What a model said. */
export interface ChatReply {
  readonly text: string;
  /** As the endpoint calls it: `stop`, `length`, …; null where it does not say. */
  readonly finishReason: string | null;
  /** Null where the endpoint does not count. */
  readonly usage: TokenUsage | null;
}

/** The reply in the body of a chat completion, or what is wrong with the body. */
export function readReply(body: string): { readonly reply: ChatReply } | { readonly fault: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { fault: `the body is not JSON: ${clip(body)}` };
  }
  const choices = field(parsed, 'choices');
  if (!Array.isArray(choices)) return { fault: `the body has no choices: ${clip(body)}` };
  if (choices.length === 0) return { fault: 'the list of choices is empty' };
  const message = field(choices[0], 'message');
  const text = field(message, 'content') ?? field(message, 'refusal');
  if (typeof text !== 'string') return { fault: `the first choice has no text: ${clip(body)}` };
  const finishReason = field(choices[0], 'finish_reason');
  return {
    reply: {
      text,
      finishReason: typeof finishReason === 'string' ? finishReason : null,
      usage: readUsage(field(parsed, 'usage')),
    },
  };
}

function readUsage(usage: unknown): TokenUsage | null {
  const [promptTokens, completionTokens] = [field(usage, 'prompt_tokens'), field(usage, 'completion_tokens')];
  return isCount(promptTokens) && isCount(completionTokens) ? { promptTokens, completionTokens } : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const LONGEST_QUOTED = 200;

/** The beginning of a text that may be huge. */
export function clip(text: string): string {
  return text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}… (${text.length} characters)` : text;
}
