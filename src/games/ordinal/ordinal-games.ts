import { nashEquilibria, type NashEquilibrium } from '../strategic/nash-equilibria.js';
import { StrategicGame } from '../strategic/strategic-game.js';
import { ordinalCode, ordinalName } from './ordinal-names.js';

/** What kind of outcome self-interest leads to. */
export type OrdinalFamily = 'win-win' | 'biased' | 'second best' | 'unfair' | 'PD family' | 'tragic' | 'cyclic';

/** One of the 144 games of two players with two strategies who rank the four outcomes without ties. */
export interface OrdinalGame {
  /** 1 … 144: 12 (row − 1) + column. */
  readonly number: number;
  /** Place of the row player's ranking in the topology, 1 … 12. */
  readonly row: number;
  /** Place of the column player's ranking. */
  readonly column: number;
  readonly name: string;
  /** Compound name: the symmetric game whose payoffs the row player has, then that of the column player; `Pd`, `PdCh`. */
  readonly code: string;
  readonly family: OrdinalFamily;
  /** Payoffs are ranks, 4 the best. */
  readonly game: StrategicGame;
  readonly equilibria: readonly NashEquilibrium[];
  /** How many of them are pure. */
  readonly pureEquilibria: number;
}

export interface OrdinalGamesOptions {
  /**
   * The payoffs of the list that Akata et al. ran their experiments with, in which 15 games repeat a rank: players rank two
   * outcomes alike there. Names and families stay those of the true games. Default false.
   */
  readonly asPublished?: boolean;
}

/** Ranks (r1c1, r1c2, r2c1, r2c2) of the row player by row, and of the column player by column of the topology. */
const rowRanks = '3241 2341 1342 1243 2143 3142 4132 4123 4213 4312 4321 4231'
  .split(' ')
  .map((t) => [...t].map(Number));
const columnRanks = '4321 4231 4132 4123 4213 4312 3412 2413 1423 1432 2431 3421'.split(' ').map((t) => [...t].map(Number)); // prettier-ignore

/** Games of the published list in which the row player's first rank is 3 in place of 2. */
const publishedRow = [17, 18, 19, 20, 21, 22, 23, 24];
/** Games in which the column player's last rank repeats the one before. */
const publishedColumn = [58, 59, 60, 83, 84, 95, 96];

/**
 * The 144 strictly ordinal 2 × 2 games: every pair of rankings, up to the order of rows and of columns. They lie in the
 * order of Robinson and Goforth's topology, in which neighbours differ by a swap of two adjacent ranks of one player; the
 * symmetric games are those with row + column = 13.
 *
 * Families follow from the outcome: win-win (both can have their best), cyclic (no pure equilibrium), PD family (an outcome
 * better for both than the equilibrium), else by the ranks of the equilibrium, of two the one with the larger product:
 * biased 4 and 3, unfair 4 and 2, second best 3 and 3, tragic 3 and 2.
 *
 * @see Robinson & Goforth, The Topology of the 2 × 2 Games: A New Periodic Table (2005); Bruns, "Names for games: locating
 *   2 × 2 games", Games 6 (2015); Akata et al., "Playing repeated games with large language models", arXiv 2305.16867
 *
 * @example
 * ```ts
 * import { ordinalGames } from 'polity/games';
 * const games = ordinalGames();
 * games.length; // 144
 * const { name, code, family, pureEquilibria } = games[66];
 * [name, code, family, pureEquilibria]; // ['Prisoners’ Dilemma', 'Pd', 'PD family', 1]
 * ```
 */
export function ordinalGames({ asPublished = false }: OrdinalGamesOptions = {}): OrdinalGame[] {
  return Array.from({ length: 144 }, (_, k) => {
    const [row, column] = [Math.floor(k / 12) + 1, (k % 12) + 1];
    const number = k + 1;
    const own = [...rowRanks[row - 1]];
    const other = [...columnRanks[column - 1]];
    const family = familyOf(new StrategicGame([2, 2], [own, other]));
    if (asPublished && publishedRow.includes(number)) own[0] = 3;
    if (asPublished && publishedColumn.includes(number)) other[3] = other[2];
    const game = new StrategicGame([2, 2], [own, other]);
    const { equilibria } = nashEquilibria(game);
    return {
      number,
      row,
      column,
      name: ordinalName(row, column),
      code: ordinalCode(row, column),
      family,
      game,
      equilibria,
      pureEquilibria: equilibria.filter(isPure).length,
    };
  });
}

const isPure = ({ row, column }: NashEquilibrium) => row.includes(1) && column.includes(1);

function familyOf(game: StrategicGame): OrdinalFamily {
  const outcomes = Array.from(game.payoffs[0], (own, at) => [own, game.payoffs[1][at]]);
  if (outcomes.some(([own, other]) => own === 4 && other === 4)) return 'win-win';
  const pure = nashEquilibria(game).equilibria.filter(isPure);
  if (pure.length === 0) return 'cyclic';
  const dominated = ({ payoffs }: NashEquilibrium) =>
    outcomes.some(([own, other]) => own > payoffs[0] && other > payoffs[1]);
  if (pure.every(dominated)) return 'PD family';
  switch (Math.max(...pure.map(({ payoffs }) => payoffs[0] * payoffs[1]))) {
    case 12:
      return 'biased';
    case 8:
      return 'unfair';
    case 9:
      return 'second best';
    default:
      return 'tragic';
  }
}
