import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  correlatedEquilibrium,
  dominatedStrategies,
  eliminateDominated,
  expectedPayoffs,
  nashEquilibria,
  regretOf,
  solveZeroSum,
  StrategicGame,
  subgame,
} from '../index.js';

function randomMatrix(stream: ReturnType<typeof randomStream>, m: number, n: number): Float64Array[] {
  return Array.from({ length: m }, () => Float64Array.from({ length: n }, () => 20 * stream.uniform() - 10));
}

describe('zero-sum games', () => {
  it('O’Neill’s game: value −1/5', async () => {
    const oneill = [
      [1, -1, -1, -1],
      [-1, -1, 1, 1],
      [-1, 1, -1, 1],
      [-1, 1, 1, -1],
    ];
    const { value, row, column, regret } = await solveZeroSum(oneill);
    expect(value).toBeCloseTo(-1 / 5, 10);
    for (const strategy of [row, column]) {
      [2 / 5, 1 / 5, 1 / 5, 1 / 5].forEach((p, i) => expect(strategy[i]).toBeCloseTo(p, 9));
    }
    expect(regret).toBeLessThan(1e-10);
  });

  it('have the value that vertex enumeration finds, and no regret', async () => {
    const stream = randomStream(1);
    for (let trial = 0; trial < 25; trial++) {
      const matrix = randomMatrix(stream, 1 + stream.below(6), 1 + stream.below(6));
      const { value, regret } = await solveZeroSum(matrix);
      const { equilibria } = nashEquilibria(StrategicGame.zeroSum(matrix));
      for (const { payoffs } of equilibria) expect(value).toBeCloseTo(payoffs[0], 9);
      expect(regret).toBeLessThan(1e-9);
    }
  });

  it('large: both sides of the duality agree', async () => {
    const stream = randomStream(2);
    const { row, column, value, regret } = await solveZeroSum(randomMatrix(stream, 80, 60));
    expect(regret).toBeLessThan(1e-9);
    expect([row.length, column.length]).toEqual([80, 60]);
    expect(Number.isFinite(value)).toBe(true);
  });

  it('constant and 1 × 1 games', async () => {
    expect((await solveZeroSum([[3]])).value).toBe(3);
    expect((await solveZeroSum([[2, 2], [2, 2]])).value).toBe(2); // prettier-ignore
  });
});

