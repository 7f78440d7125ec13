import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  mckelveyMcLennanGame,
  mixedEquilibria,
  nashEquilibria,
  permuted,
  pureEquilibria,
  randomGame,
  regretOf,
  StrategicGame,
} from '../index.js';

/** A game by a function of the profile. */
function gameOf(shape: readonly number[], payoff: (profile: readonly number[]) => readonly number[]): StrategicGame {
  let profiles: number[][] = [[]];
  for (const count of shape) profiles = profiles.flatMap((p) => Array.from({ length: count }, (_, s) => [...p, s]));
  return new StrategicGame(shape, shape.map((_, p) => profiles.map((profile) => payoff(profile)[p]))); // prettier-ignore
}

const rounded = (profile: readonly Float64Array[]) => profile.map((mixed) => [...mixed].map((x) => Number(x.toFixed(6)))); // prettier-ignore

describe('equilibria of n players', () => {
  it('of McKelvey and McLennan’s game are nine, two of them fully mixed', () => {
    const { equilibria, complete, paths } = mixedEquilibria(mckelveyMcLennanGame());
    expect([equilibria.length, complete]).toEqual([9, true]);
    expect(equilibria.filter(({ profile }) => profile.every((mixed) => mixed.every((x) => x > 0)))).toHaveLength(2);
    expect(rounded(equilibria[3].profile)).toEqual([[0.5, 0.5], [0.4, 0.6], [0.25, 0.75]]); // prettier-ignore
    expect(paths).toBeGreaterThanOrEqual(2);
    expect(mixedEquilibria(mckelveyMcLennanGame(), { seed: 7 }).equilibria.map(({ profile }) => rounded(profile))).toEqual(
      equilibria.map(({ profile }) => rounded(profile)),
    ); // prettier-ignore
  });

  it('may be irrational: 1/√2, where the first strategy gains 1 − 2qr', () => {
    const game = gameOf([2, 2, 2], (profile) =>
      profile.map((own, p) => (own === 1 ? 0 : 1 - 2 * profile.reduce((all, s, q) => (q === p ? all : all * (1 - s)), 1))),
    ); // prettier-ignore
    const { equilibria, complete } = mixedEquilibria(game);
    expect(complete).toBe(true);
    const symmetric = equilibria.filter(({ profile }) => profile.every((mixed) => Math.abs(mixed[0] - profile[0][0]) < 1e-9)); // prettier-ignore
    expect(symmetric).toHaveLength(1);
    expect(Math.abs(symmetric[0].profile[2][0] - Math.SQRT1_2)).toBeLessThan(1e-15);
    expect(symmetric[0].regret).toBeLessThan(1e-15);
  });

  it('is one in Jordan’s matching pennies of three', () => {
    const game = gameOf([2, 2, 2], ([a, b, c]) => [a === b ? 1 : -1, b === c ? 1 : -1, c === a ? -1 : 1]);
    const { equilibria, complete } = mixedEquilibria(game);
    expect([equilibria.length, complete]).toEqual([1, true]);
    expect(rounded(equilibria[0].profile)).toEqual([[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]]); // prettier-ignore
  });

  it('of three in a bar for two are known: each pair goes, or all mix, or one stays out and two mix', () => {
    // Whoever goes gets 1 if at most two go and −1 if all do; staying pays 1/2.
    const game = gameOf([2, 2, 2], (profile) => {
      const going = profile.filter((s) => s === 0).length;
      return profile.map((s) => (s === 1 ? 0.5 : going <= 2 ? 1 : -1));
    });
    const { equilibria, complete } = mixedEquilibria(game);
    expect(complete).toBe(true);
    expect(pureEquilibria(game)).toEqual([[0, 0, 1], [0, 1, 0], [1, 0, 0]]); // prettier-ignore
    // 1 − 2p² = 1/2 where all mix alike.
    expect(equilibria.some(({ profile }) => profile.every((mixed) => Math.abs(mixed[0] - 0.5) < 1e-12))).toBe(true);
    // One certainly goes, the two others mix: 1 − 2p = 1/2.
    expect(equilibria.some(({ profile }) => profile[0][0] === 1 && Math.abs(profile[1][0] - 0.25) < 1e-12)).toBe(true);
    expect(equilibria.length % 2).toBe(1);
  });

  it('agree with the closed form where three players mix two strategies each', () => {
    let mixed = 0;
    for (let index = 0; index < 120; index++) {
      const game = randomGame([2, 2, 2], { seed: 81, index });
      const wanted = fullyMixed(game);
      const { equilibria, complete } = mixedEquilibria(game);
      expect(complete).toBe(true);
      expect(equilibria.length % 2).toBe(1);
      const found = equilibria.filter(({ profile }) => profile.every(([x]) => x > 0 && x < 1)).map(({ profile }) => profile.map(([x]) => x.toFixed(6)).join()); // prettier-ignore
      expect(found.sort()).toEqual(wanted.map((p) => p.map((x) => x.toFixed(6)).join()).sort());
      expect(equilibria.filter(({ profile }) => profile.every(([x]) => x === 0 || x === 1))).toHaveLength(pureEquilibria(game).length); // prettier-ignore
      mixed += found.length;
    }
    expect(mixed).toBeGreaterThan(5);
  });

  it('agree with vertex enumeration where there are two players', () => {
    for (let index = 0; index < 150; index++) {
      const stream = randomStream(82, index);
      const game = randomGame([1 + stream.below(4), 1 + stream.below(4)], { seed: 83, index });
      const { equilibria, complete } = mixedEquilibria(game);
      expect(complete).toBe(true);
      expect(equilibria.map(({ profile }) => rounded(profile))).toEqual(
        nashEquilibria(game).equilibria.map(({ row, column }) => rounded([row, column])),
      );
    }
  });

  it('move with the names of players and strategies', () => {
    for (let index = 0; index < 8; index++) {
      const game = randomGame([2, 3, 2], { seed: 84, index });
      const moved = permuted(game, { players: [2, 0, 1], strategies: [[1, 0], [2, 0, 1], [0, 1]] }); // prettier-ignore
      const back = mixedEquilibria(moved).equilibria.map(({ profile: [c, a, b] }) => rounded([Float64Array.of(a[1], a[0]), Float64Array.of(b[1], b[2], b[0]), c])); // prettier-ignore
      const sorted = (list: number[][][]) => list.map((profile) => profile.join(' ')).sort();
      expect(sorted(back)).toEqual(sorted(mixedEquilibria(game).equilibria.map(({ profile }) => rounded(profile))));
    }
  });

  it('of 3 × 3 × 3 games are an odd number, all verified', () => {
    for (let index = 0; index < 4; index++) {
      const game = randomGame([3, 3, 3], { kind: 'covariant', seed: 85, index });
      const { equilibria, complete } = mixedEquilibria(game);
      expect(complete).toBe(true);
      expect(equilibria.length % 2).toBe(1);
      for (const { profile } of equilibria) expect(regretOf(game, profile).regret).toBeLessThan(1e-9);
    }
  });

  it('are said to be incomplete where there is a continuum', () => {
    // Nau, Gomez Canovas and Hansen: three pure, two partly mixed, and a curve of fully mixed equilibria.
    const nau = new StrategicGame([2, 2, 2], [[0, 1, 0, 0, 3, 0, 0, 0], [0, 1, 3, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0, 3]]); // prettier-ignore
    const { equilibria, complete, singular } = mixedEquilibria(nau);
    expect([equilibria.length, complete]).toEqual([5, false]);
    expect(singular).toBeGreaterThan(0);
    // Selten's horse in reduced form.
    const horse = gameOf([2, 2, 2], ([one, two, three]) =>
      one === 1 ? (three === 0 ? [3, 2, 2] : [0, 0, 0]) : two === 0 ? [1, 1, 1] : three === 0 ? [4, 4, 0] : [0, 0, 1],
    ); // prettier-ignore
    const reduced = mixedEquilibria(horse);
    expect(reduced.complete).toBe(false);
    expect(reduced.equilibria.map(({ profile }) => rounded(profile).join(' '))).toEqual(expect.arrayContaining(['1,0 1,0 0,1', '0,1 1,0 1,0'])); // prettier-ignore
  });

  it('are refused where there would be too many supports', () => {
    expect(() => mixedEquilibria(randomGame([8, 8, 8]))).toThrow('have at most 20000 choices of supports');
  });
});

