import { checkVector, InvalidInputError } from '../../foundation/index.js';
import { chiSquareUpperTail } from '../chi-square.js';
import { checkLevel, type Estimate } from '../interval.js';
import { normalQuantile } from '../normal.js';

export interface ContingencyTest {
  /** Pearson's Σ (observed − expected)²/expected. */
  readonly statistic: number;
  readonly degrees: number;
  readonly pValue: number;
  /** Cramér's V, from 0 to 1: √(χ²/(n (min(rows, columns) − 1))); for one row of k counts √(χ²/(n (k − 1))), as Cohen's w scaled. */
  readonly cramersV: number;
  readonly n: number;
  /** Least expected count: below about 5 the χ² distribution is only roughly right. */
  readonly leastExpected: number;
}

/**
 * Pearson's χ² test that rows and columns of a table of counts are independent.
 *
 * @param table - rows of counts; every row and column must have some
 * @throws InvalidInputError when the table is smaller than 2 × 2 or ragged, a count is negative, or a row or column is empty.
 * @see K. Pearson, Philosophical Magazine 50 (1900) 157; H. Cramér, Mathematical Methods of Statistics (1946)
 *
 * @example
 * ```ts
 * import { independenceTest } from 'polity/statistics';
 * const { statistic, cramersV } = independenceTest([[10, 20], [30, 15]]);
 * [statistic, cramersV]; // [8.0357, 0.3273]
 * ```
 */
export function independenceTest(table: readonly ArrayLike<number>[]): ContingencyTest {
  if (table.length < 2) throw new InvalidInputError('table.length', table.length, 'be at least 2');
  const columns = checkVector('table[0]', table[0], { minLength: 2 }).length;
  const rows = table.map((row, i) => checkVector(`table[${i}]`, row, { length: columns, min: 0 }));
  const ofRow = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  const ofColumn = Array.from({ length: columns }, (_, j) => rows.reduce((sum, row) => sum + row[j], 0));
  ofRow.forEach((sum, i) => checkSome(`table[${i}]`, sum));
  ofColumn.forEach((sum, j) => checkSome(`column ${j} of table`, sum));
  const n = ofRow.reduce((sum, count) => sum + count, 0);
  let [statistic, leastExpected] = [0, Infinity];
  rows.forEach((row, i) =>
    row.forEach((count, j) => {
      const expected = (ofRow[i] * ofColumn[j]) / n;
      statistic += (count - expected) ** 2 / expected;
      leastExpected = Math.min(leastExpected, expected);
    }),
  );
  return contingencyTest(statistic, {
    degrees: (rows.length - 1) * (columns - 1),
    most: n * (Math.min(rows.length, columns) - 1),
    n,
    leastExpected,
  });
}

/**
 * Pearson's χ² test that counts come from given shares.
 *
 * @param counts - two or more counts
 * @param options - `shares`: expected shares, above 0, scaled to sum to 1; default all alike
 * @throws InvalidInputError when there are fewer than 2 counts, none is above 0, one is negative, or shares do not fit.
 * @see K. Pearson, Philosophical Magazine 50 (1900) 157
 *
 * @example
 * ```ts
 * import { goodnessOfFit } from 'polity/statistics';
 * goodnessOfFit([18, 22, 20, 40]).pValue; // 0.00636
 * ```
 */
export function goodnessOfFit(
  counts: ArrayLike<number>,
  { shares }: { readonly shares?: ArrayLike<number> } = {},
): ContingencyTest {
  const observed = checkVector('counts', counts, { minLength: 2, min: 0 });
  const k = observed.length;
  const given = shares
    ? checkVector('shares', shares, { length: k, min: 0, aboveMin: true })
    : new Float64Array(k).fill(1);
  const n = observed.reduce((sum, count) => sum + count, 0);
  checkSome('counts', n);
  const whole = given.reduce((sum, share) => sum + share, 0);
  const expected = given.map((share) => (n * share) / whole);
  const statistic = observed.reduce((sum, count, i) => sum + (count - expected[i]) ** 2 / expected[i], 0);
  return contingencyTest(statistic, { degrees: k - 1, most: n * (k - 1), n, leastExpected: Math.min(...expected) });
}