describe('correlated equilibria', () => {
  const chicken = StrategicGame.symmetric([
    [4, 1],
    [5, 0],
  ]);

  it('Aumann’s chicken: 20/3, one third on each profile but the crash; at worst 4', async () => {
    const best = await correlatedEquilibrium(chicken);
    expect(best.welfare).toBeCloseTo(20 / 3, 9);
    [1 / 3, 1 / 3, 1 / 3, 0].forEach((p, i) => expect(best.distribution[i]).toBeCloseTo(p, 8));
    const worst = await correlatedEquilibrium(chicken, { objective: 'leastWelfare' });
    // The worst Nash equilibrium earns 5; correlation can do worse.
    expect(worst.welfare).toBeCloseTo(4, 9);
    for (const { regret } of [best, worst]) expect(regret).toBeLessThan(1e-9);
  });

  it('a second chicken: 10.5 and 7.2', async () => {
    const game = StrategicGame.symmetric([
      [6, 2],
      [7, 0],
    ]);
    expect((await correlatedEquilibrium(game)).welfare).toBeCloseTo(10.5, 9);
    expect((await correlatedEquilibrium(game, { objective: 'leastWelfare' })).welfare).toBeCloseTo(7.2, 9);
  });

  it('Shapley’s cycle: 1 at best, 2/3 at worst', async () => {
    const cycle = StrategicGame.bimatrix(
      [
        [0, 0, 1],
        [1, 0, 0],
        [0, 1, 0],
      ],
      [
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ],
    );
    expect((await correlatedEquilibrium(cycle)).welfare).toBeCloseTo(1, 9);
    const worst = await correlatedEquilibrium(cycle, { objective: 'leastWelfare' });
    expect(worst.welfare).toBeCloseTo(2 / 3, 9);
    for (const p of worst.distribution) expect(p).toBeCloseTo(1 / 9, 8);
  });

  it('contain every Nash equilibrium: between the least and the greatest welfare', async () => {
    const stream = randomStream(7);
    for (let trial = 0; trial < 8; trial++) {
      const game = StrategicGame.bimatrix(randomMatrix(stream, 3, 3), randomMatrix(stream, 3, 3));
      const [best, worst, coarse, mine, fair] = await Promise.all([
        correlatedEquilibrium(game),
        correlatedEquilibrium(game, { objective: 'leastWelfare' }),
        correlatedEquilibrium(game, { coarse: true }),
        correlatedEquilibrium(game, { objective: { player: 0 } }),
        correlatedEquilibrium(game, { objective: 'smallestPayoff' }),
      ]);
      for (const { payoffs } of nashEquilibria(game).equilibria) {
        const welfare = payoffs[0] + payoffs[1];
        expect(welfare).toBeLessThan(best.welfare + 1e-8);
        expect(welfare).toBeGreaterThan(worst.welfare - 1e-8);
        expect(payoffs[0]).toBeLessThan(mine.payoffs[0] + 1e-8);
        expect(Math.min(...payoffs)).toBeLessThan(Math.min(...fair.payoffs) + 1e-8);
      }
      expect(coarse.welfare).toBeGreaterThan(best.welfare - 1e-8);
      for (const { regret } of [best, worst, coarse, mine, fair]) expect(regret).toBeLessThan(1e-7);
    }
  });

  it('of three players obey every recommendation', async () => {
    const stream = randomStream(8);
    const shape = [2, 3, 2];
    const game = new StrategicGame(
      shape,
      shape.map(() => Float64Array.from({ length: 12 }, () => stream.uniform())),
    );
    const { distribution, regret, support } = await correlatedEquilibrium(game);
    expect(regret).toBeLessThan(1e-9);
    expect(distribution.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    // By hand: no player gains from any relabelling of a recommendation.
    for (let p = 0; p < 3; p++) {
      for (let from = 0; from < shape[p]; from++) {
        for (let to = 0; to < shape[p]; to++) {
          const gain = support
            .filter(({ profile }) => profile[p] === from)
            .reduce((sum, { profile, probability }) => {
              const moved = profile.map((s, q) => (q === p ? to : s));
              return sum + probability * (game.payoff(moved)[p] - game.payoff(profile)[p]);
            }, 0);
          expect(gain).toBeLessThan(1e-8);
        }
      }
    }
  });

  it('refuse unknown objectives', async () => {
    await expect(correlatedEquilibrium(chicken, { objective: { player: 2 } })).rejects.toThrow('lie in [0, 1]');
    await expect(correlatedEquilibrium(chicken, { objective: 'best' as never })).rejects.toThrow('objective');
  });
});

describe('dominance', () => {
  it('finds exactly the strategies that are never a best reply in two-player games', async () => {
    // Pearce's lemma: strictly dominated ⇔ not a best reply to any belief.
    const stream = randomStream(9);
    for (let trial = 0; trial < 10; trial++) {
      const matrix = randomMatrix(stream, 4, 2);
      const dominated = (await dominatedStrategies(StrategicGame.bimatrix(matrix, matrix)))
        .filter(({ player }) => player === 0)
        .map(({ strategy }) => strategy);
      const best = new Set<number>();
      for (let q = 0; q <= 2000; q++) {
        const payoffs = matrix.map(([a, b]) => (q / 2000) * a + (1 - q / 2000) * b);
        best.add(payoffs.indexOf(Math.max(...payoffs)));
      }
      expect([0, 1, 2, 3].filter((s) => !best.has(s))).toEqual(dominated);
    }
  });

  it('returns a mixture that does dominate', async () => {
    const stream = randomStream(10);
    for (let trial = 0; trial < 10; trial++) {
      const game = StrategicGame.bimatrix(randomMatrix(stream, 5, 3), randomMatrix(stream, 5, 3));
      for (const { player, strategy, by } of await dominatedStrategies(game)) {
        for (let other = 0; other < game.shape[1 - player]; other++) {
          const against = Float64Array.from({ length: game.shape[1 - player] }, (_, s) => (s === other ? 1 : 0));
          const pure = by.map((_, s) => (s === strategy ? 1 : 0));
          const earn = (own: Float64Array) =>
            expectedPayoffs(game, player === 0 ? [own, against] : [against, own])[player];
          expect(earn(by)).toBeGreaterThan(earn(pure));
        }
      }
    }
  });

  it('tells weak from strict', async () => {
    const game = StrategicGame.bimatrix([[1, 1], [1, 0]], [[0, 0], [0, 0]]); // prettier-ignore
    expect(await dominatedStrategies(game)).toEqual([]);
    expect(await dominatedStrategies(game, { kind: 'weak' })).toMatchObject([{ player: 0, strategy: 1 }]);
    // Equal strategies do not dominate each other.
    const equal = StrategicGame.bimatrix([[1, 1], [1, 1]], [[0, 0], [0, 0]]); // prettier-ignore
    expect(await dominatedStrategies(equal, { kind: 'weak' })).toEqual([]);
  });

  it('eliminates round by round, and keeps all equilibria', async () => {
    const chain = StrategicGame.bimatrix(
      [
        [3, 0, 2],
        [2, 1, 1],
        [1, 0, 5],
      ],
      [
        [3, 2, 1],
        [0, 2, 1],
        [1, 3, 0],
      ],
      { strategies: [['U', 'M', 'D'], ['L', 'C', 'R']] }, // prettier-ignore
    );
    const { rounds, left, game } = await eliminateDominated(chain);
    expect(rounds[0]).toEqual([{ player: 1, strategy: 2 }]);
    expect(game.strategies).toEqual(left.map((list, p) => list.map((s) => chain.strategies[p][s])));
    const before = nashEquilibria(chain).equilibria;
    const after = nashEquilibria(game).equilibria;
    expect(after.length).toBe(before.length);
    before.forEach(({ payoffs }, i) =>
      payoffs.forEach((payoff, p) => expect(after[i].payoffs[p]).toBeCloseTo(payoff, 12)),
    );
  });

  it('never takes an equilibrium away by strict dominance', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1000 }), async (seed) => {
        const stream = randomStream(seed);
        const game = StrategicGame.bimatrix(randomMatrix(stream, 3, 4), randomMatrix(stream, 3, 4));
        const { game: reduced } = await eliminateDominated(game);
        expect(nashEquilibria(reduced).equilibria).toHaveLength(nashEquilibria(game).equilibria.length);
      }),
      { numRuns: 10 },
    );
  });

  it('takes parts of games only where they exist', () => {
    const game = StrategicGame.symmetric([[1, 2], [3, 4]]); // prettier-ignore
    expect(subgame(game, [[1], [0, 1]]).payoffs[0]).toEqual(Float64Array.of(3, 4));
    expect(() => subgame(game, [[2], [0]])).toThrow('strategies[0][0] must be a whole number in [0, 1]; got 2');
  });
});

