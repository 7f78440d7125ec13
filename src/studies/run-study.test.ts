import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomStream } from '../foundation/index.js';
import {
  type Engine,
  type Study,
  type StudyDefinition,
  defineStudy,
  grid,
  inlineEngine,
  linearSteps,
  readStudy,
  runStudy,
  studyStatus,
} from './index.js';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'polity-studies-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const coin = {
  name: 'coin',
  parameters: grid({ bias: [0.2, 0.5, 0.8], flips: [10, 40] }),
  replicates: 3,
  seed: 11,
  columns: { heads: 'number' },
  run({ bias, flips }: { bias: number; flips: number }, { seed }: { seed: number }) {
    const stream = randomStream(seed);
    return { heads: Array.from({ length: flips }, () => stream.bernoulli(bias)).filter(Boolean).length };
  },
} as const satisfies StudyDefinition<{ bias: number; flips: number }>;

/** An engine that stops the study after a number of outcomes, and hands outcomes back in a scrambled order. */
function scrambled(seed: number, stopAfter = Infinity, stop?: AbortController): Engine {
  const inner = inlineEngine();
  const stream = randomStream(seed);
  let received = 0;
  return {
    name: 'scrambled',
    async start(study, options) {
      const session = await inner.start(study, options);
      return {
        ...session,
        window: 5,
        async receive() {
          const delivery = await session.receive();
          const { outcomes } = delivery;
          received += outcomes.length;
          if (received >= stopAfter) stop?.abort();
          return { outcomes: stream.shuffle([...outcomes]), acknowledge: () => delivery.acknowledge() };
        },
      };
    },
  };
}

async function complete(study: Study<never>): Promise<unknown> {
  const { status, table } = await runStudy(study);
  expect(status).toBe('complete');
  return table.toRows();
}

