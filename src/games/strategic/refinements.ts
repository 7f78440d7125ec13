import { InvalidInputError } from '../../foundation/index.js';
import { solveLinearProgram } from '../../numerics/index.js';
import { bestResponses, checkProfile, largestRange, payoffRange, regretOf } from './mixed-profile.js';
import { stridesOf } from './profile-steps.js';
import { pureEquilibria } from './pure-equilibria.js';
import type { MixedProfile, StrategicGame } from './strategic-game.js';

/** How firm an equilibrium is. */
export interface EquilibriumQuality {
  /** The most a player could gain by deviating. */
  readonly regret: number;
  /** Every player has one best reply only, the strategy it plays. */
  readonly strict: boolean;
  /** Every best reply is in use. */
  readonly quasiStrict: boolean;
  /** Nobody's mixed strategy is weakly dominated by another. */
  readonly undominated: boolean;
  /** Trembling-hand perfect: with two players as `undominated`, with more null where only the necessary condition holds. */
  readonly perfect: boolean | null;
}

/**
 * How firm an equilibrium is: strict, quasi-strict, undominated, trembling-hand perfect.
 *
 * With two players an equilibrium is perfect exactly if neither strategy is weakly dominated (by a mixed strategy), which one
 * linear program a player decides. With more players that is necessary only; strict equilibria are always perfect.
 *
 * @param options - `tolerance`: how much regret still is an equilibrium, default 10⁻⁷ of the largest range of payoffs
 * @throws InvalidInputError for a profile that is no equilibrium
 * @see Selten 1975; van Damme, Stability and Perfection of Nash Equilibria (1991), theorem 3.2.2
 *
 * @example
 * ```ts
 * import { equilibriumQuality, StrategicGame } from 'polity/games';
 * // Both may give in for nothing: an equilibrium, but a slip of the other's hand speaks against it.
 * const game = StrategicGame.symmetric([[1, 0], [0, 0]]);
 * (await equilibriumQuality(game, [[1, 0], [1, 0]])).perfect; // true
 * (await equilibriumQuality(game, [[0, 1], [0, 1]])).perfect; // false
 * ```
 */
export async function equilibriumQuality(
  game: StrategicGame,
  profile: MixedProfile,
  { tolerance = 1e-7 * largestRange(game) }: { readonly tolerance?: number } = {},
): Promise<EquilibriumQuality> {
  const checked = checkProfile(game, profile);
  const { regret } = regretOf(game, checked);
  if (regret > tolerance) throw new InvalidInputError('profile', profile, 'be an equilibrium');
  const replies = game.shape.map((_, p) => bestResponses(game, checked, p, { tolerance }));
  const inUse = checked.map((mixed) => mixed.reduce((count, share) => count + (share > 0 ? 1 : 0), 0));
  const strict = replies.every((list) => list.length === 1);
  let undominated = true;
  for (const player of game.shape.keys()) undominated &&= !(await isDominatedMixture(game, player, checked[player]));
  return {
    regret,
    strict,
    quasiStrict: replies.every((list, p) => list.length === inUse[p]),
    undominated,
    perfect: game.shape.length === 2 || !undominated ? undominated : strict ? true : null,
  };
}

/** Whether some mixed strategy never earns less than another and somewhere more. */
async function isDominatedMixture(game: StrategicGame, player: number, mixed: Float64Array): Promise<boolean> {
  const { shape, payoffs } = game;
  const stride = stridesOf(shape)[player];
  const scale = payoffRange(game, player) || 1;
  const strategies = [...mixed.keys()];
  const situations: number[] = [];
  payoffs[player].forEach((_, at) => {
    if (Math.floor(at / stride) % shape[player] === 0) situations.push(at);
  });
  const rows = situations.map((at) => {
    const values = strategies.map((s) => payoffs[player][at + s * stride] / scale);
    return { columns: strategies, values, lower: values.reduce((sum, u, s) => sum + u * mixed[s], 0) };
  });
  const now = rows.reduce((sum, { lower }) => sum + lower, 0);
  const { objective } = await solveLinearProgram({
    cost: strategies.map((s) => -rows.reduce((sum, { values }) => sum + values[s], 0)),
    lower: strategies.map(() => 0),
    // The mixture itself must not fall out by rounding.
    rows: [...rows.map((row) => ({ ...row, lower: row.lower - 1e-12 })), { columns: strategies, lower: 1, upper: 1 }],
  });
  return -objective - now > 1e-8 * situations.length;
}

/** Which of two pure equilibria is the safer and which the better. */
export interface RiskDominance {
  /** The two strict equilibria. */
  readonly equilibria: readonly (readonly number[])[];
  /** Of each the product of what both would lose by deviating alone (its Nash product). */
  readonly products: Float64Array;
  /** The equilibrium with the larger product; null where they are equal. */
  readonly riskDominant: readonly number[] | null;
  /** The equilibrium that both prefer; null where they disagree. */
  readonly payoffDominant: readonly number[] | null;
}

/**
 * Risk and payoff dominance in a game of two players with two strategies and two strict equilibria.
 *
 * @throws InvalidInputError for any other game
 * @see Harsanyi & Selten, A General Theory of Equilibrium Selection in Games (1988), chapter 3
 *
 * @example
 * ```ts
 * import { riskDominance, StrategicGame } from 'polity/games';
 * const { riskDominant, payoffDominant } = riskDominance(StrategicGame.symmetric([[4, 0], [3, 2]]));
 * payoffDominant; // [0, 0]
 * riskDominant; // [1, 1]
 * ```
 */
export function riskDominance(game: StrategicGame): RiskDominance {
  if (game.shape.join() !== '2,2') throw new InvalidInputError('game.shape', game.shape, 'be 2 × 2');
  const losses = (profile: readonly number[]) =>
    profile.map((s, p) => {
      const deviation = profile.map((own, q) => (q === p ? 1 - s : own));
      return game.payoff(profile)[p] - game.payoff(deviation)[p];
    });
  const equilibria = pureEquilibria(game).filter((profile) => losses(profile).every((loss) => loss > 0));
  if (equilibria.length !== 2) throw new InvalidInputError('strict equilibria', equilibria.length, 'be two');
  const products = Float64Array.from(equilibria, (profile) => losses(profile).reduce((a, b) => a * b));
  const payoffs = equilibria.map((profile) => game.payoff(profile));
  const better = (a: Float64Array, b: Float64Array) => a.every((u, p) => u > b[p]);
  return {
    equilibria,
    products,
    riskDominant: products[0] === products[1] ? null : equilibria[products[0] > products[1] ? 0 : 1],
    payoffDominant: better(payoffs[0], payoffs[1])
      ? equilibria[0]
      : better(payoffs[1], payoffs[0])
        ? equilibria[1]
        : null,
  };
}
