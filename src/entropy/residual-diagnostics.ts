import { checkInteger, checkVector } from '../foundation/index.js';
import { chiSquareUpperTail } from '../statistics/index.js';

/** How the residuals of a fit hang together along a run. */
export interface ResidualDiagnostics {
  /** Correlation of neighbouring residuals. */
  readonly autocorrelation: number;
  /** Durbin–Watson statistic Σ(eₜ − eₜ₋₁)²/Σeₜ²: 2 for independent errors, towards 0 for drifting ones. */
  readonly durbinWatson: number;
  /** Ljung–Box test that the first `lags` autocorrelations are all zero. */
  readonly ljungBox: { readonly statistic: number; readonly lags: number; readonly pValue: number };
  /** Independent points that the residuals are worth, n(1 − φ)/(1 + φ) with φ not below 0. */
  readonly effectiveN: number;
  /** Changes of sign along the run, and how many independent residuals would make. */
  readonly signChanges: number;
  readonly expectedSignChanges: number;
}

/**
 * Diagnostics of residuals in the order of training. Points of a training run are no independent draws; a standard error
 * that takes them for such is too small by √(n/effectiveN).
 *
 * @param residuals - at least 3, in order
 * @param options - `lags` of the Ljung–Box test, default 10 or a fifth of the points if that is fewer
 * @throws InvalidInputError when a value is not finite or there are too few.
 * @see G. M. Ljung, G. E. P. Box, Biometrika 65 (1978) 297
 *
 * @example
 * ```ts
 * import { residualDiagnostics } from 'polity/entropy';
 * residualDiagnostics([1, -1, 1, -1, 1, -1]).durbinWatson; // 3.333333
 * ```
 */
export function residualDiagnostics(
  residuals: ArrayLike<number>,
  { lags }: { readonly lags?: number } = {},
): ResidualDiagnostics {
  const e = checkVector('residuals', residuals, { minLength: 3 });
  const n = e.length;
  const tested = checkInteger('lags', lags ?? Math.max(1, Math.min(10, Math.floor(n / 5))), { min: 1, max: n - 1 });
  const [r1] = correlations(e, 1);
  let [differences, squares, signChanges] = [0, 0, 0];
  for (let t = 0; t < n; t++) {
    squares += e[t] * e[t];
    if (t === 0) continue;
    differences += (e[t] - e[t - 1]) ** 2;
    if (e[t] > 0 !== e[t - 1] > 0) signChanges++;
  }
  const statistic = correlations(e, tested).reduce((sum, r, k) => sum + (r * r) / (n - k - 1), 0) * n * (n + 2);
  return {
    autocorrelation: r1,
    durbinWatson: squares > 0 ? differences / squares : NaN,
    ljungBox: { statistic, lags: tested, pValue: chiSquareUpperTail(statistic, { degrees: tested }) },
    effectiveN: effectiveSize(n, r1),
    signChanges,
    expectedSignChanges: (n - 1) / 2,
  };
}

/** Autocorrelations at lags 1 … `lags` of residuals, whose mean is taken as 0; all 0 where there is no residual left. */
export function correlations(e: Float64Array, lags: number): Float64Array {
  const result = new Float64Array(lags);
  const squares = e.reduce((sum, value) => sum + value * value, 0);
  if (squares === 0) return result;
  for (let lag = 1; lag <= lags; lag++) {
    let sum = 0;
    for (let t = lag; t < e.length; t++) sum += e[t] * e[t - lag];
    result[lag - 1] = sum / squares;
  }
  return result;
}

function effectiveSize(n: number, autocorrelation: number): number {
  const phi = Math.max(0, autocorrelation);
  return (n * (1 - phi)) / (1 + phi);
}
