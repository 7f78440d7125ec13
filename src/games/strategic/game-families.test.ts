import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  affinePayoffs,
  battleOfTheSexes,
  chicken,
  eliminateDominated,
  equilibriumQuality,
  gameKind,
  lemkeHowson,
  matchingPennies,
  mckelveyMcLennanGame,
  nashEquilibria,
  normalizedPayoffs,
  oNeillGame,
  permuted,
  prisonersDilemma,
  quantalResponsePath,
  randomGame,
  rationalizableStrategies,
  riskDominance,
  rockPaperScissors,
  securityLevels,
  shapleyGame,
  solveZeroSum,
  stagHunt,
  StrategicGame,
  strategicallyEquivalent,
  supportEnumeration,
  vonStengelGame,
  withExternalities,
  type NashEquilibrium,
} from '../index.js';

describe('kinds of games', () => {
  it('are told apart', () => {
    expect(gameKind(matchingPennies())).toEqual({ zeroSum: true, constantSum: 0, commonInterest: false, symmetric: false }); // prettier-ignore
    expect(gameKind(rockPaperScissors())).toMatchObject({ zeroSum: true, symmetric: true });
    expect(gameKind(randomGame([3, 2, 4], { kind: 'commonInterest' }))).toMatchObject({ commonInterest: true, zeroSum: false, symmetric: false }); // prettier-ignore
    expect(gameKind(randomGame([2, 2, 2], { kind: 'covariant', correlation: -1 / 2 })).zeroSum).toBe(true);
    expect(gameKind(randomGame([2, 2, 2], { kind: 'covariant', correlation: 1 })).commonInterest).toBe(true);
    expect(gameKind(StrategicGame.bimatrix([[3, 1], [0, 2]], [[1, 3], [4, 2]]))).toMatchObject({ constantSum: 4, zeroSum: false }); // prettier-ignore
    expect(gameKind(oNeillGame()).symmetric).toBe(false);
    // Three players with one public good: what one gets depends on how many give, and on giving oneself.
    const good = (own: number, givers: number) => 2 * givers - 3 * own;
    const profiles = Array.from({ length: 8 }, (_, k) => [k >> 2, (k >> 1) & 1, k & 1]);
    const payoffs = [0, 1, 2].map((p) => profiles.map((profile) => good(profile[p], profile.reduce((a, b) => a + b)))); // prettier-ignore
    expect(gameKind(new StrategicGame([2, 2, 2], payoffs)).symmetric).toBe(true);
    payoffs[2][1] += 1;
    expect(gameKind(new StrategicGame([2, 2, 2], payoffs)).symmetric).toBe(false);
  });

  it('have security levels that agree with the value, and with brute force', async () => {
    const game = randomGame([4, 3], { kind: 'zeroSum', seed: 2 });
    const [row, column] = await securityLevels(game);
    const { value } = await solveZeroSum(game.matrix(0));
    expect(row.mixed).toBeCloseTo(value, 9);
    expect(column.mixed).toBeCloseTo(-value, 9);
    expect(row.pure).toBe(Math.max(...game.matrix(0).map((payoffs) => Math.min(...payoffs))));
    const three = randomGame([2, 3, 2], { seed: 3 });
    const [, second] = await securityLevels(three);
    // Nobody can be held below the level: against every profile of the others the strategy earns at least that.
    for (const a of [0, 1]) {
      for (const c of [0, 1]) {
        const earned = second.strategy.reduce((sum, share, s) => sum + share * three.payoff([a, s, c])[1], 0);
        expect(earned).toBeGreaterThanOrEqual(second.mixed - 1e-9);
      }
    }
    expect(second.mixed).toBeGreaterThanOrEqual(second.pure - 1e-12);
  });
});

