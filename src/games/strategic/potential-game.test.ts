import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  affinePayoffs,
  battleOfTheSexes,
  chicken,
  congestionGame,
  correlatedEquilibrium,
  exactPotential,
  expectedPayoffs,
  matchingPennies,
  nashEquilibria,
  ordinalPotential,
  priceOfAnarchy,
  prisonersDilemma,
  pureEquilibria,
  randomGame,
  routingGame,
  StrategicGame,
  weightedPotential,
  withExternalities,
} from '../index.js';

/** Every deviation of one player, as payoffs' indices. */
function deviations(game: StrategicGame): { player: number; from: number; to: number }[] {
  const list: { player: number; from: number; to: number }[] = [];
  const count = game.payoffs[0].length;
  const digits = (at: number) => {
    const profile: number[] = [];
    for (let p = game.shape.length - 1, rest = at; p >= 0; rest = Math.floor(rest / game.shape[p--])) profile[p] = rest % game.shape[p]; // prettier-ignore
    return profile;
  };
  for (let from = 0; from < count; from++) {
    for (let to = 0; to < count; to++) {
      const [a, b] = [digits(from), digits(to)];
      const changed = a.flatMap((s, p) => (s === b[p] ? [] : [p]));
      if (changed.length === 1) list.push({ player: changed[0], from, to });
    }
  }
  return list;
}

/** A game with the given potential, hidden under externalities. */
function hidden(shape: number[], seed: number, weights: number[]): StrategicGame {
  const stream = randomStream(seed);
  const common = randomGame(shape, { kind: 'commonInterest', seed });
  const noise = new Map<string, number>();
  return withExternalities(affinePayoffs(common, weights.map((scale) => ({ scale }))), (player, profile) => {
    const key = `${player} ${profile.join()}`;
    if (!noise.has(key)) noise.set(key, 5 * stream.normal());
    return noise.get(key)!;
  }); // prettier-ignore
}

describe('potentials', () => {
  it('are recovered exactly from under externalities', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const game = hidden([2, 3, 2], seed, [1, 1, 1]);
      const common = randomGame([2, 3, 2], { kind: 'commonInterest', seed }).payoffs[0];
      const { exists, potential, cycle } = exactPotential(game);
      expect([exists, cycle]).toEqual([true, null]);
      common.forEach((value, at) => expect(potential![at]).toBeCloseTo(value - common[0], 10));
    }
  });

  it('with weights are found where the exact kind fails', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const weights = [1, 3, 0.25];
      const game = hidden([2, 2, 3], seed, weights);
      expect(exactPotential(game).exists).toBe(false);
      const found = weightedPotential(game);
      expect(found.exists).toBe(true);
      weights.forEach((weight, p) => expect(found.weights![p]).toBeCloseTo(weight, 9));
      for (const { player, from, to } of deviations(game)) {
        const gain = game.payoffs[player][to] - game.payoffs[player][from];
        expect(gain).toBeCloseTo(found.weights![player] * (found.potential![to] - found.potential![from]), 9);
      }
      expect(ordinalPotential(game).exists).toBe(true);
    }
    expect(weightedPotential(matchingPennies())).toEqual({ exists: false, potential: null, weights: null });
  });

  it('fail with a four-cycle whose gains are what is said', () => {
    for (let index = 0; index < 20; index++) {
      const game = randomGame([3, 2, 2], { seed: 91, index });
      const { exists, cycle } = exactPotential(game);
      expect(exists).toBe(false);
      const { profiles, gain } = cycle!;
      const around = profiles.reduce((sum, profile, k) => {
        const next = profiles[(k + 1) % 4];
        const movers = profile.flatMap((s, p) => (s === next[p] ? [] : [p]));
        expect(movers).toHaveLength(1);
        return sum + game.payoff(next)[movers[0]] - game.payoff(profile)[movers[0]];
      }, 0);
      expect(around).toBeCloseTo(gain, 12);
      expect(gain).toBeGreaterThan(0);
    }
  });

  it('of ordinal kind rank every deviation rightly or show an improving cycle', () => {
    let kinds = [0, 0, 0];
    for (let index = 0; index < 300; index++) {
      const stream = randomStream(92, index);
      const shape = index % 2 ? [2, 2, 2] : [3, 3];
      const game = new StrategicGame(shape, shape.map(() => Float64Array.from({ length: index % 2 ? 8 : 9 }, () => stream.below(3)))); // prettier-ignore
      const { exists, potential, generalised, cycle } = ordinalPotential(game);
      const gainOf = ({ player, from, to }: { player: number; from: number; to: number }) =>
        game.payoffs[player][to] - game.payoffs[player][from];
      if (exists) {
        for (const step of deviations(game)) {
          expect(Math.sign(gainOf(step))).toBe(Math.sign(potential![step.to] - potential![step.from]));
        }
      } else {
        const gains = cycle!.map((profile, k) => {
          const next = cycle![(k + 1) % cycle!.length];
          const movers = profile.flatMap((s, p) => (s === next[p] ? [] : [p]));
          expect(movers).toHaveLength(1);
          return game.payoff(next)[movers[0]] - game.payoff(profile)[movers[0]];
        });
        expect(gains.every((gain) => (generalised ? gain >= 0 : gain > 0))).toBe(true);
        expect(gains.some((gain) => gain > 0)).toBe(true);
      }
      // Finite improvement: removing sinks of strict gains again and again leaves nothing, exactly if there is no cycle.
      let left = Array.from(game.payoffs[0].keys());
      const strict = deviations(game).filter((step) => gainOf(step) > 0);
      for (;;) {
        const kept = left.filter((at) => strict.some(({ from, to }) => from === at && left.includes(to)));
        if (kept.length === left.length) break;
        left = kept;
      }
      expect(generalised).toBe(left.length === 0);
      if (generalised) expect(pureEquilibria(game).length).toBeGreaterThan(0);
      kinds = kinds.map((n, k) => n + Number([exists, generalised && !exists, !generalised][k]));
    }
    expect(Math.min(...kinds)).toBeGreaterThan(10);
  });
});

