import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  DenseGame,
  WeightedVotingGame,
  banzhaf,
  banzhafIndex,
  coalitionSize,
  colemanPower,
  deeganPackel,
  gaussLegendre,
  hollerIndex,
  shapley,
  shapleyShubik,
  swingCounts,
  type CooperativeGame,
} from '../index.js';

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-12) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(tolerance);
}

const tabulated = (game: CooperativeGame) =>
  new DenseGame(Float64Array.from({ length: 2 ** game.players.length }, (_, mask) => game.value(mask)));

const votes = fc
  .record({
    weights: fc
      .array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 9 })
      .filter((w) => w.some((x) => x > 0)),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ weights, part }) => {
    const total = weights.reduce((a, b) => a + b, 0);
    return new WeightedVotingGame({ weights, quota: Math.max(1, Math.ceil(part * total)) });
  });

/** Shapley–Shubik by exact counting: coalitions by size and weight, each player taken out, in big integers. */
function shapleyShubikExactly({ weights, quota }: WeightedVotingGame): number[] {
  const n = weights.length;
  const factorial = [1n];
  for (let k = 1; k <= n; k++) factorial.push(factorial[k - 1] * BigInt(k));
  const counts = Array.from({ length: n + 1 }, () => new Array<bigint>(quota).fill(0n));
  counts[0][0] = 1n;
  for (const a of weights) {
    for (let s = n; s > 0; s--) for (let w = quota - 1; w >= a; w--) counts[s][w] += counts[s - 1][w - a];
  }
  return Array.from(weights, (a) => {
    const without = counts.map((row) => row.slice());
    for (let s = 1; s <= n; s++) for (let w = a; w < quota; w++) without[s][w] -= without[s - 1][w - a];
    let orders = 0n;
    for (let s = 0; s < n; s++) {
      for (let w = Math.max(0, quota - a); w < quota; w++)
        orders += factorial[s] * factorial[n - 1 - s] * without[s][w];
    }
    return Number((orders * 10n ** 30n) / factorial[n]) / 1e30;
  });
}

describe('power indices against the table of the game', () => {
  it('all of them, for small games', () => {
    fc.assert(
      fc.property(votes, (game) => {
        const table = tabulated(game);
        for (const index of [shapley, shapleyShubik, banzhaf, banzhafIndex, deeganPackel, hollerIndex]) {
          expectClose(index(game).values, index(table).values);
        }
        const [fast, slow] = [colemanPower(game), colemanPower(table)];
        expect(fast.collectivity).toBeCloseTo(slow.collectivity, 13);
        expectClose(fast.initiative.values, slow.initiative.values);
        expectClose(fast.preventive.values, slow.preventive.values);
        const { swings, winning } = swingCounts(game);
        expectClose(
          swings.map((count) => Number(count) / 2 ** (swings.length - 1)),
          banzhaf(table).values,
        );
        expect(Number(winning) / 2 ** swings.length).toBe(slow.collectivity);
      }),
    );
  });

  it('Deegan–Packel and Holler count minimal winning coalitions as defined', () => {
    const game = new WeightedVotingGame({ quota: 10, weights: [6, 5, 4, 3, 3, 1] });
    const wins = (mask: number) => game.value(mask) === 1;
    const minimal = Array.from({ length: 64 }, (_, mask) => mask).filter(
      (mask) => wins(mask) && [0, 1, 2, 3, 4, 5].every((i) => !(mask & (1 << i)) || !wins(mask ^ (1 << i))),
    );
    const memberships = [0, 1, 2, 3, 4, 5].map((i) => minimal.filter((mask) => mask & (1 << i)));
    const all = memberships.reduce((sum, list) => sum + list.length, 0);
    expectClose(
      hollerIndex(game).values,
      memberships.map((list) => list.length / all),
    );
    expectClose(
      deeganPackel(game).values,
      memberships.map((list) => list.reduce((sum, mask) => sum + 1 / coalitionSize(mask), 0) / minimal.length),
    );
  });
});

describe('published values', () => {
  it('[51; 50, 49, 1]', () => {
    const game = new WeightedVotingGame({ quota: 51, weights: [50, 49, 1] });
    expectClose(shapleyShubik(game).values, [2 / 3, 1 / 6, 1 / 6]);
    expectClose(banzhafIndex(game).values, [0.6, 0.2, 0.2]);
  });

  it('[6; 4, 3, 2, 1]', () => {
    const game = new WeightedVotingGame({ quota: 6, weights: [4, 3, 2, 1] });
    expectClose(shapleyShubik(game).values, [5 / 12, 1 / 4, 1 / 4, 1 / 12]);
  });

  it('the UN Security Council', () => {
    const game = new WeightedVotingGame({ quota: 39, weights: Array.from({ length: 15 }, (_, i) => (i < 5 ? 7 : 1)) });
    const [power, index] = [shapleyShubik(game).values, banzhafIndex(game).values];
    expectClose([power[0], power[14]], [0.1962704, 0.0018648], 5e-8);
    expectClose([index[0], index[14]], [0.1669291, 0.0165354], 5e-8);
  });
});

