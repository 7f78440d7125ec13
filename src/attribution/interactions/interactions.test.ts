import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  DenseGame,
  banzhaf,
  banzhafInteractions,
  chainingInteractions,
  coalitionNames,
  coalitionSize,
  faithBanzhaf,
  faithShap,
  gameFromMoebius,
  generalizedValue,
  interactionIndex,
  interactionKinds,
  jointShapley,
  kSII,
  moebius,
  randomGame,
  shapley,
  shapleyInteractions,
  shapleyTaylor,
  soloValue,
  type Interactions,
} from '../index.js';
import {
  banzhafIndexWeights,
  chainingIndex,
  foldedInteraction,
  shapleyIndex,
  taylorTopIndex,
  transformedInteractions,
} from './cardinal-interaction.js';
import { ordersBetween, ordersOf } from './interactions.js';

const games = (min: number, max: number) =>
  fc.record({ n: fc.integer({ min, max }), seed: fc.nat() }).map(({ n, seed }) => randomGame(n, { seed }));

const orderUpTo = (n: number) => fc.integer({ min: 1, max: n });

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-11) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(tolerance);
}

function expectSame(actual: Interactions, expected: Interactions, orders = expected.orders, tolerance = 1e-11) {
  for (const order of orders) expectClose(actual.valuesOf(order), expected.valuesOf(order), tolerance);
}

