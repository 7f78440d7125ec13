import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatModel, type ChatModelOptions, type ScriptedEndpoint, type ScriptedReply } from '../index.js';
import { startScriptedEndpoint } from '../index.js';
import { backOff, retryAfter } from './back-off.js';
import { BudgetKeeper } from './budget.js';
import { canonicalJson, contentHash } from './canonical-json.js';
import { Model } from './chat-model.js';
import type { ChatBody } from './chat-request.js';
import type { Clock } from './clock.js';
import { Pace } from './pace.js';

const KEY = 'sk-secret-0123456789';
const VARIABLE = 'POLITY_TEST_KEY';

let endpoint: ScriptedEndpoint | undefined;
beforeEach(() => void (process.env[VARIABLE] = KEY));
afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
});

const request = { messages: [{ role: 'user', content: 'J or F?' }], maxTokens: 1 } as const;
const folder = () => mkdtempSync(join(tmpdir(), 'polity-agents-'));

/** A model behind a server that plays these replies in turn, the last one for ever. */
async function serve(
  replies: readonly ScriptedReply[] | ((body: ChatBody, n: number) => ScriptedReply),
  options: Partial<ChatModelOptions> = {},
) {
  const script =
    typeof replies === 'function' ? replies : (_: ChatBody, n: number) => replies[Math.min(n, replies.length - 1)];
  endpoint = await startScriptedEndpoint(script);
  const transcript: string[] = [];
  const model = chatModel({
    baseURL: endpoint.baseURL,
    model: 'scripted',
    apiKeyVariable: VARIABLE,
    firstDelay: 2,
    timeout: 2000,
    onTranscript: (line) => void transcript.push(line),
    ...options,
  });
  return { endpoint, model, transcript };
}

describe('a good reply', () => {
  it('is what the server said, and the request is what the protocol asks for', async () => {
    const { endpoint, model } = await serve(['J']);
    const outcome = await model.ask({ ...request, seed: 3, topP: 0.5, stop: ['.'], extra: { logprobs: true } });
    expect(outcome).toEqual({
      kind: 'reply',
      text: 'J',
      finishReason: 'stop',
      usage: { promptTokens: 3, completionTokens: 1 },
      cached: false,
    });
    expect(endpoint.requests[0].path).toBe('/v1/chat/completions');
    expect(endpoint.requests[0].headers.authorization).toBe(`Bearer ${KEY}`);
    expect(endpoint.requests[0].body).toEqual({
      model: 'scripted',
      messages: request.messages,
      temperature: 0,
      max_tokens: 1,
      seed: 3,
      top_p: 0.5,
      stop: ['.'],
      logprobs: true,
    });
  });

  it('is taken without a key where the endpoint wants none', async () => {
    const { endpoint, model } = await serve(['J'], { apiKeyVariable: null, tokenLimit: 'max_completion_tokens' });
    expect((await model.ask(request)).kind).toBe('reply');
    expect(endpoint.requests[0].headers.authorization).toBeUndefined();
    expect(endpoint.requests[0].body.max_completion_tokens).toBe(1);
  });
});

