import fc from 'fast-check';
import { UndirectedGraph } from 'graphology';
import { describe, expect, it } from 'vitest';
import {
  DenseGame,
  coalitionMask,
  graphRestrictedGame,
  myersonValue,
  owenValue,
  randomGame,
  shapley,
  weightedShapley,
  type CooperativeGame,
} from '../index.js';

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-11) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(tolerance);
}

/** Mean contributions over all orders, each with its probability (which need not be normalised). */
function overOrders(game: CooperativeGame, probability: (order: readonly number[]) => number): number[] {
  const n = game.players.length;
  const phi = new Array<number>(n).fill(0);
  let total = 0;
  const walk = (order: readonly number[]) => {
    if (order.length < n) {
      for (let i = 0; i < n; i++) if (!order.includes(i)) walk([...order, i]);
      return;
    }
    const p = probability(order);
    total += p;
    let mask = 0;
    for (const i of order) {
      phi[i] += p * (game.value(mask | (1 << i)) - game.value(mask));
      mask |= 1 << i;
    }
  };
  walk([]);
  return phi.map((sum) => sum / total);
}

describe('weighted Shapley value', () => {
  it('is the mean over orders in which the last places are drawn by weight', () => {
    // P(order) = Π_k λ(k-th) / (λ of the first k): Kalai and Samet's probabilistic definition.
    const weights = [1, 2.5, 0.3, 4, 1.7];
    const game = randomGame(5, { seed: 6 });
    const expected = overOrders(game, (order) => {
      let [p, sum] = [1, 0];
      for (const i of order) {
        sum += weights[i];
        p *= weights[i] / sum;
      }
      return p;
    });
    expectClose(weightedShapley(game, weights).values, expected);
  });

  it('with equal weights is the Shapley value; always efficient', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.nat(), (n, seed) => {
        const game = randomGame(n, { seed });
        expectClose(weightedShapley(game, new Float64Array(n).fill(3)).values, shapley(game).values);
        const uneven = weightedShapley(
          game,
          Float64Array.from({ length: n }, (_, i) => 1 + i),
        );
        expect(Math.abs(uneven.efficiencyGap)).toBeLessThan(1e-10);
      }),
    );
  });

  it('rejects weights that are not positive', () => {
    expect(() => weightedShapley(randomGame(2), [1, 0])).toThrow('weights[1] must');
    expect(() => weightedShapley(randomGame(2), [1])).toThrow('weights.length');
  });
});

describe('Owen value', () => {
  it('is the mean over orders that interrupt no union', () => {
    const game = randomGame(6, { seed: 7 });
    const unionOf = [0, 1, 0, 2, 1, 0];
    const unions = [['1', '3', '6'], ['2', '5'], ['4']];
    const expected = overOrders(game, (order) => {
      const visits = order.map((i) => unionOf[i]).filter((union, k, all) => union !== all[k - 1]);
      return visits.length === 3 ? 1 : 0;
    });
    expectClose(owenValue(game, unions).values, expected);
  });

  it('with trivial unions is the Shapley value; unions share like the players of their quotient game', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.nat(),
        fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
        (n, seed, draw) => {
          const game = randomGame(n, { seed });
          expectClose(owenValue(game, [game.players]).values, shapley(game).values);
          expectClose(
            owenValue(
              game,
              game.players.map((name) => [name]),
            ).values,
            shapley(game).values,
          );
          const all: string[][] = [[], [], []];
          game.players.forEach((name, i) => all[draw[i]].push(name));
          const unions = all.filter((union) => union.length > 0);
          const masks = unions.map((union) => coalitionMask(game.players, union));
          const quotient = DenseGame.from({
            players: unions.map((union) => union.join('+')),
            value: (mask) => game.value(masks.reduce((sum, union, k) => (mask & (1 << k) ? sum | union : sum), 0)),
          });
          const { byPlayer } = owenValue(game, unions);
          expectClose(
            unions.map((union) => union.reduce((sum, name) => sum + byPlayer[name], 0)),
            shapley(quotient).values,
          );
        },
      ),
    );
  });

  it('rejects what is no partition', () => {
    const game = randomGame(3);
    expect(() => owenValue(game, [['1'], ['2']])).toThrow(
      'unions must hold every player; these are in none; got ["3"]',
    );
    expect(() =>
      owenValue(game, [
        ['1', '2'],
        ['2', '3'],
      ]),
    ).toThrow('unions[1] must not share members with the unions before it (2)');
    expect(() => owenValue(game, [['1', '2', '3'], []])).toThrow('unions[1]');
    expect(() => owenValue(game, [['1', '2', 'x']])).toThrow('name players');
  });
});

describe('Myerson value', () => {
  const graphOf = (players: readonly string[], edges: readonly (readonly [string, string])[]) => {
    const graph = new UndirectedGraph();
    for (const name of players) graph.addNode(name);
    for (const [a, b] of edges) graph.mergeEdge(a, b);
    return graph;
  };

  it('on a complete graph is the Shapley value, on an empty one the solo value', () => {
    const game = randomGame(6, { seed: 2 });
    const complete = graphOf(
      game.players,
      game.players.flatMap((a, i) => game.players.slice(i + 1).map((b) => [a, b] as const)),
    );
    expectClose(myersonValue(game, complete).values, shapley(game).values);
    const solo = game.players.map((_, i) => game.value(1 << i) - game.value(0));
    expectClose(myersonValue(game, graphOf(game.players, [])).values, solo);
  });

  it('is fair (both ends of an edge gain alike from it) and efficient in each component', () => {
    const edges = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 9 });
    fc.assert(
      fc.property(fc.nat(), edges, (seed, pairs) => {
        const game = randomGame(6, { seed });
        const { players } = game;
        const named = pairs.filter(([a, b]) => a !== b).map(([a, b]) => [players[a], players[b]] as const);
        const graph = graphOf(players, named);
        const before = myersonValue(game, graph).byPlayer;
        for (const [a, b] of named) {
          const without = graph.copy();
          without.dropEdge(a, b);
          const after = myersonValue(game, without).byPlayer;
          expect(before[a] - after[a]).toBeCloseTo(before[b] - after[b], 11);
        }
        const restricted = graphRestrictedGame(game, graph);
        for (const start of players) {
          const component = new Set([start]);
          for (const name of component) graph.forEachNeighbor(name, (other) => component.add(other));
          const sum = [...component].reduce((total, name) => total + before[name], 0);
          const mask = coalitionMask(players, [...component]);
          expect(sum).toBeCloseTo(game.value(mask) - game.value(0), 11);
          expect(restricted.value(mask)).toBeCloseTo(game.value(mask), 11);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('rejects a graph over other nodes', () => {
    const game = randomGame(2);
    expect(() => myersonValue(game, graphOf(['1'], []))).toThrow(
      'graph must have every player as a node; it lacks one; got "2"',
    );
    expect(() => myersonValue(game, graphOf(['1', '2', 'x'], []))).toThrow('no node that is not a player; got "x"');
  });
});
