import { InvalidInputError } from '../../foundation/index.js';
import { coalitionMask, coalitionNames, coalitionSize } from '../games/coalition.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { moebiusTable } from '../interactions/moebius.js';
import { playerValues, type PlayerValues } from './player-values.js';
import { foldSingles } from './semivalue-fold.js';

/**
 * The Owen value: the Shapley value when the players have formed unions beforehand, which arrive as a whole: the mean
 * contribution over all orders in which no union is interrupted. Every dividend m(U) is shared equally among the unions
 * that U meets, and within a union equally among its members in U:
 * φᵢ = Σ_{U∋i} m(U) / (unions met by U · |U ∩ union of i|). Unions of one player each, or a single union, give the
 * Shapley value. Efficient.
 *
 * @param unions - a partition of the players: every player in exactly one union
 *
 * Cost: one Möbius transform, then two passes a union. Source: Owen, "Values of games with a priori unions" (1977).
 *
 * @example
 * ```ts
 * import { DenseGame, owenValue } from 'polity/attribution';
 * const gloves = new DenseGame([0, 0, 0, 0, 0, 1, 1, 1], { players: ['left 1', 'left 2', 'right'] });
 * // The left gloves unite against the right one.
 * owenValue(gloves, [['left 1', 'left 2'], ['right']]).byPlayer; // { 'left 1': 0.25, 'left 2': 0.25, right: 0.5 }
 * ```
 */
export function owenValue(game: CooperativeGame, unions: readonly (readonly string[])[]): PlayerValues {
  const { players } = game;
  const n = players.length;
  const masks = checkPartition(players, unions);
  const values = denseValues(game);
  const dividends = moebiusTable(values);
  const met = new Uint8Array(values.length);
  for (const union of masks) for (let U = 0; U < met.length; U++) if (U & union) met[U]++;

  const phi = new Float64Array(n);
  const table = new Float64Array(values.length);
  const sums = new Float64Array(n);
  for (const union of masks) {
    for (let U = 0; U < table.length; U++) {
      const members = coalitionSize(U & union);
      table[U] = members === 0 ? 0 : dividends[U] / (met[U] * members);
    }
    foldSingles(table, n, sums, 0);
    for (let i = 0; i < n; i++) if (union & (1 << i)) phi[i] = sums[i];
  }
  return playerValues('Owen value', players, phi, values[values.length - 1] - values[0]);
}

function checkPartition(players: readonly string[], unions: readonly (readonly string[])[]): number[] {
  let seen = 0;
  const masks = unions.map((union, k) => {
    const mask = coalitionMask(players, union);
    if (mask === 0) throw new InvalidInputError(`unions[${k}]`, union, 'have at least one member');
    if (mask & seen) {
      const twice = coalitionNames(players, mask & seen).join(', ');
      throw new InvalidInputError(`unions[${k}]`, union, `not share members with the unions before it (${twice})`);
    }
    seen |= mask;
    return mask;
  });
  const left = coalitionNames(players, (2 ** players.length - 1) ^ seen);
  if (left.length > 0) throw new InvalidInputError('unions', left, 'hold every player; these are in none');
  return masks;
}