describe('games in strategic form', () => {
  it('refuse what is no game', () => {
    expect(() =>
      StrategicGame.bimatrix(
        [[1, 2], [3]],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).toThrow('row[1].length must equal 2; got 1');
    expect(() => StrategicGame.bimatrix([[1]], [[1, 2]])).toThrow('column must be 1 × 1');
    expect(() => StrategicGame.bimatrix([[NaN]], [[1]])).toThrow('payoffs[0][0] must be a finite number; got NaN');
    expect(() => new StrategicGame([2], [[1, 2]], { strategies: [['a', 'a']] })).toThrow('differ from the names');
    expect(() => StrategicGame.symmetric([[1, 2]])).toThrow('be a square matrix');
    expect(() => StrategicGame.symmetric([[1]]).payoff([1, 0])).toThrow('profile[0]');
    expect(() => regretOf(StrategicGame.symmetric([[1]]), [[0.5], [1]])).toThrow('sum of profile[0] must equal 1');
  });

  it('average over everybody’s mixtures', () => {
    const stream = randomStream(41);
    const shape = [2, 3, 4];
    const game = new StrategicGame(
      shape,
      shape.map(() => Float64Array.from({ length: 24 }, () => stream.uniform())),
    );
    const profile = shape.map((count) => {
      const shares = Array.from({ length: count }, () => stream.uniform());
      const sum = shares.reduce((a, b) => a + b);
      return shares.map((share) => share / sum);
    });
    const wanted = new Float64Array(3);
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 3; j++) {
        for (let k = 0; k < 4; k++) {
          const weight = profile[0][i] * profile[1][j] * profile[2][k];
          game.payoff([i, j, k]).forEach((payoff, p) => (wanted[p] += weight * payoff));
        }
      }
    }
    expectedPayoffs(game, profile).forEach((payoff, p) => expect(payoff).toBeCloseTo(wanted[p], 13));
  });
});
