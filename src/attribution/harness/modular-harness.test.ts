import { describe, expect, it } from 'vitest';
import { InvalidInputError, type RandomStream } from '../../foundation/index.js';
import { shapley } from '../index.js';
import { CommonRandomNumbers, taskStream } from './common-random-numbers.js';
import { wholeLines } from './journal.js';
import { ModuleFailure } from './module-failure.js';
import { runHarness, type HarnessOptions, type ModularHarness } from './modular-harness.js';

interface Toy {
  readonly draft: number;
  readonly check: number;
  readonly polish: number;
}
interface Text {
  readonly id: string;
  readonly trap?: boolean;
}

/** A draft is right with its chance, a check has a wrong one redone, polishing fails on a trap. */
const toy = (tasks: readonly Text[], delay = false): ModularHarness<Toy, Text> => ({
  modules: { default: { draft: 0.4, check: 0, polish: 0 }, test: { draft: 0.8, check: 1, polish: 1 } },
  tasks,
  workflow: async ({ modules, task, random }) => {
    if (delay) await new Promise((resolve) => setTimeout(resolve, random('polish').below(4)));
    if (task.trap && modules.polish) throw new ModuleFailure('polish', 'threw', 1, 'out of ink');
    let steps = 1;
    let right = random('draft').bernoulli(modules.draft);
    if (!right && modules.check) [right, steps] = [random('draft').bernoulli(modules.draft), 2];
    return { score: Number(right), steps };
  },
});
const texts = Array.from({ length: 40 }, (_, i) => ({ id: `text ${i}`, trap: i % 10 === 3 }));

async function linesOf(harness: ModularHarness<Toy, Text>, options: HarnessOptions = {}) {
  const lines: string[] = [];
  const result = await runHarness(harness, { ...options, onRecord: (line) => void lines.push(line) });
  return { result, lines };
}

