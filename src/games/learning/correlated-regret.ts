import { checkVector, InvalidInputError } from '../../foundation/index.js';
import type { StrategicGame } from '../strategic/strategic-game.js';

/** How far a distribution of play is from correlated equilibria. */
export interface CorrelatedRegret {
  /**
   * The most that a player gains by replacing one strategy by another whenever it was played: at most 0 in a correlated
   * equilibrium.
   */
  readonly internal: number;
  /** The most that a player gains by always playing one strategy: at most 0 in a coarse correlated equilibrium. */
  readonly external: number;
  readonly internalByPlayer: Float64Array;
  readonly externalByPlayer: Float64Array;
}

/**
 * Internal and external regret under a distribution p of profiles: max over s → t of Σ_{s₋ᵢ} p(s, s₋ᵢ)(uᵢ(t, s₋ᵢ) −
 * uᵢ(s, s₋ᵢ)), and max over t of Σ p(s)(uᵢ(t, s₋ᵢ) − uᵢ(s)).
 *
 * Cost: profiles × strategies, for each player.
 *
 * @param distribution - probability of every profile, in the order of the game's payoffs
 * @throws InvalidInputError for a wrong length or probabilities that do not sum to 1 within 10⁻⁹
 *
 * @example
 * ```ts
 * import { correlatedRegret, StrategicGame } from 'polity/games';
 * const chicken = StrategicGame.symmetric([[6, 2], [7, 0]]);
 * correlatedRegret(chicken, [0.5, 0.25, 0.25, 0]).internal; // 0
 * correlatedRegret(chicken, [1, 0, 0, 0]).internal; // 1
 * ```
 */
export function correlatedRegret(game: StrategicGame, distribution: ArrayLike<number>): CorrelatedRegret {
  const { shape, payoffs } = game;
  const profiles = payoffs[0].length;
  const p = checkVector('distribution', distribution, { length: profiles, min: 0 });
  const sum = p.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-9) throw new InvalidInputError('sum of distribution', sum, 'equal 1');
  const internalByPlayer = new Float64Array(shape.length);
  const externalByPlayer = new Float64Array(shape.length);
  let stride = 1;
  for (let player = shape.length - 1; player >= 0; player--) {
    const n = shape[player];
    const tensor = payoffs[player];
    const gains = new Float64Array(n * n);
    for (let at = 0; at < profiles; at++) {
      if (p[at] === 0) continue;
      const own = Math.floor(at / stride) % n;
      const first = at - own * stride;
      for (let to = 0; to < n; to++) gains[own * n + to] += p[at] * (tensor[first + to * stride] - tensor[at]);
    }
    internalByPlayer[player] = gains.reduce((most, gain) => Math.max(most, gain), 0);
    externalByPlayer[player] = -Infinity;
    for (let to = 0; to < n; to++) {
      let gain = 0;
      for (let own = 0; own < n; own++) gain += gains[own * n + to];
      externalByPlayer[player] = Math.max(externalByPlayer[player], gain);
    }
    stride *= n;
  }
  return {
    internal: internalByPlayer.reduce((most, gain) => Math.max(most, gain), 0),
    external: externalByPlayer.reduce((most, gain) => Math.max(most, gain), -Infinity),
    internalByPlayer,
    externalByPlayer,
  };
}