describe('hundreds of players', () => {
  const weightsOf = (n: number, most: number, seed: number) => {
    const stream = randomStream(seed);
    return Array.from({ length: n }, () => 1 + stream.below(most));
  };

  it.each([0.2, 0.5, 0.62, 0.9])('60 players, quota %f of the total: 14 digits of the exact count', (part) => {
    const weights = weightsOf(60, 9, 1);
    const quota = Math.ceil(part * weights.reduce((a, b) => a + b, 0));
    const game = new WeightedVotingGame({ weights, quota });
    expectClose(shapleyShubik(game).values, shapleyShubikExactly(game), 1e-14);
  });

  it('500 players, quota 5,000: Banzhaf against whole numbers, Shapley–Shubik efficient', () => {
    const game = new WeightedVotingGame({ weights: weightsOf(500, 39, 2), quota: 5000 });
    const { swings, winning } = swingCounts(game);
    const scale = 1n << 499n;
    expectClose(
      banzhaf(game).values,
      swings.map((count) => Number((count * 10n ** 30n) / scale) / 1e30),
      1e-14,
    );
    expect(colemanPower(game).collectivity).toBeCloseTo(Number((winning * 10n ** 20n) / (2n * scale)) / 1e20, 13);
    const power = shapleyShubik(game);
    expect(Math.abs(power.efficiencyGap)).toBeLessThan(1e-13);
    // Power follows weight.
    for (let i = 1; i < 500; i++) {
      if (game.weights[i] > game.weights[i - 1]) expect(power.values[i]).toBeGreaterThan(power.values[i - 1]);
    }
  });

  it('keeps the tiny tails: unanimity of 400', () => {
    const game = new WeightedVotingGame({ weights: new Array<number>(400).fill(1), quota: 400 });
    expectClose(shapleyShubik(game).values, new Float64Array(400).fill(1 / 400), 1e-14);
    expectClose(colemanPower(game).preventive.values, new Float64Array(400).fill(1));
    expectClose(deeganPackel(game).values, new Float64Array(400).fill(1 / 400));
  });

  it('a heavy quota uses the table when that is cheaper', () => {
    const game = new WeightedVotingGame({ weights: [2e8, 3e8, 4e8], quota: 5e8 });
    expectClose(shapleyShubik(game).values, [1 / 3, 1 / 3, 1 / 3]);
  });
});

describe('gaussLegendre', () => {
  it.each([1, 2, 3, 10, 51, 250])('%i nodes integrate the powers they should', (count) => {
    const { nodes, weights } = gaussLegendre(count);
    for (const power of [0, 1, 2, count, 2 * count - 1]) {
      if (power > 2 * count - 1) continue;
      const integral = nodes.reduce((sum, x, k) => sum + weights[k] * x ** power, 0);
      expect(Math.abs(integral - 1 / (power + 1))).toBeLessThan(2e-15 * Math.max(1, Math.sqrt(count)));
    }
    expect([...nodes].every((x, k) => x > 0 && x < 1 && (k === 0 || x > nodes[k - 1]))).toBe(true);
  });
});

describe('bad input', () => {
  it('quota and weights', () => {
    expect(() => new WeightedVotingGame({ quota: 5, weights: [1, 3] })).toThrow(
      'quota must be at most the total weight, 4; got 5',
    );
    expect(() => new WeightedVotingGame({ quota: 0, weights: [1] })).toThrow('quota');
    expect(() => new WeightedVotingGame({ quota: 1, weights: [1, -1] })).toThrow('weights[1]');
    expect(() => new WeightedVotingGame({ quota: 1, weights: [1.5] })).toThrow('weights[0]');
    const heavy = new WeightedVotingGame({ quota: 10 ** 9, weights: new Array<number>(30).fill(10 ** 8) });
    expect(() => shapley(heavy)).toThrow('total at most 2^27');
  });

  it('games that are not simple', () => {
    expect(() => shapleyShubik(new DenseGame([0, 0.5, 0, 1]))).toThrow(
      'value of {1} must be 0 or 1 in a voting game; got 0.5',
    );
    expect(() => banzhafIndex(new DenseGame([0, 0, 0, 0]))).toThrow('value of all players');
    expect(() => hollerIndex(new DenseGame([1, 1, 1, 1]))).toThrow('value of ∅');
    expect(() => deeganPackel(new DenseGame([0, 1, 0, 0, 0, 0, 0, 1]))).toThrow(
      'value of {1, 2} must be 1, since {1} wins already',
    );
  });
});
