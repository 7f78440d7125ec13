import { checkOneOf, randomStream } from '../../foundation/index.js';
import { playerNames } from './coalition.js';
import { checkDensePlayers } from './cooperative-game.js';
import { DenseGame } from './dense-game.js';

/**
 * A random dense game, for tests and simulations.
 *
 * - `independent`: every value uniform on [0, 1), the empty coalition's too.
 * - `monotone`: more members are never worth less; v(∅) = 0.
 * - `convex`: Harsanyi dividends uniform on [0, 1), hence convex and with a core; v(∅) = 0.
 *
 * @param n - number of players, 1 … 24
 *
 * @example
 * ```ts
 * import { randomGame } from 'polity/attribution';
 * randomGame(5, { family: 'convex', seed: 3 }).value(0); // 0
 * ```
 */
export function randomGame(
  n: number,
  {
    family = 'independent',
    seed = 0,
  }: { readonly family?: 'independent' | 'monotone' | 'convex'; readonly seed?: number } = {},
): DenseGame {
  checkDensePlayers(n);
  checkOneOf('family', family, ['independent', 'monotone', 'convex']);
  const stream = randomStream(seed);
  const values = Float64Array.from({ length: 2 ** n }, () => stream.uniform());
  if (family !== 'independent') {
    values[0] = 0;
    for (let bit = 1; bit < values.length; bit *= 2) {
      for (let mask = 0; mask < values.length; mask++) {
        if (!(mask & bit)) continue;
        if (family === 'convex') values[mask] += values[mask ^ bit];
        else values[mask] = Math.max(values[mask], values[mask ^ bit]);
      }
    }
  }
  return new DenseGame(values, { players: playerNames(undefined, n) });
}