describe('congestion games', () => {
  const quarter = (users: number) => users / 4;
  const roads = [
    { from: 's', to: 'a', delay: quarter },
    { from: 's', to: 'b', delay: () => 1 },
    { from: 'a', to: 't', delay: () => 1 },
    { from: 'b', to: 't', delay: quarter },
  ];
  const trips = [1, 2, 3, 4].map(() => ({ from: 's', to: 't' }));

  it('have Rosenthal’s potential', () => {
    const { game, potential, ways } = routingGame([...roads, { from: 'a', to: 'b', delay: () => 0 }], trips);
    expect(ways[0]).toEqual([['s', 'a', 't'], ['s', 'a', 'b', 't'], ['s', 'b', 't']]); // prettier-ignore
    const found = exactPotential(game);
    expect(found.exists).toBe(true);
    potential.forEach((value, at) => expect(found.potential![at]).toBeCloseTo(value - potential[0], 12));
  });

  it('hold Pigou’s 4/3 and Braess’s paradox', async () => {
    const pigou = congestionGame([{ name: 'wide', delay: () => 1 }, { name: 'narrow', delay: quarter }], trips.map(() => [['wide'], ['narrow']])); // prettier-ignore
    const loss = await priceOfAnarchy(pigou.game, { costs: true });
    // All on the narrow road cost 4; two on each 2·1 + 2·½ = 3.
    expect([loss.worst, loss.optimum]).toEqual([-4, -3]);
    expect(loss.anarchy).toBeCloseTo(4 / 3, 14);
    // A driver who is one of three there pays ¾ and is content: 1 + 3·¾.
    expect(loss.stability).toBeCloseTo(3.25 / 3, 14);
    const before = await priceOfAnarchy(routingGame(roads, trips).game, { costs: true });
    const after = await priceOfAnarchy(routingGame([...roads, { from: 'a', to: 'b', delay: () => 0 }], trips).game, { costs: true }); // prettier-ignore
    expect([before.worst, after.worst]).toEqual([-6, -8]);
    expect(after.anarchy).toBeLessThanOrEqual(5 / 2);
    expect(() => routingGame(roads, [{ from: 't', to: 's' }])).toThrow('trips[0] must be possible on the roads');
    expect(() => congestionGame([], [[['x']]])).toThrow('strategies[0][0][0] must be the name of a resource');
  });
});

