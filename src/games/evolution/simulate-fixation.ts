import { checkInteger, randomStream } from '../../foundation/index.js';
import { checkLevel, normalQuantile, wilsonInterval, type Estimate } from '../../statistics/index.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';
import { checkFixation, pairRates, type FixationOptions, type PairPayoffs } from './fixation.js';

export interface SimulateFixationOptions extends FixationOptions {
  /** Populations simulated, default 10⁴. */
  readonly runs?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Of intervals, default 0.95. */
  readonly level?: number;
  /** Called now and then with the part of the runs that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void;
  /** Stops the work: `signal.reason` is thrown. */
  readonly signal?: AbortSignal;
}

/** What became of simulated populations. */
export interface SimulatedFixation {
  /** That the first type takes over, with Wilson's interval. */
  readonly probability: Estimate;
  /** Mean number of steps until one type is left, those without a change included. */
  readonly steps: Estimate;
  /** Steps of the populations taken over by the first type; `estimate` NaN where there is none. */
  readonly fixationSteps: Estimate;
  /** Steps in all runs, and those that changed a number. */
  readonly totalSteps: number;
  readonly totalChanges: number;
}

/** Runs share a random stream in blocks of so many. */
const BLOCK = 256;

/**
 * Simulates the fixation of a type in a well-mixed population. Between two changes of the numbers every step is the same
 * gamble, so the number of steps to the next change is drawn at once (a geometric variable), then its direction: the law of
 * the process is exact, and so are step counts.
 *
 * @throws InvalidInputError as `fixation`
 *
 * @example
 * ```ts
 * import { simulateFixation } from 'polity/games';
 * const { probability } = simulateFixation([[3, 1], [1, 2]], { populationSize: 4, runs: 20000 });
 * probability.estimate; // 0.22
 * ```
 */
export function simulateFixation(
  payoffs: PayoffMatrix | PairPayoffs,
  options: SimulateFixationOptions,
): SimulatedFixation {
  const { populationSize: size, rule, mutants, earn } = checkFixation(payoffs, options);
  const { runs = 10_000, seed = 0, level = 0.95, onProgress, signal } = options;
  checkInteger('runs', runs, { min: 1 });
  checkLevel('level', level);
  const { up, down } = pairRates(rule, size, earn, 0);
  const rise = up.map((rate, k) => rate / (rate + down[k]));
  // ln(1 − T⁺ − T⁻): a geometric number of steps is 1 + ⌊ln U / it⌋.
  const logStay = up.map((rate, k) => Math.log1p(-(rate + down[k])));
  const all = new Moments();
  const fixed = new Moments();
  let changes = 0;
  for (let block = 0; block * BLOCK < runs; block++) {
    const stream = randomStream(seed, block);
    const last = Math.min(runs, (block + 1) * BLOCK);
    for (let run = block * BLOCK; run < last; run++) {
      let k = mutants;
      let steps = 0;
      while (k > 0 && k < size) {
        steps += 1 + Math.floor(Math.log(1 - stream.uniform()) / logStay[k]);
        k += stream.uniform() < rise[k] ? 1 : -1;
        changes++;
      }
      all.add(steps);
      if (k === size) fixed.add(steps);
    }
    if (block % 16 === 0) {
      signal?.throwIfAborted();
      onProgress?.(last / runs);
    }
  }
  const share = fixed.n / runs;
  return {
    probability: {
      estimate: share,
      standardError: Math.sqrt((share * (1 - share)) / runs),
      interval: wilsonInterval({ successes: fixed.n, trials: runs, level }),
      n: runs,
      method: 'share of simulated populations, Wilson’s interval',
    },
    steps: all.estimate(level),
    fixationSteps: fixed.estimate(level),
    totalSteps: all.sum,
    totalChanges: changes,
  };
}

/** Mean and variance as numbers come in. */
class Moments {
  n = 0;
  sum = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    this.n++;
    this.sum += value;
    const away = value - this.#mean;
    this.#mean += away / this.n;
    this.#squares += away * (value - this.#mean);
  }

  estimate(level: number): Estimate {
    const { n } = this;
    const standardError = n > 1 ? Math.sqrt(this.#squares / (n - 1) / n) : NaN;
    const half = normalQuantile((1 + level) / 2) * standardError;
    const mean = n > 0 ? this.#mean : NaN;
    return {
      estimate: mean,
      standardError,
      interval: { lower: mean - half, upper: mean + half, level },
      n,
      method: 'mean over simulated populations, normal interval',
    };
  }
}
