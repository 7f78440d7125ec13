import { InvalidInputError } from '../../foundation/index.js';
import { banzhaf } from './banzhaf.js';
import { coalitionLabel } from '../games/coalition.js';
import { denseValues, type CooperativeGame } from '../games/cooperative-game.js';
import { minimalWinningShares } from '../games/minimal-winning.js';
import { pivotProbabilities } from './pivot-probabilities.js';
import { playerValues, type PlayerValues } from './player-values.js';
import { shapley } from './shapley.js';
import { WeightedVotingGame } from '../games/weighted-voting-game.js';

/**
 * The Shapley–Shubik index: the chance of being the member who turns a growing coalition into a winning one. Adds up to 1.
 *
 * @param game - a weighted voting game of any size, or a simple game (values 0 and 1, monotone) of at most 24 players
 *
 * Source: Shapley & Shubik, American Political Science Review 48 (1954).
 *
 * @example
 * ```ts
 * import { WeightedVotingGame, shapleyShubik } from 'polity/attribution';
 * // The UN Security Council: five vetoes, ten other seats, nine votes.
 * const seats = Array.from({ length: 15 }, (_, i) => (i < 5 ? 7 : 1));
 * const { values } = shapleyShubik(new WeightedVotingGame({ quota: 39, weights: seats }));
 * values[0]; // 0.1962704
 * values[14]; // 0.0018648
 * ```
 */
export function shapleyShubik(game: CooperativeGame): PlayerValues {
  checkSimple(game);
  return { ...shapley(game), index: 'Shapley–Shubik index' };
}

/**
 * The normalised Banzhaf index: each player's share of all swings, βᵢ/Σβ. (`banzhaf` gives the probabilities βᵢ
 * themselves, `swingCounts` the whole numbers.)
 *
 * @param game - as for `shapleyShubik`
 *
 * @example
 * ```ts
 * import { WeightedVotingGame, banzhafIndex } from 'polity/attribution';
 * banzhafIndex(new WeightedVotingGame({ quota: 51, weights: [50, 49, 1] })).values; // [0.6, 0.2, 0.2]
 * ```
 */
export function banzhafIndex(game: CooperativeGame): PlayerValues {
  checkSimple(game);
  return shared('Normalised Banzhaf index', game.players, banzhaf(game).values);
}

/** Coleman's three measures. */
export interface ColemanPower {
  /** The power of the assembly to act: winning coalitions / 2ⁿ. */
  readonly collectivity: number;
  /** The power to initiate action: swings of i / losing coalitions. */
  readonly initiative: PlayerValues;
  /** The power to prevent action: swings of i / winning coalitions. */
  readonly preventive: PlayerValues;
}

/**
 * Coleman's power of a collectivity to act and his two indices of a member's power, which are the Banzhaf value
 * measured against the losing and against the winning coalitions.
 *
 * @param game - as for `shapleyShubik`
 *
 * Source: Coleman, "Control of collectivities and the power of a collectivity to act" (1971).
 *
 * @example
 * ```ts
 * import { WeightedVotingGame, colemanPower } from 'polity/attribution';
 * const { collectivity, preventive } = colemanPower(new WeightedVotingGame({ quota: 51, weights: [50, 49, 1] }));
 * collectivity; // 0.375
 * preventive.values; // [1, 0.3333, 0.3333]
 * ```
 */
export function colemanPower(game: CooperativeGame): ColemanPower {
  const values = checkSimple(game);
  const swings = banzhaf(game).values;
  let winning: number;
  let losing: number;
  if (values) {
    winning = values.reduce((sum, value) => sum + value, 0) / values.length;
    losing = 1 - winning;
  } else {
    ({ winning, losing } = pivotProbabilities(game as WeightedVotingGame, 0.5));
  }
  const per = (index: string, probability: number) =>
    playerValues(
      index,
      game.players,
      swings.map((beta) => beta / (2 * probability)),
      1,
    );
  return {
    collectivity: winning,
    initiative: per('Coleman power to initiate', losing),
    preventive: per('Coleman power to prevent', winning),
  };
}

/**
 * The Deegan–Packel index: minimal winning coalitions are equally likely and share equally,
 * δᵢ = Σ_{M∋i minimal} 1/|M| / (number of them). Adds up to 1.
 *
 * @param game - a weighted voting game (up to 1,000 players) or a simple game of at most 24
 *
 * Cost for weighted games: O(n²·q). Source: Deegan & Packel, International Journal of Game Theory 7 (1978).
 *
 * @example
 * ```ts
 * import { WeightedVotingGame, deeganPackel } from 'polity/attribution';
 * deeganPackel(new WeightedVotingGame({ quota: 51, weights: [50, 49, 1] })).values; // [0.5, 0.25, 0.25]
 * ```
 */
export function deeganPackel(game: CooperativeGame): PlayerValues {
  const shares = minimalWinningShares(game, checkSimple(game), 'equal shares');
  return shared('Deegan–Packel index', game.players, shares);
}

/**
 * Holler's public good index: a player's share of all memberships in minimal winning coalitions. Adds up to 1.
 *
 * @param game - as for `deeganPackel`; cost for weighted games O(n·q)
 *
 * Source: Holler, "Forming coalitions and measuring voting power", Political Studies 30 (1982).
 *
 * @example
 * ```ts
 * import { WeightedVotingGame, hollerIndex } from 'polity/attribution';
 * hollerIndex(new WeightedVotingGame({ quota: 6, weights: [4, 3, 2, 1] })).values; // [0.2857, 0.2857, 0.2857, 0.1429]
 * ```
 */
export function hollerIndex(game: CooperativeGame): PlayerValues {
  const shares = minimalWinningShares(game, checkSimple(game), 'memberships');
  return shared('Holler public good index', game.players, shares);
}

function shared(index: string, players: readonly string[], values: Float64Array): PlayerValues {
  const sum = values.reduce((a, b) => a + b, 0);
  return playerValues(
    index,
    players,
    values.map((value) => value / sum),
    1,
  );
}

/** The table of a game that must be simple; a weighted voting game is so by construction and needs none. */
function checkSimple(game: CooperativeGame): Float64Array | undefined {
  if (game instanceof WeightedVotingGame) return undefined;
  const { players } = game;
  const values = denseValues(game);
  const last = values.length - 1;
  if (values[0] !== 0) throw new InvalidInputError('game: value of ∅', values[0], 'be 0 in a voting game');
  if (values[last] !== 1)
    throw new InvalidInputError('game: value of all players', values[last], 'be 1 in a voting game');
  for (let mask = 0; mask <= last; mask++) {
    const value = values[mask];
    if (value !== 0 && value !== 1) {
      throw new InvalidInputError(
        `game: value of ${coalitionLabel(players, mask)}`,
        value,
        'be 0 or 1 in a voting game',
      );
    }
    for (let rest = last ^ mask; value === 1 && rest; rest &= rest - 1) {
      const more = mask | (rest & -rest);
      if (values[more] === 0) {
        const requirement = `be 1, since ${coalitionLabel(players, mask)} wins already`;
        throw new InvalidInputError(`game: value of ${coalitionLabel(players, more)}`, 0, requirement);
      }
    }
  }
  return values;
}
