import type OpenAI from 'openai';
import { checkInteger, checkPositive, InvalidInputError } from '../../foundation/index.js';
import { retryAfter } from './back-off.js';
import { clip, readReply, type ChatReply } from './chat-reply.js';
import type { ChatBody } from './chat-request.js';

/** Where a model answers. */
export interface ChatEndpoint {
  /** Up to and without `/chat/completions`: `https://api.openai.com/v1`, `http://localhost:11434/v1`. */
  readonly baseURL: string;
  /**
   * Name of the environment variable that holds the API key; default `OPENAI_API_KEY`. Null for an endpoint that wants none.
   * The key itself is never an argument, and is cut out of everything that is written or thrown.
   */
  readonly apiKeyVariable?: string | null;
  /** Milliseconds until a reply must have come in whole; default 60 000. */
  readonly timeout?: number;
  /** Bytes that a reply may have at most; default 4 MiB. */
  readonly largestReply?: number;
}

/** Why there is no reply. `malformed reply`: the endpoint answered, but not with a chat completion. */
export type ChatFailureKind = 'timeout' | 'connection' | 'rate limit' | 'server error' | 'malformed reply' | 'rejected';

/** What one request came to. */
export type ChatAttempt =
  | { readonly kind: 'reply'; readonly reply: ChatReply }
  | {
      readonly kind: 'failed';
      readonly failure: ChatFailureKind;
      readonly reason: string;
      /** Whether asking again could help. */
      readonly isPassing: boolean;
      /** Milliseconds that the endpoint asks to wait. */
      readonly retryAfter: number | undefined;
      /** Whether the endpoint may charge for it all the same. */
      readonly mayBeCharged: boolean;
    };

/** Sends one request, once. */
export type SendChat = (body: ChatBody, signal: AbortSignal | undefined) => Promise<ChatAttempt>;

/**
 * Requests to an OpenAI-compatible endpoint. The client is loaded with the first request; its own retries are off, because
 * every attempt has to pass the rate limit, the budget and the log.
 */
export function connect(endpoint: ChatEndpoint): SendChat {
  const { baseURL, apiKeyVariable = 'OPENAI_API_KEY', timeout = 60_000, largestReply = 4 * 2 ** 20 } = endpoint;
  if (!/^https?:\/\/./.test(baseURL)) throw new InvalidInputError('baseURL', baseURL, 'be an address: http://…/v1');
  checkPositive('timeout', timeout);
  checkInteger('largestReply', largestReply, { min: 1 });
  const apiKey = apiKeyVariable === null ? null : readKey(apiKeyVariable);
  const scrub = (text: string) => (apiKey === null ? text : text.replaceAll(apiKey, '[API key]'));
  let client: Promise<OpenAI> | undefined;

  return async (body, signal) => {
    signal?.throwIfAborted();
    // The client's own time limit ends with the headers; a body may hang as well.
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timer = setTimeout(abort, timeout);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      client ??= openClient(baseURL, apiKey, largestReply);
      const completions = (await client).chat.completions;
      const response = await completions
        .create(body as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming, { signal: controller.signal })
        .asResponse();
      const read = readReply(scrub(await response.text()));
      return 'reply' in read ? { kind: 'reply', reply: read.reply } : failed('malformed reply', read.fault, true);
    } catch (error) {
      signal?.throwIfAborted();
      if (controller.signal.aborted) return failed('timeout', `no whole reply within ${timeout} ms`, true);
      return classify(error, scrub);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

function readKey(variable: string): string {
  const key = process.env[variable]?.trim();
  if (key) return key;
  throw new InvalidInputError('apiKeyVariable', variable, 'name an environment variable that holds the API key');
}

async function openClient(baseURL: string, apiKey: string | null, largestReply: number): Promise<OpenAI> {
  const { default: OpenAI } = await import('openai');
  return new OpenAI({
    baseURL,
    apiKey: apiKey ?? 'none',
    ...(apiKey === null && { defaultHeaders: { Authorization: null } }),
    // What the client would otherwise read from the environment by itself, or write to the console.
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    fetch: async (url, init) => limited(await fetch(url, init), largestReply),
  });
}

/** A response whose body breaks off with an error where it becomes too large. */
function limited(response: Response, largest: number): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > largest) controller.error(new OversizedReply(largest));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
}

class OversizedReply extends Error {
  constructor(largest: number) {
    super(`the reply is larger than ${largest} bytes`);
  }
}

function classify(error: unknown, scrub: (text: string) => string): ChatAttempt {
  const reason = clip(scrub(describe(error)));
  if (error instanceof OversizedReply) return failed('malformed reply', reason, false);
  const { status, headers, code } = error as { status?: unknown; headers?: unknown; code?: unknown };
  if (typeof status !== 'number') return failed('connection', reason, true);
  const after = headers instanceof Headers ? retryAfter(headers) : undefined;
  // An account that is out of money answers 429 too; no waiting helps.
  if (status === 429) return failed('rate limit', reason, code !== 'insufficient_quota', after, false);
  if (status >= 500) return failed('server error', reason, true, after);
  return failed('rejected', reason, status === 408 || status === 409 || status === 425, after, false);
}

function failed(
  failure: ChatFailureKind,
  reason: string,
  isPassing: boolean,
  retryAfter?: number,
  mayBeCharged = true,
): ChatAttempt {
  return { kind: 'failed', failure, reason, isPassing, retryAfter, mayBeCharged };
}

/** An error with what caused it: "Connection error." alone tells nobody anything. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${describe(error.cause)})`;
}
