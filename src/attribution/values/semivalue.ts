import { InvalidInputError, checkVector } from '../../foundation/index.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { playerValues, type PlayerValues } from './player-values.js';
import { foldSemivalue } from './semivalue-fold.js';

/**
 * A semivalue from any weights by coalition size: φᵢ = Σ_{S⊆N∖i} p_{|S|} (v(S∪i) − v(S)), with
 * Σ_s C(n−1, s) p_s = 1. All n values together cost one pass over the 2ⁿ values of the game.
 *
 * @param game - at most 24 players
 * @param weights - p₀ … pₙ₋₁, at least 0, normalised as above to within 10⁻⁹
 *
 * Source: Dubey, Neyman & Weber, "Value theory without efficiency", Mathematics of Operations Research 6 (1981).
 *
 * @example
 * ```ts
 * import { DenseGame, semivalue } from 'polity/attribution';
 * // The mean over joining an empty room and joining one other player.
 * semivalue(new DenseGame([0, 1, 2, 10]), [0.5, 0.5]).byPlayer; // { '1': 4.5, '2': 5.5 }
 * ```
 */
export function semivalue(game: CooperativeGame, weights: ArrayLike<number>): PlayerValues {
  return semivalueNamed('Semivalue', game, checkSemivalueWeights(weights, game.players.length));
}

/** p₀ … pₙ₋₁ from the door: at least 0 and normalised. */
export function checkSemivalueWeights(weights: ArrayLike<number>, n: number): Float64Array {
  const p = checkVector('weights', weights, { length: n, min: 0 });
  let mass = 0;
  let choices = 1;
  for (let s = 0; s < n; s++) {
    mass += choices * p[s];
    choices *= (n - 1 - s) / (s + 1);
  }
  if (Math.abs(mass - 1) > 1e-9) {
    throw new InvalidInputError('weights', mass, 'satisfy Σ C(n−1, s) weights[s] = 1');
  }
  return p;
}

/** The semivalue of weights that are known to be right. */
export function semivalueNamed(index: string, game: CooperativeGame, weights: ArrayLike<number>): PlayerValues {
  const { players } = game;
  const values = denseValues(game);
  const phi = foldSemivalue(values, players.length, weights);
  return playerValues(index, players, phi, values[values.length - 1] - values[0]);
}

/** v(N) − v(∅), for a game of any size. */
export function gainOfAll(game: CooperativeGame): number {
  const n = game.players.length;
  if (n <= 31) return game.value(2 ** n - 1) - game.value(0);
  if (!game.worth) throw new InvalidInputError('game', game, 'offer worth(members) for more than 31 players');
  return game.worth(new Uint8Array(n).fill(1)) - game.worth(new Uint8Array(n));
}
