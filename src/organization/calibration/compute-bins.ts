import { leastSquares, type Estimate, type Interval } from '../../statistics/index.js';
import { itemRatio } from './item-ratio.js';
import type { RunLog } from './run-log.js';

/** Measured bias of the runs of about the same compute. */
export interface ComputeBin {
  /** Geometric mean of their tokens. */
  readonly tokens: number;
  /** Mean signed correctness, 2·accuracy − 1. */
  readonly bias: number;
  readonly standardError: number;
  /** By the jackknife over items. */
  readonly interval: Interval;
  readonly runs: number;
}

const MOST_BINS = 8;

/** Measured bias over up to eight bins of equally many runs; runs of the same compute are never parted. */
export function biasByCompute(log: RunLog, level: number): ComputeBin[] {
  const { tokens, signed, starts, items, runs } = log;
  const sorted = tokens.slice().sort();
  const edges = Array.from({ length: MOST_BINS - 1 }, (_, i) => sorted[Math.floor(((i + 1) * runs) / MOST_BINS)]);
  const uppers = [...new Set([sorted[0], ...edges])].slice(1);
  const binOf = (value: number) => uppers.reduce((bin, edge) => (value >= edge ? bin + 1 : bin), 0);
  const bins = Array.from({ length: uppers.length + 1 }, () => ({
    sums: new Float64Array(items),
    counts: new Float64Array(items),
    logs: 0,
    runs: 0,
  }));
  for (let item = 0; item < items; item++) {
    for (let run = starts[item]; run < starts[item + 1]; run++) {
      const bin = bins[binOf(tokens[run])];
      bin.sums[item] += signed[run];
      bin.counts[item]++;
      bin.logs += Math.log(tokens[run]);
      bin.runs++;
    }
  }
  return bins.map(({ sums, counts, logs, runs: inBin }) => {
    const { estimate, standardError, interval } = itemRatio(sums, counts, { parts: counts, level });
    return { tokens: Math.exp(logs / inBin), bias: estimate, standardError, interval, runs: inBin };
  });
}

/**
 * The plain way to β: least squares of log measured bias on log tokens. For comparison only, because the logarithm of a
 * noisy mean is biased, E log μ̂ ≈ log μ − Var μ̂ / 2μ², most where the bias is weak; bins that came out at or below
 * chance have no logarithm and must be left out, which flattens the line; and its errors take bins of the same items
 * for independent. In simulations its 95 % intervals cover 74 to 87 %.
 */
export function logLogBeta(bins: readonly ComputeBin[], level: number): Estimate | null {
  const usable = bins.filter(({ bias }) => bias > 0);
  if (usable.length < 3) return null;
  const { coefficients } = leastSquares(
    usable.map(({ tokens }) => [1, Math.log(tokens)]),
    usable.map(({ bias }) => Math.log(bias)),
    { level },
  );
  const { estimate, standardError, interval } = coefficients[1];
  const method = `least squares of log bias on log tokens over ${usable.length} of ${bins.length} bins`;
  return { estimate, standardError, interval, n: usable.length, method };
}
