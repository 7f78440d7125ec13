import { normalCdf, normalQuantile } from '../normal.js';
import type { Estimate, Interval } from '../interval.js';

/** A coefficient on the scale of a logarithm: of odds, of a rate, of a hazard. */
export interface LogCoefficient extends Estimate {
  /** z = estimate / standardError. */
  readonly statistic: number;
  /** Two-sided, from the normal distribution (Wald). */
  readonly pValue: number;
  /** e^estimate: odds ratio, rate ratio, hazard ratio. */
  readonly ratio: number;
  readonly ratioInterval: Interval;
}

/** Wald interval and test of a coefficient. */
export function logCoefficient(
  estimate: number,
  standardError: number,
  { n, level, method }: { readonly n: number; readonly level: number; readonly method: string },
): LogCoefficient {
  const half = normalQuantile((1 + level) / 2) * standardError;
  const [lower, upper] = [estimate - half, estimate + half];
  const statistic = estimate / standardError;
  return {
    estimate,
    standardError,
    interval: { lower, upper, level },
    n,
    method,
    statistic,
    pValue: Number.isFinite(statistic) ? 2 * normalCdf(-Math.abs(statistic)) : NaN,
    ratio: Math.exp(estimate),
    ratioInterval: { lower: Math.exp(lower), upper: Math.exp(upper), level },
  };
}