describe('a reply that is none', () => {
  const completion = JSON.stringify({ choices: [{ message: { content: 'J' } }] });
  const html = { headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' };
  it.each<[string, ScriptedReply, string, string]>([
    ['500', { status: 500, body: '{"error":{"message":"boom"}}' }, 'server error', '500 boom'],
    ['503 without JSON', { status: 503, body: 'overloaded' }, 'server error', '503'],
    ['a reset connection', { then: 'reset' }, 'connection', 'Connection error'],
    ['half a JSON', { body: completion.slice(0, 20) }, 'malformed reply', 'not JSON'],
    [
      'a connection that breaks off in the body',
      { body: completion.slice(0, 20), then: 'reset' },
      'connection',
      'terminated',
    ],
    ['no choices', { body: '{"choices":[]}' }, 'malformed reply', 'empty'],
    ['no list of choices', { body: '[1, 2]' }, 'malformed reply', 'no choices'],
    ['no text', { body: '{"choices":[{"message":{"content":null}}]}' }, 'malformed reply', 'no text'],
    ['a page of another type', html, 'malformed reply', 'not JSON'],
    [
      'a stream that nobody asked for',
      { headers: { 'content-type': 'text/event-stream' }, body: 'data: {"x":1}\n\ndata: \u0000' },
      'malformed reply',
      'not JSON',
    ],
  ])('%s is tried again, and told when it stays', async (_, reply, failure, reason) => {
    const { endpoint, model, transcript } = await serve([reply, reply, 'F']);
    expect(await model.ask(request)).toMatchObject({ kind: 'reply', text: 'F' });
    expect(model.usage()).toMatchObject({ requests: 3, replies: 1, retries: 2, failures: 0 });
    expect(transcript.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'failed',
      'failed',
      'reply',
    ]);

    await endpoint.close();
    const { model: hopeless } = await serve([reply], { retries: 1 });
    const outcome = await hopeless.ask(request);
    expect(outcome).toMatchObject({ kind: 'failed', failure, attempts: 2 });
    expect(outcome.kind === 'failed' && outcome.reason).toContain(reason);
  });

  it.each<[string, ScriptedReply]>([
    ['nothing', { then: 'hang' }],
    ['half a body and then nothing', { body: completion.slice(0, 20), then: 'hang' }],
  ])('a server that sends %s runs into the time limit', async (_, reply) => {
    const { model } = await serve([reply], { retries: 1, timeout: 60 });
    expect(await model.ask(request)).toMatchObject({ kind: 'failed', failure: 'timeout', attempts: 2 });
  });

  it('a huge reply is cut off and not asked for again', async () => {
    const { model, endpoint } = await serve(['x'.repeat(300_000)], { largestReply: 100_000 });
    expect(await model.ask(request)).toMatchObject({ kind: 'failed', failure: 'malformed reply', attempts: 1 });
    await endpoint.close();
    const { model: roomy } = await serve(['x'.repeat(300_000)]);
    expect(await roomy.ask(request)).toMatchObject({ kind: 'reply' });
  });

  it.each([400, 401, 404, 422])('status %i is not tried again', async (status) => {
    const { endpoint, model } = await serve([{ status, body: '{"error":{"message":"no"}}' }]);
    expect(await model.ask(request)).toMatchObject({ kind: 'failed', failure: 'rejected', attempts: 1 });
    expect(endpoint.requests).toHaveLength(1);
    expect(model.usage()).toMatchObject({ promptTokens: 0, completionTokens: 0 });
  });

  it('an account without money is not tried again, a rate limit is', async () => {
    const body = '{"error":{"message":"pay","code":"insufficient_quota"}}';
    const { model } = await serve([{ status: 429, body }]);
    expect(await model.ask(request)).toMatchObject({ failure: 'rate limit', attempts: 1 });
  });
});

describe('waiting', () => {
  it('takes the time that Retry-After names, in seconds, milliseconds or as a date', () => {
    expect(retryAfter(new Headers({ 'retry-after': '2' }))).toBe(2000);
    expect(retryAfter(new Headers({ 'retry-after': '2', 'retry-after-ms': '150' }))).toBe(150);
    const date = { date: 'Wed, 21 Oct 2015 07:28:00 GMT', 'retry-after': 'Wed, 21 Oct 2015 07:28:05 GMT' };
    expect(retryAfter(new Headers(date))).toBe(5000);
    expect(retryAfter(new Headers({ 'retry-after': 'soon' }))).toBeUndefined();
    expect(retryAfter(new Headers())).toBeUndefined();
  });

  it('doubles, within half of its length, the same for the same request', () => {
    const options = { retries: 9, firstDelay: 100, longestDelay: 1000 };
    const key = contentHash('a request');
    for (let k = 0; k < 9; k++) {
      const full = Math.min(1000, 100 * 2 ** k);
      const wait = backOff(k, key, options);
      expect(wait).toBeGreaterThan(full / 2);
      expect(wait).toBeLessThanOrEqual(full);
      expect(backOff(k, key, options)).toBe(wait);
    }
    expect(backOff(0, contentHash('another'), options)).not.toBe(backOff(0, key, options));
  });

  it('is as long as a real server says, and given up where that is too long', async () => {
    const busy = (seconds: string) => ({ status: 429, headers: { 'retry-after': seconds }, body: '{}' });
    endpoint = await startScriptedEndpoint((_, n) => [busy('7'), { status: 500, body: '{}' }, 'J', busy('61')][n]);
    const clock = new ImmediateClock();
    const model = new Model({ baseURL: endpoint.baseURL, model: 'm', apiKeyVariable: null }, clock);
    expect(await model.ask(request)).toMatchObject({ kind: 'reply', text: 'J' });
    expect(clock.waits[0]).toBe(7000);
    expect(clock.waits[1]).toBeGreaterThan(500);
    expect(clock.waits[1]).toBeLessThanOrEqual(1000);
    expect(await model.ask(request)).toMatchObject({ kind: 'failed', failure: 'rate limit', attempts: 1 });
    expect(clock.waits).toHaveLength(2);
  });

  it('ends at once when aborted, in a request and between two', async () => {
    for (const reply of [{ then: 'hang' }, { status: 500, body: '{}' }] as const) {
      const { model, endpoint } = await serve([reply], { firstDelay: 50_000 });
      const controller = new AbortController();
      const asked = model.ask(request, { signal: controller.signal });
      setTimeout(() => controller.abort(new Error('enough')), 30);
      await expect(asked).rejects.toThrow(/enough|aborted/);
      await endpoint.close();
    }
  });
});

