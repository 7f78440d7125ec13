import { checkVector } from '../../foundation/index.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';

/** What a solution concept works on: w(S) = v(S) − v(∅), and v(∅) itself. */
export interface ZeroedGame {
  readonly n: number;
  readonly players: readonly string[];
  /** w by bit mask, w(∅) = 0. A copy. */
  readonly worth: Float64Array;
  /** v(∅), which was subtracted. */
  readonly baseline: number;
}

/** A game with v(∅) subtracted from every value. */
export function zeroedGame(game: CooperativeGame): ZeroedGame {
  const values = denseValues(game);
  const baseline = values[0];
  return {
    n: game.players.length,
    players: game.players,
    worth: values.map((value) => value - baseline),
    baseline,
  };
}

/** x(S) = Σ_{i∈S} xᵢ for every coalition, by bit mask. */
export function coalitionSums(
  x: ArrayLike<number>,
  n: number,
  out: Float64Array = new Float64Array(2 ** n),
): Float64Array {
  out[0] = 0;
  for (let i = 0; i < n; i++) {
    const half = 2 ** i;
    for (let mask = 0; mask < half; mask++) out[half + mask] = out[mask] + x[i];
  }
  return out;
}

/** An allocation from the door: one finite number a player, by vector or by name. */
export function checkAllocation(
  allocation: ArrayLike<number> | Readonly<Record<string, number>>,
  players: readonly string[],
): Float64Array {
  if (typeof (allocation as ArrayLike<number>).length === 'number') {
    return checkVector('allocation', allocation, { length: players.length });
  }
  const named = allocation as Readonly<Record<string, number>>;
  return checkVector(
    'allocation',
    players.map((name) => named[name]),
  );
}
