import type { CooperativeGame } from '../games/cooperative-game.js';
import { playerValues, type PlayerValues } from './player-values.js';
import { gainOfAll, semivalueNamed } from './semivalue.js';

/**
 * The Banzhaf value: a player's mean contribution over all coalitions of the others alike,
 * βᵢ = 2^{−(n−1)} Σ_{S⊆N∖i} (v(S∪i) − v(S)). It is not efficient: `efficiencyGap` says how far from it.
 *
 * Cost and limits as for `shapley`. Source: Banzhaf, "Weighted voting doesn't work", Rutgers Law Review 19 (1965);
 * Penrose (1946).
 *
 * @example
 * ```ts
 * import { DenseGame, banzhaf } from 'polity/attribution';
 * const gloves = new DenseGame([0, 0, 0, 0, 0, 1, 1, 1], { players: ['left 1', 'left 2', 'right'] });
 * const { byPlayer, efficiencyGap } = banzhaf(gloves);
 * byPlayer; // { 'left 1': 0.25, 'left 2': 0.25, right: 0.75 }
 * efficiencyGap; // -0.25
 * ```
 */
export function banzhaf(game: CooperativeGame): PlayerValues {
  const closed = game.banzhafValues?.();
  if (closed) return playerValues('Banzhaf value', game.players, closed, gainOfAll(game));
  const n = game.players.length;
  return semivalueNamed('Banzhaf value', game, new Float64Array(n).fill(2 ** (1 - n)));
}