/** Time that passes only when somebody waits. */
class ImmediateClock implements Clock {
  readonly waits: number[] = [];
  time = 0;
  now() {
    return this.time;
  }
  sleep(milliseconds: number) {
    this.waits.push(milliseconds);
    this.time += milliseconds;
    return Promise.resolve();
  }
}

describe('the pace', () => {
  it('spaces requests so that no window of a minute has too many', async () => {
    const clock = new ImmediateClock();
    const pace = new Pace({ concurrency: 100, requestsPerMinute: 30 }, clock);
    const starts: number[] = [];
    await Promise.all(
      Array.from({ length: 70 }, () => pace.run(1, () => Promise.resolve(void starts.push(clock.now())))),
    );
    expect(starts).toEqual(Array.from({ length: 70 }, (_, i) => 2000 * i));
  });

  it('waits longer after requests with many tokens', async () => {
    const clock = new ImmediateClock();
    const pace = new Pace({ tokensPerMinute: 6000, requestsPerMinute: 600 }, clock);
    const starts: number[] = [];
    for (const tokens of [100, 1, 50, 1]) await pace.run(tokens, () => Promise.resolve(void starts.push(clock.now())));
    expect(starts).toEqual([0, 1000, 1100, 1600]);
  });

  it('keeps to its concurrency, in the order of asking', async () => {
    const pace = new Pace({ concurrency: 3 }, new ImmediateClock());
    let [running, most] = [0, 0];
    const order: number[] = [];
    const work = (i: number) => async () => {
      order.push(i);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
      if (i === 4) throw new Error('a failure frees its place');
    };
    const all = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => pace.run(1, work(i))));
    expect(most).toBe(3);
    expect(order).toEqual(Array.from({ length: 12 }, (_, i) => i));
    expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });

  it('keeps to its concurrency towards a real server', async () => {
    let [running, most] = [0, 0];
    endpoint = await startScriptedEndpoint(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return 'J';
    });
    const limited = chatModel({ baseURL: endpoint.baseURL, model: 'm', apiKeyVariable: null, concurrency: 2 });
    await Promise.all(Array.from({ length: 8 }, (_, sample) => limited.ask({ ...request, sample })));
    expect(most).toBe(2);
  });
});

