import { InvalidInputError } from '../../foundation/index.js';
import { StrategicGame } from '../strategic/strategic-game.js';
import { ordinalGames, type OrdinalGame } from './ordinal-games.js';

/** Which ordinal game a game is, and how to see it. */
export interface OrdinalMatch {
  readonly ordinal: OrdinalGame;
  /** Whether the rows must be exchanged to see it. */
  readonly rowsExchanged: boolean;
  readonly columnsExchanged: boolean;
}

/** A 2 × 2 game's place among the ordinal games. */
export interface OrdinalIdentification {
  /** The game, where both players rank all outcomes strictly; null where there are ties. */
  readonly match: OrdinalMatch | null;
  /** With ties: every game that breaking them in some way makes of it, in the order of the topology. */
  readonly candidates: readonly OrdinalMatch[];
  /** Outcomes that a player likes equally, as lists of profiles. */
  readonly ties: readonly { readonly player: number; readonly profiles: readonly (readonly number[])[] }[];
}

/** The ordinal games by their ranks, made when first asked for. */
let places: ReadonlyMap<string, OrdinalGame> | undefined;

const profiles = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

/**
 * The ordinal game that a 2 × 2 game with any payoffs is, after its rows and columns are put in the order of the topology. The
 * players keep their places. Payoffs that tie are on the border of several ordinal games, all of which are returned.
 *
 * @throws InvalidInputError unless there are two players with two strategies
 *
 * @example
 * ```ts
 * import { identifyOrdinalGame, StrategicGame } from 'polity/games';
 * // Defect and cooperate, in this order: the rows and columns of the prisoner's dilemma exchanged.
 * const { match } = identifyOrdinalGame(StrategicGame.symmetric([[1, 5], [0, 3]]));
 * [match?.ordinal.name, match?.rowsExchanged, match?.columnsExchanged]; // ['Prisoners’ Dilemma', true, true]
 * ```
 */
export function identifyOrdinalGame(game: StrategicGame): OrdinalIdentification {
  if (game.shape.join() !== '2,2') throw new InvalidInputError('game.shape', game.shape, 'be 2 × 2');
  const orders = game.payoffs.map((payoffs) => [...strictRankings(payoffs)]);
  const found = new Map<number, OrdinalMatch>();
  places ??= new Map(ordinalGames().map((ordinal) => [keyOf(ordinal.game.payoffs), ordinal]));
  for (const own of orders[0]) {
    for (const other of orders[1]) {
      for (const exchange of [0, 1, 2, 3]) {
        // Exchanging rows flips the higher bit of a profile's index, exchanging columns the lower one.
        const moved = [own, other].map((ranks) => ranks.map((_, at) => ranks[at ^ exchange]));
        const ordinal = places.get(keyOf(moved));
        if (!ordinal || found.has(ordinal.number)) continue;
        found.set(ordinal.number, {
          ordinal,
          rowsExchanged: (exchange & 2) !== 0,
          columnsExchanged: (exchange & 1) !== 0,
        });
      }
    }
  }
  const candidates = [...found.values()].sort((a, b) => a.ordinal.number - b.ordinal.number);
  const ties = game.payoffs.flatMap((payoffs, player) =>
    [...new Set(payoffs)]
      .map((payoff) => profiles.filter((_, at) => payoffs[at] === payoff))
      .filter((equal) => equal.length > 1)
      .map((equal) => ({ player, profiles: equal })),
  );
  return { match: ties.length === 0 ? candidates[0] : null, candidates, ties };
}

const keyOf = (payoffs: readonly ArrayLike<number>[]) => payoffs.map((ranks) => Array.from(ranks).join('')).join(' ');

/** All rankings 1 … 4 that agree with payoffs where these differ. */
function* strictRankings(payoffs: ArrayLike<number>, ranks: readonly number[] = [0, 0, 0, 0]): Generator<number[]> {
  const unranked = profiles.map((_, at) => at).filter((at) => ranks[at] === 0);
  if (unranked.length === 0) {
    yield [...ranks];
    return;
  }
  const least = Math.min(...unranked.map((at) => payoffs[at]));
  for (const at of unranked) {
    if (payoffs[at] !== least) continue;
    yield* strictRankings(
      payoffs,
      ranks.map((rank, k) => (k === at ? 5 - unranked.length : rank)),
    );
  }
}
