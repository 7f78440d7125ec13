import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  behaviorToMixed,
  bestResponse,
  centipede,
  deviationPayoffs,
  evaluateBehavior,
  expectedPayoffs,
  ExtensiveGame,
  extensiveGame,
  extractSubgame,
  GameTreeBuilder,
  kuhnPoker,
  leducPoker,
  matchingPenniesTree,
  mixedToBehavior,
  perfectRecall,
  planBehavior,
  randomTree,
  realizationPlan,
  seltensHorse,
  sequenceForm,
  subgameRoots,
  toStrategicGame,
  type BehaviorProfile,
} from '../index.js';

/** Probabilities that are all positive. */
function randomShares(stream: ReturnType<typeof randomStream>, count: number): Float64Array {
  const weights = Float64Array.from({ length: count }, () => 0.05 + stream.uniform());
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function randomBehavior(game: ExtensiveGame, seed: number): Float64Array[] {
  const stream = randomStream(seed, 1);
  return game.informationSets.map(({ actions }) => randomShares(stream, actions.length));
}

/** Expected payoffs by walking the tree, nothing shared with the library but the nodes. */
function walk(game: ExtensiveGame, profile: BehaviorProfile, v = 0): number[] {
  const { nodes, outcomes, players } = game;
  const paid = players.map((_, p) => (nodes.outcome[v] < 0 ? 0 : outcomes[nodes.outcome[v]].payoffs[p]));
  for (let k = nodes.firstChild[v]; k < nodes.firstChild[v + 1]; k++) {
    const child = nodes.children[k];
    const odds = nodes.player[v] < 0 ? nodes.probability[child] : profile[nodes.set[v]][k - nodes.firstChild[v]];
    walk(game, profile, child).forEach((payoff, p) => (paid[p] += odds * payoff));
  }
  return paid;
}

const close = (a: ArrayLike<number>, b: ArrayLike<number>, digits = 10) => {
  expect(a.length).toBe(b.length);
  Array.from(a).forEach((value, i) => expect(value).toBeCloseTo(b[i], digits));
};

describe('a tree', () => {
  it('is stored in prefix order, with payoffs on the way added up', () => {
    const game = extensiveGame({
      players: ['1', '2'],
      root: {
        player: '1',
        payoffs: [1, 0],
        actions: {
          l: { player: '2', payoffs: ['1/3', 2], actions: { a: { payoffs: [0, 0] }, b: { payoffs: [5, 5] } } },
          r: { payoffs: [7, '-1/2'] },
        },
      },
    });
    expect([...game.nodes.parent]).toEqual([-1, 0, 1, 1, 0]);
    expect([...game.nodes.end]).toEqual([5, 4, 3, 4, 5]);
    expect([...game.terminals]).toEqual([2, 3, 4]);
    close(game.terminalPayoffs[0], [4 / 3, 19 / 3, 8]);
    close(game.terminalPayoffs[1], [2, 7, -0.5]);
    expect(game.outcomes[1].texts).toEqual(['1/3', '2']);
  });

  it.each([
    [{ players: ['1'], root: { player: '2', actions: { a: { payoffs: [0] } } } }, /^root.player must be one of 1/],
    [{ players: ['1'], root: { player: '1', actions: { a: { payoffs: [0, 1] } } } }, /^root.actions.a.payoffs.length/],
    [{ players: ['1'], root: { player: '1', actions: {} } }, /^root.actions.length/],
    [{ players: ['1', '1'], root: { payoffs: [0, 0] } }, /^players\[1\]/],
    [
      { players: ['1'], root: { chance: { a: 0.5, b: 0.4 }, actions: { a: { payoffs: [0] }, b: { payoffs: [0] } } } },
      /^root.sum of probabilities must equal 1; got 0.9/,
    ],
    [{ players: ['1'], root: { chance: { a: 1, b: 0 }, actions: { a: { payoffs: [0] } } } }, /^root.chance/],
    [
      { players: ['1'], root: { chance: { a: 1 }, actions: { a: { payoffs: [0] }, b: { payoffs: [0] } } } },
      /^root.actions must have a probability/,
    ],
    [
      {
        players: ['1'],
        root: {
          player: '1',
          information: 'h',
          actions: { a: { player: '1', information: 'h', actions: { c: { payoffs: [0] } } }, b: { payoffs: [0] } },
        },
      },
      /^root.actions.a.actions must be a, b, as at the other nodes of information set "h"/,
    ],
  ])('says where a literal is wrong: %#', (tree, message) => {
    expect(() => extensiveGame(tree as never)).toThrow(message);
  });

  it('is refused by the builder when a node moves or pays twice', () => {
    const tree = new GameTreeBuilder(['1']);
    const [a] = tree.decide(tree.root, 0, ['a', 'b']);
    expect(() => tree.decide(tree.root, 0, ['a'])).toThrow('node must have no move yet');
    tree.pay(a, [1], { id: 'x' });
    expect(() => tree.pay(a, [1])).toThrow('node must have no outcome yet');
    expect(() => tree.pay(2, [2], { id: 'x' })).toThrow(/payoffs\[0\] must equal 1, as first given for outcome "x"/);
    expect(() => tree.decide(3, 0, ['a'])).toThrow('node must be a whole number in [0, 2]');
  });

  it('numbers nodes, sets and outcomes alike in whatever order it is built', () => {
    const build = (reverse: boolean) => {
      const tree = new GameTreeBuilder(['1', '2']);
      const children = tree.decide(tree.root, 0, ['l', 'r'], { set: 'top' });
      const visit = [0, 1].map((k) => () => {
        tree.decide(children[k], 1, ['x', 'y'], { set: `below ${k}` }).forEach((end, a) => tree.pay(end, [k, a]));
      });
      for (const step of reverse ? visit.reverse() : visit) step();
      return tree.build();
    };
    expect(build(true)).toEqual(build(false));
  });

  it('may be deep', () => {
    expect(centipede(1000).nodes.count).toBe(2001);
  });
});

describe('perfect recall', () => {
  const end = { payoffs: [0] };
  const inner = (set: string) => ({ player: '1', information: set, actions: { x: end, y: end } });

  it('holds in the games built in and in random ones', () => {
    for (const game of [kuhnPoker(), leducPoker(), seltensHorse(), matchingPenniesTree(), randomTree(3)]) {
      expect(perfectRecall(game)).toEqual({ perfect: true, violations: [] });
    }
  });

  it('says that an action is forgotten, and where', () => {
    const game = extensiveGame({
      players: ['1'],
      root: { player: '1', information: 'first', actions: { l: inner('second'), r: inner('second') } },
    });
    const { perfect, violations } = perfectRecall(game);
    expect(perfect).toBe(false);
    expect(violations).toMatchObject([{ informationSet: 1, kind: 'forgets-action', nodes: [1, 4] }]);
    expect(violations[0].explanation).toContain('whether l or r was played at 0 ("first")');
  });

  it('says that information is forgotten', () => {
    const game = extensiveGame({
      players: ['1'],
      root: {
        chance: { a: '1/2', b: '1/2' },
        actions: {
          a: { player: '1', information: 'sees a', actions: { go: inner('later'), stop: end } },
          b: { player: '1', information: 'sees b', actions: { go: inner('later'), stop: end } },
        },
      },
    });
    expect(perfectRecall(game).violations).toMatchObject([{ kind: 'forgets-information', player: 0 }]);
    expect(() => bestResponse(game, [[1, 0], [1, 0], [1, 0]], 0)).toThrow(/have perfect recall; got "Information set 1/); // prettier-ignore
  });

  it('says that a player is absent-minded; its tree can still be played out', () => {
    const road = (on: object) => ({ player: '1', information: 'road', actions: { exit: { payoffs: [0] }, on } });
    const twice = { player: '1', information: 'road', actions: { exit: { payoffs: [4] }, on: { payoffs: [1] } } };
    const game = extensiveGame({ players: ['1'], root: road(twice) as never });
    expect(perfectRecall(game).violations).toMatchObject([{ kind: 'absent-minded', nodes: [0, 2] }]);
    // Piccione & Rubinstein: going on with probability p pays 4p(1 − p) + p², at most 4/3 for p = 2/3.
    expect(evaluateBehavior(game, [[1 / 3, 2 / 3]]).payoffs[0]).toBeCloseTo(4 / 3, 12);
    // Pure strategies do worse.
    expect([...toStrategicGame(game).game.payoffs[0]]).toEqual([0, 1]);
  });
});

describe('subgames', () => {
  it('are found where no information set is cut, as by brute force', () => {
    for (let seed = 0; seed < 60; seed++) {
      const game = randomTree(seed, { players: 2 + (seed % 2), hidden: seed % 3 > 0 });
      const { nodes, informationSets } = game;
      const expected = Array.from({ length: nodes.count }, (_, v) => v).filter(
        (v) =>
          nodes.end[v] > v + 1 &&
          (nodes.player[v] < 0 || informationSets[nodes.set[v]].nodes.length === 1) &&
          informationSets.every(({ nodes: members }) => {
            const inside = members.filter((u) => u >= v && u < nodes.end[v]).length;
            return inside === 0 || inside === members.length;
          }),
      );
      expect(subgameRoots(game)).toEqual(expected);
    }
    expect(subgameRoots(seltensHorse())).toEqual([0]);
  });

  it('are games of their own', () => {
    const game = centipede(6);
    const { game: part, informationSets } = extractSubgame(game, 4);
    expect(informationSets).toEqual([2, 3, 4, 5]);
    expect([...part.terminalPayoffs[0]]).toEqual([...game.terminalPayoffs[0].slice(2)]);
    expect(() => extractSubgame(seltensHorse(), 1)).toThrow('be a node at which a subgame begins');
  });
});

describe('a behaviour profile', () => {
  it('pays what a walk through the tree pays; reach and beliefs are consistent', () => {
    for (let seed = 0; seed < 40; seed++) {
      const game = randomTree(seed, { players: 1 + (seed % 3), depth: 5 });
      const profile = randomBehavior(game, seed);
      const { payoffs, nodeProbabilities, beliefs, setProbabilities } = evaluateBehavior(game, profile);
      close(payoffs, walk(game, profile));
      expect(game.terminals.reduce((sum, v) => sum + nodeProbabilities[v], 0)).toBeCloseTo(1, 12);
      beliefs.forEach((belief, h) => {
        expect(belief!.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        expect(nodeProbabilities[game.informationSets[h].nodes[0]]).toBeCloseTo(belief![0] * setProbabilities[h], 12);
      });
    }
    expect(evaluateBehavior(centipede(4), [[1, 0], [1, 0], [1, 0], [1, 0]]).beliefs[1]).toBeNull(); // prettier-ignore
  });

  it('is checked', () => {
    const game = matchingPenniesTree();
    expect(() => evaluateBehavior(game, [[1, 0]])).toThrow('profile.length must equal 2');
    expect(() => evaluateBehavior(game, [[1, 0], [0.5, 0.4]])).toThrow('sum of profile[1] must equal 1'); // prettier-ignore
    expect(() => evaluateBehavior(game, [[1, 0], [1.5, -0.5]])).toThrow('profile[1][0]'); // prettier-ignore
  });

  it('has the best responses that the strategic form has', () => {
    for (let seed = 0; seed < 40; seed++) {
      const game = randomTree(seed, { players: 2 + (seed % 2), depth: 4, actions: 2 });
      const profile = randomBehavior(game, seed);
      const form = toStrategicGame(game);
      const mixed = behaviorToMixed(game, form, profile);
      game.players.forEach((_, player) => {
        const { payoff, profile: answered } = bestResponse(game, profile, player);
        expect(payoff).toBeCloseTo(Math.max(...deviationPayoffs(form.game, mixed, player)), 10);
        expect(evaluateBehavior(game, answered).payoffs[player]).toBeCloseTo(payoff, 10);
      });
    }
  });
});

describe('the strategic form', () => {
  it('pays every pure profile what the tree pays', () => {
    for (let seed = 0; seed < 25; seed++) {
      const tree = randomTree(seed, { players: 2 + (seed % 2), depth: 3 });
      const { game, strategies } = toStrategicGame(tree);
      const profile = new Array<number>(tree.players.length).fill(0);
      const check = (p: number): void => {
        if (p < profile.length) {
          for (profile[p] = 0; profile[p] < strategies[p].length; profile[p]++) check(p + 1);
          return;
        }
        const pure = tree.informationSets.map(({ player, actions }, h) => {
          const action = strategies[player][profile[player]][h];
          return actions.map((_, a) => (a === Math.max(0, action) ? 1 : 0));
        });
        close(game.payoff(profile), walk(tree, pure));
      };
      check(0);
    }
  });

  it('has the reduced strategies that differ in where they lead', () => {
    for (let seed = 0; seed < 40; seed++) {
      const tree = randomTree(seed, { depth: 4, actions: 2 });
      tree.players.forEach((_, player) => {
        const own = tree.informationSets.map((set, h) => (set.player === player ? h : -1)).filter((h) => h >= 0);
        if (own.length > 12) return;
        // Full strategies by where their own moves let play come.
        const ways = new Set<string>();
        for (let code = 0; code < 2 ** own.length; code++) {
          const reached = Array.from(tree.nodes.player.keys()).filter((node) => {
            for (let v = node; v > 0; v = tree.nodes.parent[v]) {
              const above = tree.nodes.parent[v];
              const k = tree.nodes.player[above] === player ? own.indexOf(tree.nodes.set[above]) : -1;
              if (k >= 0 && ((code >> k) & 1) !== tree.nodes.action[v]) return false;
            }
            return true;
          });
          ways.add(reached.join(' '));
        }
        expect(toStrategicGame(tree).strategies[player].length).toBe(ways.size);
      });
    }
    expect(toStrategicGame(kuhnPoker()).game.shape).toEqual([27, 64]);
    expect(() => toStrategicGame(leducPoker())).toThrow('maxProfiles');
  });

  it('and the tree pay the same, and Kuhn’s theorem holds against every reply', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const tree = randomTree(seed, { players: 2 + (seed % 2), depth: 4, actions: 2 });
        const form = toStrategicGame(tree);
        const behavior = randomBehavior(tree, seed);
        close(expectedPayoffs(form.game, behaviorToMixed(tree, form, behavior)), walk(tree, behavior));
        // A mixed strategy and its behaviour strategy come to the same, whatever pure strategy the others choose.
        const stream = randomStream(seed, 2);
        const mixed = form.strategies.map((list) => randomShares(stream, list.length));
        const converted = mixedToBehavior(tree, form, mixed);
        close(expectedPayoffs(form.game, mixed), walk(tree, converted));
        const equivalent = behaviorToMixed(tree, form, converted);
        for (let p = 0; p < tree.players.length; p++) {
          const replaced = mixed.map((own, q) => (q === p ? equivalent[q] : own));
          for (let q = 0; q < tree.players.length; q++) {
            if (q !== p) close(deviationPayoffs(form.game, replaced, q), deviationPayoffs(form.game, mixed, q), 9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the sequence form', () => {
  it('holds realization plans and their payoffs, and leads back to the behaviour', () => {
    for (let seed = 0; seed < 40; seed++) {
      const game = randomTree(seed, { players: 2 + (seed % 2), depth: 5 });
      const form = sequenceForm(game);
      const profile = randomBehavior(game, seed);
      const plans = game.players.map((_, p) => realizationPlan(game, profile, p));
      form.players.forEach(({ constraints, rightHandSide, sequences }, p) => {
        expect(plans[p].length).toBe(sequences.length);
        constraints.forEach(({ columns, values }, c) => {
          const row = columns.reduce((sum, column, k) => sum + values[k] * plans[p][column], 0);
          expect(row).toBeCloseTo(rightHandSide[c], 12);
        });
      });
      const payoffs = game.players.map((_, p) =>
        form.entries.reduce(
          (sum, entry) => sum + entry.sequences.reduce((product, s, q) => product * plans[q][s], entry.payoffs[p]),
          0,
        ),
      );
      close(payoffs, walk(game, profile));
      planBehavior(game, form, plans).forEach((shares, h) => close(shares, profile[h]));
    }
  });
});
