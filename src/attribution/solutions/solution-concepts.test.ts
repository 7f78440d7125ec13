import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  AirportGame,
  BankruptcyGame,
  DenseGame,
  GlovesGame,
  MoebiusGame,
  WeightedVotingGame,
  coreMembership,
  egalitarianLeastCore,
  isBalanced,
  isConvex,
  isMonotone,
  isSuperadditive,
  leastCore,
  nucleolus,
  randomGame,
  shapley,
  type CooperativeGame,
} from '../index.js';
import { leastDistance } from './least-distance.js';
import { solveForCosts, solveLinearProgram, type LinearRow } from '../../numerics/index.js';

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(tolerance);
}

const members = (mask: number) => Array.from({ length: 31 }, (_, i) => i).filter((i) => mask & (1 << i));

/** v(S) − v(∅) − x(S) for all proper coalitions, from the largest down. */
function sortedExcesses(game: CooperativeGame, x: ArrayLike<number>): number[] {
  const masks = Array.from({ length: 2 ** game.players.length - 2 }, (_, k) => k + 1);
  const excess = (mask: number) => members(mask).reduce((rest, i) => rest - x[i], game.value(mask) - game.value(0));
  return masks.map(excess).sort((a, b) => b - a);
}

/** Sign of the lexicographic comparison of two sorted excess vectors. */
function compare(a: readonly number[], b: readonly number[], tolerance = 1e-8): number {
  for (let k = 0; k < a.length; k++) if (Math.abs(a[k] - b[k]) > tolerance) return a[k] - b[k];
  return 0;
}

/**
 * The prenucleolus by the book: every coalition a row; at each level one more program for every coalition, which is fixed when it
 * cannot do better than ε.
 */
async function nucleolusByTheBook(game: CooperativeGame): Promise<Float64Array> {
  const n = game.players.length;
  const all = 2 ** n - 1;
  const worth = (mask: number) => game.value(mask) - game.value(0);
  const fixed = new Map<number, number>();
  const rowsFor = (epsilon?: number): LinearRow[] => [
    { columns: members(all), lower: worth(all), upper: worth(all) },
    ...Array.from({ length: all - 1 }, (_, k) => k + 1).map((mask): LinearRow => {
      const level = fixed.get(mask);
      if (level !== undefined) return { columns: members(mask), lower: worth(mask) - level - 1e-9 };
      if (epsilon !== undefined) return { columns: members(mask), lower: worth(mask) - epsilon - 1e-9 };
      return { columns: [...members(mask), n], lower: worth(mask) };
    }),
  ];
  let x = new Float64Array(n);
  while (fixed.size < all - 1) {
    const cost = Float64Array.from({ length: n + 1 }, (_, j) => Number(j === n));
    const level = await solveLinearProgram({ cost, rows: rowsFor() });
    const epsilon = level.objective;
    x = level.x.slice(0, n);
    const before = fixed.size;
    // The most that each coalition can get: where that is no more than at ε, it is tight in every optimum.
    const open = Array.from({ length: all - 1 }, (_, k) => k + 1).filter((mask) => !fixed.has(mask));
    const costs = open.map((mask) => Float64Array.from({ length: n }, (_, i) => (mask & (1 << i) ? -1 : 0)));
    const most = await solveForCosts({ cost: costs[0], rows: rowsFor(epsilon) }, costs);
    open.forEach((mask, k) => {
      if (-most[k].objective < worth(mask) - epsilon + 1e-6) fixed.set(mask, epsilon);
    });
    expect(fixed.size).toBeGreaterThan(before);
  }
  return x;
}

