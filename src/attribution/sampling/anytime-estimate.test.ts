import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../foundation/index.js';
import {
  AirportGame,
  AsyncOracleGame,
  OracleGame,
  antitheticSampling,
  coalitionSize,
  estimateShapley,
  kernelShap,
  kernelShapIQ,
  monteCarloBanzhaf,
  owenSampling,
  permutationInteractions,
  permutationSampling,
  permutationShapleyTaylor,
  randomGame,
  stratifiedSampling,
  stratifiedSvarm,
  svarm,
  truncatedMonteCarlo,
  type Estimator,
} from '../index.js';

// Of every estimator, the same face: what it returns is compared as a whole.
const estimators = {
  permutationSampling,
  antitheticSampling,
  stratifiedSampling,
  owenSampling,
  kernelShap,
  svarm,
  stratifiedSvarm,
  monteCarloBanzhaf,
  truncatedMonteCarlo,
  kernelShapIQ,
  permutationInteractions,
  permutationShapleyTaylor,
} as unknown as Record<
  string,
  Estimator<object, { readonly evaluations: number; readonly trace: readonly { readonly evaluations: number }[] }>
>;

const table = randomGame(7, { seed: 11 });
const oracle = () => new OracleGame(table.players, (_, mask) => table.value(mask));
const promised = (concurrency: number) =>
  new AsyncOracleGame(
    table.players,
    async (_, mask) => {
      // Answers come back out of order.
      for (let k = 0; k < (mask * 7) % 5; k++) await Promise.resolve();
      return table.value(mask);
    },
    { concurrency },
  );

describe.each(Object.entries(estimators))('%s', (_name, estimate) => {
  it('gives the same bytes for a seed, and others for another', () => {
    const first = estimate(table, { budget: 300, seed: 4 });
    expect(estimate(table, { budget: 300, seed: 4 })).toEqual(first);
    expect(estimate(table, { budget: 300, seed: 5 })).not.toEqual(first);
  });

  it('never asks for more than the budget, and no coalition twice of an oracle', () => {
    for (const budget of [150, 211, 300, 777]) {
      const asked = new Map<number, number>();
      const game = new OracleGame(table.players, (_, mask) => {
        asked.set(mask, (asked.get(mask) ?? 0) + 1);
        return table.value(mask);
      });
      const { evaluations } = estimate(game, { budget });
      expect(game.requests).toBe(evaluations);
      expect(evaluations).toBeLessThanOrEqual(budget);
      expect(Math.max(...asked.values())).toBe(1);
    }
  });

  it('is the same for a promised game, whatever its concurrency', async () => {
    const expected = estimate(oracle(), { budget: 400, seed: 2 });
    for (const concurrency of [1, 8]) {
      expect(await estimate(promised(concurrency), { budget: 400, seed: 2 })).toEqual(expected);
    }
  });

  it('is the same taken up again as in one go', async () => {
    const whole = estimate(table, { budget: 700, seed: 9 });
    const parts = estimate.anytime(table, { seed: 9 });
    for (const evaluations of [170, 171, 333, 600]) {
      expect(parts.to(evaluations).evaluations).toBeLessThanOrEqual(evaluations);
    }
    expect(parts.to(700)).toEqual(whole);

    const iterated = estimate.anytime(table, { seed: 9, budget: 700 });
    for (const state of iterated) if (state.evaluations > 60) break;
    expect(iterated.evaluations).toBeLessThan(whole.evaluations);
    let last;
    for (const state of iterated) last = state;
    expect(last ?? iterated.to(700)).toEqual(whole);

    const later = estimate.anytime(promised(3), { seed: 9, budget: 700 });
    for await (const state of later) if (state.evaluations > 60) break;
    expect(await later.to(700)).toEqual(whole);
  });

  it('keeps a trace at doubling numbers of evaluations', () => {
    const { trace, evaluations } = estimate(table, { budget: 700 });
    expect(trace.at(-1)!.evaluations).toBe(evaluations);
    const { minimum } = estimate.anytime(table);
    const doublings = trace.slice(0, -1).map((point) => Math.floor(Math.log2(point.evaluations / minimum)));
    expect(doublings).toEqual(doublings.map((_, k) => k));
    const early = estimate(table, { budget: trace[0].evaluations });
    expect(early.trace).toEqual([trace[0]]);
  });

  it('stops on abort, and goes on afterwards to the same bytes', async () => {
    const controller = new AbortController();
    let calls = 0;
    const game = new AsyncOracleGame(
      table.players,
      (_, mask) => {
        if (++calls === 60) controller.abort();
        return Promise.resolve(table.value(mask));
      },
      { concurrency: 4 },
    );
    await expect(estimate(game, { budget: 400, seed: 1, signal: controller.signal })).rejects.toThrow('abort');
    expect(calls).toBeLessThan(64);
    expect(() => estimate(table, { budget: 400, signal: AbortSignal.abort() })).toThrow('abort');

    let failures = 1;
    const flaky = new OracleGame(table.players, (_, mask) => {
      if (coalitionSize(mask) === 3 && failures-- > 0) throw new Error('busy');
      return table.value(mask);
    });
    const run = estimate.anytime(flaky, { seed: 1 });
    expect(() => run.to(400)).toThrow('busy');
    expect(run.to(400)).toEqual(estimate(table, { budget: 400, seed: 1 }));
  });

  it('names the coalition whose value is not a number, or that fails', async () => {
    const bad = (value: () => number) => (mask: number) => (mask === 0b100 ? value() : table.value(mask));
    const nan = { players: table.players, value: bad(() => NaN) };
    const failing = {
      players: table.players,
      value: bad(() => {
        throw new Error('no answer');
      }),
    };
    expect(() => estimate(nan, { budget: 2000 })).toThrow('worth({3}) must be a finite number; got NaN');
    expect(() => estimate(failing, { budget: 2000 })).toThrow(
      'worth({3}) must be computed without an error; got "no answer"',
    );
    const asynchronous = new AsyncOracleGame(
      table.players,
      (_, mask) => (mask === 0b100 ? Promise.reject(new Error('no answer')) : Promise.resolve(table.value(mask))),
      { concurrency: 3 },
    );
    const failure = await Promise.resolve(estimate(asynchronous, { budget: 2000 })).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(failure).toMatchObject({ argument: 'worth({3})', cause: { message: 'no answer' } });
  });

  it('refuses a budget that is too small, and options that are wrong', () => {
    expect(() => estimate(table, { budget: 3 })).toThrow(/budget must be at least \d+ for \w+ of 7 players; got 3/);
    expect(() => estimate(table, { budget: 2.5 })).toThrow('budget');
    expect(() => estimate(table, { budget: 400, seed: -1 })).toThrow('seed');
    expect(() => estimate(table, { budget: 400, level: 1 })).toThrow('level');
    expect(() => estimate({ players: [], value: () => 0 }, { budget: 400 })).toThrow('players.length');
  });

  it('tells how far it is', () => {
    const done: number[] = [];
    const { evaluations } = estimate(table, {
      budget: 500,
      onProgress: (progress) => {
        expect(progress.total).toBe(500);
        done.push(progress.done);
      },
    });
    expect(done.at(-1)).toBe(evaluations);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });
});