describe('changes that change nothing', () => {
  it('are recognised, and their factors measured', () => {
    const game = randomGame([3, 2, 2], { seed: 4 });
    const stream = randomStream(5);
    const extra = Float64Array.from({ length: 36 }, () => stream.normal());
    const moved = withExternalities(affinePayoffs(game, [{ scale: 2 }, { shift: 3 }, { scale: 0.5, shift: 1 }]), (p, others) =>
      extra[12 * p + others.filter((s) => s >= 0).reduce((at, s) => 3 * at + s, 0)],
    ); // prettier-ignore
    const factors = strategicallyEquivalent(game, moved)!;
    [2, 1, 0.5].forEach((factor, p) => expect(factors[p]).toBeCloseTo(factor, 10));
    expect(strategicallyEquivalent(game, randomGame([3, 2, 2], { seed: 6 }))).toBeNull();
    expect(strategicallyEquivalent(prisonersDilemma(), affinePayoffs(stagHunt(), [{}, {}]))).toBeNull();
    expect(() => affinePayoffs(game, [{ scale: 0 }, {}, {}])).toThrow('changes[0].scale');
    const unit = normalizedPayoffs(game);
    for (const tensor of unit.payoffs) expect([Math.min(...tensor), Math.max(...tensor)]).toEqual([0, 1]);
  });

  it('can be undone', () => {
    const game = randomGame([2, 3, 4], { seed: 7 });
    const moved = permuted(game, { players: [2, 0, 1], strategies: [[1, 0], [0, 2, 1], [3, 1, 0, 2]] }); // prettier-ignore
    expect(moved.shape).toEqual([4, 2, 3]);
    expect(moved.payoff([0, 1, 2])).toEqual(Float64Array.from([2, 0, 1], (p) => game.payoff([0, 1, 3])[p]));
    const back = permuted(moved, { players: [1, 2, 0], strategies: [[2, 1, 3, 0], [1, 0], [0, 2, 1]] }); // prettier-ignore
    expect(back.payoffs).toEqual(game.payoffs);
    expect(() => permuted(game, { players: [0, 0, 1] })).toThrow('players[1] must differ');
  });
});

describe('refinements', () => {
  it('tell strict, quasi-strict and perfect equilibria apart', async () => {
    expect(await equilibriumQuality(prisonersDilemma(), [[0, 1], [0, 1]])).toEqual({ regret: 0, strict: true, quasiStrict: true, undominated: true, perfect: true }); // prettier-ignore
    expect(await equilibriumQuality(matchingPennies(), [[0.5, 0.5], [0.5, 0.5]])).toMatchObject({ strict: false, quasiStrict: true, perfect: true }); // prettier-ignore
    const slip = StrategicGame.symmetric([[1, 0], [0, 0]]); // prettier-ignore
    expect(await equilibriumQuality(slip, [[0, 1], [0, 1]])).toMatchObject({ quasiStrict: false, perfect: false }); // prettier-ignore
    // Dominated by a mixture only: the middle row against half of each other row.
    const mixture = StrategicGame.bimatrix([[4, 0, 2], [1, 1, 2], [0, 4, 2]], [[0, 0, 1], [0, 0, 1], [0, 0, 1]]); // prettier-ignore
    expect((await equilibriumQuality(mixture, [[0, 1, 0], [0, 0, 1]])).perfect).toBe(false); // prettier-ignore
    expect((await equilibriumQuality(mixture, [[1, 0, 0], [0, 0, 1]])).perfect).toBe(true); // prettier-ignore
    // Half of each outer row is not dominated either: it is what dominates.
    expect((await equilibriumQuality(mixture, [[0.5, 0, 0.5], [0, 0, 1]])).perfect).toBe(true); // prettier-ignore
    const nine = await equilibriumQuality(mckelveyMcLennanGame(), [[0.4, 0.6], [0.5, 0.5], [1 / 3, 2 / 3]]); // prettier-ignore
    expect(nine.perfect).toBeNull();
    await expect(equilibriumQuality(slip, [[0, 1], [1, 0]])).rejects.toThrow('profile must be an equilibrium'); // prettier-ignore
  });

  it('choose between two conventions as Harsanyi and Selten', () => {
    const hunt = riskDominance(stagHunt());
    expect([hunt.payoffDominant, hunt.riskDominant]).toEqual([[0, 0], [1, 1]]); // prettier-ignore
    // Losses (4 − 3)² and (2 − 0)².
    expect([...hunt.products]).toEqual([1, 4]);
    expect(riskDominance(battleOfTheSexes())).toMatchObject({ payoffDominant: null, riskDominant: null });
    expect(() => riskDominance(prisonersDilemma())).toThrow('strict equilibria must be two');
    // The path of logit equilibria selects the risk-dominant one in symmetric 2 × 2 games.
    for (const [a, c] of [
      [4, 3],
      [6, 3],
      [9, 4],
    ]) {
      // prettier-ignore
      const game = StrategicGame.symmetric([[a, 0], [c, 2]]); // prettier-ignore
      const [first] = riskDominance(game).riskDominant!;
      expect(quantalResponsePath(game).limit.profile[0][first]).toBeCloseTo(1, 9);
    }
  });

  it('keep what is rationalizable', async () => {
    const { left, beliefs } = await rationalizableStrategies(StrategicGame.bimatrix([[4, 0], [0, 4], [1, 1]], [[1, 0], [0, 1], [2, 0]])); // prettier-ignore
    expect([left, beliefs]).toEqual([[[0, 1], [0, 1]], 'independent']); // prettier-ignore
    expect((await rationalizableStrategies(mckelveyMcLennanGame())).beliefs).toBe('correlated');
  });
});

