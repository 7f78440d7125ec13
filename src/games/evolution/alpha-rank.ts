import { checkInteger, checkPositive } from '../../foundation/index.js';
import { stationaryDistributions } from '../../numerics/index.js';
import { StrategicGame, type PayoffMatrix } from '../strategic/strategic-game.js';
import { profileAt } from '../strategic/pure-equilibria.js';
import { smallMutationLimit } from './small-mutation.js';
import { fermi } from './update-rule.js';

export interface AlphaRankOptions {
  /** Intensity of selection α > 0, default 100. */
  readonly alpha?: number;
  /** Members of each population m ≥ 2, default 50. */
  readonly populationSize?: number;
}

/** Profiles ranked by how long evolution stays at them. */
export interface AlphaRank {
  /** Share of time at each profile, in the order of the game's payoffs (with one population: at each strategy). */
  readonly stationary: Float64Array;
  /** Profiles from the highest share down. */
  readonly ranking: readonly { readonly profile: readonly number[]; readonly share: number }[];
  /** Share of time of each strategy, a list a population. */
  readonly strategies: readonly Float64Array[];
  /** Whether there is one long run. Otherwise each of several recurrent classes has got the same total share. */
  readonly unique: boolean;
  /** Largest imbalance of in- and outflow of a profile, relative to the largest share. */
  readonly residual: number;
}

/**
 * α-rank: a population for each player, each of one strategy nearly all the time. A mutant in the population of one
 * player turns the profile s into s′, which differs in that player's strategy, with probability η·(1 − e^{−αΔ})/(1 −
 * e^{−mαΔ}) (1/m where Δ = 0), Δ = uᵢ(s′) − uᵢ(s), η = 1/Σ(kᵢ − 1). The stationary distribution ranks the profiles; it
 * is right to rounding in every entry, also where transitions are as rare as 10⁻³⁰⁰. Deviations rarer than that count
 * as impossible; if the chain then falls into several recurrent classes, each gets the same total share.
 *
 * A matrix stands for one population in which the game is symmetric: there, the mutants' payoffs depend on their
 * number, by the Fermi process.
 *
 * Cost: ⅔K³ for K profiles: 900 in about a tenth of a second, at most 3000.
 *
 * @throws InvalidInputError for numbers out of range or more than 3000 profiles
 * @see Omidshafiei et al., "α-Rank: Multi-Agent Evaluation by Evolution", Scientific Reports 9 (2019) 9937
 *
 * @example
 * ```ts
 * import { alphaRank, StrategicGame } from 'polity/games';
 * const coordination = StrategicGame.bimatrix([[3, 0], [0, 2]], [[3, 0], [0, 2]]);
 * alphaRank(coordination, { alpha: 1 }).ranking[0]; // { profile: [0, 0], share: 1.000000 }
 * ```
 */
export function alphaRank(game: StrategicGame | PayoffMatrix, options: AlphaRankOptions = {}): AlphaRank {
  const alpha = checkPositive('alpha', options.alpha ?? 100);
  const m = checkInteger('populationSize', options.populationSize ?? 50, { min: 2 });
  if (!(game instanceof StrategicGame)) {
    const { transitions } = smallMutationLimit(game, { populationSize: m, rule: fermi({ selection: alpha }) });
    return rank(transitions, [game.length]);
  }
  const { shape, payoffs } = game;
  const states = payoffs[0].length;
  checkInteger('number of profiles', states, { max: 3000 });
  const eta = 1 / Math.max(1, shape.reduce((sum, count) => sum + count - 1, 0)); // prettier-ignore
  const transitions = new Float64Array(states * states);
  let stride = 1;
  for (let p = shape.length - 1; p >= 0; p--) {
    const count = shape[p];
    for (let s = 0; s < states; s++) {
      const own = Math.floor(s / stride) % count;
      for (let other = 0; other < count; other++) {
        if (other === own) continue;
        const to = s + (other - own) * stride;
        transitions[s * states + to] = eta * invasion(alpha * (payoffs[p][to] - payoffs[p][s]), m);
      }
    }
    stride *= count;
  }
  return rank(transitions, shape);
}

/** (1 − e^{−u})/(1 − e^{−mu}), 1/m at u = 0. */
function invasion(u: number, m: number): number {
  if (u === 0) return 1 / m;
  // For u < 0 both would overflow: multiply by e^{mu}/e^{mu}.
  return u > 0 ? Math.expm1(-u) / Math.expm1(-m * u) : (Math.exp((m - 1) * u) * Math.expm1(u)) / Math.expm1(m * u);
}

function rank(transitions: Float64Array, shape: readonly number[]): AlphaRank {
  const states = shape.reduce((product, count) => product * count, 1);
  const { distributions, unique, residual } = stationaryDistributions(transitions, states);
  const stationary = new Float64Array(states);
  for (const distribution of distributions) {
    for (let s = 0; s < states; s++) stationary[s] += distribution[s] / distributions.length;
  }
  const strategies = shape.map((count) => new Float64Array(count));
  const profiles = Array.from(stationary, (share, s) => ({ profile: profileAt(shape, s), share, s }));
  for (const { profile, share } of profiles) profile.forEach((own, p) => (strategies[p][own] += share));
  const ranking = profiles
    .sort((a, b) => b.share - a.share || a.s - b.s)
    .map(({ profile, share }) => ({ profile, share }));
  return { stationary, ranking, strategies, unique, residual };
}
