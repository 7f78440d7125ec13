import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatBody } from './chat-request.js';

/** What a scripted endpoint does with a request: answers with this text, or with anything else, whole, in part or not at all. */
export type ScriptedReply =
  | string
  | {
      /** Default 200. */
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Sent as it is; without one nothing is sent, not even a status. */
      readonly body?: string;
      /** What follows the body: its end (default), nothing, or a closed connection. */
      readonly then?: 'end' | 'hang' | 'reset';
    };

/** A request as it came in. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: ChatBody;
}

/** An endpoint on this machine that plays a script. */
export interface ScriptedEndpoint {
  /** `http://127.0.0.1:<port>/v1`. */
  readonly baseURL: string;
  /** All requests so far. */
  readonly requests: readonly ReceivedRequest[];
  /** Stops it; connections that are open are cut. */
  readonly close: () => Promise<void>;
}

/**
 * A real HTTP server on the loopback interface that speaks the chat completions protocol and says what a script says: to try a
 * program without a model and without a network, and to see what it does with replies that no real endpoint sends on demand.
 *
 * Tokens are counted as words: runs of characters other than white space.
 *
 * @param script - what to do with the n-th request, n from 0
 *
 * @example
 * ```ts
 * import { chatModel, startScriptedEndpoint } from 'polity/agents';
 * const endpoint = await startScriptedEndpoint((_, n) => (n === 0 ? { status: 503, body: 'busy' } : 'J'));
 * const { baseURL } = endpoint;
 * const model = chatModel({ baseURL, model: 'scripted', apiKeyVariable: null, firstDelay: 1 });
 * const outcome = await model.ask({ messages: [{ role: 'user', content: 'J or F?' }] });
 * await endpoint.close();
 * outcome.kind === 'reply' && outcome.text; // 'J'
 * model.usage().retries; // 1
 * ```
 */
export async function startScriptedEndpoint(
  script: (request: ChatBody, n: number) => ScriptedReply | Promise<ScriptedReply>,
): Promise<ScriptedEndpoint> {
  const requests: ReceivedRequest[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as ChatBody;
    const n = requests.push({ path: request.url ?? '', headers: request.headers, body }) - 1;
    const reply = await script(body, n);
    const {
      status = 200,
      headers,
      body: sent,
      then = 'end',
    } = typeof reply === 'string' ? completion(body, reply) : reply;
    if (sent !== undefined) response.writeHead(status, { 'content-type': 'application/json', ...headers });
    if (then === 'end') response.end(sent);
    else if (sent !== undefined) response.write(sent, () => then === 'reset' && request.socket.destroy());
    else if (then === 'reset') request.socket.destroy();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function completion({ model, messages }: ChatBody, text: string) {
  const message = { role: 'assistant', content: text };
  const prompt = messages.reduce((sum, { content }) => sum + words(content), 0);
  const usage = { prompt_tokens: prompt, completion_tokens: words(text) };
  const body = { object: 'chat.completion', model, choices: [{ index: 0, message, finish_reason: 'stop' }], usage };
  return { body: JSON.stringify(body) } as Exclude<ScriptedReply, string>;
}

const words = (text: string) => text.match(/\S+/g)?.length ?? 0;
