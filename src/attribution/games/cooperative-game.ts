import { InvalidInputError } from '../../foundation/index.js';
import { coalitionLabel } from './coalition.js';

/**
 * A game of transferable utility: a worth for every coalition of its players. The worth of the empty coalition need not
 * be 0 (it is the base accuracy of an ablation study); values and interactions are made of differences, in which it drops out.
 *
 * Any object with names and a function is a game: `{ players: ['a', 'b'], value: (mask) => … }`.
 */
export interface CooperativeGame {
  readonly players: readonly string[];
  /** Worth of the coalition of a bit mask: bit i is set when `players[i]` is a member. At most 31 players. */
  value(coalition: number): number;
  /** Worth of a coalition given as memberships (1 for a member): for games of any number of players. */
  worth?(members: Uint8Array): number;
  /**
   * Worths of the first 1, 2, …, n players of an order, written to `out[at]`, `out[at + 1]`, …, where the game can let players
   * in one at a time: permutation sampling then takes n steps an order instead of n².
   */
  worthsAlong?(order: ArrayLike<number>, out: Float64Array, at: number): void;
  /** All 2ⁿ values by bit mask, where the game is a table. */
  readonly values?: Float64Array;
  /** Shapley values in the order of `players`, where the game has a closed form or a fast program for them. */
  shapleyValues?(): Float64Array;
  /** Banzhaf values in the order of `players`, likewise. */
  banzhafValues?(): Float64Array;
}

/** Exact methods tabulate all 2ⁿ coalitions: 2²⁴ doubles are 128 MiB. */
export const MAX_DENSE_PLAYERS = 24;

/**
 * All 2ⁿ values of a game, indexed by bit mask. A dense game hands out its own table: read it, do not write to it.
 *
 * Throws `InvalidInputError` for more than 24 players, and for a coalition whose value is not a finite number.
 * Cost: 2ⁿ evaluations, 8·2ⁿ bytes.
 *
 * @example
 * ```ts
 * import { denseValues } from 'polity/attribution';
 * [...denseValues({ players: ['a', 'b'], value: (mask) => (mask === 3 ? 1 : 0) })]; // [0, 0, 0, 1]
 * ```
 */
export function denseValues(game: CooperativeGame): Float64Array {
  const n = checkDensePlayers(game.players.length);
  if (game.values) {
    if (game.values.length !== 2 ** n) {
      throw new InvalidInputError('game.values.length', game.values.length, `equal 2^${n} = ${2 ** n}`);
    }
    return game.values;
  }
  const values = new Float64Array(2 ** n);
  for (let mask = 0; mask < values.length; mask++) values[mask] = game.value(mask);
  checkFiniteValues('game', game.players, values);
  return values;
}

/** The number of players of an exact computation, or an error with the limit and the way out. */
export function checkDensePlayers(n: number): number {
  if (n < 1) throw new InvalidInputError('players.length', n, 'be at least 1');
  if (n > MAX_DENSE_PLAYERS) {
    throw new InvalidInputError(
      'players.length',
      n,
      `be at most ${MAX_DENSE_PLAYERS} for an exact computation over all 2^n coalitions; ` +
        'for more players estimate by sampling (permutation sampling, KernelSHAP)',
    );
  }
  return n;
}

/** Every value finite, or an error that names the coalition. */
export function checkFiniteValues(name: string, players: readonly string[], values: Float64Array): void {
  for (let mask = 0; mask < values.length; mask++) {
    // x − x is 0 for finite x and NaN otherwise.
    if (values[mask] - values[mask] !== 0) {
      throw new InvalidInputError(
        `${name}: value of ${coalitionLabel(players, mask)}`,
        values[mask],
        'be a finite number',
      );
    }
  }
}