describe('a study', () => {
  test('runs every point and replicate, each from a seed of its own', async () => {
    const { table, done } = await runStudy(defineStudy(coin));
    expect(done).toBe(18);
    expect(table.columnNames).toEqual(['point', 'bias', 'flips', 'replicate', 'row', 'heads']);
    expect(Array.from(table.number('replicate')).slice(0, 4)).toEqual([0, 1, 2, 0]);
    const seeds = new Set<number>();
    await runStudy(defineStudy({ ...coin, run: (_, { seed }) => (seeds.add(seed), { heads: 0 }) }));
    expect(seeds.size).toBe(18);
    const common = new Set<number>();
    await runStudy(defineStudy({ ...coin, seeds: 'common', run: (_, { seed }) => (common.add(seed), { heads: 0 }) }));
    expect(common.size).toBe(3);
  });

  test('interrupted at any run and resumed, in any order of outcomes, ends with the same table', async () => {
    const study = defineStudy(coin);
    const whole = await complete(study as never);
    for (let cut = 1; cut <= 16; cut += 3) {
      const results = join(folder, `cut-${cut}.duckdb`);
      const stop = new AbortController();
      const first = await runStudy(study, { results, signal: stop.signal, engine: scrambled(cut, cut, stop) });
      expect(first.status).toBe('cancelled');
      const second = await runStudy(study, { results, resume: true, engine: scrambled(cut + 100) });
      expect(second.status).toBe('complete');
      expect(second.table.toRows()).toEqual(whole);
      expect((await readStudy(results)).toRows()).toEqual(whole);
    }
  });

  test('is extended by more replicates, and keeps the rows it has', async () => {
    const results = join(folder, 'extended.duckdb');
    await runStudy(defineStudy(coin), { results });
    const { table } = await runStudy(defineStudy({ ...coin, replicates: 5 }), { results });
    expect(table.toRows()).toEqual(await complete(defineStudy({ ...coin, replicates: 5 }) as never));
    const status = await studyStatus(results);
    expect('sessions' in status && status.sessions.map(({ runs }) => runs)).toEqual([18, 12]);
  });

  test('never mixes rows of two definitions or of two codes silently', async () => {
    const results = join(folder, 'mixed.duckdb');
    await runStudy(defineStudy(coin), { results });
    await expect(runStudy(defineStudy({ ...coin, seed: 12 }), { results })).rejects.toThrow('changed since: seed');
    await expect(
      runStudy(defineStudy({ ...coin, parameters: grid({ bias: [0.2], flips: [10] }) }), { results }),
    ).rejects.toThrow('changed since: parameters');
    await expect(runStudy(defineStudy({ ...coin, name: 'other' }), { results })).rejects.toThrow(
      "study 'other', not 'coin'",
    );
    const recoded = defineStudy({ ...coin, replicates: 4, run: () => ({ heads: -1 }) });
    await expect(runStudy(recoded, { results })).rejects.toThrow("the study's module has changed");
    const { table } = await runStudy(recoded, { results, acceptNewCode: true });
    expect(Array.from(table.number('heads')).filter((heads) => heads === -1)).toHaveLength(6);
  });

  test('quarantines a point that throws, with its error, and goes on', async () => {
    const results = join(folder, 'poison.duckdb');
    let tries = 0;
    const run: typeof coin.run = (point, context) => {
      if (point.bias !== 0.5 || point.flips !== 40) return coin.run(point, context);
      tries++;
      throw new Error('out of coins');
    };
    const study = defineStudy({ ...coin, attempts: 2, run });
    const { status, done, quarantined } = await runStudy(study, { results });
    expect([status, done, tries]).toEqual(['complete', 15, 6]);
    expect(quarantined).toHaveLength(3);
    expect(quarantined[0]).toMatchObject({
      parameters: { bias: 0.5, flips: 40 },
      attempts: 2,
      kind: 'error',
      error: 'Error: out of coins',
    });
    await runStudy(study, { results });
    expect(tries).toBe(6);
    await runStudy(study, { results, retryQuarantined: true });
    expect(tries).toBe(12);
  });

  test('whose first rows do not fit its columns ends before it has begun', async () => {
    let runs = 0;
    const study = defineStudy({ ...coin, run: () => (runs++, { tails: 1 }) });
    await expect(runStudy(study)).rejects.toThrow('columns must fit what run returns (row.tails must be one of');
    expect(runs).toBe(1);
    const wrong = defineStudy({ ...coin, run: () => ({ heads: 'many' }) });
    await expect(runStudy(wrong)).rejects.toThrow('row.heads must be a number or null');
  });

  test('several rows a run, gaps, infinities, text and booleans come back as they were', async () => {
    const study = defineStudy({
      name: 'kinds',
      parameters: grid({ on: [true, false], word: ["it's", 'a "b"'] }),
      columns: { x: 'number', 'a b': 'string', yes: 'boolean' },
      run: ({ on, word }) => [
        { x: on ? Infinity : NaN, 'a b': word, yes: on },
        { x: 0.1, 'a b': null, yes: null },
      ],
    });
    const { table } = await runStudy(study, { results: join(folder, 'kinds.duckdb') });
    expect(table.toRows().slice(0, 2)).toEqual([
      { point: 0, on: true, word: "it's", replicate: 0, row: 0, x: Infinity, 'a b': "it's", yes: true },
      { point: 0, on: true, word: "it's", replicate: 0, row: 1, x: 0.1, 'a b': null, yes: null },
    ]);
    expect(table.value('x', 4)).toBeNull();
  });
});

