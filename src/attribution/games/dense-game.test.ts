import { describe, expect, it } from 'vitest';
import {
  DenseGame,
  coalitionLabel,
  coalitionMask,
  coalitionNames,
  coalitionSize,
  denseValues,
  nextOfSameSize,
} from '../index.js';

const players = ['P', 'R', 'A', 'F'];

describe('coalitions', () => {
  it('names and masks are inverse', () => {
    for (let mask = 0; mask < 16; mask++) {
      const names = coalitionNames(players, mask);
      expect(coalitionMask(players, names)).toBe(mask);
      expect(coalitionMask(players, [...names].reverse())).toBe(mask);
      expect(coalitionSize(mask)).toBe(names.length);
    }
    expect(coalitionLabel(players, 0)).toBe('∅');
    expect(coalitionLabel(players, 0b1001)).toBe('{P, F}');
    expect(coalitionSize(2 ** 31 - 1)).toBe(31);
  });

  it('walks all masks of a size in increasing order', () => {
    const seen: number[] = [];
    for (let mask = 0b111; mask < 2 ** 10; mask = nextOfSameSize(mask)) seen.push(mask);
    expect(seen).toEqual(Array.from({ length: 1024 }, (_, mask) => mask).filter((mask) => coalitionSize(mask) === 3));
  });

  it('rejects unknown and repeated names and foreign bits', () => {
    expect(() => coalitionMask(players, ['P', 'X'])).toThrow('coalition must name players among P, R, A, F; got "X"');
    expect(() => coalitionMask(players, ['P', 'P'])).toThrow('name each player once (P)');
    expect(() => coalitionMask(players, 16)).toThrow('[0, 15]');
    expect(() => coalitionMask(players, 'P' as unknown as string[])).toThrow('a bit mask or a list of names');
  });
});

describe('DenseGame', () => {
  it('looks up by mask, by names and by memberships', () => {
    const game = new DenseGame([0, 1, 2, 3, 4, 5, 6, 7], { players: ['a', 'b', 'c'] });
    expect(game.value(5)).toBe(5);
    expect(game.worthOf(['c', 'a'])).toBe(5);
    expect(game.worth(Uint8Array.of(1, 0, 1))).toBe(5);
    expect(denseValues(game)).toBe(game.values);
  });

  it('is tabulated from any game', () => {
    const game = DenseGame.from({ players: ['a', 'b'], value: (mask) => mask * 10 });
    expect([...game.values]).toEqual([0, 10, 20, 30]);
  });

  it('rejects a wrong length, values that are not finite, too many players and bad names', () => {
    expect(() => new DenseGame([1, 2, 3])).toThrow(
      'values.length must be 2^n: a value for every coalition of n ≥ 1 players; got 3',
    );
    expect(() => new DenseGame([1])).toThrow('values.length');
    expect(() => new DenseGame([])).toThrow('values.length');
    expect(() => new DenseGame([0, 1, NaN, 2], { players: ['a', 'b'] })).toThrow(
      'values: value of {b} must be a finite number; got NaN',
    );
    expect(() => new DenseGame([0, 1, 2, Infinity])).toThrow('{1, 2}');
    expect(() => new DenseGame({ length: 2 ** 25 })).toThrow('at most 24');
    expect(() => new DenseGame([0, 1, 2, 3], { players: ['a', 'a'] })).toThrow('different');
    expect(() => new DenseGame([0, 1, 2, 3], { players: ['a'] })).toThrow('players.length must equal 2; got 1');
    expect(() => new DenseGame([0, 1, 2, 3], { players: ['a', ''] })).toThrow('non-empty');
    expect(() => denseValues({ players: ['a', 'b'], value: (mask) => (mask === 2 ? NaN : 0) })).toThrow('{b}');
  });
});