describe('the cache', () => {
  it('answers equal requests without the server, in another process as well, and tells others apart', async () => {
    const cache = folder();
    const { endpoint, model } = await serve(['J'], { cache });
    await model.ask(request);
    const again = chatModel({
      baseURL: endpoint.baseURL,
      model: 'scripted',
      apiKeyVariable: null,
      cache,
      budget: { requests: 0 },
    });
    expect(
      await again.ask({ maxTokens: 1, temperature: 0, messages: [{ content: 'J or F?', role: 'user' }] }),
    ).toMatchObject({
      kind: 'reply',
      text: 'J',
      cached: true,
    });
    expect(again.usage()).toMatchObject({ requests: 0, cached: 1, promptTokens: 0 });
    for (const other of [{ temperature: 1 }, { sample: 1 }, { seed: 1 }, { maxTokens: 2 }, { stop: ['x'] }]) {
      expect((await again.ask({ ...request, ...other })).kind).toBe('budget exhausted');
    }
    expect(endpoint.requests).toHaveLength(1);
  });

  it('sends equal requests at the same time once', async () => {
    const { endpoint, model } = await serve(['J'], { cache: folder(), concurrency: 9 });
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => model.ask(request)));
    expect(outcomes.every((outcome) => outcome.kind === 'reply' && outcome.text === 'J')).toBe(true);
    expect(endpoint.requests).toHaveLength(1);
    expect(model.usage()).toMatchObject({ replies: 1, cached: 8 });
  });

  const damages: [string, (text: string) => string][] = [
    ['half an entry', (text) => text.slice(0, 50)],
    ['an empty file', () => ''],
    ['a changed reply', (text) => text.replace('"text":"J"', '"text":"F"')],
    ['another request', (text) => text.replace('J or F?', 'F or J?')],
    ['another format', (text) => text.replace('polity reply 1', 'polity reply 0')],
  ];
  it.each(damages)('puts %s aside, tells it and asks again', async (_, damage) => {
    const cache = folder();
    const { model, transcript, endpoint } = await serve(['J'], { cache });
    await model.ask(request);
    const [sub] = readdirSync(cache);
    const [name] = readdirSync(join(cache, sub));
    const file = join(cache, sub, name);
    const whole = readFileSync(file, 'utf8');
    expect(damage(whole)).not.toBe(whole);
    writeFileSync(file, damage(whole));
    expect(await model.ask(request)).toMatchObject({ kind: 'reply', text: 'J', cached: false });
    expect(model.usage().damaged).toBe(1);
    expect(transcript.some((line) => line.includes('damaged cache entry'))).toBe(true);
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(damage(whole));
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect(endpoint.requests).toHaveLength(2);
  });

  it('leaves no unfinished file behind and holds no key', async () => {
    const cache = folder();
    const { model } = await serve(['J'], { cache });
    await Promise.all(Array.from({ length: 20 }, (_, sample) => model.ask({ ...request, sample })));
    const files = readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'));
    expect(files).toHaveLength(20);
    expect(files.every((name) => name.endsWith('.json'))).toBe(true);
    for (const name of files) expect(readFileSync(join(cache, name), 'utf8')).not.toContain(KEY);
  });
});

describe('the budget', () => {
  // Bound of the request: 7 bytes, 2 × 16 around them, 1 token of reply.
  const BOUND = 40;

  it('stops before the request that could exceed it, and counts what was used', async () => {
    const { endpoint, model } = await serve(['J'], { budget: { tokens: BOUND + 4 } });
    expect((await model.ask(request)).kind).toBe('reply');
    expect((await model.ask(request)).kind).toBe('reply');
    // Two replies used 4 tokens each: 8 + 40 is more than 44.
    const refused = await model.ask(request);
    expect(refused).toEqual({
      kind: 'budget exhausted',
      reason: 'the next request could bring tokens to 48; the budget is 44',
    });
    expect(endpoint.requests).toHaveLength(2);
    expect(model.usage()).toMatchObject({ requests: 2, promptTokens: 6, completionTokens: 2 });
  });

  it('is kept in money', async () => {
    const prices = { prompt: 1e6, completion: 2e6 };
    const { model } = await serve(['J'], { budget: { cost: 46 }, prices });
    expect((await model.ask(request)).kind).toBe('reply');
    expect(model.usage().cost).toBe(5);
    expect((await model.ask(request)).kind).toBe('reply');
    expect(await model.ask(request)).toMatchObject({ kind: 'budget exhausted' });
  });

  it('counts attempts that failed, and refuses the retry that would be too much', async () => {
    const { endpoint, model } = await serve([{ status: 500, body: '{}' }], { budget: { requests: 3 } });
    expect(await model.ask(request)).toMatchObject({ kind: 'budget exhausted' });
    expect(endpoint.requests).toHaveLength(3);
    // What a failing server did with a request is not known: it counts at its bound.
    expect(model.usage()).toMatchObject({ promptTokens: 3 * (BOUND - 1), completionTokens: 3, uncounted: 3 });
  });

  it('waits for requests under way before it refuses', async () => {
    const keeper = new BudgetKeeper({ tokens: 100 }, {});
    const bound = { promptTokens: 50, completionTokens: 10 };
    const first = await keeper.reserve(bound);
    let second: unknown;
    const asked = keeper.reserve(bound).then((reserved) => (second = reserved));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(second).toBeUndefined();
    if ('settle' in first) first.settle({ promptTokens: 20, completionTokens: 5 });
    await asked;
    expect(second).toHaveProperty('settle');
    expect(await keeper.reserve({ promptTokens: 80, completionTokens: 0 })).toHaveProperty('exhausted');
  });

  it('never lets real spending pass it, at any concurrency', async () => {
    const { model } = await serve((_, n) => (n % 3 === 0 ? { status: 500, body: '{}' } : 'J'), {
      budget: { tokens: 400 },
      concurrency: 8,
    });
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, sample) => model.ask({ ...request, sample })));
    const { promptTokens, completionTokens } = model.usage();
    expect(promptTokens + completionTokens).toBeLessThanOrEqual(400);
    expect(outcomes.some(({ kind }) => kind === 'reply')).toBe(true);
    expect(outcomes.some(({ kind }) => kind === 'budget exhausted')).toBe(true);
  });
});

