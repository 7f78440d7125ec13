import { checkInteger, randomStream, type RandomStream } from '../../foundation/index.js';
import { logHurwitzZeta } from '../../numerics/index.js';
import { scanTails, type PowerLawFit } from './fit-power-law.js';
import { continuousTail, discreteTail } from './tail-models.js';
import { tableFrom, valueTable } from './value-table.js';

export interface PowerLawTestOptions {
  /** Synthetic samples, default 1,000 (p to within 0.016, one standard error at most). */
  readonly replicates?: number;
  /** Default 0. Replicate r uses stream (seed, r). */
  readonly seed?: number;
  /** Called after each replicate. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Abandons the test with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface PowerLawTest {
  /** Share of synthetic samples at least as far from their own power law: the power law is implausible below 0.1. */
  readonly pValue: number;
  /** Of the p-value, from the number of replicates. */
  readonly standardError: number;
  readonly replicates: number;
  /** Distances of the synthetic samples. */
  readonly distances: Float64Array;
}

/**
 * Goodness of fit of a power-law tail by semiparametric bootstrap: each synthetic value is drawn from the fitted law with
 * probability n/total and otherwise from the values below xmin; the sample is fitted anew, xmin included if it was scanned.
 * A plausible fit is no proof: compare rivals with {@link comparePowerLaw}.
 *
 * Cost: `replicates` times drawing and fitting.
 *
 * @param fit - from {@link fitPowerLaw}
 * @throws InvalidInputError when a count is not whole or below 1; the signal's reason when aborted.
 * @see A. Clauset, C. Shalizi, M. Newman, SIAM Review 51 (2009) 661, section 4.1
 *
 * @example
 * ```ts
 * import { fitPowerLaw, powerLawTest } from 'polity/statistics';
 * const fit = fitPowerLaw([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 7, 12], { xmin: 1 });
 * powerLawTest(fit, { replicates: 200 }).pValue > 0.1; // true
 * ```
 */
export function powerLawTest(
  fit: PowerLawFit,
  { replicates = 1000, seed = 0, onProgress, signal }: PowerLawTestOptions = {},
): PowerLawTest {
  checkInteger('replicates', replicates, { min: 1 });
  const { discrete, total, distance } = fit;
  const draw = sampler(fit);
  const distances = new Float64Array(replicates);
  const sample = new Float64Array(total);
  let hits = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    signal?.throwIfAborted();
    const stream = randomStream(seed, replicate);
    for (let i = 0; i < total; i++) sample[i] = draw(stream);
    distances[replicate] = distanceOf(sample, fit);
    if (distances[replicate] >= distance) hits++;
    onProgress?.({ done: replicate + 1, total: replicates });
  }
  const pValue = hits / replicates;
  return { pValue, standardError: Math.sqrt((pValue * (1 - pValue)) / replicates), replicates, distances };

  function distanceOf(values: Float64Array, { xmin, scanned }: PowerLawFit): number {
    const table = valueTable(values);
    if (scanned) return table.values.length < 2 ? 0 : scanTails(table, discrete).distance;
    const last = table.values[table.values.length - 1];
    // A tail that is empty or all alike is reached by a law of its own, at no distance.
    if (!(last > xmin)) return 0;
    const tail = tableFrom(table, xmin);
    const model = discrete ? discreteTail(tail) : continuousTail(tail);
    return model.distance(0, model.exponent(0, 2), Infinity);
  }
}

/** Draws from the fitted law with probability n/total, else from the values below xmin. */
function sampler({
  discrete,
  estimate,
  xmin,
  n,
  total,
  values,
  counts,
}: PowerLawFit): (stream: RandomStream) => number {
  const body: number[] = [];
  values.forEach((value, k) => {
    if (value < xmin) for (let copy = 0; copy < counts[k]; copy++) body.push(value);
  });
  const tail = discrete ? zetaSampler(estimate, xmin) : continuousSampler(estimate, xmin);
  return (stream) =>
    body.length > 0 && stream.uniform() * total >= n ? body[stream.below(body.length)] : tail(1 - stream.uniform());
}

/** x₀ u^(−1/(α−1)), u in (0, 1]. */
function continuousSampler(exponent: number, xmin: number): (u: number) => number {
  return (u) => xmin * u ** (-1 / (exponent - 1));
}

/** The least k ≥ x₀ with P(X > k) < u: from a table as far as it goes, by bisection beyond. */
function zetaSampler(exponent: number, xmin: number): (u: number) => number {
  const logTotal = logHurwitzZeta(exponent, xmin).value;
  const above = (k: number) => Math.exp(logHurwitzZeta(exponent, k + 1).value - logTotal);
  const table = Float64Array.from({ length: 1024 }, (_, i) => above(xmin + i));
  const end = xmin + table.length - 1;
  return (u) => {
    if (table[table.length - 1] < u) {
      let [lower, upper] = [-1, table.length - 1];
      while (upper - lower > 1) {
        const middle = (lower + upper) >> 1;
        if (table[middle] < u) upper = middle;
        else lower = middle;
      }
      return xmin + upper;
    }
    let [lower, upper] = [end, 2 * end];
    while (above(upper) >= u) [lower, upper] = [upper, 2 * upper];
    while (upper - lower > 1) {
      const middle = Math.floor(lower + (upper - lower) / 2);
      if (above(middle) < u) upper = middle;
      else lower = middle;
    }
    return upper;
  };
}