describe('price of anarchy', () => {
  it('widens from pure to coarse correlated equilibria', async () => {
    for (let index = 0; index < 15; index++) {
      const game = randomGame([3, 3], { seed: 93, index });
      for (const welfare of ['utilitarian', 'egalitarian'] as const) {
        const [mixed, correlated, coarse] = [
          await priceOfAnarchy(game, { concept: 'mixed', welfare }),
          await priceOfAnarchy(game, { concept: 'correlated', welfare }),
          await priceOfAnarchy(game, { concept: 'coarse', welfare }),
        ];
        expect(correlated.worst).toBeLessThanOrEqual(mixed.worst + 1e-8);
        expect(coarse.worst).toBeLessThanOrEqual(correlated.worst + 1e-8);
        expect(correlated.best).toBeGreaterThanOrEqual(mixed.best - 1e-8);
        expect(coarse.best).toBeGreaterThanOrEqual(correlated.best - 1e-8);
        expect(coarse.optimum).toBeGreaterThanOrEqual(coarse.best - 1e-8);
        expect(coarse.anarchy).toBeGreaterThanOrEqual(coarse.stability - 1e-8);
      }
    }
  });

  it('of chicken has the published correlated welfare', async () => {
    const correlated = await priceOfAnarchy(chicken(), { concept: 'correlated' });
    expect(correlated.best).toBeCloseTo(10.5, 8);
    expect(correlated.worst).toBeCloseTo(7.2, 8);
    expect(correlated.anarchy).toBeCloseTo(12 / 7.2, 8);
    const least = await correlatedEquilibrium(chicken(), { objective: { player: 0, least: true } });
    expect(least.payoffs[0]).toBeCloseTo(2, 8);
    const other = await priceOfAnarchy(StrategicGame.symmetric([[4, 1], [5, 0]]), { concept: 'correlated' }); // prettier-ignore
    expect([other.best, other.worst].map((x) => x.toFixed(6))).toEqual(['6.666667', '4.000000']);
  });

  it('of the battle of the sexes and the dilemma are what is worked out by hand', async () => {
    const battle = await priceOfAnarchy(battleOfTheSexes(), { concept: 'mixed' });
    expect(battle.anarchy).toBeCloseTo(17 / (140 / 17), 10);
    expect(battle.stability).toBe(1);
    const fair = await priceOfAnarchy(battleOfTheSexes(), { concept: 'correlated', welfare: 'egalitarian' });
    expect(fair.best).toBeCloseTo(8.5, 8);
    expect(fair.optimum).toBeCloseTo(8.5, 8);
    expect((await priceOfAnarchy(prisonersDilemma())).anarchy).toBe(3);
    expect((await priceOfAnarchy(matchingPennies())).anarchy).toBeNaN();
    expect((await priceOfAnarchy(matchingPennies(), { concept: 'mixed' })).worst).toBeCloseTo(0, 12);
  });

  it('over three players counts mixed equilibria', async () => {
    const game = randomGame([2, 2, 2], { seed: 94, index: 3 });
    const { worst, complete } = await priceOfAnarchy(game, { concept: 'mixed' });
    const coarse = await priceOfAnarchy(game, { concept: 'coarse' });
    expect(complete).toBe(true);
    expect(worst).toBeGreaterThanOrEqual(coarse.worst - 1e-8);
  });

  it('on a continuum takes its extremes at corners', async () => {
    // Any mixture of the identical rows is in equilibrium.
    const game = StrategicGame.bimatrix([[1, 1], [1, 1]], [[3, 0], [1, 0]]); // prettier-ignore
    const { worst, best, complete } = await priceOfAnarchy(game, { concept: 'mixed' });
    expect([worst, best, complete]).toEqual([2, 4, true]);
    for (const share of [0, 0.3, 1]) {
      const sum = expectedPayoffs(game, [[share, 1 - share], [1, 0]]).reduce((a, b) => a + b); // prettier-ignore
      expect(sum).toBeGreaterThanOrEqual(worst);
      expect(sum).toBeLessThanOrEqual(best);
    }
    expect(nashEquilibria(game).components).toHaveLength(1);
    expect((await priceOfAnarchy(game, { concept: 'mixed', welfare: 'egalitarian' })).complete).toBe(false);
  });
});