describe('the key', () => {
  it('comes from the environment or not at all', () => {
    delete process.env[VARIABLE];
    const options = { baseURL: 'http://127.0.0.1:9/v1', model: 'm', apiKeyVariable: VARIABLE };
    expect(() => chatModel(options)).toThrow(/apiKeyVariable must name an environment variable/);
  });

  it('is in no reply, error or line of the transcript, even where the server repeats it', async () => {
    const echo: ScriptedReply[] = [
      { status: 401, body: JSON.stringify({ error: { message: `bad key ${KEY}` } }) },
      { body: `not JSON ${KEY}` },
      `your key is ${KEY}`,
    ];
    const { model, transcript } = await serve(echo, { retries: 1 });
    const rejected = await model.ask(request);
    const replied = await model.ask(request);
    expect(replied).toMatchObject({ kind: 'reply', text: 'your key is [API key]' });
    const everything = JSON.stringify([rejected, replied, transcript]);
    expect(everything).toContain('[API key]');
    expect(everything).not.toContain(KEY);
  });
});

describe('canonical JSON', () => {
  it('is the same for equal values, and only for these', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, { z: 0, y: 1 }], c: 'ü' } })).toBe(
      '{"a":{"c":"ü","d":[1,{"y":1,"z":0}]},"b":1}',
    );
    expect(contentHash({ a: 1, b: 2 })).toBe(contentHash({ b: 2, a: 1 }));
    expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
    expect(contentHash({ a: 1 })).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('bad options', () => {
  const good = { baseURL: 'http://127.0.0.1:9/v1', model: 'm', apiKeyVariable: null } as const;
  it.each<[Partial<ChatModelOptions>, string]>([
    [{ baseURL: 'localhost' }, 'baseURL'],
    [{ model: '' }, 'model'],
    [{ timeout: 0 }, 'timeout'],
    [{ concurrency: 0 }, 'concurrency'],
    [{ requestsPerMinute: -1 }, 'requestsPerMinute'],
    [{ retries: -1 }, 'retries'],
    [{ budget: { cost: -1 } }, 'budget.cost'],
    [{ prices: { prompt: NaN } }, 'prices.prompt'],
  ])('%j is refused', (bad, argument) => {
    expect(() => chatModel({ ...good, ...bad })).toThrow(expect.objectContaining({ argument }) as Error);
  });

  it('so is a bad request', async () => {
    const model = chatModel({ ...good, budget: { requests: 0 } });
    await expect(model.ask({ messages: [] })).rejects.toThrow('messages.length');
    await expect(model.ask({ ...request, temperature: 3 })).rejects.toThrow('temperature');
    await expect(model.ask({ ...request, extra: { stream: true } })).rejects.toThrow('extra.stream');
  });
});
