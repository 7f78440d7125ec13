import { checkInteger } from '../../foundation/index.js';
import { FloatDictionaries } from './dictionaries.js';
import { bestReplyMatrix, equilibrium, type NashEquilibrium } from './nash-equilibria.js';
import type { StrategicGame } from './strategic-game.js';

export interface LemkeHowsonOptions {
  /** The label dropped first: a strategy of the row player 0 … m − 1 or, m … m + n − 1, of the column player. Default 0. */
  readonly label?: number;
  /** Default 10⁶. */
  readonly maxPivots?: number;
}

/** Where a Lemke–Howson path ends. */
export interface LemkeHowsonPath extends NashEquilibrium {
  /** Steps of the path. */
  readonly pivots: number;
  /** Whether the path reached its end within the pivots allowed; if not, the profile is only the last on it. */
  readonly converged: boolean;
}

/**
 * One Nash equilibrium of a two-player game, by the Lemke–Howson algorithm: from the artificial equilibrium in which nobody
 * plays, drop a label and follow the path of profiles that lack only this one until it is found again. Different labels may
 * find different equilibria, and some games have equilibria that no label finds.
 *
 * Ties are broken lexicographically, so degenerate games do not cycle. Cost: a path is short on average (a few times the
 * number of strategies), exponential at worst; m·n for each pivot.
 *
 * @throws InvalidInputError unless there are two players, or for a label out of range
 * @see Lemke & Howson, "Equilibrium points of bimatrix games", SIAM Journal on Applied Mathematics 12 (1964); von Stengel,
 *   "Computing equilibria for two-person games", Handbook of Game Theory 3 (2002)
 *
 * @example
 * ```ts
 * import { StrategicGame, lemkeHowson } from 'polity/games';
 * const game = StrategicGame.bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]]);
 * lemkeHowson(game, { label: 0 }).row; // [1, 0, 0]
 * lemkeHowson(game, { label: 1 }).row; // [0.0000, 0.3333, 0.6667]
 * ```
 */
export function lemkeHowson(
  game: StrategicGame,
  { label = 0, maxPivots = 1_000_000 }: LemkeHowsonOptions = {},
): LemkeHowsonPath {
  game.checkTwoPlayers();
  const [m, n] = game.shape;
  checkInteger('label', label, { min: 0, max: m + n - 1 });
  checkInteger('maxPivots', maxPivots, { min: 1 });
  const sides = [new Side(bestReplyMatrix(game, 1), n, m), new Side(bestReplyMatrix(game, 0), m, n)];
  // The column player's own strategies are its polytope's first variables; the row player's labels its slacks.
  const variable = (side: number, which: number) => (side === 0 ? which : which < m ? n + which : which - m);
  const labelOf = (side: number, which: number) => (side === 0 ? which : which < n ? m + which : which - n);

  let side = label < m ? 0 : 1;
  let entering = label;
  let pivots = 0;
  let found = false;
  while (!found && pivots < maxPivots) {
    entering = labelOf(side, sides[side].enter(variable(side, entering)));
    pivots++;
    found = entering === label;
    side = 1 - side;
  }
  const [row, column] = sides.map((each) => each.point());
  return { ...equilibrium(game, row, column), pivots, converged: found };
}

/** One player's polytope and where the path is in it. */
class Side {
  readonly #dictionaries: FloatDictionaries;
  readonly #slot: number;

  constructor(matrix: Float64Array, r: number, d: number) {
    this.#dictionaries = new FloatDictionaries(matrix, r, d, { slots: 1 });
    this.#slot = this.#dictionaries.start;
  }

  /** Lets a cobasic variable enter; returns the one that leaves. */
  enter(variable: number): number {
    const dictionaries = this.#dictionaries;
    let column = 0;
    while (dictionaries.cobasic(this.#slot, column) !== variable) column++;
    const row = dictionaries.leavingRow(this.#slot, column);
    const leaving = dictionaries.basic(this.#slot, row);
    dictionaries.exchange(this.#slot, row, column);
    return leaving;
  }

  point(): Float64Array {
    return this.#dictionaries.point(this.#slot);
  }
}
