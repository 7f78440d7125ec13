import { checkNumber, checkVector } from '../../foundation/index.js';
import { axelrodPayoffs, type OwnPayoffs } from '../repeated/stage-game.js';

/**
 * Payoff of cooperating with intensity a against intensity b, both in [0, 1]: the prisoner's dilemma made bilinear,
 * R a b + S a(1 − b) + T(1 − a)b + P(1 − a)(1 − b).
 *
 * @example
 * ```ts
 * import { intensityPayoff } from 'polity/games';
 * intensityPayoff(0.98, 1); // 3.04
 * ```
 */
export function intensityPayoff(a: number, b: number, { R, S, T, P }: OwnPayoffs = axelrodPayoffs): number {
  return R * a * b + S * a * (1 - b) + T * (1 - a) * b + P * (1 - a) * (1 - b);
}

/**
 * {@link intensityPayoff} of every round.
 *
 * @throws InvalidInputError if an action lies outside [0, 1], the two differ in length, or a payoff is not finite
 */
export function roundPayoffs(
  own: ArrayLike<number>,
  opponent: ArrayLike<number>,
  payoffs: OwnPayoffs = axelrodPayoffs,
): Float64Array {
  for (const [name, value] of Object.entries(payoffs)) checkNumber(`payoffs.${name}`, value);
  const a = checkVector('own', own, { min: 0, max: 1 });
  const b = checkVector('opponent', opponent, { min: 0, max: 1, length: a.length });
  return a.map((action, t) => intensityPayoff(action, b[t], payoffs));
}
