import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  banzhaf,
  betaShapley,
  betaShapleyWeights,
  DenseGame,
  dualGame,
  leaveOneOut,
  OracleGame,
  randomGame,
  semivalue,
  shapley,
  shapleyWeights,
  soloValue,
  unanimityGame,
  type CooperativeGame,
} from '../index.js';

const games = (min: number, max: number) =>
  fc.record({ n: fc.integer({ min, max }), seed: fc.nat() }).map(({ n, seed }) => randomGame(n, { seed }));

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-12) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(tolerance);
}

/** Walks all n! orders of arrival. */
function shapleyByOrders(game: CooperativeGame): number[] {
  const n = game.players.length;
  const phi = new Array<number>(n).fill(0);
  let orders = 0;
  const walk = (mask: number, marginals: readonly [number, number][]) => {
    if (mask === 2 ** n - 1) {
      orders++;
      for (const [i, marginal] of marginals) phi[i] += marginal;
      return;
    }
    for (let i = 0; i < n; i++) {
      if (mask & (1 << i)) continue;
      walk(mask | (1 << i), [...marginals, [i, game.value(mask | (1 << i)) - game.value(mask)]]);
    }
  };
  walk(0, []);
  return phi.map((sum) => sum / orders);
}

/** The definition, coalition by coalition. */
function semivalueBySum(game: CooperativeGame, weights: ArrayLike<number>): number[] {
  const n = game.players.length;
  return game.players.map((_, i) => {
    let sum = 0;
    for (let mask = 0; mask < 2 ** n; mask++) {
      if (mask & (1 << i)) continue;
      const size = mask.toString(2).replaceAll('0', '').length;
      sum += weights[size] * (game.value(mask | (1 << i)) - game.value(mask));
    }
    return sum;
  });
}

describe('semivalues against their definitions', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('Shapley equals the mean over all orders of %i players', (n) => {
    const game = randomGame(n, { seed: n });
    expectClose(shapley(game).values, shapleyByOrders(game));
  });

  it.each([2, 7, 8, 9, 10, 13])('any weights give the sum over coalitions of %i players', (n) => {
    const game = randomGame(n, { seed: 100 + n });
    for (const [alpha, beta] of [
      [1, 1],
      [16, 1],
      [0.5, 3],
    ]) {
      expectClose(betaShapley(game, { alpha, beta }).values, semivalueBySum(game, betaShapleyWeights(n, alpha, beta)));
    }
    expectClose(banzhaf(game).values, semivalueBySum(game, new Float64Array(n).fill(2 ** (1 - n))));
    const last = Float64Array.from({ length: n }, (_, s) => Number(s === n - 1));
    expectClose(semivalue(game, last).values, leaveOneOut(game).values);
    const first = Float64Array.from({ length: n }, (_, s) => Number(s === 0));
    expectClose(semivalue(game, first).values, soloValue(game).values);
  });

  it('Beta(1, 1) weights are Shapley weights, and Beta(a, a) tends to Banzhaf', () => {
    expectClose(betaShapleyWeights(12, 1, 1), shapleyWeights(12), 1e-16);
    expectClose(betaShapleyWeights(6, 1e7, 1e7), new Float64Array(6).fill(1 / 32), 1e-7);
  });
});