it('asks for worth(members) beyond 31 players, and names coalitions there too', () => {
  const players = Array.from({ length: 40 }, (_, i) => `p${i}`);
  expect(() => permutationSampling({ players, value: () => 0 }, { budget: 100 })).toThrow('worth(members)');
  const worth = (members: Uint8Array) => (members.reduce((a, b) => a + b, 0) === 1 && members[7] ? NaN : 1);
  expect(() => kernelShap({ players, value: () => 0, worth }, { budget: 1000 })).toThrow(
    'worth({p7}) must be a finite',
  );
  expect(() => kernelShapIQ({ players, value: () => 0, worth }, { budget: 1000 })).toThrow('at most 31');
});

it('serves promised games through the front door', async () => {
  const small = new AsyncOracleGame(['a', 'b', 'c'], (members) => Promise.resolve(members.length), { concurrency: 2 });
  const { values, exact } = await estimateShapley(small, { budget: 8 });
  expect([exact, ...values.map((value) => Math.round(value * 1e12) / 1e12)]).toEqual([true, 1, 1, 1]);
  const sync = estimateShapley(table, { budget: 100 });
  expect(await estimateShapley(promised(4), { budget: 100 })).toEqual(sync);
});

it('can be left when it is good enough', () => {
  const game = new AirportGame(Array.from({ length: 30 }, (_, i) => i + 1));
  const run = permutationSampling.anytime(game);
  for (const { standardErrors } of run) if (Math.max(...standardErrors) < 0.3) break;
  expect(run.evaluations).toBeGreaterThan(1000);
  expect(run.evaluations).toBeLessThan(100_000);
});