describe('nucleolus', () => {
  it('published values', async () => {
    const cases: [CooperativeGame, number[]][] = [
      [new BankruptcyGame({ claims: [100, 200, 300], estate: 100 }), [100 / 3, 100 / 3, 100 / 3]],
      [new BankruptcyGame({ claims: [100, 200, 300], estate: 200 }), [50, 75, 75]],
      [new BankruptcyGame({ claims: [100, 200, 300], estate: 300 }), [50, 100, 150]],
      [new GlovesGame({ left: ['a', 'b'], right: ['c'] }), [0, 0, 1]],
      [new WeightedVotingGame({ quota: 6, weights: [4, 3, 2, 1] }), [1 / 3, 1 / 3, 1 / 3, 0]],
      [new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]), [8 / 3, 5 / 3, 2 / 3]],
      [new DenseGame([0, 7]), [7]],
    ];
    for (const [game, expected] of cases) expectClose((await nucleolus(game)).allocation.values, expected);
    const linearPairs = new MoebiusGame(
      ['0', '1', '2', '3', '4'],
      [
        ...[0, 0.2, -0.1, -0.9, 0].map((value, i) => ({ coalition: [String(i)], value })),
        { coalition: ['0', '1'], value: 0.4 },
        { coalition: ['1', '3'], value: 0.3 },
        { coalition: ['2', '4'], value: 1 },
      ],
    );
    expectClose((await nucleolus(linearPairs)).allocation.values, [0.2, 0.55, 0.4, -0.75, 0.5]);
  });

  it('of the CapaBench game of glm-4-air, whose core is empty and which is not convex', async () => {
    const game = new DenseGame([
      0.2627543948102375, 0.375982981644401, 0.39674903745888224, 0.4255452049779671, 0.20052151145091465,
      0.3442208921278841, 0.23346945509627767, 0.4209992437033547, 0.26426967258801526, 0.3599623064933125,
      0.3647495552568697, 0.42663979526932155, 0.21999453368554978, 0.327630443488262, 0.27356154585408615,
      0.37500486626538043,
    ]);
    const found = await nucleolus(game);
    expectClose(found.allocation.values, [0.092914, 0.090685, -0.047053, -0.024295], 5e-7);
    expect(found.individuallyRational).toBe(false);
    expect(found.baseline).toBe(0.2627543948102375);
    const core = await leastCore(game);
    expect(core.epsilon).toBeCloseTo(0.04331, 5);
    expect(core.coreIsEmpty).toBe(true);
    expect(found.largestExcess).toBeCloseTo(core.epsilon, 12);
    expect(isConvex(game).holds).toBe(false);
    await expect(nucleolus(game, { among: 'imputations' })).rejects.toThrow('game must have an imputation');
  });

  it('is the Talmud rule for bankruptcy games', async () => {
    for (let k = 0; k < 12; k++) {
      const stream = randomStream(30, k);
      const claims = Array.from({ length: 2 + stream.below(6) }, () => 1 + stream.below(99));
      const estate = stream.below(claims.reduce((a, b) => a + b, 0) + 1);
      const game = new BankruptcyGame({ claims, estate });
      expectClose((await nucleolus(game)).allocation.values, game.talmudRule().values, 1e-7);
      expectClose((await nucleolus(game, { among: 'imputations' })).allocation.values, game.talmudRule().values, 1e-7);
    }
  });

  it('agrees with one program a coalition over all coalitions', async () => {
    for (let seed = 0; seed < 4; seed++) {
      for (const family of ['independent', 'monotone', 'convex'] as const) {
        const game = randomGame(4, { family, seed });
        expectClose((await nucleolus(game)).allocation.values, await nucleolusByTheBook(game), 1e-6);
      }
    }
  });

  it('has the lexicographically smallest excesses over all coalitions', async () => {
    for (const [n, family] of [
      [3, 'independent'],
      [5, 'monotone'],
      [6, 'independent'],
      [7, 'convex'],
      [8, 'monotone'],
    ] as const) {
      const game = randomGame(n, { family, seed: n });
      const { values } = (await nucleolus(game)).allocation;
      const best = sortedExcesses(game, values);
      const stream = randomStream(77, n);
      for (let trial = 0; trial < 200; trial++) {
        // Transfers from a large one down to one of a millionth, between two players or among all.
        const step = 10 ** -(trial % 7);
        const shift = Float64Array.from({ length: n }, () => (trial % 2 ? stream.normal() : 0));
        if (trial % 2 === 0) {
          const i = stream.below(n);
          shift[i] = 1;
          shift[(i + 1 + stream.below(n - 1)) % n] = -1;
        }
        const mean = shift.reduce((a, b) => a + b, 0) / n;
        const other = values.map((value, i) => value + step * (shift[i] - mean));
        expect(compare(sortedExcesses(game, other), best)).toBeGreaterThan(0);
      }
      expect(compare(sortedExcesses(game, shapley(game).values), best)).toBeGreaterThanOrEqual(0);
    }
  });

  it('does not depend on units or on a constant added to every value', async () => {
    const game = randomGame(6, { seed: 12 });
    const { values } = (await nucleolus(game)).allocation;
    for (const scale of [1e-9, 1e7]) {
      const scaled = new DenseGame(game.values.map((value) => scale * (value + 3)));
      expectClose(
        (await nucleolus(scaled)).allocation.values,
        values.map((value) => value * scale),
        1e-9 * scale,
      );
    }
  });

  it('among imputations nobody gets less than alone', async () => {
    // b and c are worth much together without a, who insists on his 4.
    const game = new DenseGame([0, 4, 0, 4, 0, 4, 9, 10]);
    const free = await nucleolus(game);
    expect(free.individuallyRational).toBe(false);
    const bound = await nucleolus(game, { among: 'imputations' });
    expectClose(bound.allocation.values, [4, 3, 3]);
    expect(bound.individuallyRational).toBe(true);
  });
});