/** Both roots of the three bilinear indifference conditions, by elimination: for p (of player 0), q, r. */
function fullyMixed(game: StrategicGame): number[][] {
  const at = (player: number, a: number, b: number, c: number) => game.payoffs[player][4 * a + 2 * b + c];
  // Of each player what its first strategy gains over its second: k + a·x + b·y + c·x·y in the others' first probabilities.
  const coefficients = (gain: (x: number, y: number) => number) => {
    const k = gain(1, 1);
    return { k, a: gain(0, 1) - k, b: gain(1, 0) - k, c: gain(0, 0) - gain(0, 1) - gain(1, 0) + k };
  };
  const one = coefficients((q, r) => at(0, 0, q, r) - at(0, 1, q, r));
  const two = coefficients((p, r) => at(1, p, 0, r) - at(1, p, 1, r));
  const three = coefficients((p, q) => at(2, p, q, 0) - at(2, p, q, 1));
  // r from player 1's condition in q, r from player 2's in p, and q from player 3's in p.
  const q = (p: number) => -(three.k + three.a * p) / (three.b + three.c * p);
  const fromOne = (x: number) => -(one.k + one.a * x) / (one.b + one.c * x);
  const fromTwo = (p: number) => -(two.k + two.a * p) / (two.b + two.c * p);
  // Cleared of denominators the condition fromOne(q(p)) = fromTwo(p) is a quadratic: three values give it.
  const f = (p: number) => {
    const [n, d] = [-(three.k + three.a * p), three.b + three.c * p];
    return (one.k * d + one.a * n) * (two.b + two.c * p) - (two.k + two.a * p) * (one.b * d + one.c * n);
  };
  const [f0, f1, f2] = [f(0), f(1), f(-1)];
  const [A, B, C] = [(f1 + f2) / 2 - f0, (f1 - f2) / 2, f0];
  const root = Math.sqrt(B * B - 4 * A * C);
  if (Number.isNaN(root)) return [];
  return [(-B + root) / (2 * A), (-B - root) / (2 * A)]
    .map((p) => [p, q(p), fromTwo(p)])
    .filter((p) => p.every((x) => x > 0 && x < 1) && Math.abs(fromOne(p[1]) - p[2]) < 1e-6);
}
