import { describe, expect, it } from 'vitest';
import { AsyncOracleGame, OracleGame, shapley } from '../index.js';

describe('OracleGame', () => {
  it('asks once for a coalition and counts', () => {
    const asked: string[] = [];
    const game = new OracleGame(['a', 'b'], (members, mask) => {
      asked.push(members.join('') + mask);
      return members.length;
    });
    expect([game.value(3), game.value(3), game.value(0)]).toEqual([2, 2, 0]);
    expect(asked).toEqual(['ab3', '0']);
    expect([game.evaluations, game.requests]).toEqual([2, 3]);
  });

  it('names the coalition whose value is not a number', () => {
    const game = new OracleGame(['a', 'b'], ({ length }) => (length === 2 ? NaN : 0));
    expect(() => game.value(3)).toThrow('worth({a, b}) must be a finite number; got NaN');
  });
});

describe('AsyncOracleGame', () => {
  it('keeps to its concurrency, shares evaluations under way and counts', async () => {
    let running = 0;
    let most = 0;
    let calls = 0;
    const game = new AsyncOracleGame(
      ['a', 'b', 'c', 'd'],
      async (members) => {
        calls++;
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running--;
        return members.length ** 2;
      },
      { concurrency: 3 },
    );
    const progress: number[] = [];
    const [dense] = await Promise.all([
      game.toDense({ onProgress: ({ done, total }) => progress.push(done / total) }),
      game.valuesOf([15, 15, 3]),
      game.value(15),
    ]);
    expect([calls, game.evaluations, most]).toEqual([16, 16, 3]);
    expect(progress.at(-1)).toBe(1);
    expect([...shapley(dense).values].map((value) => value.toFixed(12))).toEqual(new Array(4).fill('4.000000000000'));
  });

  it('does not cache a failure, and stops on abort', async () => {
    let failures = 1;
    const flaky = new AsyncOracleGame(['a', 'b'], () =>
      failures-- > 0 ? Promise.reject(new Error('down')) : Promise.resolve(1),
    );
    await expect(flaky.value(1)).rejects.toThrow('down');
    await expect(flaky.value(1)).resolves.toBe(1);

    const controller = new AbortController();
    const game = new AsyncOracleGame(['a', 'b', 'c'], (members) => {
      if (members.length === 2) controller.abort();
      return Promise.resolve(0);
    });
    await expect(game.toDense({ signal: controller.signal })).rejects.toThrow('abort');
    expect(game.evaluations).toBe(4);
  });

  it('rejects values that are not numbers and a concurrency below 1', async () => {
    const game = new AsyncOracleGame(['a'], () => Promise.resolve(Infinity));
    await expect(game.value(1)).rejects.toThrow('worth({a}) must be a finite number');
    expect(() => new AsyncOracleGame(['a'], () => Promise.resolve(0), { concurrency: 0 })).toThrow('concurrency');
  });
});