describe('least core and core', () => {
  it('three-player majority: ε* = 33.333 at equal shares', async () => {
    const { epsilon, allocation, coreIsEmpty, tight } = await leastCore(
      new DenseGame([0, 0, 0, 100, 0, 100, 100, 100]),
    );
    expect(epsilon).toBeCloseTo(100 / 3, 10);
    expectClose(allocation.values, [100 / 3, 100 / 3, 100 / 3]);
    expect(coreIsEmpty).toBe(true);
    expect(tight).toEqual([
      ['1', '2'],
      ['1', '3'],
      ['2', '3'],
    ]);
  });

  it('pairs 100, all 200: equal shares are in the core', () => {
    const game = new DenseGame([0, 0, 0, 100, 0, 100, 100, 200]);
    expect(coreMembership(game, [200 / 3, 200 / 3, 200 / 3]).inCore).toBe(true);
    expect(coreMembership(game, [200 / 3, 200 / 3, 60]).efficiencyGap).toBeCloseTo(20 / 3, 10);
    expect(coreMembership(game, [200 / 3, 200 / 3, 60]).inCore).toBe(false);
    expect(coreMembership(game, [150, 25, 25])).toMatchObject({
      inCore: false,
      largestExcess: 50,
      objector: ['2', '3'],
    });
  });

  it('"cooking": ε* = −5.3333 after subtracting v(∅) = 10', async () => {
    const found = await leastCore(new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]));
    expect(found.epsilon).toBeCloseTo(-16 / 3, 10);
    expect(found.baseline).toBe(10);
    expect(found.allocation.total).toBe(5);
  });

  it('is the optimum over all coalitions at once', async () => {
    for (let seed = 0; seed < 5; seed++) {
      const game = randomGame(7, { seed, family: seed % 2 ? 'monotone' : 'independent' });
      const rows = Array.from({ length: 126 }, (_, k) => ({
        columns: [...members(k + 1), 7],
        lower: game.value(k + 1) - game.value(0),
      }));
      const total = game.value(127) - game.value(0);
      const whole = await solveLinearProgram({
        cost: [0, 0, 0, 0, 0, 0, 0, 1],
        rows: [{ columns: members(127), lower: total, upper: total }, ...rows],
      });
      const { epsilon, allocation } = await leastCore(game);
      expect(epsilon).toBeCloseTo(whole.objective, 9);
      expect(coreMembership(game, allocation.values).largestExcess).toBeCloseTo(epsilon, 9);
    }
  });

  it('accepts an allocation by name and rejects others', () => {
    const game = new DenseGame([0, 1, 1, 4], { players: ['a', 'b'] });
    expect(coreMembership(game, { a: 2, b: 2 }).inCore).toBe(true);
    expect(() => coreMembership(game, { a: 2 })).toThrow('allocation[1]');
    expect(() => coreMembership(game, [1, 2, 1])).toThrow('allocation.length');
    expect(() => coreMembership(game, [1, NaN])).toThrow('allocation[1]');
  });
});

