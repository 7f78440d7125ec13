import { checkVector, InvalidInputError } from '../../foundation/index.js';
import type { MixedProfile, StrategicGame } from './strategic-game.js';

/** Probabilities may miss 1 by this much. */
const SUM_TOLERANCE = 1e-9;

/** Mixed strategies from the door: one a player, probabilities that sum to 1 within 10⁻⁹. */
export function checkProfile(game: StrategicGame, profile: MixedProfile): Float64Array[] {
  if (profile.length !== game.shape.length) {
    throw new InvalidInputError('profile.length', profile.length, `equal ${game.shape.length}, the number of players`);
  }
  return game.shape.map((length, p) => {
    const mixed = checkVector(`profile[${p}]`, profile[p], { length, min: 0, max: 1 + SUM_TOLERANCE });
    const sum = mixed.reduce((total, probability) => total + probability, 0);
    if (Math.abs(sum - 1) > SUM_TOLERANCE) throw new InvalidInputError(`sum of profile[${p}]`, sum, 'equal 1');
    return mixed;
  });
}

/**
 * What each pure strategy of a player earns on average while the others keep to their mixed strategies.
 *
 * Cost: one pass over the player's payoffs for each other player.
 *
 * @param player - index from 0
 * @throws InvalidInputError for a profile of wrong shape, or probabilities that do not sum to 1 within 10⁻⁹
 *
 * @example
 * ```ts
 * import { StrategicGame, deviationPayoffs } from 'polity/games';
 * const pennies = StrategicGame.zeroSum([[1, -1], [-1, 1]]);
 * deviationPayoffs(pennies, [[0.5, 0.5], [0.75, 0.25]], 0); // [0.5, -0.5]
 * ```
 */
export function deviationPayoffs(game: StrategicGame, profile: MixedProfile, player: number): Float64Array {
  return deviationsOf(game, checkProfile(game, profile), player);
}

/** As {@link deviationPayoffs}, of a profile that is known to be one. */
export function deviationsOf(game: StrategicGame, profile: MixedProfile, player: number): Float64Array {
  return averagedOver(game, profile, player, player);
}

/**
 * What a player earns for each of its pure strategies (rows) and each of another's (columns) while the rest keep to their
 * mixed strategies: the slopes of {@link deviationsOf}. Weights need not sum to 1.
 */
export function jointDeviations(
  game: StrategicGame,
  profile: MixedProfile,
  player: number,
  other: number,
): Float64Array {
  const averaged = averagedOver(game, profile, player, other);
  if (player < other) return averaged;
  const [rows, columns] = [game.shape[player], game.shape[other]];
  return averaged.map((_, at) => averaged[(at % columns) * rows + Math.floor(at / columns)]);
}

/** A player's payoffs with everybody but two players summed out, in row-major order of those two. */
function averagedOver(
  { shape, payoffs }: StrategicGame,
  profile: MixedProfile,
  player: number,
  other: number,
): Float64Array {
  // The last player first: what is left stays in row-major order.
  let tensor = payoffs[player];
  let inner = 1;
  for (let p = shape.length - 1; p >= 0; p--) {
    const count = shape[p];
    if (p === player || p === other) {
      inner *= count;
      continue;
    }
    const outer = tensor.length / (count * inner);
    const summed = new Float64Array(outer * inner);
    for (let o = 0; o < outer; o++) {
      for (let s = 0; s < count; s++) {
        const weight = profile[p][s];
        if (weight === 0) continue;
        const from = (o * count + s) * inner;
        for (let i = 0; i < inner; i++) summed[o * inner + i] += weight * tensor[from + i];
      }
    }
    tensor = summed;
  }
  return tensor;
}

/**
 * What each player earns on average under mixed strategies.
 *
 * @throws InvalidInputError as {@link deviationPayoffs}
 *
 * @example
 * ```ts
 * import { StrategicGame, expectedPayoffs } from 'polity/games';
 * expectedPayoffs(StrategicGame.symmetric([[3, 0], [5, 1]]), [[0.5, 0.5], [0, 1]]); // [0.5, 3]
 * ```
 */
export function expectedPayoffs(game: StrategicGame, profile: MixedProfile): Float64Array {
  const checked = checkProfile(game, profile);
  return Float64Array.from(checked, (mixed, player) => dot(mixed, deviationsOf(game, checked, player)));
}

/** The most a player could earn by playing otherwise, for the player who could earn the most: 0 in an equilibrium. */
export interface Regret {
  readonly regret: number;
  /** One a player. */
  readonly byPlayer: Float64Array;
}

/**
 * How far a profile is from a Nash equilibrium: max over players of (best deviation payoff − payoff).
 *
 * @throws InvalidInputError as {@link deviationPayoffs}
 *
 * @example
 * ```ts
 * import { StrategicGame, regretOf } from 'polity/games';
 * const pennies = StrategicGame.zeroSum([[1, -1], [-1, 1]]);
 * regretOf(pennies, [[0.5, 0.5], [0.5, 0.5]]).regret; // 0
 * regretOf(pennies, [[0.5, 0.5], [1, 0]]).byPlayer; // [1, 0]
 * ```
 */
export function regretOf(game: StrategicGame, profile: MixedProfile): Regret {
  const checked = checkProfile(game, profile);
  const byPlayer = Float64Array.from(checked, (mixed, player) => {
    const deviations = deviationsOf(game, checked, player);
    return deviations.reduce((most, payoff) => Math.max(most, payoff), -Infinity) - dot(mixed, deviations);
  });
  return { regret: byPlayer.reduce((most, regret) => Math.max(most, regret), 0), byPlayer };
}

/**
 * The pure strategies that earn the most against the others' mixed strategies, as indices.
 *
 * @param options - `tolerance`: how much less than the most still counts, default 10⁻⁹ of the range of the player's payoffs
 * @throws InvalidInputError as {@link deviationPayoffs}
 *
 * @example
 * ```ts
 * import { StrategicGame, bestResponses } from 'polity/games';
 * bestResponses(StrategicGame.symmetric([[3, 0], [5, 1]]), [[1, 0], [1, 0]], 0); // [1]
 * ```
 */
export function bestResponses(
  game: StrategicGame,
  profile: MixedProfile,
  player: number,
  { tolerance = 1e-9 * payoffRange(game, player) }: { readonly tolerance?: number } = {},
): readonly number[] {
  const deviations = deviationPayoffs(game, profile, player);
  const most = deviations.reduce((a, b) => Math.max(a, b), -Infinity);
  return Array.from(deviations.keys()).filter((s) => deviations[s] >= most - tolerance);
}

/** Largest minus smallest payoff of a player. */
export function payoffRange({ payoffs }: StrategicGame, player: number): number {
  let [low, high] = [Infinity, -Infinity];
  for (const payoff of payoffs[player]) {
    if (payoff < low) low = payoff;
    if (payoff > high) high = payoff;
  }
  return high - low;
}

/** The largest range of payoffs of any player; 1 where nobody cares about anything. */
export function largestRange(game: StrategicGame): number {
  return Math.max(...game.shape.map((_, p) => payoffRange(game, p))) || 1;
}

/** Probabilities from shares that are not negative. */
export function normalized(shares: Float64Array): Float64Array {
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => share / sum);
}

/** The largest difference between probabilities of two profiles. */
export function distanceBetween(a: readonly Float64Array[], b: readonly Float64Array[]): number {
  return a.reduce((most, mixed, p) => mixed.reduce((m, share, s) => Math.max(m, Math.abs(share - b[p][s])), most), 0);
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
