import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  behaviorRegret,
  behaviorToMixed,
  centipede,
  counterfactualRegret,
  entryDeterrence,
  evaluateBehavior,
  extractSubgame,
  ExtensiveGame,
  extensiveGame,
  kuhnPoker,
  leducPoker,
  matchingPenniesTree,
  myersonCards,
  nashEquilibria,
  pureSubgamePerfect,
  randomTree,
  regretOf,
  seltensHorse,
  sequenceEquilibrium,
  solveZeroSum,
  solveZeroSumTree,
  subgamePerfect,
  toStrategicGame,
} from '../index.js';

/** Kuhn's equilibria for three cards: one for every α of the first player. */
function kuhnProfile(game: ExtensiveGame, alpha: number): number[][] {
  const second: Record<string, number> = {
    '1': alpha, '2': 0, '3': 3 * alpha,
    '1 check bet': 0, '2 check bet': alpha + 1 / 3, '3 check bet': 1,
    '1 check': 1 / 3, '2 check': 0, '3 check': 1,
    '1 bet': 0, '2 bet': 1 / 3, '3 bet': 1,
  }; // prettier-ignore
  return game.informationSets.map(({ name }) => [1 - second[name], second[name]]);
}

describe('Kuhn’s poker', () => {
  const game = kuhnPoker();

  it('has the family of equilibria that Kuhn found, and no more of it', () => {
    for (const alpha of [0, 0.1, 1 / 3]) {
      const profile = kuhnProfile(game, alpha);
      expect(behaviorRegret(game, profile).regret).toBeLessThan(1e-12);
      expect(evaluateBehavior(game, profile).payoffs[0]).toBeCloseTo(-1 / 18, 12);
    }
    const beyond = kuhnProfile(game, 1 / 3);
    beyond[0] = [0.6, 0.4];
    expect(behaviorRegret(game, beyond).regret).toBeGreaterThan(1e-3);
  });

  it('is solved by all methods', async () => {
    const program = await solveZeroSumTree(game);
    const path = sequenceEquilibrium(game);
    const { game: matrix } = toStrategicGame(game);
    for (const { profile, payoffs } of [program, path]) {
      expect(payoffs[0]).toBeCloseTo(-1 / 18, 10);
      expect(behaviorRegret(game, profile).regret).toBeLessThan(1e-9);
      const at = (name: string) => profile[game.setNamed(name)][1];
      // The second player has one equilibrium strategy, the first a family.
      expect(at('1 check')).toBeCloseTo(1 / 3, 8);
      expect(at('2 bet')).toBeCloseTo(1 / 3, 8);
      expect(at('3')).toBeCloseTo(3 * at('1'), 8);
      expect(at('2 check bet')).toBeCloseTo(at('1') + 1 / 3, 8);
    }
    expect((await solveZeroSum(matrix.matrix(0))).value).toBeCloseTo(-1 / 18, 9);
  });
});

describe('Leduc poker', () => {
  it('has the known value, by linear program, by pivoting and by learning', async () => {
    const game = leducPoker();
    const { value, regret } = await solveZeroSumTree(game);
    expect(value).toBeCloseTo(-0.0856, 4);
    expect(regret).toBeLessThan(1e-9);
    const path = sequenceEquilibrium(game);
    expect(path.converged).toBe(true);
    expect(path.regret).toBeLessThan(1e-9);
    expect(path.payoffs[0]).toBeCloseTo(value, 9);
    const learnt = counterfactualRegret(game, { iterations: 1000 });
    expect(Math.abs(learnt.payoffs[0] - value)).toBeLessThanOrEqual(learnt.nashConv);
    expect(learnt.exploitability).toBeLessThan(1e-3);
  }, 30_000);
});