const choose = (n: number, k: number): number => (k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

function subsetsOf(mask: number): number[] {
  return Array.from({ length: mask + 1 }, (_, part) => part).filter((part) => (part & mask) === part);
}

/** Δ_T v(S), by its definition. */
function derivative({ values }: DenseGame, T: number, S: number): number {
  let sum = 0;
  for (const L of subsetsOf(T)) sum += (-1) ** (coalitionSize(T) - coalitionSize(L)) * values[S | L];
  return sum;
}

/** Σ_{S⊆N∖T} weight(|S|, |T|) · term(T, S), coalition by coalition. */
function expectBySum(
  found: Interactions,
  game: DenseGame,
  weight: (s: number, t: number) => number,
  term = (T: number, S: number) => derivative(game, T, S),
) {
  const all = game.values.length - 1;
  for (const { mask, order, value } of found) {
    let sum = 0;
    for (const S of subsetsOf(all ^ mask)) sum += weight(coalitionSize(S), order) * term(mask, S);
    expect(Math.abs(value - sum)).toBeLessThan(1e-11);
  }
}

describe('indices against their definitions, every order', () => {
  it.each([1, 2, 3, 5, 7])('%i players', (n) => {
    const game = randomGame(n, { seed: 10 + n });
    const options = { order: n };
    expectBySum(shapleyInteractions(game, options), game, (s, t) => 1 / ((n - t + 1) * choose(n - t, s)));
    expectBySum(banzhafInteractions(game, options), game, (_, t) => 2 ** (t - n));
    expectBySum(chainingInteractions(game, options), game, (s, t) => t / ((t + s) * choose(n, t + s)));
    expectBySum(moebius(game), game, (s) => Number(s === 0));
    for (let k = 1; k <= n; k++) {
      expectBySum(shapleyTaylor(game, { order: k }), game, (s, t) =>
        t < k ? Number(s === 0) : k / (n * choose(n - 1, s)),
      );
    }
    const joint = (T: number, S: number) => game.value(S | T) - game.value(S);
    const generalized = (kind: Parameters<typeof generalizedValue>[1]['kind']) =>
      generalizedValue(game, { kind, order: n });
    expectBySum(generalized('shapley'), game, (s, t) => 1 / ((n - t + 1) * choose(n - t, s)), joint);
    expectBySum(generalized('banzhaf'), game, (_, t) => 2 ** (t - n), joint);
    expectBySum(generalized('chaining'), game, (s, t) => t / ((t + s) * choose(n, t + s)), joint);
    expectBySum(generalized('internal'), game, (s) => Number(s === 0), joint);
    expectBySum(generalized('external'), game, (s, t) => Number(s === n - t), joint);
  });
});

describe('two ways to the same numbers', () => {
  it.each([1, 4, 9, 12])('folding and transforming the table of %i players agree at every order', (n) => {
    const { values } = randomGame(n, { seed: n });
    for (const index of [shapleyIndex, banzhafIndexWeights, chainingIndex, taylorTopIndex]) {
      const table = transformedInteractions(values, n, index);
      for (let t = 1; t <= n; t++) {
        const folded = foldedInteraction(values, n, t, index.weights(n, t));
        expectClose(folded, ordersOf(table, n, [t]).get(t)!);
      }
    }
  });

  it('the Shapley interactions are Σ m(U)/(u − t + 1) over the supersets', () => {
    const n = 9;
    const game = randomGame(n, { seed: 21 });
    const dividends = moebius(game);
    for (const { mask, order, value } of shapleyInteractions(game, { order: n })) {
      let sum = 0;
      for (const { mask: larger, order: size, value: dividend } of dividends) {
        if ((larger & mask) === mask) sum += dividend / (size - order + 1);
      }
      expect(Math.abs(value - sum)).toBeLessThan(1e-10);
    }
  });

  it('aggregating over supersets by subsets and by folding agree (14 players fold)', () => {
    const game = randomGame(14, { seed: 2 });
    expectSame(kSII(game, { order: 14 }), moebius(game), ordersBetween(1, 14), 1e-7);
    expect(Math.abs(kSII(game, { order: 14 }).efficiencyGap)).toBeLessThan(1e-6);
  });

  it('order 1 is the value of the same name', () => {
    fc.assert(
      fc.property(games(1, 9), (game) => {
        for (const kind of ['SII', 'CHII', 'STII', 'FSII', 'k-SII', 'JS', 'SGV', 'CHGV'] as const) {
          expectClose(interactionIndex(game, { kind, order: 1 }).valuesOf(1), shapley(game).values);
        }
        for (const kind of ['BII', 'FBII', 'BGV'] as const) {
          expectClose(interactionIndex(game, { kind, order: 1 }).valuesOf(1), banzhaf(game).values);
        }
        expectClose(interactionIndex(game, { kind: 'IGV', order: 1 }).valuesOf(1), soloValue(game).values);
      }),
    );
  });

  it('at k = n Faith-SHAP, Faith-Banzhaf, Shapley–Taylor and k-SII are the Möbius coefficients', () => {
    fc.assert(
      fc.property(games(1, 9), (game) => {
        const order = game.players.length;
        for (const index of [faithShap, faithBanzhaf, shapleyTaylor, kSII]) {
          expectSame(index(game, { order }), moebius(game), index(game, { order }).orders, 1e-9);
        }
      }),
    );
  });

  it('the efficient indices add up to v(N) − v(∅) at every order', () => {
    fc.assert(
      fc.property(
        games(1, 9).chain((game) => fc.tuple(fc.constant(game), orderUpTo(game.players.length))),
        ([game, order]) => {
          for (const index of [shapleyTaylor, faithShap, kSII, jointShapley]) {
            expect(Math.abs(index(game, { order }).efficiencyGap)).toBeLessThan(1e-9);
          }
          expect(Math.abs(moebius(game).efficiencyGap)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  it('the top order of Faith-Banzhaf is the Banzhaf interaction', () => {
    fc.assert(
      fc.property(
        games(2, 9).chain((game) => fc.tuple(fc.constant(game), orderUpTo(game.players.length))),
        ([game, order]) => {
          expectSame(faithBanzhaf(game, { order }), banzhafInteractions(game, { order }), [order]);
        },
      ),
    );
  });

  it('interactions of a k-additive game are its Möbius coefficients at the top order, and vanish above', () => {
    const game = gameFromMoebius(moebius(randomGame(8, { seed: 3 }), { order: 3 }));
    const dividends = moebius(game);
    for (const index of [shapleyInteractions, banzhafInteractions, chainingInteractions, shapleyTaylor, faithShap]) {
      expectSame(index(game, { order: 3 }), dividends, [3]);
    }
    for (const index of [shapleyInteractions, banzhafInteractions, chainingInteractions]) {
      for (const order of [4, 5, 8])
        expectClose(
          index(game, { order: 8 }).valuesOf(order),
          dividends.valuesOf(order).map(() => 0),
        );
    }
    expectSame(faithShap(game, { order: 3 }), dividends, [1, 2, 3]);
    expectSame(faithBanzhaf(game, { order: 3 }), dividends, [0, 1, 2, 3]);
  });
});

describe('the faithful indices are least squares', () => {
  /** Coefficients of the best polynomial of degree ≤ k under the weights; `hard` coalitions are fitted exactly. */
  function leastSquares(game: DenseGame, k: number, weight: (s: number) => number, hard: readonly number[]) {
    const masks = Array.from(game.values.keys()).filter((mask) => coalitionSize(mask) <= k);
    const size = masks.length + hard.length;
    const normal = Matrix.zeros(size, size);
    const right = Matrix.zeros(size, 1);
    game.values.forEach((value, S) => {
      const w = hard.includes(S) ? 0 : weight(coalitionSize(S));
      masks.forEach((T, i) => {
        if ((T & S) !== T) return;
        right.set(i, 0, right.get(i, 0) + w * value);
        masks.forEach((U, j) => {
          if ((U & S) === U) normal.set(i, j, normal.get(i, j) + w);
        });
      });
    });
    // Lagrange multipliers for the coalitions that must be met.
    hard.forEach((S, h) => {
      masks.forEach((T, i) => {
        if ((T & S) !== T) return;
        normal.set(masks.length + h, i, 1);
        normal.set(i, masks.length + h, 1);
      });
      right.set(masks.length + h, 0, game.value(S));
    });
    const solution = solve(normal, right);
    return new Map(masks.map((mask, i) => [mask, solution.get(i, 0)]));
  }

  it.each([
    [3, 2],
    [5, 1],
    [5, 2],
    [6, 3],
    [6, 4],
    [7, 2],
  ])('%i players, order %i', (n, k) => {
    const game = randomGame(n, { seed: 40 + n });
    const shapleyFit = leastSquares(game, k, (s) => 1 / ((n - 1) * choose(n - 2, s - 1)), [0, 2 ** n - 1]);
    for (const { mask, value } of faithShap(game, { order: k })) expect(value).toBeCloseTo(shapleyFit.get(mask)!, 9);
    const banzhafFit = leastSquares(game, k, () => 1, []);
    for (const { mask, value } of faithBanzhaf(game, { order: k })) expect(value).toBeCloseTo(banzhafFit.get(mask)!, 9);
  });
});

describe('joint Shapley values', () => {
  it('are the mean joint contribution over random arrivals of coalitions of at most k', () => {
    const [n, k] = [4, 2];
    const game = randomGame(n, { seed: 8 });
    const expected = new Map<number, number>();
    // Every step takes a coalition of at most k of those who are out, all alike.
    const arrive = (present: number, probability: number) => {
      const out = 2 ** n - 1 - present;
      const next = subsetsOf(out).filter((T) => T > 0 && coalitionSize(T) <= k);
      for (const T of next) {
        const p = probability / next.length;
        expected.set(T, (expected.get(T) ?? 0) + p * (game.value(present | T) - game.value(present)));
        arrive(present | T, p);
      }
    };
    arrive(0, 1);
    for (const { mask, value } of jointShapley(game, { order: k })) expect(value).toBeCloseTo(expected.get(mask)!, 12);
  });
});

describe('Möbius transform', () => {
  it('is inverted by gameFromMoebius, through every block size of the transform', () => {
    for (const n of [1, 5, 11, 12, 14]) {
      const game = randomGame(n, { seed: n });
      expectClose(gameFromMoebius(moebius(game)).values, game.values, 1e-9);
    }
  });
});

describe('reference games', () => {
  it('"dummy": the only interaction is that of 1 and 2', () => {
    const game = DenseGame.from({
      players: ['0', '1', '2', '3', '4'],
      value: (mask) => coalitionSize(mask) / 5 + Number((mask & 6) === 6),
    });
    for (const kind of ['SII', 'BII', 'CHII', 'STII', 'FSII', 'FBII', 'k-SII', 'Moebius'] as const) {
      const pairs = interactionIndex(game, { kind, order: 2 });
      for (const { coalition, value } of pairs.ofOrder(2)) {
        expect(value).toBeCloseTo(coalition.join('') === '12' ? 1 : 0, 12);
      }
    }
  });

  it('"cooking"', () => {
    const game = new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]);
    const sii = shapleyInteractions(game, { order: 3 });
    expectClose(sii.valuesOf(2), [7, 7, 7]);
    expectClose(sii.valuesOf(3), [-10]);
    expectClose(kSII(game, { order: 2 }).valuesOf(1), [-13 / 3, -16 / 3, -19 / 3]);
    expectClose(shapleyTaylor(game, { order: 2 }).valuesOf(2), new Float64Array(3).fill(26 / 3));
    expect(faithBanzhaf(game, { order: 2 }).get([])).toBeCloseTo(8.75, 12);
  });
});

describe('Interactions', () => {
  const game = randomGame(5, { seed: 1 });
  const found = shapleyInteractions(game, { order: 3 });

  it('finds a coalition by names in any order, by mask, and by iteration', () => {
    expect(found.get(['4', '1'])).toBe(found.get(0b1001));
    const all = [...found];
    expect(all).toHaveLength(5 + 10 + 10);
    expect(all.map(({ order }) => order)).toEqual([...all.map(({ order }) => order)].sort());
    for (const { coalition, mask, value } of all) {
      expect(coalition).toEqual(coalitionNames(game.players, mask));
      expect(found.get(mask)).toBe(value);
    }
    expect([...found.valuesOf(2)]).toEqual([...found.ofOrder(2)].map(({ value }) => value));
    const [first, second] = found.strongest(2);
    expect(Math.abs(first.value)).toBeGreaterThanOrEqual(Math.abs(second.value));
    expect(first.order).toBeGreaterThan(1);
    expect(found.strongest(100)).toHaveLength(20);
  });

  it('rejects unknown kinds, orders and coalitions', () => {
    expect(interactionKinds).toHaveLength(14);
    expect(() => interactionIndex(game, { kind: 'XII' as 'SII' })).toThrow("kind must be one of 'SII', 'BII'");
    expect(() => shapleyInteractions(game, { order: 6 })).toThrow('order must be a whole number in [1, 5]; got 6');
    expect(() => shapleyInteractions(game, { order: 0 })).toThrow('order');
    expect(() => generalizedValue(game, { kind: 'odd' as 'shapley' })).toThrow('kind');
    expect(() => found.get(['1', '2', '3', '4'])).toThrow('have an order that was computed (1, 2, 3)');
    expect(() => found.get(['9'])).toThrow('name players');
    expect(() => found.valuesOf(4)).toThrow('order');
  });
});
