import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { backOff, checkRetry, type RetryOptions } from './back-off.js';
import { BudgetKeeper, type ChatBudget, type ChatPrices, type Spending } from './budget.js';
import { contentHash } from './canonical-json.js';
import { connect, type ChatEndpoint, type ChatFailureKind } from './chat-endpoint.js';
import type { ChatReply } from './chat-reply.js';
import { chatBody, promptTokenBound, type ChatBody, type ChatParameters, type ChatRequest } from './chat-request.js';
import { systemClock, type Clock } from './clock.js';
import { Pace, type RateLimit } from './pace.js';
import { ReplyCache } from './reply-cache.js';

/** A model behind an endpoint, and how it is to be asked. */
export interface ChatModelOptions extends ChatEndpoint, RateLimit, RetryOptions, ChatParameters {
  /** As the endpoint calls it. */
  readonly model: string;
  /** A folder for replies: a request whose reply is there is not sent again. Default: none is kept. */
  readonly cache?: string;
  /** Of this run; what the cache answers costs nothing. Default: no limit. */
  readonly budget?: ChatBudget;
  readonly prices?: ChatPrices;
  /** What the endpoint calls `maxTokens`; default `max_tokens`. Newer models at OpenAI want `max_completion_tokens`. */
  readonly tokenLimit?: 'max_tokens' | 'max_completion_tokens';
  /** Handed a JSON line for every attempt, reply and refusal of the budget, to be appended to a file. */
  readonly onTranscript?: (line: string) => void | Promise<void>;
}

/** What a question to a model came to. */
export type ChatOutcome =
  | (ChatReply & { readonly kind: 'reply'; readonly cached: boolean })
  | { readonly kind: 'failed'; readonly failure: ChatFailureKind; readonly reason: string; readonly attempts: number }
  | { readonly kind: 'budget exhausted'; readonly reason: string };

/** Everything a model did in this run. */
export interface ChatUsage extends Spending {
  /** Replies from the endpoint. */
  readonly replies: number;
  /** Replies from the cache, or shared with an equal request that was under way. */
  readonly cached: number;
  /** Attempts after the first. */
  readonly retries: number;
  /** Questions that came to nothing after all retries. */
  readonly failures: number;
  /** Replies and failures whose tokens the endpoint did not count; they stand in the sums with their bound. */
  readonly uncounted: number;
  /** Entries of the cache that were put aside. */
  readonly damaged: number;
}

/** A chat model behind an OpenAI-compatible endpoint. */
export interface ChatModel {
  readonly model: string;
  /** Asks; rejects only when aborted, and where the cache or the transcript cannot be written. */
  ask(request: ChatRequest, options?: { readonly signal?: AbortSignal | undefined }): Promise<ChatOutcome>;
  /** What this model has done and cost so far, in this run. */
  usage(): ChatUsage;
}

/**
 * A chat model behind any OpenAI-compatible endpoint (OpenAI, vLLM, Ollama, llama.cpp, LM Studio, gateways).
 *
 * A question passes, in this order: the cache, by the SHA-256 of its canonical JSON (model, messages, parameters, `sample`);
 * the budget, which sets the largest amount that the request can cost aside before it is sent; the pace. An attempt that failed
 * for a passing reason (time-out, connection, 408, 409, 425, 429, 5xx, a body that is no chat completion) is made again with
 * exponential back-off, or after the time that `Retry-After` names. Equal requests at the same time are sent once.
 *
 * The API key is read from the environment and cut out of replies, errors and transcript.
 *
 * @throws InvalidInputError for a bad option, or where the environment has no key
 *
 * @example
 * ```ts
 * import { chatModel } from 'polity/agents';
 * const llama = chatModel({
 *   baseURL: 'http://localhost:11434/v1',
 *   model: 'llama3.3',
 *   apiKeyVariable: null,
 *   budget: { tokens: 0 },
 * });
 * (await llama.ask({ messages: [{ role: 'user', content: 'J or F?' }], maxTokens: 1 })).kind; // 'budget exhausted'
 * llama.usage().requests; // 0
 * ```
 */
export function chatModel(options: ChatModelOptions): ChatModel {
  return new Model(options, systemClock);
}

/** The same with a clock of one's own, for tests. */
export class Model implements ChatModel {
  readonly model: string;
  readonly #options: ChatModelOptions;
  readonly #clock: Clock;
  readonly #retry: Required<RetryOptions>;
  readonly #send: ReturnType<typeof connect>;
  readonly #pace: Pace;
  readonly #budget: BudgetKeeper;
  readonly #cache: ReplyCache | undefined;
  readonly #underWay = new Map<string, Promise<ChatOutcome>>();
  readonly #counts = { replies: 0, cached: 0, retries: 0, failures: 0, uncounted: 0, damaged: 0 };
  #lastLine: Promise<void> = Promise.resolve();

