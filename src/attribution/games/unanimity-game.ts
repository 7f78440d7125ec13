import { checkNumber } from '../../foundation/index.js';
import { coalitionMask, coalitionSize, playerNames, type Coalition } from './coalition.js';
import type { CooperativeGame } from './cooperative-game.js';

/**
 * The unanimity game of a coalition T: a coalition is worth `worth` when it contains T, else 0. Unanimity games are a
 * basis of all games: a game's coordinates in it are its Möbius (Harsanyi) coefficients.
 *
 * @param coalition - T, not empty, by names or mask
 * @param worth - default 1
 *
 * @example
 * ```ts
 * import { shapley, unanimityGame } from 'polity/attribution';
 * shapley(unanimityGame(['a', 'b', 'c'], ['a', 'c'])).byPlayer; // { a: 0.5, b: 0, c: 0.5 }
 * ```
 */
export function unanimityGame(
  players: readonly string[],
  coalition: Coalition,
  { worth = 1 }: { readonly worth?: number } = {},
): CooperativeGame {
  const names = playerNames(players, players.length);
  const needed = coalitionMask(names, coalition);
  const value = checkNumber('worth', worth);
  const share = value / coalitionSize(needed);
  return {
    players: names,
    value: (mask) => ((mask & needed) === needed ? value : 0),
    shapleyValues: () => Float64Array.from(names, (_, i) => (needed & (1 << i) ? share : 0)),
  };
}