describe('egalitarian least core', () => {
  it('is the point of the least core closest to equal shares', async () => {
    for (const [game, expected] of [
      [new DenseGame([0, 0, 0, 100, 0, 100, 100, 100]), [100 / 3, 100 / 3, 100 / 3]],
      [new GlovesGame({ left: ['a', 'b'], right: ['c'] }), [0, 0, 1]],
      [new DenseGame([0, 5]), [5]],
      // x₁ ≥ 6 − ε and x₂ + x₃ ≥ 0 − ε, x(N) = 6: ε* = 0 (singles), then x₂ = x₃ = 0.
      [new DenseGame([0, 6, 0, 6, 0, 6, 0, 6]), [6, 0, 0]],
    ] as const) {
      expectClose((await egalitarianLeastCore(game)).allocation.values, expected, 1e-8);
    }
  });

  it('lies in the least core, and no mixture with another of its members is shorter', async () => {
    const length = (x: ArrayLike<number>) => Array.from(x).reduce((sum, value) => sum + value * value, 0);
    for (let seed = 0; seed < 6; seed++) {
      const game = randomGame(5 + (seed % 2), {
        seed,
        family: (['independent', 'monotone', 'convex'] as const)[seed % 3],
      });
      const { allocation, epsilon } = await egalitarianLeastCore(game);
      expect(Math.abs(allocation.efficiencyGap)).toBeLessThan(1e-9);
      expect(coreMembership(game, allocation.values).largestExcess).toBeLessThan(epsilon + 1e-8);
      const x = allocation.values;
      // First-order condition: every other member y has (y − x)·x ≥ 0. The extreme ones come from linear programs.
      const n = x.length;
      const rows = Array.from({ length: 2 ** n - 2 }, (_, k) => ({
        columns: members(k + 1),
        lower: game.value(k + 1) - game.value(0) - epsilon - 1e-9,
      }));
      const lowest = await solveLinearProgram({
        cost: x,
        rows: [{ columns: members(2 ** n - 1), lower: allocation.total, upper: allocation.total }, ...rows],
      });
      expect(lowest.objective).toBeGreaterThan(length(x) - 1e-6);
    }
  });
});