describe('axioms of the Shapley value', () => {
  it('efficiency', () => {
    fc.assert(
      fc.property(games(1, 10), (game) => {
        const { values, total, efficiencyGap } = shapley(game);
        expect(Math.abs(efficiencyGap)).toBeLessThan(1e-12);
        expect(values.reduce((a, b) => a + b, 0) + efficiencyGap).toBeCloseTo(total, 12);
        expect(total).toBe(game.values[game.values.length - 1] - game.values[0]);
      }),
    );
  });

  it('linearity', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.nat(),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (n, seed, c) => {
          const [v, w] = [randomGame(n, { seed }), randomGame(n, { seed: seed + 1 })];
          const sum = new DenseGame(v.values.map((value, mask) => value + c * w.values[mask]));
          for (const index of [shapley, banzhaf]) {
            const [a, b] = [index(v).values, index(w).values];
            expectClose(
              index(sum).values,
              a.map((value, i) => value + c * b[i]),
            );
          }
        },
      ),
    );
  });

  it('symmetry and null player: renaming players renames values, an added null player gets 0 and changes nobody', () => {
    fc.assert(
      fc.property(games(2, 9), fc.nat(), (game, k) => {
        const n = game.players.length;
        const turn = k % n;
        const renamed = new DenseGame(
          Float64Array.from(game.values, (_, mask) =>
            game.value(((mask << turn) | (mask >>> (n - turn))) & (2 ** n - 1)),
          ),
        );
        const phi = shapley(game).values;
        expectClose(
          shapley(renamed).values,
          phi.map((_, i) => phi[(i + turn) % n]),
        );
        const withNull = new DenseGame(
          Float64Array.from({ length: 2 ** (n + 1) }, (_, mask) => game.value(mask >>> 1)),
        );
        const [nothing, ...others] = shapley(withNull).values;
        expect(Math.abs(nothing)).toBeLessThan(1e-12);
        expectClose(others, phi);
      }),
    );
  });

  it('duality: a game and its dual have the same Shapley and Banzhaf values', () => {
    fc.assert(
      fc.property(games(1, 9), (game) => {
        expectClose(shapley(dualGame(game)).values, shapley(game).values);
        expectClose(banzhaf(dualGame(game)).values, banzhaf(game).values);
        expectClose(leaveOneOut(dualGame(game)).values, soloValue(game).values);
      }),
    );
  });

  it('keeps its digits under a large baseline', () => {
    const game = randomGame(10, { seed: 5 });
    const raised = new DenseGame(game.values.map((value) => Math.round(value * 2 ** 20) + 2 ** 40));
    const flat = new DenseGame(game.values.map((value) => Math.round(value * 2 ** 20)));
    expectClose(shapley(raised).values, shapley(flat).values, 1e-12);
  });
});

describe('reference values', () => {
  it('the "dummy" game |S|/n + 1[{1,2} ⊆ S]', () => {
    for (const [n, pair, other] of [
      [5, 0.7, 0.2],
      [7, 1 / 2 + 1 / 7, 1 / 7],
    ]) {
      const players = Array.from({ length: n }, (_, i) => String(i));
      const game = new OracleGame(players, (members) => {
        const both = members.includes('1') && members.includes('2');
        return members.length / n + Number(both);
      });
      expectClose(
        shapley(game).values,
        players.map((name) => (name === '1' || name === '2' ? pair : other)),
      );
      expect(game.evaluations).toBe(2 ** n);
    }
  });

  it('the "cooking" game, whose empty coalition is worth 10', () => {
    const game = new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]);
    expectClose(shapley(game).values, [8 / 3, 5 / 3, 2 / 3]);
    expectClose(banzhaf(game).values, [3.5, 2.5, 1.5]);
  });

  it('the "paper" game of 11 players: v = s − 0.1·C(s, 2) for s > 1', () => {
    const game = new OracleGame(
      Array.from({ length: 11 }, (_, i) => `p${i}`),
      ({ length: s }) => (s > 1 ? s - 0.05 * s * (s - 1) : 0),
    );
    expectClose(shapley(game).values, new Float64Array(11).fill(0.5));
  });

  it('a unanimity game shares equally among its coalition, in closed form as in the table', () => {
    const game = unanimityGame(['a', 'b', 'c', 'd'], ['b', 'd'], { worth: 3 });
    expect([...shapley(game).values]).toEqual([0, 1.5, 0, 1.5]);
    expectClose(shapley(DenseGame.from(game)).values, [0, 1.5, 0, 1.5]);
  });
});

describe('bad input', () => {
  it('names what is wrong', () => {
    expect(() => semivalue(randomGame(3), [1, 1, 1])).toThrow('weights must satisfy Σ C(n−1, s) weights[s] = 1; got 4');
    expect(() => semivalue(randomGame(3), [1, 0])).toThrow('weights.length must equal 3; got 2');
    expect(() => semivalue(randomGame(2), [2, -1])).toThrow('weights[1]');
    expect(() => betaShapley(randomGame(3), { alpha: 0 })).toThrow('alpha');
    const big: CooperativeGame = { players: Array.from({ length: 25 }, (_, i) => `p${i}`), value: () => 0 };
    expect(() => shapley(big)).toThrow(/at most 24 .* estimate by sampling/);
  });
});
