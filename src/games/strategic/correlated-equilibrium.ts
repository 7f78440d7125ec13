import { checkOneOf, checkVector, InvalidInputError } from '../../foundation/index.js';
import { solveLinearProgram, type LinearRow } from '../../numerics/index.js';
import { largestRange } from './mixed-profile.js';
import { profileAt } from './pure-equilibria.js';
import type { StrategicGame } from './strategic-game.js';

/** What to make as large as can be: the sum of payoffs, the smallest payoff, one player's payoff (with `least`, as small), a weighted sum. */
export type CorrelatedObjective =
  | 'welfare'
  | 'leastWelfare'
  | 'smallestPayoff'
  | {
      /** Index of the player whose payoff counts. */
      readonly player: number;
      /** Make it as small as can be; default false. */
      readonly least?: boolean;
    }
  | { /** A weight for each player's payoff, of either sign. */ readonly weights: readonly number[] };

export interface CorrelatedOptions {
  /** Default `welfare`. */
  readonly objective?: CorrelatedObjective;
  /** Coarse: a player may only refuse to follow before hearing its recommendation. Default false. */
  readonly coarse?: boolean;
}

/** A distribution over profiles that a mediator can recommend. */
export interface CorrelatedEquilibrium {
  /** Probability of every profile, in the order of the game's payoffs. */
  readonly distribution: Float64Array;
  /** The profiles with a probability above 10⁻⁹, most likely first. */
  readonly support: readonly { readonly profile: readonly number[]; readonly probability: number }[];
  readonly payoffs: Float64Array;
  /** Sum of the payoffs. */
  readonly welfare: number;
  /** The most that disobeying could gain: rounding. */
  readonly regret: number;
}

/**
 * The best correlated (or coarse correlated) equilibrium under an objective, for any number of players: a linear program
 * over distributions p of profiles with Σ_{s₋ᵢ} p(sᵢ, s₋ᵢ)·(uᵢ(tᵢ, s₋ᵢ) − uᵢ(sᵢ, s₋ᵢ)) ≤ 0 for every player i, recommendation sᵢ
 * and deviation tᵢ; in the coarse case summed over sᵢ. It always has a solution: every Nash equilibrium is one.
 *
 * Cost: a program with as many columns as profiles and Σ kᵢ(kᵢ − 1) rows.
 *
 * @throws InvalidInputError for an unknown objective or player
 * @see Aumann, "Subjectivity and correlation in randomized strategies", Journal of Mathematical Economics 1 (1974);
 *   Moulin & Vial, International Journal of Game Theory 7 (1978) for the coarse kind
 *
 * @example
 * ```ts
 * import { StrategicGame, correlatedEquilibrium } from 'polity/games';
 * const chicken = StrategicGame.symmetric([[6, 2], [7, 0]]);
 * const { welfare, distribution } = await correlatedEquilibrium(chicken);
 * welfare; // 10.50000
 * distribution; // [0.50000, 0.25000, 0.25000, 0.00000]
 * ```
 */
export async function correlatedEquilibrium(
  game: StrategicGame,
  { objective = 'welfare', coarse = false }: CorrelatedOptions = {},
): Promise<CorrelatedEquilibrium> {
  const { shape, payoffs } = game;
  const profiles = payoffs[0].length;
  const scale = largestRange(game);
  const scaled = payoffs.map((tensor) => tensor.map((payoff) => payoff / scale));
  const all = Array.from({ length: profiles }, (_, at) => at);
  const deviations = [...deviationGains(shape, scaled, coarse)];
  // One more column, the smallest payoff, which no player's payoff may fall below.
  const floor = scaled.map((tensor): LinearRow => ({ columns: [...all, profiles], values: [...tensor, -1], lower: 0 }));
  const { x } = await solveLinearProgram({
    cost: [...costOf(objective, scaled), objective === 'smallestPayoff' ? -1 : 0],
    lower: [...all.map(() => 0), -Infinity],
    rows: [
      { columns: all, lower: 1, upper: 1 },
      ...deviations.map((values): LinearRow => ({ columns: all, values, upper: 0 })),
      ...floor,
    ],
  });
  const raw = x.subarray(0, profiles).map((share) => (share < 1e-10 ? 0 : share));
  const sum = raw.reduce((total, share) => total + share, 0);
  const distribution = raw.map((share) => share / sum);
  const average = (values: ArrayLike<number>) =>
    distribution.reduce((total, share, at) => total + share * values[at], 0);
  const earned = Float64Array.from(payoffs, average);
  return {
    distribution,
    support: all
      .filter((at) => distribution[at] > 1e-9)
      .sort((a, b) => distribution[b] - distribution[a] || a - b)
      .map((at) => ({ profile: profileAt(shape, at), probability: distribution[at] })),
    payoffs: earned,
    welfare: earned.reduce((total, payoff) => total + payoff, 0),
    regret: scale * deviations.reduce((most, gains) => Math.max(most, average(gains)), 0),
  };
}

function costOf(objective: CorrelatedObjective, payoffs: readonly Float64Array[]): number[] {
  if (typeof objective === 'object' && 'weights' in objective) {
    const weights = checkVector('objective.weights', objective.weights, { length: payoffs.length });
    return Array.from(payoffs[0], (_, at) => -payoffs.reduce((sum, tensor, p) => sum + weights[p] * tensor[at], 0));
  }
  if (typeof objective === 'object') {
    const tensor = payoffs[objective.player];
    if (!tensor) throw new InvalidInputError('objective.player', objective.player, `lie in [0, ${payoffs.length - 1}]`);
    return Array.from(tensor, (payoff) => (objective.least ? payoff : -payoff));
  }
  checkOneOf('objective', objective, ['welfare', 'leastWelfare', 'smallestPayoff']);
  const sign = { welfare: -1, leastWelfare: 1, smallestPayoff: 0 }[objective];
  return Array.from(payoffs[0], (_, at) => sign * payoffs.reduce((total, tensor) => total + tensor[at], 0));
}

/** For each player, recommendation and deviation, what disobeying gains in every profile. */
function* deviationGains(
  shape: readonly number[],
  payoffs: readonly Float64Array[],
  coarse: boolean,
): Generator<number[]> {
  for (let p = 0; p < shape.length; p++) {
    const stride = shape.slice(p + 1).reduce((product, count) => product * count, 1);
    const played = (at: number) => Math.floor(at / stride) % shape[p];
    const gain = (at: number, to: number) => payoffs[p][at + (to - played(at)) * stride] - payoffs[p][at];
    for (let to = 0; to < shape[p]; to++) {
      if (coarse) yield Array.from(payoffs[p], (_, at) => gain(at, to));
      else {
        for (let from = 0; from < shape[p]; from++) {
          if (from !== to) yield Array.from(payoffs[p], (_, at) => (played(at) === from ? gain(at, to) : 0));
        }
      }
    }
  }
}