describe('properties of games', () => {
  const games = fc.record({ n: fc.integer({ min: 2, max: 6 }), seed: fc.nat() }).map(({ n, seed }) => ({
    any: randomGame(n, { seed }),
    convex: randomGame(n, { seed, family: 'convex' }),
    monotone: randomGame(n, { seed, family: 'monotone' }),
  }));

  it('agree with their definitions over all pairs of coalitions', () => {
    fc.assert(
      fc.property(games, ({ any, convex, monotone }) => {
        for (const game of [any, convex, monotone]) {
          const size = game.values.length;
          const v = (mask: number) => game.value(mask);
          let [supermodular, additive, rising] = [Infinity, Infinity, Infinity];
          for (let S = 0; S < size; S++) {
            for (let T = 0; T < size; T++) {
              supermodular = Math.min(supermodular, v(S | T) + v(S & T) - v(S) - v(T));
              if (S && T && !(S & T)) additive = Math.min(additive, v(S | T) + v(0) - v(S) - v(T));
              if ((S & T) === S && S !== T) rising = Math.min(rising, v(T) - v(S));
            }
          }
          expect(isConvex(game).holds).toBe(supermodular >= -1e-10);
          expect(isSuperadditive(game).margin).toBeCloseTo(additive, 12);
          expect(isMonotone(game).holds).toBe(rising >= -1e-10);
        }
        expect(isConvex(convex).holds && isSuperadditive(convex).holds && isMonotone(monotone).holds).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('name the pair that breaks them', () => {
    const game = new DenseGame([0, 2, 2, 3, 1, 3, 3, 9], { players: ['a', 'b', 'c'] });
    expect(isSuperadditive(game)).toEqual({ holds: false, margin: -1, pair: [['a'], ['b']] });
    expect(isConvex(game)).toMatchObject({ holds: false, margin: -1, pair: [['a'], ['b']] });
    expect(isConvex(game, { tolerance: 1 }).holds).toBe(true);
    expect(isConvex(new DenseGame([0, 1])).pair).toBeNull();
    expect(() => isConvex(game, { tolerance: -1 })).toThrow('tolerance');
  });

  it('balancedness comes with a core allocation or with balanced weights that object', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const game = randomGame(5, { seed, family: seed % 2 ? 'convex' : 'independent' });
      const { holds, coreAllocation, objection } = await isBalanced(game);
      if (holds) {
        expect(coreMembership(game, coreAllocation!.values).inCore).toBe(true);
        expect(objection).toBeNull();
      } else {
        let value = 0;
        const covered = new Map<string, number>();
        for (const { coalition, weight } of objection!) {
          expect(weight).toBeGreaterThan(0);
          value += weight * (game.worthOf(coalition) - game.value(0));
          for (const name of coalition) covered.set(name, (covered.get(name) ?? 0) + weight);
        }
        for (const name of game.players) expect(covered.get(name)).toBeCloseTo(1, 9);
        expect(value).toBeGreaterThan(game.value(31) - game.value(0));
        expect(coreAllocation).toBeNull();
      }
    }
  });

  it('convex games have the Shapley value in the core', () => {
    fc.assert(
      fc.property(games, ({ convex }) => {
        expect(coreMembership(convex, shapley(convex).values).inCore).toBe(true);
      }),
    );
    // Airport costs are submodular: as a game of savings they are convex.
    const savings = DenseGame.from({
      players: ['1', '2', '3', '4'],
      value: (mask) => members(mask).reduce((sum, i) => sum + i + 1, 0) - new AirportGame([1, 2, 3, 4]).value(mask),
    });
    expect(isConvex(savings).holds).toBe(true);
  });
});

describe('leastDistance', () => {
  it('finds the shortest vector, by brute force over active sets in the plane', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 }), fc.integer({ min: -6, max: 4 })),
          { minLength: 1, maxLength: 6 },
        ),
        (rows) => {
          const feasible = ([x, y]: readonly [number, number]) => rows.every(([a, b, c]) => a * x + b * y >= c - 1e-9);
          const candidates: [number, number][] = [[0, 0]];
          rows.forEach(([a, b, c], k) => {
            if (a || b) candidates.push([(a * c) / (a * a + b * b), (b * c) / (a * a + b * b)]);
            for (const [d, e, f] of rows.slice(0, k)) {
              const det = a * e - b * d;
              if (det) candidates.push([(c * e - b * f) / det, (a * f - c * d) / det]);
            }
          });
          const lengths = candidates.filter(feasible).map(([x, y]) => Math.hypot(x, y));
          const found = leastDistance(
            rows.map(([a, b]) => [a, b]),
            rows.map(([, , c]) => c),
          );
          if (lengths.length === 0) expect(found).toBeUndefined();
          else expect(Math.hypot(...found!)).toBeCloseTo(Math.min(...lengths), 8);
        },
      ),
    );
  });
});

describe('solveLinearProgram', () => {
  it('says infeasible and unbounded, and gives duals', async () => {
    expect((await solveLinearProgram({ cost: [1], rows: [{ columns: [0], lower: 2, upper: 1 }] })).status).toBe(
      'infeasible',
    );
    expect((await solveLinearProgram({ cost: [-1], rows: [{ columns: [0], lower: 0 }] })).status).toBe('unbounded');
    const { objective, x, duals } = await solveLinearProgram({
      cost: [1, 2],
      rows: [
        { columns: [0, 1], lower: 3 },
        { columns: [0], upper: 1 },
      ],
    });
    expect([objective, ...x, ...duals]).toEqual([5, 1, 2, 2, -1]);
  });
});
