import {
  checkInteger,
  checkVector,
  InvalidInputError,
  randomStream,
  type RandomStream,
} from '../../foundation/index.js';
import { checkLevel, quantile, type Interval } from '../../statistics/index.js';

export interface AbcOptions {
  /** Draws parameters. */
  readonly prior: (stream: RandomStream) => ArrayLike<number>;
  /** Simulates data under parameters; the seed is new for every draw. */
  readonly simulate: (parameters: Float64Array, seed: number) => ArrayLike<number>;
  readonly data: ArrayLike<number>;
  /** Draws from the prior, default 1000. */
  readonly draws?: number;
  /** Draws whose data are closest: the sample; default a twentieth of all. */
  readonly kept?: number;
  /** Of simulated to real data; default the Euclidean one. */
  readonly distance?: (simulated: Float64Array, data: Float64Array) => number;
  /** Of the credible intervals, default 0.95. */
  readonly level?: number;
  readonly seed?: number;
  /** Called after every draw. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

export interface AbcPosterior {
  /** The kept parameters, the closest first. */
  readonly samples: readonly Float64Array[];
  /** Largest distance that was kept: the sample is from the law of the parameters given a distance of at most this. */
  readonly tolerance: number;
  readonly mean: Float64Array;
  /** Equal-tailed, one for each parameter. */
  readonly intervals: readonly Interval[];
}

/**
 * Approximate Bayesian computation by rejection: parameters are drawn from the prior, data simulated under each, and those
 * kept whose data come closest. What is wider than the posterior is so by the tolerance.
 *
 * @throws InvalidInputError for numbers out of range, or simulated data of another length
 * @throws the reason of `signal` when it aborts
 * @see M. Beaumont, W. Zhang, D. Balding, Approximate Bayesian computation in population genetics, Genetics 162 (2002)
 *
 * @example
 * ```ts
 * import { randomStream } from 'polity/foundation';
 * import { abcRejection } from 'polity/populations';
 * const { mean } = abcRejection({
 *   prior: (stream) => [10 * stream.uniform()],
 *   simulate: ([m], seed) => [m + randomStream(seed).normal() / 10],
 *   data: [4],
 *   draws: 2000,
 *   kept: 50,
 * });
 * mean[0]; // 4.00
 * ```
 */
export function abcRejection({
  prior,
  simulate,
  data,
  draws = 1000,
  kept = Math.ceil(draws / 20),
  distance = euclidean,
  level = 0.95,
  seed = 0,
  onProgress,
  signal,
}: AbcOptions): AbcPosterior {
  checkInteger('draws', draws, { min: 1 });
  checkInteger('kept', kept, { min: 1, max: draws });
  checkLevel('level', level);
  const real = checkVector('data', data);
  const all: { readonly parameters: Float64Array; readonly off: number }[] = [];
  for (let k = 0; k < draws; k++) {
    signal?.throwIfAborted();
    const stream = randomStream(seed, k);
    const parameters = checkVector('prior(…)', prior(stream));
    const simulated = checkVector('simulate(…)', simulate(parameters, stream.uint32()), { length: real.length });
    const off = distance(simulated, real);
    if (Number.isNaN(off)) throw new InvalidInputError('distance(…)', off, 'be a number');
    all.push({ parameters, off });
    onProgress?.({ done: k + 1, total: draws });
  }
  all.sort((a, b) => a.off - b.off);
  const samples = all.slice(0, kept).map(({ parameters }) => parameters);
  const columns = Array.from(samples[0], (_, c) => Float64Array.from(samples, (sample) => sample[c]).sort());
  return {
    samples,
    tolerance: all[kept - 1].off,
    mean: Float64Array.from(columns, (column) => column.reduce((sum, value) => sum + value, 0) / kept),
    intervals: columns.map((column) => ({
      lower: quantile(column, (1 - level) / 2),
      upper: quantile(column, (1 + level) / 2),
      level,
    })),
  };
}

function euclidean(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0));
}
