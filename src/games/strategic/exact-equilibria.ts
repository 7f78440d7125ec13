import { InvalidInputError } from '../../foundation/index.js';
import { equilibriumComponents, type EquilibriumComponent } from './equilibrium-components.js';
import { ExactDictionaries } from './exact-dictionaries.js';
import {
  addFractions,
  fraction,
  greatestCommonDivisor,
  multiplyFractions,
  parseFraction,
  type ExactNumber,
  type Fraction,
} from './fraction.js';
import { fullyLabelledPairs } from './fully-labelled-pairs.js';
import { checkLabels } from './nash-equilibria.js';
import { enumerateVertices, type Vertex } from './vertex-enumeration.js';

/** An equilibrium of a two-player game in exact numbers. */
export interface ExactEquilibrium {
  readonly row: readonly Fraction[];
  readonly column: readonly Fraction[];
  /** What each player earns, row first. */
  readonly payoffs: readonly [Fraction, Fraction];
}

/** As the equilibria in floating point, in exact numbers. */
export interface ExactEquilibria {
  readonly equilibria: readonly ExactEquilibrium[];
  readonly components: readonly EquilibriumComponent[];
  readonly degenerate: boolean;
}

/**
 * All Nash equilibria of a two-player game in exact arithmetic: whole-number pivoting, no rounding and no tolerance, so
 * degeneracy and the number of equilibria are facts of the game.
 *
 * Cost: some tens of times that of floating point, growing with the digits of the payoffs.
 *
 * @param row - payoffs of the row player: numbers, or texts such as `1/3` and `0.1`
 * @param column - payoffs of the column player, of the same shape
 * @throws InvalidInputError for matrices of different or ragged shape, a payoff that is no number, or more than 53 strategies
 *   together
 * @see the sources of the enumeration in floating point; Avis, Rosenberg, Savani & von Stengel 2010 for integer pivoting
 *
 * @example
 * ```ts
 * import { exactEquilibria, formatFraction } from 'polity/games';
 * const { equilibria } = exactEquilibria([[10, 0], [0, 7]], [[7, 0], [0, 10]]);
 * equilibria[1].row.map(formatFraction); // ['10/17', '7/17']
 * equilibria[1].payoffs.map(formatFraction); // ['70/17', '70/17']
 * ```
 */
export function exactEquilibria(
  row: readonly (readonly ExactNumber[])[],
  column: readonly (readonly ExactNumber[])[],
): ExactEquilibria {
  const [own, other] = [parseMatrix('row', row), parseMatrix('column', column)];
  const [m, n] = [own.length, own[0].length];
  if (other.length !== m || other[0].length !== n) {
    throw new InvalidInputError('column', column, `be ${m} × ${n} like the row player's matrix`);
  }
  checkLabels(m, n);
  const transposed = own[0].map((_, j) => other.map((payoffs) => payoffs[j]));
  const rows = enumerateVertices(new ExactDictionaries(positiveIntegers(transposed), n, m));
  const columns = enumerateVertices(new ExactDictionaries(positiveIntegers(own), m, n));
  const { pairs, degenerate } = fullyLabelledPairs(rows, columns, m, n);
  const solved = pairs
    .map((pair) => ({ pair, row: strategyOf(pair.row), column: strategyOf(pair.column) }))
    .sort((a, b) => compare(a.row, b.row) || compare(a.column, b.column));
  return {
    equilibria: solved.map(({ row: x, column: y }) => ({
      row: x,
      column: y,
      payoffs: [expected(own, x, y), expected(other, x, y)],
    })),
    components: equilibriumComponents(solved.map(({ pair }) => pair)),
    degenerate,
  };
}

function parseMatrix(name: string, rows: readonly (readonly ExactNumber[])[]): Fraction[][] {
  if (!rows?.length || !rows[0]?.length) throw new InvalidInputError(name, rows, 'be a matrix given by its rows');
  return rows.map((row, i) => {
    if (row.length !== rows[0].length) {
      throw new InvalidInputError(`${name}[${i}].length`, row.length, `equal ${rows[0].length}`);
    }
    return row.map((value, j) => parseFraction(value, `${name}[${i}][${j}]`));
  });
}

/** Whole numbers from 1 up that rank strategies as the payoffs do, row by row. */
function positiveIntegers(payoffs: readonly (readonly Fraction[])[]): bigint[] {
  const all = payoffs.flat();
  const multiple = all.reduce(
    (least, { denominator }) => (least * denominator) / greatestCommonDivisor(least, denominator),
    1n,
  );
  const whole = all.map(({ numerator, denominator }) => numerator * (multiple / denominator));
  const lowest = whole.reduce((least, value) => (value < least ? value : least));
  const divisor = whole.reduce((common, value) => greatestCommonDivisor(common, value - lowest), 0n);
  return whole.map((value) => (value - lowest) / divisor + 1n);
}

function strategyOf({ point }: Vertex<readonly bigint[]>): Fraction[] {
  const sum = point.reduce((total, share) => total + share, 0n);
  return point.map((share) => fraction(share, sum));
}

function expected(payoffs: readonly (readonly Fraction[])[], x: readonly Fraction[], y: readonly Fraction[]): Fraction {
  let sum = fraction(0n);
  x.forEach((p, i) => {
    y.forEach((q, j) => {
      if (p.numerator !== 0n && q.numerator !== 0n) {
        sum = addFractions(sum, multiplyFractions(payoffs[i][j], multiplyFractions(p, q)));
      }
    });
  });
  return sum;
}

/** Those who put more on an earlier strategy come first. */
function compare(a: readonly Fraction[], b: readonly Fraction[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = b[i].numerator * a[i].denominator - a[i].numerator * b[i].denominator;
    if (difference !== 0n) return difference > 0n ? 1 : -1;
  }
  return 0;
}