describe('random games', () => {
  it('are what their kind says, and the same again', async () => {
    for (let index = 0; index < 10; index++) {
      const solvable = randomGame([4, 3, 3], { kind: 'dominanceSolvable', seed: 8, index });
      const { game, rounds } = await eliminateDominated(solvable);
      expect(game.shape).toEqual([1, 1, 1]);
      expect(rounds.length).toBeGreaterThan(1);
    }
    expect(randomGame([3, 3], { seed: 1, index: 2 }).payoffs).toEqual(randomGame([3, 3], { seed: 1, index: 2 }).payoffs); // prettier-ignore
    expect(randomGame([3, 3], { seed: 1, index: 3 }).payoffs).not.toEqual(randomGame([3, 3], { seed: 1, index: 2 }).payoffs); // prettier-ignore
    expect(() => randomGame([2, 2, 2], { kind: 'zeroSum' })).toThrow('be 2 in a zero-sum game');
    expect(() => randomGame([2, 2, 2], { kind: 'covariant', correlation: -0.6 })).toThrow('correlation must');
  });

  it('have the covariance asked for', () => {
    const { payoffs } = randomGame([40, 40, 10], { kind: 'covariant', correlation: 0.3, seed: 9 });
    const n = payoffs[0].length;
    const moment = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, k) => sum + x * b[k], 0) / n;
    // Standard errors: √2/√n of a variance, about 1/√n of a covariance; four of them.
    expect(Math.abs(moment(payoffs[0], payoffs[0]) - 1)).toBeLessThan(4 * Math.SQRT2 / Math.sqrt(n)); // prettier-ignore
    expect(Math.abs(moment(payoffs[0], payoffs[2]) - 0.3)).toBeLessThan((4 * Math.sqrt(1.09)) / Math.sqrt(n));
  });
});

describe('classic games', () => {
  it('have their known equilibria', () => {
    expect(nashEquilibria(prisonersDilemma()).equilibria).toHaveLength(1);
    expect(nashEquilibria(stagHunt()).equilibria).toHaveLength(3);
    expect(nashEquilibria(chicken()).equilibria[1].row[0]).toBeCloseTo(2 / 3, 12);
    const oneill = nashEquilibria(oNeillGame()).equilibria;
    expect(oneill).toHaveLength(1);
    [0.4, 0.2, 0.2, 0.2].forEach((share, s) => expect(oneill[0].row[s]).toBeCloseTo(share, 12));
    expect(oneill[0].payoffs[0]).toBeCloseTo(-0.2, 12);
    const { equilibria } = nashEquilibria(shapleyGame());
    expect(equilibria.map(({ row }) => row.map((x) => Math.round(3 * x)).join())).toEqual(['1,1,1']);
    expect(nashEquilibria(vonStengelGame()).equilibria).toHaveLength(75);
    expect(() => prisonersDilemma({ reward: 6 })).toThrow('reward must lie below temptation = 5');
  });
});

describe('the solvers agree on thousands of random games', () => {
  const key = ({ row, column }: NashEquilibrium) =>
    [...row, ...column].map((x) => Math.round(1e7 * x) / 1e7 + 0).join();

  it('by vertices, by supports, along Lemke–Howson paths, and after a change of units and names', () => {
    for (let index = 0; index < 2500; index++) {
      const stream = randomStream(101, index);
      const shape = [1 + stream.below(4), 1 + stream.below(4)];
      const game = randomGame(shape, { kind: 'covariant', correlation: 1.6 * stream.uniform() - 0.8, seed: 102, index }); // prettier-ignore
      const all = nashEquilibria(game).equilibria.map(key);
      expect(all.length % 2).toBe(1);
      expect(supportEnumeration(game).map(key).sort()).toEqual([...all].sort());
      expect(all).toContain(key(lemkeHowson(game, { label: stream.below(shape[0] + shape[1]) })));
      const order = shape.map((count) => stream.shuffle(Array.from({ length: count }, (_, s) => s)));
      const moved = permuted(affinePayoffs(game, [{ scale: 3, shift: -1 }, { scale: 0.2, shift: 4 }]), { strategies: order }); // prettier-ignore
      const restored = nashEquilibria(moved).equilibria.map((found) => {
        const [row, column] = [found.row, found.column].map((mixed, p) => mixed.map((_, s) => mixed[order[p].indexOf(s)])); // prettier-ignore
        return key({ ...found, row, column });
      });
      expect(restored.sort()).toEqual([...all].sort());
    }
  });
});
