import { checkInteger } from '../../foundation/index.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { DenseGame } from '../games/dense-game.js';
import { Interactions, ordersBetween, ordersOf } from './interactions.js';
import { multilinearDerivatives, valuesFromDerivatives } from '../values/multilinear-extension.js';

/**
 * The Möbius transform (Harsanyi dividends) of a game: m(T) = Σ_{L⊆T} (−1)^{|T|−|L|} v(L), what a coalition has beyond all
 * its parts. m(∅) = v(∅); all others add up to v(N) − v(∅).
 *
 * @param order - largest coalitions wanted, default all
 *
 * Cost: n·2ⁿ⁻¹ butterflies for all orders, one copy of the table (n = 20: some 30 ms).
 *
 * @example
 * ```ts
 * import { DenseGame, moebius } from 'polity/attribution';
 * const dividends = moebius(new DenseGame([10, 4, 3, 9, 2, 8, 7, 15], { players: ['a', 'b', 'c'] }));
 * dividends.get(['a', 'b']); // 12
 * dividends.get(['a', 'b', 'c']); // -10
 * ```
 */
export function moebius(game: CooperativeGame, { order }: { readonly order?: number } = {}): Interactions {
  const { players } = game;
  const n = players.length;
  const last = order === undefined ? n : checkInteger('order', order, { min: 0, max: n });
  const values = denseValues(game);
  return new Interactions(
    'Möbius coefficient',
    players,
    ordersOf(moebiusTable(values), n, ordersBetween(0, last)),
    values[values.length - 1] - values[0],
  );
}

/** All 2ⁿ Möbius coefficients by bit mask, as a new table. */
export function moebiusTable(values: Float64Array): Float64Array {
  const table = values.slice();
  multilinearDerivatives(table, 0);
  return table;
}

/**
 * The game of given Möbius coefficients, v(S) = Σ_{T⊆S} m(T): the inverse of {@link moebius}. Orders that are not there
 * count as 0, which gives the k-additive game of the first k orders.
 *
 * @example
 * ```ts
 * import { DenseGame, gameFromMoebius, moebius } from 'polity/attribution';
 * const game = new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]);
 * [...gameFromMoebius(moebius(game)).values]; // [10, 4, 3, 9, 2, 8, 7, 15]
 * [...gameFromMoebius(moebius(game, { order: 2 })).values]; // [10, 4, 3, 9, 2, 8, 7, 25]
 * ```
 */
export function gameFromMoebius(coefficients: Interactions): DenseGame {
  const { players } = coefficients;
  const values = new Float64Array(2 ** players.length);
  for (const { mask, value } of coefficients) values[mask] = value;
  valuesFromDerivatives(values, 0);
  return new DenseGame(values, { players });
}
