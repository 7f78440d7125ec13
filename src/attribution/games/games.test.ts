import fc from 'fast-check';
import { MultiGraph, UndirectedGraph } from 'graphology';
import { describe, expect, it } from 'vitest';
import {
  AirportGame,
  BankruptcyGame,
  DenseGame,
  GlovesGame,
  InducedSubgraphGame,
  MoebiusGame,
  banzhaf,
  coalitionMembers,
  coalitionNames,
  randomGame,
  shapley,
  unanimityGame,
  type CooperativeGame,
} from '../index.js';

const costs = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 9 });

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-12) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(tolerance);
}

/** Closed forms against the table, masks against membership vectors. */
function expectConsistent(game: CooperativeGame) {
  const n = game.players.length;
  const table = DenseGame.from({ players: game.players, value: (mask) => game.value(mask) });
  for (let mask = 0; mask < 2 ** n; mask++) expect(game.worth!(coalitionMembers(mask, n))).toBe(table.value(mask));
  expectClose(shapley(game).values, shapley(table).values, 1e-10);
  expectClose(banzhaf(game).values, banzhaf(table).values, 1e-10);
  expect(Math.abs(shapley(game).efficiencyGap)).toBeLessThan(1e-10);
}

describe('AirportGame', () => {
  it('has its closed forms', () => {
    fc.assert(fc.property(costs, (c) => expectConsistent(new AirportGame(c))));
  });

  it('gives the published shares, at any size', () => {
    expectClose(shapley(new AirportGame([4, 2, 1, 3])).values, [25 / 12, 7 / 12, 1 / 4, 13 / 12]);
    const many = shapley(new AirportGame(Array.from({ length: 100 }, (_, i) => i + 1)));
    expect(many.total).toBe(100);
    expect(Math.abs(many.efficiencyGap)).toBeLessThan(1e-12);
    expect(many.values[0]).toBeCloseTo(0.01, 15);
  });

  it('rejects bad costs', () => {
    expect(() => new AirportGame([1, -1])).toThrow('costs[1]');
    expect(() => new AirportGame([])).toThrow('costs.length');
  });
});

describe('BankruptcyGame', () => {
  it('is what the others leave', () => {
    fc.assert(
      fc.property(costs, fc.double({ min: 0, max: 1, noNaN: true }), (claims, part) => {
        const estate = Math.floor(claims.reduce((a, b) => a + b, 0) * part);
        const game = new BankruptcyGame({ claims, estate });
        expectConsistent(game);
        expect(game.value(2 ** claims.length - 1)).toBe(estate);
      }),
    );
  });

  it('divides by the Talmud rule, consistently between any two', () => {
    for (const [estate, awards] of [
      [100, [100 / 3, 100 / 3, 100 / 3]],
      [200, [50, 75, 75]],
      [300, [50, 100, 150]],
    ] as const) {
      expectClose(new BankruptcyGame({ claims: [100, 200, 300], estate }).talmudRule().values, awards);
    }
    fc.assert(
      fc.property(costs, fc.double({ min: 0, max: 1, noNaN: true }), (claims, part) => {
        const estate = claims.reduce((a, b) => a + b, 0) * part;
        const awards = new BankruptcyGame({ claims, estate }).talmudRule().values;
        expect(awards.reduce((a, b) => a + b, 0)).toBeCloseTo(estate, 9);
        // The contested garment: each concedes what the other cannot claim, the rest is halved.
        for (let i = 0; i < claims.length; i++) {
          for (let j = 0; j < i; j++) {
            const both = awards[i] + awards[j];
            const [mine, yours] = [Math.max(0, both - claims[j]), Math.max(0, both - claims[i])];
            expect(awards[i]).toBeCloseTo(mine + (both - mine - yours) / 2, 9);
          }
        }
      }),
    );
  });

  it('rejects an estate above the claims', () => {
    expect(() => new BankruptcyGame({ claims: [1, 2], estate: 4 })).toThrow(
      'estate must be at most the sum of the claims, 3',
    );
  });
});

describe('GlovesGame', () => {
  it('counts pairs and rewards the scarce side', () => {
    const game = new GlovesGame({ left: ['l1', 'l2'], right: ['r'] });
    expectConsistent(game);
    expectClose(shapley(game).values, [1 / 6, 1 / 6, 2 / 3]);
    expectClose(banzhaf(game).values, [0.25, 0.25, 0.75]);
    expectConsistent(new GlovesGame({ left: ['a', 'b', 'c'], right: ['d', 'e', 'f', 'g'] }));
    expect(() => new GlovesGame({ left: ['a'], right: ['a'] })).toThrow('different');
    expect(() => new GlovesGame({ left: [], right: ['a'] })).toThrow('left');
  });
});