describe('bad definitions fail before the first run', () => {
  test.each<[Partial<StudyDefinition>, string]>([
    [{ name: 'a/b' }, 'name must be 1 to 100 letters'],
    [{ columns: {} }, 'columns must have at least one parameter'],
    [{ columns: { bias: 'number' } }, 'columns must not be named like a parameter'],
    [{ columns: { Point: 'number' } }, 'columns must not be named like a column that every study has'],
    [{ columns: { x: 'date' } as never }, "columns.x must be one of 'number', 'boolean', 'string'"],
    [{ replicates: 0 }, 'replicates must be a whole number of at least 1'],
    [{ replicates: { min: 2, max: 9, column: 'tails', halfWidth: 1 } }, "replicates.column must be one of 'heads'"],
    [{ refine: { along: ['bia'], column: 'heads', level: 1, depth: 1 } }, 'refine.along[0] must be one of'],
    [{ timeLimit: 0 }, 'timeLimit'],
    [{ run: 3 as never }, 'run must be a function'],
    [{ parameters: undefined as never }, 'parameters must be a design'],
  ])('%j', (part, message) => {
    expect(() => defineStudy({ ...coin, ...part })).toThrow(message);
  });
});

describe('adaptive studies', () => {
  const noisy = defineStudy({
    name: 'noisy',
    parameters: grid({ spread: [0, 1, 4] }),
    replicates: { min: 4, max: 200, step: 4, column: 'x', halfWidth: 0.5 },
    columns: { x: 'number' },
    run: ({ spread }, { seed }) => ({ x: spread * randomStream(seed).normal() }),
  });

  test('a point gets as many runs as its interval needs, the same in any order', async () => {
    const { table } = await runStudy(noisy);
    const runs = [0, 1, 2].map((point) => Array.from(table.number('point')).filter((p) => p === point).length);
    expect(runs[0]).toBe(4);
    expect(runs[1]).toBeGreaterThan(8);
    // (1.96 · 4/0.5)² ≈ 246 would be needed: the limit of 200 ends it.
    expect(runs[2]).toBe(200);
    const { table: other } = await runStudy(noisy, { engine: scrambled(3) });
    expect(other.toRows()).toEqual(table.toRows());
  });

  const circle = defineStudy({
    name: 'circle',
    parameters: grid({ kind: ['inner', 'outer'], x: linearSteps(0, 1, 5), y: linearSteps(0, 1, 5) }),
    columns: { distance: 'number' },
    refine: { along: ['x', 'y'], column: 'distance', level: 0, depth: 4 },
    run: ({ kind, x, y }) => ({ distance: Math.hypot(x, y) - (kind === 'inner' ? 0.5 : 0.8) }),
  });

  test('refinement follows a boundary: finest cells along it, and nowhere else', async () => {
    const { table } = await runStudy(circle);
    const rows = table.toRows() as { kind: string; x: number; y: number; distance: number }[];
    const fine = 1 / 64;
    for (const kind of ['inner', 'outer']) {
      const added = rows.filter((row) => row.kind === kind).slice(25);
      // Both neighbours of every crossing on the finest lattice are there: the circle is known to 1/64 in x at each fine y.
      const radius = kind === 'inner' ? 0.5 : 0.8;
      for (let y = fine; y < radius - 0.1; y += fine) {
        const crossing = Math.sqrt(radius ** 2 - y ** 2);
        const near = rows.filter((row) => row.kind === kind && row.y === y && Math.abs(row.x - crossing) <= fine);
        expect(near.length).toBeGreaterThanOrEqual(2);
      }
      expect(added.every(({ distance }) => Math.abs(distance) <= 0.25 * Math.SQRT2)).toBe(true);
    }
    // A whole fine grid would have 2 · 65² points.
    expect(rows.length).toBeLessThan(0.25 * 2 * 65 ** 2);
    expect(new Set(rows.map(({ kind, x, y }) => `${kind} ${x} ${y}`)).size).toBe(rows.length);
  });

  test('refined and interrupted, the points are the same', async () => {
    const whole = (await runStudy(circle)).table.toRows();
    const results = join(folder, 'circle.duckdb');
    for (const cut of [20, 80, 200]) {
      const stop = new AbortController();
      await runStudy(circle, { results, signal: stop.signal, engine: scrambled(cut, cut, stop) });
    }
    expect((await runStudy(circle, { results, engine: scrambled(9) })).table.toRows()).toEqual(whole);
  });
});