  constructor(options: ChatModelOptions, clock: Clock) {
    const { model, cache, budget = {}, prices = {} } = options;
    if (typeof model !== 'string' || model === '') throw new InvalidInputError('model', model, 'name a model');
    this.model = model;
    this.#options = options;
    this.#clock = clock;
    this.#retry = checkRetry(options);
    this.#send = connect(options);
    this.#pace = new Pace(options, clock);
    this.#budget = new BudgetKeeper(budget, prices);
    this.#cache = cache === undefined ? undefined : new ReplyCache(cache);
  }

  usage(): ChatUsage {
    return { ...this.#budget.spent, ...this.#counts };
  }

  async ask(
    request: ChatRequest,
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<ChatOutcome> {
    signal?.throwIfAborted();
    const { temperature, maxTokens, topP, seed, stop, extra, tokenLimit = 'max_tokens' } = this.#options;
    const defaults = Object.entries({ temperature, maxTokens, topP, seed, stop, extra });
    const given = Object.fromEntries(defaults.filter(([, value]) => value !== undefined));
    const body = chatBody(this.model, { ...given, ...request }, tokenLimit);
    const identity = { body, sample: checkInteger('sample', request.sample ?? 0, { min: 0 }) };
    const key = contentHash(identity);
    if (this.#cache === undefined) return this.#exchange(key, body, signal);

    const sameRequest = this.#underWay.get(key);
    if (sameRequest) {
      const outcome = await sameRequest;
      if (outcome.kind !== 'reply') return outcome;
      this.#counts.cached++;
      return { ...outcome, cached: true };
    }
    const answer = this.#fromCache(this.#cache, key, identity, signal);
    this.#underWay.set(key, answer);
    try {
      return await answer;
    } finally {
      this.#underWay.delete(key);
    }
  }

  async #fromCache(
    cache: ReplyCache,
    key: string,
    identity: { readonly body: ChatBody; readonly sample: number },
    signal: AbortSignal | undefined,
  ): Promise<ChatOutcome> {
    const entry = await cache.read(key);
    if (entry.kind === 'found') {
      this.#counts.cached++;
      await this.#log({ key, event: 'cached', text: entry.reply.text });
      return { kind: 'reply', ...entry.reply, cached: true };
    }
    if (entry.kind === 'damaged') {
      this.#counts.damaged++;
      await this.#log({ key, event: 'damaged cache entry', file: entry.file, reason: entry.reason });
    }
    const outcome = await this.#exchange(key, identity.body, signal);
    if (outcome.kind === 'reply') {
      const { text, finishReason, usage } = outcome;
      await cache.write(key, identity, { text, finishReason, usage });
    }
    return outcome;
  }

  /** Attempts until there is a reply, or no hope of one. */
  async #exchange(key: string, body: ChatBody, signal: AbortSignal | undefined): Promise<ChatOutcome> {
    const completionTokens = Number(body.max_tokens ?? body.max_completion_tokens);
    const bound = { promptTokens: promptTokenBound(body), completionTokens };
    for (let attempt = 1; ; attempt++) {
      const reserved = await this.#budget.reserve(bound);
      if ('exhausted' in reserved) {
        await this.#log({ key, attempt, event: 'budget exhausted', reason: reserved.exhausted, request: body });
        return { kind: 'budget exhausted', reason: reserved.exhausted };
      }
      if (attempt > 1) this.#counts.retries++;
      let used = NOTHING as { promptTokens: number; completionTokens: number } | null;
      let result;
      try {
        const tokens = bound.promptTokens + bound.completionTokens;
        result = await this.#pace.run(
          tokens,
          () => {
            used = null;
            return this.#send(body, signal);
          },
          signal,
        );
        if (result.kind === 'reply') used = result.reply.usage;
        else if (!result.mayBeCharged) used = NOTHING;
        if (used === null) this.#counts.uncounted++;
      } finally {
        reserved.settle(used);
      }

      if (result.kind === 'reply') {
        this.#counts.replies++;
        await this.#log({ key, attempt, event: 'reply', ...result.reply, request: body });
        return { kind: 'reply', ...result.reply, cached: false };
      }
      const { failure, reason, isPassing, retryAfter } = result;
      const wait = retryAfter ?? backOff(attempt - 1, key, this.#retry);
      const isLast = !isPassing || attempt > this.#retry.retries || wait > this.#retry.longestDelay;
      await this.#log({ key, attempt, event: 'failed', failure, reason, again: isLast ? null : wait, request: body });
      if (isLast) {
        this.#counts.failures++;
        return { kind: 'failed', failure, reason, attempts: attempt };
      }
      await this.#clock.sleep(wait, signal);
    }
  }

  /** Lines one after the other, whoever brings them. */
  #log(entry: object): Promise<void> {
    const { onTranscript } = this.#options;
    if (!onTranscript) return this.#lastLine;
    const line = `${JSON.stringify({ model: this.model, ...entry })}\n`;
    return (this.#lastLine = this.#lastLine.then(() => onTranscript(line)));
  }
}

const NOTHING = { promptTokens: 0, completionTokens: 0 };