describe('the sequence form', () => {
  it('gives equilibria of random games, seen in the tree and in the strategic form', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(1, 2, 9), (seed, mostPayoff) => {
        const game = randomTree(seed, { depth: 4, actions: 2, mostPayoff });
        const { profile, regret, converged, payoffs } = sequenceEquilibrium(game);
        expect(converged).toBe(true);
        expect(regret).toBeLessThan(1e-9);
        const form = toStrategicGame(game);
        const mixed = behaviorToMixed(game, form, profile);
        expect(regretOf(form.game, mixed).regret).toBeLessThan(1e-9);
        const [m, n] = form.game.shape;
        if (m > 6 || n > 6) return;
        // Its payoffs are among those of the equilibria of the strategic form, or it is a mixture of some.
        const { equilibria, degenerate } = nashEquilibria(form.game);
        const known = equilibria.some((one) => one.payoffs.every((payoff, p) => Math.abs(payoff - payoffs[p]) < 1e-8));
        expect(known || degenerate).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('gives the value of random zero-sum games that the matrix has', async () => {
    for (let seed = 0; seed < 25; seed++) {
      const game = randomTree(seed, { depth: 4, actions: 2, zeroSum: true });
      const { value, regret } = await solveZeroSumTree(game);
      expect(regret).toBeLessThan(1e-9);
      expect(sequenceEquilibrium(game).payoffs[0]).toBeCloseTo(value, 9);
      expect((await solveZeroSum(toStrategicGame(game).game.matrix(0))).value).toBeCloseTo(value, 8);
      const { payoffs, nashConv } = counterfactualRegret(game, { iterations: 500 });
      expect(Math.abs(payoffs[0] - value)).toBeLessThanOrEqual(nashConv + 1e-9);
      expect(nashConv).toBeLessThan(0.1);
      expect(subgamePerfect(game).payoffs[0]).toBeCloseTo(value, 8);
    }
  });

  it('starts where it is told, and may end elsewhere', () => {
    const game = extensiveGame({
      players: ['1', '2'],
      root: {
        player: '1',
        actions: {
          a: { player: '2', information: 'h', actions: { a: { payoffs: [2, 1] }, b: { payoffs: [0, 0] } } },
          b: { player: '2', information: 'h', actions: { a: { payoffs: [0, 0] }, b: { payoffs: [1, 2] } } },
        },
      },
    });
    expect([...sequenceEquilibrium(game, { start: [[0.9, 0.1], [0.9, 0.1]] }).payoffs]).toEqual([2, 1]); // prettier-ignore
    expect([...sequenceEquilibrium(game, { start: [[0.1, 0.9], [0.1, 0.9]] }).payoffs]).toEqual([1, 2]); // prettier-ignore
  });

  it('refuses what it does not hold for, and says when it was stopped', async () => {
    expect(() => sequenceEquilibrium(seltensHorse())).toThrow('game.players must be two');
    await expect(solveZeroSumTree(entryDeterrence())).rejects.toThrow('pay the two players the same sum');
    const { converged, regret } = sequenceEquilibrium(kuhnPoker(), { maxPivots: 3 });
    expect(converged).toBe(false);
    expect(regret).toBeGreaterThan(0.01);
  });
});

describe('subgame perfection', () => {
  it('solves the classics', () => {
    expect(subgamePerfect(entryDeterrence())).toMatchObject({ ties: [], solvedParts: 0, regret: 0 });
    expect(subgamePerfect(centipede(100)).profile.every(([take]) => take === 1)).toBe(true);
    expect([...subgamePerfect(matchingPenniesTree()).payoffs]).toEqual([0, 0]);
    expect(subgamePerfect(myersonCards()).payoffs[0]).toBeCloseTo(1 / 3, 12);
    expect(() => subgamePerfect(seltensHorse())).toThrow('have at most two players moving in each part');
  });

  it('is an equilibrium in every subgame', () => {
    for (let seed = 0; seed < 60; seed++) {
      const players = 2 + (seed % 2);
      const game = randomTree(seed, { players, depth: 4, actions: 2, hidden: players === 2, mostPayoff: 4 });
      const solved = subgamePerfect(game);
      expect([...evaluateBehavior(game, solved.profile).payoffs]).toEqual(
        [...solved.payoffs].map((payoff) => expect.closeTo(payoff, 10) as number),
      );
      solved.roots.forEach((root, r) => {
        const part = extractSubgame(game, root);
        const profile = part.informationSets.map((h) => solved.profile[h]);
        expect(behaviorRegret(part.game, profile).regret).toBeLessThan(1e-9);
        expect(evaluateBehavior(part.game, profile).payoffs[0]).toBeCloseTo(solved.values[r][0], 10);
      });
    }
  });

  it('in pure strategies is found in full, ties in all directions: against brute force', () => {
    let several = 0;
    for (let seed = 0; seed < 60; seed++) {
      const game = randomTree(seed, { players: 2 + (seed % 2), depth: 3, actions: 2, hidden: false, mostPayoff: 3 });
      const sets = game.informationSets.length;
      if (sets > 7) continue;
      const expected: string[] = [];
      for (let code = 0; code < 2 ** sets; code++) {
        const profile = game.informationSets.map((_, h) => [1 - ((code >> h) & 1), (code >> h) & 1]);
        const perfect = game.informationSets.every(({ nodes, player }) => {
          const value = (root: number, choice: number[][]): number => valueFrom(game, choice, root)[player];
          const h = game.nodes.set[nodes[0]];
          const other = profile.map((own, k) => (k === h ? [own[1], own[0]] : own));
          return value(nodes[0], other) <= value(nodes[0], profile) + 1e-9;
        });
        if (perfect) expected.push(profile.map(([, second]) => second).join(' '));
      }
      const found = pureSubgamePerfect(game).equilibria.map((actions) => actions.join(' '));
      expect([...found].sort()).toEqual(expected.sort());
      const { ties, profile } = subgamePerfect(game);
      expect(found).toContain(profile.map(([, second]) => second).join(' '));
      if (ties.length === 0) expect(found.length).toBe(1);
      else several++;
      expect(ties.length === 0).toBe(found.length === 1);
    }
    expect(several).toBeGreaterThan(5);
    expect(() => pureSubgamePerfect(matchingPenniesTree())).toThrow('have perfect information');
  });
});

/** What each player earns from a node on. */
function valueFrom(game: ExtensiveGame, profile: number[][], v: number): number[] {
  const { nodes, outcomes, players } = game;
  const paid = players.map((_, p) => (nodes.outcome[v] < 0 ? 0 : outcomes[nodes.outcome[v]].payoffs[p]));
  for (let k = nodes.firstChild[v]; k < nodes.firstChild[v + 1]; k++) {
    const child = nodes.children[k];
    const odds = nodes.player[v] < 0 ? nodes.probability[child] : profile[nodes.set[v]][k - nodes.firstChild[v]];
    valueFrom(game, profile, child).forEach((payoff, p) => (paid[p] += odds * payoff));
  }
  return paid;
}