describe('InducedSubgraphGame', () => {
  it('gives a node half of its edges, and its loops', () => {
    const graph = new MultiGraph();
    for (const name of 'abcde') graph.addNode(name);
    graph.addUndirectedEdge('a', 'b', { weight: 0.4 });
    graph.addDirectedEdge('b', 'd', { weight: 0.3 });
    graph.addDirectedEdge('d', 'b', { weight: 0.5 });
    graph.addUndirectedEdge('c', 'c', { weight: -0.1 });
    graph.addUndirectedEdge('c', 'e');
    const game = new InducedSubgraphGame(graph);
    expectConsistent(game);
    expectClose(game.shapleyValues(), [0.2, 0.6, 0.4, 0.4, 0.5]);
    expectConsistent(new InducedSubgraphGame(graph, { weight: 'other' }));
  });

  it('rejects an empty graph and weights that are not numbers', () => {
    expect(() => new InducedSubgraphGame(new UndirectedGraph())).toThrow('graph');
    const graph = new UndirectedGraph();
    graph.addNode('a');
    graph.addNode('b');
    graph.addEdgeWithKey('e', 'a', 'b', { weight: 'heavy' });
    expect(() => new InducedSubgraphGame(graph)).toThrow(
      'weight of edge e (a, b) must be a finite number; got "heavy"',
    );
  });
});

describe('MoebiusGame', () => {
  it('has its closed forms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.nat(), (n, seed) => {
        const players = Array.from({ length: n }, (_, i) => `p${i}`);
        const dividends = randomGame(n, { seed }).values;
        const terms = [...dividends].map((value, mask) => ({ coalition: coalitionNames(players, mask), value }));
        expectConsistent(
          new MoebiusGame(
            players,
            terms.filter((_, mask) => mask % 3 !== 1),
          ),
        );
      }),
    );
  });

  it('is linear + pairs: values half of each pair', () => {
    const players = ['0', '1', '2', '3', '4'];
    const terms = [0, 0.2, -0.1, -0.9, 0].map((value, i) => ({ coalition: [players[i]], value }));
    const pairs = [
      { coalition: ['0', '1'], value: 0.4 },
      { coalition: ['3', '1'], value: 0.3 },
      { coalition: ['2', '4'], value: 1 },
    ];
    const game = new MoebiusGame(players, [...terms, ...pairs]);
    expectClose(shapley(game).values, [0.2, 0.55, 0.4, -0.75, 0.5]);
    expectClose(banzhaf(game).values, [0.2, 0.55, 0.4, -0.75, 0.5]);
  });

  it('serves hundreds of players', () => {
    const players = Array.from({ length: 300 }, (_, i) => `p${i}`);
    const game = new MoebiusGame(players, [{ coalition: ['p299', 'p0'], value: 4 }]);
    expect(shapley(game).byPlayer).toMatchObject({ p0: 2, p1: 0, p299: 2 });
  });

  it('rejects duplicate, unknown and repeated', () => {
    const term = (coalition: string[], value = 1) => ({ coalition, value });
    expect(() => new MoebiusGame(['a', 'b'], [term(['a', 'b']), term(['b', 'a'])])).toThrow(
      'terms[1].coalition must appear in one term only',
    );
    expect(() => new MoebiusGame(['a'], [term(['x'])])).toThrow(
      'terms[0].coalition must name players of the game; got "x"',
    );
    expect(() => new MoebiusGame(['a'], [term(['a', 'a'])])).toThrow('once');
    expect(() => new MoebiusGame(['a'], [term(['a'], NaN)])).toThrow('terms[0].value');
  });
});

describe('other generators', () => {
  it('unanimity games agree with their tables', () => {
    const game = unanimityGame(['a', 'b', 'c', 'd'], 0b1011, { worth: -2 });
    expectClose(shapley(game).values, shapley(DenseGame.from(game)).values);
  });

  it('random families keep what they promise', () => {
    const monotone = randomGame(6, { family: 'monotone', seed: 4 });
    for (let mask = 0; mask < 64; mask++) {
      for (let i = 0; i < 6; i++) expect(monotone.value(mask | (1 << i))).toBeGreaterThanOrEqual(monotone.value(mask));
    }
    expect(monotone.value(0)).toBe(0);
    expect(() => randomGame(3, { family: 'odd' as 'convex' })).toThrow('family');
    expect([...randomGame(3, { seed: 9 }).values]).toEqual([...randomGame(3, { seed: 9 }).values]);
  });
});
