import { checkInteger, checkVector, InvalidInputError } from '../../foundation/index.js';

/** Names of players and strategies; what is left out is called `1`, `2`, … */
export interface GameNames {
  readonly players?: readonly string[];
  /** One list a player. */
  readonly strategies?: readonly (readonly string[])[];
}

/** A matrix as the rows that its reader writes down. */
export type PayoffMatrix = readonly ArrayLike<number>[];

/** A mixed strategy for every player: probabilities in the order of the strategies. */
export type MixedProfile = readonly ArrayLike<number>[];

/**
 * A finite game in strategic (normal) form: players choose at once, and a payoff to each is given for every combination.
 *
 * Payoffs are dense tensors, one a player, over the profiles in row-major order: the last player's strategy runs fastest.
 *
 * @example
 * ```ts
 * import { StrategicGame } from 'polity/games';
 * const dilemma = StrategicGame.bimatrix([[3, 0], [5, 1]], [[3, 5], [0, 1]], {
 *   strategies: [['cooperate', 'defect'], ['cooperate', 'defect']],
 * });
 * dilemma.payoff([1, 0]); // [5, 0]
 * ```
 */
export class StrategicGame {
  /** Number of strategies of each player. */
  readonly shape: readonly number[];
  readonly players: readonly string[];
  readonly strategies: readonly (readonly string[])[];
  /** One tensor a player. Do not write to them. */
  readonly payoffs: readonly Float64Array[];

  /**
   * @param shape - number of strategies of each player, each at least 1
   * @param payoffs - a tensor a player, with as many finite numbers as there are profiles
   * @throws InvalidInputError for a wrong length, a payoff that is not finite, or names that are missing or doubled
   */
  constructor(shape: readonly number[], payoffs: readonly ArrayLike<number>[], names: GameNames = {}) {
    if (shape.length === 0) throw new InvalidInputError('shape.length', 0, 'be at least 1');
    shape.forEach((count, p) => checkInteger(`shape[${p}]`, count, { min: 1 }));
    if (payoffs.length !== shape.length) {
      throw new InvalidInputError('payoffs.length', payoffs.length, `equal ${shape.length}, the number of players`);
    }
    const profiles = shape.reduce((product, count) => product * count, 1);
    this.shape = Object.freeze([...shape]);
    this.payoffs = Object.freeze(
      payoffs.map((tensor, p) => checkVector(`payoffs[${p}]`, tensor, { length: profiles })),
    );
    this.players = checkNames('players', names.players, shape.length);
    if (names.strategies && names.strategies.length !== shape.length) {
      throw new InvalidInputError('strategies.length', names.strategies.length, `equal ${shape.length}`);
    }
    this.strategies = Object.freeze(
      shape.map((count, p) => checkNames(`strategies[${p}]`, names.strategies?.[p], count)),
    );
  }

  /** Two players: the row player gets `row[i][j]`, the column player `column[i][j]`. */
  static bimatrix(row: PayoffMatrix, column: PayoffMatrix, names: GameNames = {}): StrategicGame {
    const shape = [checkRows('row', row), row[0].length];
    if (checkRows('column', column) !== shape[0] || column[0].length !== shape[1]) {
      throw new InvalidInputError('column', column, `be ${shape[0]} × ${shape[1]} like the row player's matrix`);
    }
    return new StrategicGame(shape, [flat(row), flat(column)], names);
  }

  /** Two players, of whom one gets what the other loses. */
  static zeroSum(row: PayoffMatrix, names: GameNames = {}): StrategicGame {
    const shape = [checkRows('row', row), row[0].length];
    const payoffs = flat(row);
    return new StrategicGame(shape, [payoffs, payoffs.map((payoff) => 0 - payoff)], names);
  }

  /** Two players with the same strategies: who plays i against j gets `payoffs[i][j]`, whoever that is. */
  static symmetric(payoffs: PayoffMatrix, names: GameNames = {}): StrategicGame {
    const n = checkRows('payoffs', payoffs);
    if (payoffs[0].length !== n) throw new InvalidInputError('payoffs', payoffs, 'be a square matrix');
    const transposed = Array.from({ length: n }, (_, i) => Float64Array.from(payoffs, (row) => row[i]));
    return StrategicGame.bimatrix(payoffs, transposed, names);
  }

  /** What every player gets where each plays the strategy of this index. */
  payoff(profile: readonly number[]): Float64Array {
    let at = 0;
    if (profile.length !== this.shape.length) {
      throw new InvalidInputError('profile.length', profile.length, `equal ${this.shape.length}`);
    }
    this.shape.forEach((count, p) => {
      at = at * count + checkInteger(`profile[${p}]`, profile[p], { min: 0, max: count - 1 });
    });
    return Float64Array.from(this.payoffs, (tensor) => tensor[at]);
  }

  /** The payoffs of a player in a two-player game as rows, i the row player's strategy and j the column player's. */
  matrix(player: 0 | 1): Float64Array[] {
    this.checkTwoPlayers();
    const [rows, columns] = this.shape;
    return Array.from({ length: rows }, (_, i) => this.payoffs[player].slice(i * columns, (i + 1) * columns));
  }

  /** @throws InvalidInputError unless there are two players */
  checkTwoPlayers(): void {
    if (this.shape.length !== 2) throw new InvalidInputError('game.players', this.players, 'be two');
  }
}

function checkRows(name: string, rows: PayoffMatrix): number {
  if (!rows?.length) throw new InvalidInputError(name, rows, 'be a matrix given by its rows');
  const columns = rows[0].length;
  const ragged = rows.findIndex((row) => row.length !== columns);
  if (ragged >= 0) throw new InvalidInputError(`${name}[${ragged}].length`, rows[ragged].length, `equal ${columns}`);
  if (columns === 0) throw new InvalidInputError(`${name}[0].length`, 0, 'be at least 1');
  return rows.length;
}

function flat(rows: PayoffMatrix): Float64Array {
  return Float64Array.from(rows.flatMap((row) => Array.from(row)));
}

function checkNames(name: string, names: readonly string[] | undefined, count: number): readonly string[] {
  if (!names) return Object.freeze(Array.from({ length: count }, (_, i) => String(i + 1)));
  if (names.length !== count) throw new InvalidInputError(`${name}.length`, names.length, `equal ${count}`);
  const doubled = names.findIndex((text, i) => names.indexOf(text) < i);
  if (doubled >= 0)
    throw new InvalidInputError(`${name}[${doubled}]`, names[doubled], 'differ from the names before it');
  return Object.freeze([...names]);
}
