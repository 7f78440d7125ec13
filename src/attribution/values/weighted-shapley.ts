import { checkVector } from '../../foundation/index.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { moebiusTable } from '../interactions/moebius.js';
import { playerValues, type PlayerValues } from './player-values.js';
import { foldSingles } from './semivalue-fold.js';

/**
 * The weighted Shapley value: every dividend is shared in proportion to the players' weights,
 * φᵢ = Σ_{U∋i} λᵢ/λ(U) · m(U). Equal weights give the Shapley value. Efficient.
 *
 * @param weights - one a player, greater than 0
 *
 * Cost: one Möbius transform of a copy of the table. Source: Kalai & Samet, "On weighted Shapley values", International
 * Journal of Game Theory 16 (1987).
 *
 * @example
 * ```ts
 * import { DenseGame, weightedShapley } from 'polity/attribution';
 * weightedShapley(new DenseGame([0, 0, 0, 12], { players: ['a', 'b'] }), [1, 2]).byPlayer; // { a: 4, b: 8 }
 * ```
 */
export function weightedShapley(game: CooperativeGame, weights: ArrayLike<number>): PlayerValues {
  const { players } = game;
  const n = players.length;
  const lambda = checkVector('weights', weights, { length: n, min: 0, aboveMin: true });
  const values = denseValues(game);
  const table = moebiusTable(values);
  const block = Math.min(2 ** 8, table.length);
  const lowWeights = Float64Array.from({ length: block }, (_, mask) => weightOf(mask, lambda, 0));
  table[0] = 0;
  for (let from = 0, upper = 0; from < table.length; from += block, upper++) {
    const high = weightOf(upper, lambda, Math.log2(block));
    for (let l = from === 0 ? 1 : 0; l < block; l++) table[from + l] /= high + lowWeights[l];
  }
  const phi = new Float64Array(n);
  foldSingles(table, n, phi, 0);
  for (let i = 0; i < n; i++) phi[i] *= lambda[i];
  return playerValues('Weighted Shapley value', players, phi, values[values.length - 1] - values[0]);
}

/** Weight of a mask whose bit 0 is the player `first`. */
function weightOf(mask: number, weights: Float64Array, first: number): number {
  let sum = 0;
  for (let rest = mask, i = first; rest; rest >>>= 1, i++) if (rest & 1) sum += weights[i];
  return sum;
}
