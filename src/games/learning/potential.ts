import { payoffRange } from '../strategic/mixed-profile.js';
import { profileStrides } from './profile-strides.js';
import type { StrategicGame } from '../strategic/strategic-game.js';

/** Whether a game is a potential game. */
export interface Potential {
  /**
   * Φ of every profile with Φ = 0 where all play their first strategy: what a single player gains by deviating is what
   * Φ gains. Null where there is none.
   */
  readonly potential: Float64Array | null;
  /** Largest deviation from that, over all profiles and deviations, in units of payoff. */
  readonly error: number;
}

/**
 * The exact potential of a game, if it has one: summed up along a path from the first profile, then checked for every
 * deviation to 10⁻⁹ of the range of payoffs.
 *
 * Cost: profiles × Σ strategies.
 *
 * @see Monderer & Shapley, Games and Economic Behavior 14 (1996) 124
 *
 * @example
 * ```ts
 * import { exactPotential, StrategicGame } from 'polity/games';
 * exactPotential(StrategicGame.symmetric([[3, 0], [5, 1]])).potential; // [0, 2, 2, 3]
 * exactPotential(StrategicGame.zeroSum([[1, -1], [-1, 1]])).potential; // null
 * ```
 */
export function exactPotential(game: StrategicGame): Potential {
  const { shape, payoffs } = game;
  const count = payoffs[0].length;
  const strides = profileStrides(shape);
  const potential = new Float64Array(count);
  for (let at = 1; at < count; at++) {
    // The profile before: the last player that is not at its first strategy steps back.
    const p = strides.findLastIndex((stride, q) => Math.floor(at / stride) % shape[q] > 0);
    const before = at - strides[p];
    potential[at] = potential[before] + payoffs[p][at] - payoffs[p][before];
  }
  let error = 0;
  let range = 0;
  shape.forEach((n, p) => {
    range = Math.max(range, payoffRange(game, p));
    for (let at = 0; at < count; at++) {
      const own = Math.floor(at / strides[p]) % n;
      if (own === 0) continue;
      const first = at - own * strides[p];
      const gain = payoffs[p][at] - payoffs[p][first];
      error = Math.max(error, Math.abs(gain - (potential[at] - potential[first])));
    }
  });
  return { potential: error <= 1e-9 * range ? potential : null, error };
}
