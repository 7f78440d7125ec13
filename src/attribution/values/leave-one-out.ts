import { InvalidInputError } from '../../foundation/index.js';
import { MAX_MASKED_PLAYERS } from '../games/coalition.js';
import type { CooperativeGame } from '../games/cooperative-game.js';
import { playerValues, type PlayerValues } from './player-values.js';

/**
 * Leave-one-out: v(N) − v(N∖i), what is lost without the player. n + 2 evaluations.
 *
 * @example
 * ```ts
 * import { DenseGame, leaveOneOut } from 'polity/attribution';
 * leaveOneOut(new DenseGame([0, 1, 2, 10], { players: ['a', 'b'] })).byPlayer; // { a: 8, b: 9 }
 * ```
 */
export function leaveOneOut(game: CooperativeGame): PlayerValues {
  const all = grandCoalition(game);
  const top = game.value(all);
  const values = Float64Array.from(game.players, (_, i) => top - game.value(all ^ (1 << i)));
  return playerValues('Leave-one-out', game.players, values, top - game.value(0));
}

/**
 * Solo value: v({i}) − v(∅), what the player adds alone. n + 2 evaluations.
 *
 * @example
 * ```ts
 * import { DenseGame, soloValue } from 'polity/attribution';
 * soloValue(new DenseGame([0, 1, 2, 10], { players: ['a', 'b'] })).byPlayer; // { a: 1, b: 2 }
 * ```
 */
export function soloValue(game: CooperativeGame): PlayerValues {
  const bottom = game.value(0);
  const values = Float64Array.from(game.players, (_, i) => game.value(1 << i) - bottom);
  return playerValues('Solo value', game.players, values, game.value(grandCoalition(game)) - bottom);
}

function grandCoalition({ players }: CooperativeGame): number {
  const n = players.length;
  if (n > MAX_MASKED_PLAYERS) throw new InvalidInputError('players.length', n, `be at most ${MAX_MASKED_PLAYERS}`);
  return 2 ** n - 1;
}