function checkSome(argument: string, sum: number): void {
  if (!(sum > 0)) throw new InvalidInputError(argument, 'no counts', 'have a count above 0');
}

function contingencyTest(
  statistic: number,
  { degrees, most, n, leastExpected }: { degrees: number; most: number; n: number; leastExpected: number },
): ContingencyTest {
  const pValue = chiSquareUpperTail(statistic, { degrees });
  return { statistic, degrees, pValue, cramersV: Math.sqrt(statistic / most), n, leastExpected };
}

/** Counts of a 2 × 2 table: events among the exposed and among the others. */
export interface TwoByTwo {
  readonly events: number;
  readonly total: number;
  readonly otherEvents: number;
  readonly otherTotal: number;
}

/**
 * Odds ratio of a 2 × 2 table with Woolf's interval, normal on the logarithm: SE² = Σ 1/cell. The standard error is that of the
 * logarithm. With an empty cell the estimate is 0 or infinite and the interval unbounded: nothing is added to cells.
 *
 * @throws InvalidInputError when counts are not whole, negative, or above their total, or nobody (or everybody) has the event.
 * @see B. Woolf, Annals of Human Genetics 19 (1955) 251
 *
 * @example
 * ```ts
 * import { oddsRatio } from 'polity/statistics';
 * oddsRatio({ events: 8, total: 12, otherEvents: 5, otherTotal: 17 }).estimate; // 4.8
 * ```
 */
export function oddsRatio(table: TwoByTwo, { level = 0.95 }: { readonly level?: number } = {}): Estimate {
  const { events: a, otherEvents: c, total, otherTotal } = checkTwoByTwo(table);
  const [b, d] = [total - a, otherTotal - c];
  const error = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  return ratioEstimate((a * d) / (b * c), error, {
    n: total + otherTotal,
    level,
    method: 'odds ratio, Woolf interval',
  });
}

/**
 * Risk ratio of a 2 × 2 table, normal on the logarithm: SE² = 1/a − 1/n₁ + 1/c − 1/n₂. The standard error is that of the logarithm.
 *
 * @throws InvalidInputError as {@link oddsRatio}.
 * @see D. Katz, J. Baptista, S. Azen, M. Pike, Biometrics 34 (1978) 469
 *
 * @example
 * ```ts
 * import { riskRatio } from 'polity/statistics';
 * riskRatio({ events: 8, total: 12, otherEvents: 5, otherTotal: 17 }).estimate; // 2.2667
 * ```
 */
export function riskRatio(table: TwoByTwo, { level = 0.95 }: { readonly level?: number } = {}): Estimate {
  const { events: a, otherEvents: c, total, otherTotal } = checkTwoByTwo(table);
  const error = Math.sqrt(1 / a - 1 / total + 1 / c - 1 / otherTotal);
  const ratio = a / total / (c / otherTotal);
  return ratioEstimate(ratio, error, { n: total + otherTotal, level, method: 'risk ratio, log interval' });
}

function checkTwoByTwo({ events, total, otherEvents, otherTotal }: TwoByTwo): TwoByTwo {
  for (const [name, value, most] of [
    ['events', events, total],
    ['otherEvents', otherEvents, otherTotal],
  ] as const) {
    if (!(Number.isSafeInteger(value) && Number.isSafeInteger(most) && value >= 0 && most >= 1 && value <= most)) {
      throw new InvalidInputError(name, value, `be a whole number from 0 to its total, ${most}`);
    }
  }
  if (events + otherEvents === 0 || events + otherEvents === total + otherTotal) {
    throw new InvalidInputError('events', events, 'leave some with and some without the event');
  }
  return { events, total, otherEvents, otherTotal };
}

function ratioEstimate(
  ratio: number,
  error: number,
  { n, level, method }: { readonly n: number; readonly level: number; readonly method: string },
): Estimate {
  const half = normalQuantile((1 + checkLevel('level', level)) / 2) * error;
  const interval = Number.isFinite(half)
    ? { lower: ratio * Math.exp(-half), upper: ratio * Math.exp(half), level }
    : { lower: 0, upper: Infinity, level };
  return { estimate: ratio, standardError: error, interval, n, method };
}
