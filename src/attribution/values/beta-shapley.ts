import { checkPositive } from '../../foundation/index.js';
import type { CooperativeGame } from '../games/cooperative-game.js';
import type { PlayerValues } from './player-values.js';
import { semivalueNamed } from './semivalue.js';

/**
 * The Beta(α, β)-Shapley value: the semivalue with p_s = B(s + β, n − 1 − s + α) / B(α, β). Beta(1, 1) is the Shapley
 * value; α > β weighs small coalitions more, α < β large ones; α = β → ∞ tends to the Banzhaf value.
 *
 * @param options - `alpha` and `beta`, each greater than 0, default 1
 *
 * Source: Kwon & Zou, "Beta Shapley", AISTATS 2022 (arXiv 2110.14049), equation 5.
 *
 * @example
 * ```ts
 * import { DenseGame, betaShapley } from 'polity/attribution';
 * const game = new DenseGame([0, 1, 2, 10]);
 * betaShapley(game, { alpha: 4 }).byPlayer; // { '1': 2.4, '2': 3.4 }
 * ```
 */
export function betaShapley(
  game: CooperativeGame,
  { alpha = 1, beta = 1 }: { readonly alpha?: number; readonly beta?: number } = {},
): PlayerValues {
  const weights = betaShapleyWeights(game.players.length, checkPositive('alpha', alpha), checkPositive('beta', beta));
  return semivalueNamed(`Beta(${alpha}, ${beta})-Shapley value`, game, weights);
}

/** p_s = B(s + β, n − 1 − s + α) / B(α, β), by its recursion in s. */
export function betaShapleyWeights(n: number, alpha: number, beta: number): Float64Array {
  const weights = new Float64Array(n);
  weights[0] = 1;
  for (let j = 0; j < n - 1; j++) weights[0] *= (alpha + j) / (alpha + beta + j);
  for (let s = 0; s < n - 1; s++) weights[s + 1] = (weights[s] * (s + beta)) / (n - 2 - s + alpha);
  return weights;
}
