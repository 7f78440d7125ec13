import { checkInteger, checkNumber, checkPositive, InvalidInputError } from '../../foundation/index.js';
import { payoffRange } from './mixed-profile.js';
import { stridesOf } from './profile-steps.js';
import { profileAt } from './pure-equilibria.js';
import { StrategicGame } from './strategic-game.js';

/** A positive affine change of one player's payoffs: scale · u + shift. */
export interface AffineChange {
  /** Above 0; default 1. */
  readonly scale?: number;
  /** Default 0. */
  readonly shift?: number;
}

/**
 * The same game in other units: uᵢ → scaleᵢ · uᵢ + shiftᵢ. Preferences over lotteries stay what they were, so equilibria do.
 *
 * @param changes - one a player
 * @throws InvalidInputError for a scale that is not above 0, or a wrong number of changes
 *
 * @example
 * ```ts
 * import { affinePayoffs, StrategicGame } from 'polity/games';
 * const dilemma = StrategicGame.symmetric([[3, 0], [5, 1]]);
 * affinePayoffs(dilemma, [{ scale: 2 }, { shift: -1 }]).payoff([1, 0]); // [10, -1]
 * ```
 */
export function affinePayoffs(game: StrategicGame, changes: readonly AffineChange[]): StrategicGame {
  if (changes.length !== game.shape.length) {
    throw new InvalidInputError('changes.length', changes.length, `equal ${game.shape.length}, the number of players`);
  }
  return withPayoffs(
    game,
    game.payoffs.map((tensor, p) => {
      const scale = checkPositive(`changes[${p}].scale`, changes[p].scale ?? 1);
      const shift = checkNumber(`changes[${p}].shift`, changes[p].shift ?? 0);
      return tensor.map((payoff) => scale * payoff + shift);
    }),
  );
}

/**
 * Every player's payoffs scaled to run from 0 to 1; a player to whom all is the same gets 0.
 *
 * @example
 * ```ts
 * import { normalizedPayoffs, StrategicGame } from 'polity/games';
 * normalizedPayoffs(StrategicGame.symmetric([[3, 0], [5, 1]])).matrix(0); // [[0.6, 0], [1, 0.2]]
 * ```
 */
export function normalizedPayoffs(game: StrategicGame): StrategicGame {
  return withPayoffs(
    game,
    game.payoffs.map((tensor, p) => {
      const range = payoffRange(game, p);
      const least = tensor.reduce((a, b) => Math.min(a, b));
      return tensor.map((payoff) => (range === 0 ? 0 : (payoff - least) / range));
    }),
  );
}

/**
 * A strategically equivalent game: to each player's payoff comes something that only the others' strategies decide, which
 * no deviation of the player changes. Equilibria stay, welfare does not.
 *
 * @param externality - what a player gets on top where the others play so; its own entry of `profile` is −1
 * @throws InvalidInputError for an externality that is not finite
 *
 * @example
 * ```ts
 * import { StrategicGame, withExternalities } from 'polity/games';
 * const dilemma = StrategicGame.symmetric([[3, 0], [5, 1]]);
 * // A gift of 10 to whom the other cooperates with.
 * withExternalities(dilemma, (player, profile) => (profile[1 - player] === 0 ? 10 : 0)).matrix(0); // [[13, 0], [15, 1]]
 * ```
 */
export function withExternalities(
  game: StrategicGame,
  externality: (player: number, profile: readonly number[]) => number,
): StrategicGame {
  return withPayoffs(
    game,
    game.payoffs.map((tensor, p) =>
      tensor.map((payoff, at) => {
        const others = profileAt(game.shape, at).map((s, q) => (q === p ? -1 : s));
        return payoff + checkNumber(`externality of player ${p}`, externality(p, others));
      }),
    ),
  );
}

/**
 * The same game with players and strategies in another order.
 *
 * @param order - `players`: old indices in their new order; `strategies`: for each player (by its old index) old indices in
 *   their new order; what is left out stays
 * @throws InvalidInputError for what is no permutation
 *
 * @example
 * ```ts
 * import { permuted, StrategicGame } from 'polity/games';
 * const game = StrategicGame.bimatrix([[1, 2], [3, 4]], [[5, 6], [7, 8]]);
 * permuted(game, { players: [1, 0] }).matrix(0); // [[5, 7], [6, 8]]
 * permuted(game, { strategies: [[1, 0], [0, 1]] }).matrix(0); // [[3, 4], [1, 2]]
 * ```
 */
