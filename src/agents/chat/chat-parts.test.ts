import { afterEach, describe, expect, it } from 'vitest';
import { mazeModules, mazeTasks, planActReflect, runHarness } from '../../attribution/index.js';
import { randomStream } from '../../foundation/index.js';
import {
  chatDonor,
  chatModel,
  chatModule,
  startScriptedEndpoint,
  type AgentReply,
  type ChatModelOptions,
  type ScriptedEndpoint,
  type ScriptedReply,
} from '../index.js';

let endpoint: ScriptedEndpoint | undefined;
afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
});

async function serve(script: (prompt: string, n: number) => ScriptedReply, options: Partial<ChatModelOptions> = {}) {
  endpoint = await startScriptedEndpoint(({ messages }, n) => script(messages[messages.length - 1].content, n));
  return chatModel({ baseURL: endpoint.baseURL, model: 'scripted', apiKeyVariable: null, retries: 0, ...options });
}

describe('a chat model in the attribution harness', () => {
  const scripted = mazeModules({ planner: 1, reasoner: 1, actor: 1, reflector: 1 });
  const clumsy = mazeModules({ planner: 1, reasoner: 1, actor: 0, reflector: 1 });
  const directions = ['north', 'east', 'south', 'west'];
  type Actor = typeof scripted.actor;

  const run = (actor: Actor) =>
    runHarness({
      modules: { default: clumsy, test: { ...clumsy, actor } },
      tasks: mazeTasks({ count: 3 }),
      workflow: planActReflect({ stepLimit: 60 }),
    });
  const chatActor = (
    model: ReturnType<typeof chatModel>,
    onReplies?: (replies: readonly AgentReply[]) => void,
  ): Actor =>
    chatModule({
      model,
      prompt: ({ thought }) => [{ role: 'user', content: `You want to go ${thought}. Which way?` }],
      read: (text) => (directions.includes(text) ? { action: text as 'north' } : { illegal: 'no direction' }),
      ...(onReplies && { onReplies }),
    });

  it('is worth what the same module written as a script is worth', async () => {
    const model = await serve((prompt) => /go (\w+)/.exec(prompt)![1]);
    const [chat, script] = [await run(chatActor(model)), await run(scripted.actor)];
    expect(chat.failures).toEqual([]);
    expect(chat.scores.to1DArray()).toEqual(script.scores.to1DArray());
    expect(model.usage().replies).toBeGreaterThan(0);
  });

  it('fails a task, not the run, where it has no legal answer, and everything it said is handed out', async () => {
    const said: AgentReply[] = [];
    const model = await serve(() => 'up');
    const { failures, scores } = await run(chatActor(model, (replies) => said.push(...replies)));
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.every(({ failure }) => failure?.slot === 'actor')).toBe(true);
    expect(failures[0].failure).toMatchObject({ kind: 'threw', reason: 'illegal: no direction' });
    expect(scores.columns).toBe(3);
    expect(said.every(({ text, illegal }) => text === 'up' && illegal === 'no direction')).toBe(true);
    expect(said).toHaveLength(2 * failures.length);
  });
});

describe('a chat model in the donor game', () => {
  const rules = { endowment: 10, multiplier: 2, traceLength: 3, mechanism: 'none', punishment: 2 } as const;
  const view = {
    name: '1_1',
    strategy: 'My strategy will be to give half.',
    generation: 1,
    round: 1,
    wealth: 10,
    recipient: { name: '1_2', wealth: 10 },
    trace: [],
    rules,
  } as const;
  const request = { name: '1_1', generation: 1, rules, inherited: [] } as const;
  const random = randomStream(1);

  it('writes its strategy and gives', async () => {
    const model = await serve((prompt) =>
      prompt.includes('Answer:') ? 'Justification: fair.\nAnswer: 5' : 'Hm. My strategy will be to give half.',
    );
    const donor = chatDonor(model);
    expect(await donor.writeStrategy(request, random)).toBe('My strategy will be to give half.');
    expect(await donor.decide(view, random)).toMatchObject({ action: 'give', amount: 5 });
    expect(endpoint?.requests[1].body).toMatchObject({ max_tokens: 400 });
    expect(endpoint?.requests[1].body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  });

  it('has no move where two replies have none, or more than there is', async () => {
    const said: AgentReply[] = [];
    const model = await serve((_, n) => (n === 0 ? 'Answer: half' : 'Answer: 11'));
    const donor = chatDonor(model, { onReplies: (replies, name) => name === '1_1' && said.push(...replies) });
    expect(await donor.decide(view, random)).toEqual({ action: 'invalid', reason: 'it is not between 0 and 10 units' });
    expect(said.map(({ text }) => text)).toEqual(['Answer: half', 'Answer: 11']);
  });

  it('does not go on without a voice', async () => {
    const broken = await serve(() => ({ status: 500, body: '{}' }));
    await expect(chatDonor(broken).decide(view, random)).rejects.toMatchObject({ name: 'NoDecision', kind: 'failed' });
    await endpoint?.close();
    const poor = await serve(() => 'Answer: 1', { budget: { requests: 0 } });
    await expect(chatDonor(poor).writeStrategy(request, random)).rejects.toMatchObject({ kind: 'budget exhausted' });
    const silent = await serve(() => 'I do not know.');
    await expect(chatDonor(silent).writeStrategy(request, random)).rejects.toMatchObject({ kind: 'illegal' });
  });
});
