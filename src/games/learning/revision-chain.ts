import { checkInteger, checkNumber } from '../../foundation/index.js';
import { stationaryDistributions } from '../../numerics/index.js';
import type { StrategicGame } from '../strategic/strategic-game.js';

/** A chain on the profiles of a game, in which one player at a time may revise its strategy. */
export interface RevisionChain {
  /** Share of time at each profile, in the order of the game's payoffs. */
  readonly stationary: Float64Array;
  /** Share of time of each strategy, a list a player. */
  readonly strategies: readonly Float64Array[];
  /** Mean payoffs. */
  readonly payoffs: Float64Array;
  /** transitions[s·K + s′], row-major. */
  readonly transitions: Float64Array;
  /**
   * Whether there is one long run. Under selection so strong that probabilities vanish there may be several; the
   * shares are then those of the one that holds the first profile of them.
   */
  readonly unique: boolean;
  /** Largest imbalance of in- and outflow of a profile, relative to the largest share. */
  readonly residual: number;
}

export interface RevisionOptions {
  /** Intensity of selection β ≥ 0, per unit of payoff. */
  readonly selection: number;
}

/** Chains of more profiles would not fit. */
const MOST_PROFILES = 3000;

/**
 * Introspection dynamics: a player chosen at random compares its payoff with what another of its strategies, chosen at
 * random, would have earned, and switches with probability 1/(1 + e^{−βΔ}). The stationary distribution is exact to
 * rounding.
 *
 * Cost: ⅔K³ for K profiles, at most 3000.
 *
 * @throws InvalidInputError for β below 0 or more than 3000 profiles
 * @see Couto, Giaimo & Hilbe, New J. Physics 24 (2022) 063010
 *
 * @example
 * ```ts
 * import { introspectionDynamics, StrategicGame } from 'polity/games';
 * const dilemma = StrategicGame.symmetric([[3, 0], [5, 1]]);
 * introspectionDynamics(dilemma, { selection: 1 }).stationary; // [0.027883, 0.206032, 0.206032, 0.560053]
 * ```
 */
export function introspectionDynamics(game: StrategicGame, { selection }: RevisionOptions): RevisionChain {
  checkNumber('selection', selection, { min: 0 });
  return revisionChain(game, (payoffs, own, out) => {
    const alternatives = payoffs.length - 1;
    let stay = 1;
    for (let s = 0; s < payoffs.length; s++) {
      if (s === own) continue;
      out[s] = 1 / (1 + Math.exp(-selection * (payoffs[s] - payoffs[own]))) / alternatives;
      stay -= out[s];
    }
    out[own] = stay;
  });
}

/**
 * Logit-response dynamics: a player chosen at random draws its strategy anew with probabilities ∝ e^{βu}. In a game
 * with an exact potential Φ the stationary distribution is Gibbs's, ∝ e^{βΦ}.
 *
 * Cost: ⅔K³ for K profiles, at most 3000.
 *
 * @throws InvalidInputError for β below 0 or more than 3000 profiles
 * @see Blume, Games and Economic Behavior 5 (1993) 387; Alós-Ferrer & Netzer, Games and Economic Behavior 68 (2010) 413
 *
 * @example
 * ```ts
 * import { logitResponse, StrategicGame } from 'polity/games';
 * const coordination = StrategicGame.symmetric([[2, 0], [0, 1]]);
 * logitResponse(coordination, { selection: 1 }).stationary; // [0.610296, 0.082595, 0.082595, 0.224515]
 * ```
 */
export function logitResponse(game: StrategicGame, { selection }: RevisionOptions): RevisionChain {
  checkNumber('selection', selection, { min: 0 });
  return revisionChain(game, (payoffs, _, out) => {
    const most = payoffs.reduce((a, b) => Math.max(a, b), -Infinity);
    let sum = 0;
    for (let s = 0; s < payoffs.length; s++) sum += out[s] = Math.exp(selection * (payoffs[s] - most));
    for (let s = 0; s < payoffs.length; s++) out[s] /= sum;
  });
}

/** `revise` writes the probabilities of a player's next strategy, from what each would earn and the one it has. */
function revisionChain(
  { shape, payoffs }: StrategicGame,
  revise: (payoffs: Float64Array, own: number, out: Float64Array) => void,
): RevisionChain {
  const count = checkInteger('number of profiles', payoffs[0].length, { max: MOST_PROFILES });
  const players = shape.length;
  const transitions = new Float64Array(count * count);
  let stride = 1;
  for (let p = players - 1; p >= 0; p--) {
    const n = shape[p];
    const [earned, next] = [new Float64Array(n), new Float64Array(n)];
    for (let at = 0; at < count; at++) {
      const own = Math.floor(at / stride) % n;
      const first = at - own * stride;
      for (let s = 0; s < n; s++) earned[s] = payoffs[p][first + s * stride];
      revise(earned, own, next);
      for (let s = 0; s < n; s++) transitions[at * count + first + s * stride] += next[s] / players;
    }
    stride *= n;
  }
  const { distributions, unique, residual } = stationaryDistributions(transitions, count);
  const [stationary] = distributions;
  const strategies = shape.map((n) => new Float64Array(n));
  stationary.forEach((share, at) => {
    for (let p = players - 1, rest = at; p >= 0; p--) {
      strategies[p][rest % shape[p]] += share;
      rest = Math.floor(rest / shape[p]);
    }
  });
  const mean = (tensor: Float64Array) => tensor.reduce((sum, payoff, at) => sum + payoff * stationary[at], 0);
  return { stationary, strategies, payoffs: Float64Array.from(payoffs, mean), transitions, unique, residual };
}