export function permuted(
  game: StrategicGame,
  {
    players = [...game.shape.keys()],
    strategies = game.shape.map((count) => Array.from({ length: count }, (_, s) => s)),
  }: { readonly players?: readonly number[]; readonly strategies?: readonly (readonly number[])[] },
): StrategicGame {
  checkPermutation('players', players, game.shape.length);
  game.shape.forEach((count, p) => checkPermutation(`strategies[${p}]`, strategies[p], count));
  const shape = players.map((p) => game.shape[p]);
  const strides = stridesOf(game.shape);
  const sources = Array.from(game.payoffs[0], (_, at) =>
    profileAt(shape, at).reduce((index, s, p) => index + strategies[players[p]][s] * strides[players[p]], 0),
  );
  return new StrategicGame(
    shape,
    players.map((p) => Float64Array.from(sources, (from) => game.payoffs[p][from])),
    {
      players: players.map((p) => game.players[p]),
      strategies: players.map((p) => strategies[p].map((s) => game.strategies[p][s])),
    },
  );
}

/**
 * Whether two games are strategically equivalent: what each player gains by any deviation is the same in both up to a positive
 * factor for each player. Equality up to 10⁻⁹ of the largest gain.
 *
 * @returns the factors from the first game to the second, or null where they are not equivalent; NaN for a player to whom no
 *   deviation ever matters
 * @throws InvalidInputError for games of different shape
 *
 * @example
 * ```ts
 * import { StrategicGame, strategicallyEquivalent } from 'polity/games';
 * const dilemma = StrategicGame.symmetric([[3, 0], [5, 1]]);
 * strategicallyEquivalent(dilemma, StrategicGame.symmetric([[13, 0], [17, 2]])); // [2, 2]
 * strategicallyEquivalent(dilemma, StrategicGame.symmetric([[4, 0], [3, 1]])); // null
 * ```
 */
export function strategicallyEquivalent(game: StrategicGame, other: StrategicGame): Float64Array | null {
  if (game.shape.join() !== other.shape.join()) {
    throw new InvalidInputError('other.shape', other.shape, `equal ${game.shape.join(' × ')}`);
  }
  const factors = new Float64Array(game.shape.length);
  for (const player of game.shape.keys()) {
    const [a, b] = [gains(game, player), gains(other, player)];
    const size = (list: Float64Array) => list.reduce((most, gain) => Math.max(most, Math.abs(gain)), 0);
    const largest = a.findIndex((gain) => Math.abs(gain) === size(a));
    if (size(a) === 0 || size(b) === 0) {
      if (size(a) !== size(b)) return null;
      factors[player] = NaN;
      continue;
    }
    const factor = b[largest] / a[largest];
    if (factor <= 0 || a.some((gain, k) => Math.abs(factor * gain - b[k]) > 1e-9 * size(b))) return null;
    factors[player] = factor;
  }
  return factors;
}

/** What a player gains in every profile over its first strategy there. */
function gains({ shape, payoffs }: StrategicGame, player: number): Float64Array {
  const stride = stridesOf(shape)[player];
  return payoffs[player].map((payoff, at) => {
    const played = Math.floor(at / stride) % shape[player];
    return payoff - payoffs[player][at - played * stride];
  });
}

function withPayoffs({ shape, players, strategies }: StrategicGame, payoffs: readonly Float64Array[]): StrategicGame {
  return new StrategicGame(shape, payoffs, { players, strategies });
}

function checkPermutation(name: string, order: readonly number[] | undefined, count: number): void {
  if (order?.length !== count) throw new InvalidInputError(name, order, `list the numbers from 0 to ${count - 1}`);
  order.forEach((value, k) => {
    checkInteger(`${name}[${k}]`, value, { min: 0, max: count - 1 });
    if (order.indexOf(value) < k) throw new InvalidInputError(`${name}[${k}]`, value, 'differ from those before it');
  });
}
