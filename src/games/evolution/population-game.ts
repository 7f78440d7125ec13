import { checkInteger, checkVector, InvalidInputError } from '../../foundation/index.js';
import { deviationsOf } from '../strategic/mixed-profile.js';
import { StrategicGame, type PayoffMatrix } from '../strategic/strategic-game.js';

/** Writes what every strategy earns, where shares of the population play them, to `out`; keeps neither array. */
export type SharePayoffs = (shares: Float64Array, out: Float64Array) => void;

/**
 * One or more large populations whose members play pure strategies. A state is the shares of the strategies, one population
 * after the other in one vector; shares of each population sum to 1.
 */
export interface PopulationGame {
  /** Number of strategies of each population. */
  readonly sizes: readonly number[];
  /** Names of the strategies, a list a population. */
  readonly strategies: readonly (readonly string[])[];
  /** Payoffs of all strategies at a state, in the order of the state. */
  readonly payoffs: SharePayoffs;
  /** A of F(x) = Ax, row-major, where there is one population and its payoffs are linear; otherwise null. */
  readonly matrix: Float64Array | null;
}

/** What may stand for a population game: one, or the matrix of a game that is played within one population. */
export type PopulationGameLike = PopulationGame | PayoffMatrix;

/**
 * One population whose members are matched at random: with a matrix, F(x) = Ax; with a function, any payoffs, such as
 * those of a public good shared by more than two.
 *
 * @param payoffs - square matrix, row i what strategy i earns against each; or a function of the shares
 * @param names - names of the strategies; with a function at least their number
 * @throws InvalidInputError for a matrix that is not square or finite, or names that do not fit
 *
 * @example
 * ```ts
 * import { singlePopulation } from 'polity/games';
 * const dilemma = singlePopulation([[3, 0], [5, 1]], ['cooperate', 'defect']);
 * dilemma.sizes; // [2]
 * // Five share a pot: cooperators pay 1, all get 3/5 of what is paid in.
 * const commons = singlePopulation(([x], out) => {
 *   out[0] = (3 / 5) * (1 + 4 * x) - 1;
 *   out[1] = (3 / 5) * 4 * x;
 * }, ['cooperate', 'defect']);
 * commons.matrix; // null
 * ```
 */
export function singlePopulation(
  payoffs: PayoffMatrix | SharePayoffs,
  names?: readonly string[] | number,
): PopulationGame {
  if (typeof payoffs === 'function') {
    if (names === undefined) throw new InvalidInputError('names', names, 'give the strategies, or their number');
    const size = typeof names === 'number' ? checkInteger('names', names, { min: 1 }) : names.length;
    const strategies = typeof names === 'number' ? Array.from({ length: size }, (_, i) => String(i + 1)) : names;
    return Object.freeze({ sizes: [size], strategies: [strategies], payoffs, matrix: null });
  }
  const given = typeof names === 'object' ? { strategies: [names, names] } : {};
  const game = StrategicGame.symmetric(payoffs, given);
  const [n] = game.shape;
  const [matrix] = game.payoffs;
  return Object.freeze({
    sizes: [n],
    strategies: [game.strategies[0]],
    matrix,
    payoffs: (shares: Float64Array, out: Float64Array) => multiply(matrix, n, shares, 0, out, 0, n),
  });
}

/**
 * A population for each player of a game, whose members meet one member of every other population.
 *
 * @example
 * ```ts
 * import { StrategicGame, playerPopulations } from 'polity/games';
 * const out = new Float64Array(4);
 * playerPopulations(StrategicGame.zeroSum([[1, -1], [-1, 1]])).payoffs(Float64Array.of(0.5, 0.5, 1, 0), out);
 * out; // [1, -1, 0, 0]
 * ```
 */
export function playerPopulations(game: StrategicGame): PopulationGame {
  const { shape } = game;
  return Object.freeze({
    sizes: shape,
    strategies: game.strategies,
    matrix: null,
    payoffs: shape.length === 2 ? bimatrixPayoffs(game) : profilePayoffs(game),
  });
}

function bimatrixPayoffs(game: StrategicGame): SharePayoffs {
  const [m, n] = game.shape;
  const [row] = game.payoffs;
  const column = new Float64Array(m * n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) column[j * m + i] = game.payoffs[1][i * n + j];
  return (state, out) => {
    multiply(row, m, state, m, out, 0, n);
    multiply(column, n, state, 0, out, m, m);
  };
}

function profilePayoffs(game: StrategicGame): SharePayoffs {
  return (state, out) => {
    let end = 0;
    const profile = game.shape.map((size) => state.subarray(end, (end += size)));
    end = 0;
    game.shape.forEach((size, p) => {
      out.set(deviationsOf(game, profile, p), end);
      end += size;
    });
  };
}

/** out[to + i] = Σ_j matrix[i·width + j]·x[from + j] for i below `rows`. */
function multiply(
  matrix: Float64Array,
  rows: number,
  x: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
  width: number,
): void {
  for (let i = 0, at = 0; i < rows; i++) {
    // Four sums at a time: one alone would wait for each addition.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let j = 0;
    for (; j + 3 < width; j += 4, at += 4) {
      a += matrix[at] * x[from + j];
      b += matrix[at + 1] * x[from + j + 1];
      c += matrix[at + 2] * x[from + j + 2];
      d += matrix[at + 3] * x[from + j + 3];
    }
    for (; j < width; j++, at++) a += matrix[at] * x[from + j];
    out[to + i] = a + b + (c + d);
  }
}

/** A population game from what stands for one. */
export function populationGame(game: PopulationGameLike): PopulationGame {
  return isMatrix(game) ? singlePopulation(game) : game;
}

function isMatrix(game: PopulationGameLike): game is PayoffMatrix {
  return Array.isArray(game);
}

/** The matrix of a game with one population and linear payoffs, or an error that says what it is needed for. */
export function checkMatrixGame(game: PopulationGameLike): { readonly matrix: Float64Array; readonly n: number } {
  const { matrix, sizes } = populationGame(game);
  if (!matrix) throw new InvalidInputError('game', game, 'be one population with a payoff matrix');
  return { matrix, n: sizes[0] };
}

/** Probabilities may miss 1 by this much. */
const SUM_TOLERANCE = 1e-9;

/** A state from the door: shares of at least 0 that sum to 1 in every population, within 10⁻⁹. */
export function checkState(name: string, sizes: readonly number[], state: ArrayLike<number>): Float64Array {
  const length = sizes.reduce((sum, size) => sum + size, 0);
  const checked = checkVector(name, state, { length, min: 0, max: 1 + SUM_TOLERANCE });
  let end = 0;
  sizes.forEach((size, p) => {
    const part = checked.subarray(end, (end += size));
    const sum = part.reduce((total, share) => total + share, 0);
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new InvalidInputError(
        sizes.length > 1 ? `sum of population ${p} in ${name}` : `sum of ${name}`,
        sum,
        'equal 1',
      );
    }
  });
  return checked;
}