describe('the harness', () => {
  it('runs all coalitions on all tasks and averages them into a game', async () => {
    const { players, tasks, scores, game, episodes } = await runHarness(toy(texts));
    expect(players).toEqual(['draft', 'check', 'polish']);
    expect([scores.rows, scores.columns, episodes.length]).toEqual([8, 40, 320]);
    expect(tasks[39]).toBe('text 39');
    for (let mask = 0; mask < 8; mask++) {
      const own = episodes.filter(({ coalition }) => coalition === mask).map(({ score }) => score);
      expect(game.value(mask)).toBeCloseTo(own.reduce((a, b) => a + b, 0) / 40, 14);
      expect(scores.getRow(mask)).toEqual(own);
    }
  });

  it('gives a swapped module no influence on the draws of others: better is better in every task', async () => {
    const { scores } = await runHarness(toy(texts.map(({ id }) => ({ id }))));
    for (let task = 0; task < 40; task++) {
      // With the same draws, a draft of more skill is never worse, nor is one that is checked; polishing changes nothing.
      for (const [more, less] of [
        [1, 0],
        [3, 2],
        [2, 0],
        [3, 1],
      ]) {
        expect(scores.get(more, task)).toBeGreaterThanOrEqual(scores.get(less, task));
      }
      for (const mask of [0, 1, 2, 3]) expect(scores.get(mask | 4, task)).toBe(scores.get(mask, task));
    }
  });

  it('records the failure of a module with its reason, and goes on', async () => {
    const { failures, scores, game } = await runHarness(toy(texts));
    // Four traps, and four coalitions with the polisher.
    expect(failures).toHaveLength(16);
    const failure = { slot: 'polish', kind: 'threw', step: 1, reason: 'out of ink' };
    expect(failures[0]).toEqual({ coalition: 4, task: 'text 3', score: 0, steps: 1, failure });
    expect(scores.get(4, 3)).toBe(0);
    expect(shapley(game).byPlayer.polish).toBeLessThan(0);
    const lenient = await runHarness(toy(texts), { failedScore: 0.5 });
    expect(lenient.scores.get(4, 3)).toBe(0.5);
  });

  it('does not swallow any other error', async () => {
    const broken = { ...toy(texts), workflow: () => Promise.reject(new TypeError('a bug')) };
    await expect(runHarness(broken, { concurrency: 3 })).rejects.toThrow('a bug');
    const endless = { ...toy(texts), workflow: () => Promise.resolve({ score: NaN, steps: 1 }) };
    await expect(runHarness(endless)).rejects.toThrow('score of ∅ on text 0 must be a finite number; got NaN');
  });

  it('gives the same bytes at every concurrency, in the same order', async () => {
    const one = await linesOf(toy(texts.slice(0, 6), true));
    const many = await linesOf(toy(texts.slice(0, 6), true), { concurrency: 7 });
    expect(many.lines.join('')).toBe(one.lines.join(''));
    expect(one.lines.join('')).toBe(one.result.journal);
    expect(many.result.journal).toBe(one.result.journal);
  });

  it('has no more episodes under way than allowed', async () => {
    let [running, most] = [0, 0];
    const harness = {
      ...toy(texts.slice(0, 5)),
      workflow: async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running--;
        return { score: 1, steps: 1 };
      },
    };
    await runHarness(harness, { concurrency: 3 });
    expect(most).toBe(3);
  });

  it('goes on from an interrupted journal to the same bytes', async () => {
    const whole = (await runHarness(toy(texts))).journal;
    const stop = new AbortController();
    let text = '';
    const cut = runHarness(toy(texts), {
      signal: stop.signal,
      onRecord: (line) => void (text += line),
      onProgress: ({ done }) => {
        if (done === 101) stop.abort();
      },
    });
    await expect(cut).rejects.toThrow('aborted');
    expect(text.split('\n')).toHaveLength(103);
    expect(whole.startsWith(text)).toBe(true);
    let calls = 0;
    const { workflow, ...rest } = toy(texts);
    const counted: ModularHarness<Toy, Text> = { ...rest, workflow: (episode) => (calls++, workflow(episode)) };
    const { result, lines } = await linesOf(counted, { journal: text });
    expect(calls).toBe(320 - 101);
    expect(text + lines.join('')).toBe(whole);
    expect(result.journal).toBe(whole);
    // A torn last line is refused, and cut by hand.
    await expect(runHarness(toy(texts), { journal: whole.slice(0, -5) })).rejects.toThrow('end with a whole line');
    expect((await runHarness(toy(texts), { journal: wholeLines(whole.slice(0, -5)) })).journal).toBe(whole);
  });

  it('refuses the journal of other runs, and a line that is none of its own', async () => {
    const { journal } = await runHarness(toy(texts));
    await expect(runHarness(toy(texts), { journal, seed: 1 })).rejects.toThrow('journal must begin with');
    await expect(runHarness(toy(texts.slice(1)), { journal })).rejects.toThrow('journal must begin with');
    const [header, first] = journal.split('\n');
    for (const [line, message] of [
      ['{"coal', 'journal, row 2: line must be a JSON object'],
      [first.replace('text 0', 'text 99'), 'row 2: line must be the record of an episode'],
      [first.replace('"coalition":0', '"coalition":8'), 'row 2: line must be the record of an episode'],
      [`${first}\n${first}`, 'row 3: line must stand there once'],
    ]) {
      await expect(runHarness(toy(texts), { journal: `${header}\n${line}\n` })).rejects.toThrow(message);
    }
  });

  it('names what is wrong with slots and tasks', async () => {
    const { modules, ...rest } = toy(texts);
    const lacking = { ...rest, modules: { default: modules.default, test: { draft: 1, check: 1 } as Toy } };
    await expect(runHarness(lacking)).rejects.toThrow(/modules\.test must fill the slots .*\(polish\)/);
    await expect(runHarness(toy([]))).rejects.toThrow('tasks.length');
    await expect(runHarness(toy([{ id: 'a' }, { id: 'a' }]))).rejects.toThrow('tasks[1].id must be different');
    await expect(runHarness(toy(texts), { concurrency: 0 })).rejects.toBeInstanceOf(InvalidInputError);
  });
});

describe('common random numbers', () => {
  it('have a stream for every call of every slot in every task, and one for every task’s making', () => {
    const first = (stream: RandomStream) => stream.uint32();
    const draws = [0, 1].flatMap((task) => {
      const numbers = new CommonRandomNumbers(5, task, ['a', 'b']);
      return [0, 1, 2].flatMap(() => ['environment', 'a', 'b'].map((slot) => first(numbers.next(slot))));
    });
    const made = [0, 1, 2].map((i) => first(taskStream(5, i)));
    expect(new Set([...draws, ...made]).size).toBe(21);
    const again = new CommonRandomNumbers(5, 1, ['a', 'b']);
    // Calls of one slot do not move those of another.
    for (let k = 0; k < 10; k++) again.next('a');
    expect(first(again.next('b'))).toBe(draws[9 + 2]);
    expect(() => again.next('c')).toThrow('slot must be one of environment, a, b');
  });
});
