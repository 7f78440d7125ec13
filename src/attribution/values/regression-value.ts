import { InvalidInputError, checkInteger, checkOneOf } from '../../foundation/index.js';
import { leastSquares, type Coefficient, type LeastSquares } from '../../statistics/index.js';
import { coalitionLabel, coalitionSize, nextOfSameSize } from '../games/coalition.js';
import { binomial } from '../games/combinatorics.js';
import type { PartialGame } from '../games/partial-game.js';

export interface RegressionValueOptions {
  /** Default 'shapley'. */
  readonly index?: 'shapley' | 'banzhaf';
  /** Largest coalitions whose interaction the model holds, 1 … n; default 1, the additive model. */
  readonly order?: number;
  /** Nominal coverage of the intervals; default 0.95. */
  readonly level?: number;
}

/** Values estimated from the coalitions that were measured. */
export interface RegressionValue {
  readonly index: string;
  readonly players: readonly string[];
  /** `coefficients[i]` belongs to `players[i]`: estimate, standard error, t interval. */
  readonly coefficients: readonly Coefficient[];
  /** The estimates as a vector. */
  readonly values: Float64Array;
  /** Coalitions measured, parameters fitted. */
  readonly measured: number;
  readonly parameters: number;
  /** Largest absolute residual of the model among the measured coalitions, and the coalition that has it. */
  readonly largestResidual: number;
  readonly leastFitting: readonly string[];
}

/**
 * Shapley or Banzhaf values from the coalitions that were measured, by fitting a game without interactions of more than
 * `order` players.
 *
 * - `shapley`: least squares with the Shapley kernel (n−1)/(C(n, s)·s·(n−s)), exact at ∅ and N, which must be measured.
 * - `banzhaf`: plain least squares with an intercept.
 *
 * With all 2ⁿ coalitions these are the exact values, at every order (the best fit of an order has the value of the game);
 * with fewer, the estimate is as good as the model. Standard errors are heteroscedasticity-robust (HC2) and describe the
 * misfit of the model, as though the missing coalitions were like the measured ones: look at `largestResidual`.
 *
 * Throws `InvalidInputError` when there are no more coalitions than parameters, or when those measured do not tell the
 * parameters apart.
 *
 * @example
 * ```ts
 * import { PartialGame, regressionValue } from 'polity/attribution';
 * // 0.1 for a, 0.2 for b, 0.3 for c; {b, c} was never run.
 * const rows = [[], ['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['a', 'b', 'c']].map((coalition) => ({
 *   coalition,
 *   value: coalition.reduce((sum, name) => sum + { a: 0.1, b: 0.2, c: 0.3 }[name]!, 0),
 * }));
 * regressionValue(new PartialGame(rows)).values; // [0.1, 0.2, 0.3]
 * ```
 */
export function regressionValue(
  game: PartialGame,
  { index = 'shapley', order = 1, level = 0.95 }: RegressionValueOptions = {},
): RegressionValue {
  checkOneOf('index', index, ['shapley', 'banzhaf']);
  const { players, values } = game;
  const n = players.length;
  checkInteger('order', order, { min: 1, max: n });
  const all = values.length - 1;
  if (index === 'shapley') {
    for (const mask of [0, all]) {
      if (Number.isNaN(values[mask])) {
        const label = mask === 0 ? '∅' : 'all players';
        throw new InvalidInputError('game', coalitionLabel(players, mask), `have a measured value for ${label}`);
      }
    }
  }
  const exact = index === 'shapley';
  const rows = Array.from(values.keys()).filter(
    (mask) => !Number.isNaN(values[mask]) && !(exact && (mask === 0 || mask === all)),
  );
  const interactions = interactionTerms(n, order, exact);
  const parameters = n + interactions.length + (exact ? -1 : 1);
  if (rows.length <= parameters) {
    throw new InvalidInputError(
      'rows.length',
      rows.length,
      `be greater than ${parameters}, the parameters of order ${order}` + (exact ? ' (∅ and N not counted)' : ''),
    );
  }

  const fit = (last: number) => fitted({ values, n, rows, interactions, exact, last, level });
  const first = fit(n - 1);
  const coefficients = first.coefficients.slice(0, n);
  // Efficiency gives the last player what the others leave; fitted once more without another one for its standard error.
  if (exact) coefficients[n - 1] = fit(0).coefficients[n - 1];
  const worst = first.residuals.reduce((k, residual, j, r) => (Math.abs(residual) > Math.abs(r[k]) ? j : k), 0);
  return {
    index: exact ? 'Shapley value by regression' : 'Banzhaf value by regression',
    players,
    coefficients,
    values: Float64Array.from(coefficients, ({ estimate }) => estimate),
    measured: values.length - game.missing.length,
    parameters,
    largestResidual: Math.abs(first.residuals[worst]),
    leastFitting: players.filter((_, i) => rows[worst] & (1 << i)),
  };
}

interface Design {
  readonly values: Float64Array;
  readonly n: number;
  readonly rows: readonly number[];
  readonly interactions: readonly { readonly mask: number; readonly share: number }[];
  readonly exact: boolean;
  readonly last: number;
  readonly level: number;
}

/**
 * The regression, its first n coefficients the players' values: every product Πx over a coalition T stands in the design less
 * what it gives to its members (1/t each for Shapley, 2^{1−t} for Banzhaf), so the single terms hold the whole value.
 */
function fitted({ values, n, rows, interactions, exact, last, level }: Design): LeastSquares {
  const total = values[values.length - 1] - values[0];
  const others = Array.from({ length: n }, (_, i) => i).filter((i) => !(exact && i === last));
  const design = rows.map((mask) => {
    const row = others.map((i) => ((mask >>> i) & 1) - (exact ? (mask >>> last) & 1 : 0));
    for (const { mask: T, share } of interactions) {
      row.push(Number((mask & T) === T) - share * coalitionSize(mask & T));
    }
    if (!exact) row.push(1);
    return row;
  });
  const response = rows.map((mask) => values[mask] - (exact ? values[0] + ((mask >>> last) & 1) * total : 0));
  const weights = rows.map((mask) => {
    const size = coalitionSize(mask);
    return exact ? (n - 1) / (binomial(n, size) * size * (n - size)) : 1;
  });
  try {
    const fit = leastSquares(design, response, { weights, errors: 'robust', level });
    const coefficients = fit.coefficients.slice();
    // Back to n players: the eliminated one gets a place of its own, filled by the other fit.
    if (exact) {
      const rest = others.reduce((sum, _, k) => sum - coefficients[k].estimate, total);
      coefficients.splice(last, 0, { ...coefficients[0], estimate: rest });
    }
    return { ...fit, coefficients };
  } catch (error) {
    if (!(error instanceof InvalidInputError) || error.argument !== 'design') throw error;
    throw new InvalidInputError(
      'rows',
      rows.length,
      'tell the parameters apart: measure other coalitions or lower the order',
    );
  }
}

function interactionTerms(n: number, order: number, exact: boolean): { mask: number; share: number }[] {
  const terms: { mask: number; share: number }[] = [];
  for (let t = 2; t <= order; t++) {
    let mask = 2 ** t - 1;
    for (let k = 0; k < binomial(n, t); k++) {
      terms.push({ mask, share: exact ? 1 / t : 2 ** (1 - t) });
      mask = nextOfSameSize(mask);
    }
  }
  return terms;
}
