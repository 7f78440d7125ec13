import type { Interval } from '../../statistics/index.js';
import { amplification } from '../amplification.js';
import { fidelityAt } from '../fidelity-curve.js';
import { calibrate, type CalibrateOptions } from './calibrate.js';
import { syntheticRuns, type SyntheticRunsOptions } from './synthetic-runs.js';

/** What one quantity's intervals did over many synthetic logs of one known truth. */
export interface Coverage {
  readonly quantity: 'beta' | 'scale' | 'correlation' | 'raw correlation' | 'fidelity' | 'amplification';
  readonly truth: number;
  /** Mean of the estimates. */
  readonly mean: number;
  /** Standard deviation of the estimates, and mean of their standard errors. */
  readonly spread: number;
  readonly meanStandardError: number;
  /** Share of intervals that hold the truth, below it and above it. */
  readonly covered: number;
  readonly tooLow: number;
  readonly tooHigh: number;
  /** Logs in which the quantity could be estimated. */
  readonly logs: number;
}

/** Calibrates `logs` synthetic logs, seeds from `firstSeed`, and counts how often each interval holds the truth. */
export function measureCoverage(
  truth: SyntheticRunsOptions,
  { logs, firstSeed = 0, ...options }: CalibrateOptions & { readonly logs: number; readonly firstSeed?: number },
): Coverage[] {
  const { correlation, beta, scale, fidelityCurve } = truth;
  const { fanIn = 5, messageLength } = options;
  const fidelity = fidelityCurve && messageLength !== undefined ? fidelityAt(fidelityCurve, messageLength) : NaN;
  const truths = {
    beta,
    scale,
    correlation,
    'raw correlation': correlation,
    fidelity,
    amplification: fidelity * amplification({ fanIn, fidelity: 1, correlation }),
  };
  const seen = new Map<string, { estimate: number; standardError: number; interval: Interval }[]>();
  for (let log = 0; log < logs; log++) {
    const found = calibrate(syntheticRuns({ ...truth, seed: firstSeed + log }), { draws: 1, ...options });
    const estimates = {
      beta: found.compute?.beta,
      scale: found.compute?.scale,
      correlation: found.correlation?.shared,
      'raw correlation': found.correlation?.raw,
      fidelity: found.amplification?.fidelity,
      amplification: found.amplification?.amplification,
    };
    for (const [quantity, estimate] of Object.entries(estimates)) {
      if (estimate) seen.set(quantity, [...(seen.get(quantity) ?? []), estimate]);
    }
  }
  return Object.entries(truths).flatMap(([quantity, value]): Coverage[] => {
    const estimates = seen.get(quantity) ?? [];
    if (estimates.length === 0 || Number.isNaN(value)) return [];
    const share = (test: (estimate: (typeof estimates)[number]) => boolean) =>
      estimates.filter(test).length / estimates.length;
    const average = (of: (estimate: (typeof estimates)[number]) => number) =>
      estimates.reduce((sum, estimate) => sum + of(estimate), 0) / estimates.length;
    const mean = average((e) => e.estimate);
    return [
      {
        quantity: quantity as Coverage['quantity'],
        truth: value,
        mean,
        spread: Math.sqrt(average((e) => (e.estimate - mean) ** 2)),
        meanStandardError: average((e) => e.standardError),
        covered: share(({ interval }) => interval.lower <= value && value <= interval.upper),
        tooLow: share(({ interval }) => interval.upper < value),
        tooHigh: share(({ interval }) => interval.lower > value),
        logs: estimates.length,
      },
    ];
  });
}
