import { checkInteger, checkNumber } from '../../foundation/index.js';
import { estimator } from './estimator.js';
import type { Snapshot } from './sampler.js';
import { TruncatedSampler, type Truncation } from './truncated-sampler.js';
import { valueMethod, type ValueEstimates } from './value-estimates.js';

export interface TruncatedMonteCarloOptions {
  /** An order is broken off once |v(N) − v(predecessors)| is below this; default 1 % of |v(N) − v(∅)|. */
  readonly tolerance?: number;
  /** Orders under way at once: evaluations that a promised game may run side by side. Default 1. */
  readonly walks?: number;
}

/** Values by truncated orders, and what the truncation did. */
export interface TruncatedValueEstimates extends ValueEstimates {
  readonly truncation: Truncation;
}

/**
 * Shapley values by truncated Monte Carlo: permutation sampling that breaks an order off once the worth is within
 * `tolerance` of v(N), and gives 0 to all players after that. It saves evaluations where late players add little, and it is
 * **biased**: the interval covers the expectation of the truncated estimate, not the Shapley value. `truncation` says how often
 * it happened and what it can have done; in a monotone game player i has lost at most `monotoneBound[i]`, the mean gap over
 * the orders in which i came too late.
 *
 * Cost: up to n − 1 evaluations an order, one after the other (`walks` orders side by side). A budget is only begun upon
 * by orders that could be finished in it.
 *
 * Source: Ghorbani & Zou, "Data Shapley: equitable valuation of data for machine learning", ICML 2019 (arXiv 1904.02868),
 * Algorithm 1.
 *
 * @example
 * ```ts
 * import { AirportGame, truncatedMonteCarlo } from 'polity/attribution';
 * const game = new AirportGame(Array.from({ length: 50 }, (_, i) => i + 1));
 * const { truncation, n } = truncatedMonteCarlo(game, { budget: 10_000, tolerance: 2 });
 * truncation.rate; // 1
 * n > 10_000 / 49; // true
 * ```
 */
export const truncatedMonteCarlo = estimator<TruncatedMonteCarloOptions, TruncatedValueEstimates>({
  ...method(),
  result: (run, context) => {
    const truncation = (run.snapshot as Snapshot & { readonly truncation?: Truncation }).truncation ?? {
      tolerance: context.options.tolerance ?? 0,
      rate: 0,
      skipped: 0,
      biasOfSum: 0,
      monotoneBound: new Float64Array(context.players.length),
    };
    return { ...method().result(run, context), truncation };
  },
});

function method() {
  return valueMethod<TruncatedMonteCarloOptions>({
    name: 'truncatedMonteCarlo',
    index: 'Shapley value',
    sampler: (n, { seed, tolerance, walks = 1 }) =>
      new TruncatedSampler(n, {
        seed,
        tolerance: tolerance === undefined ? null : checkNumber('tolerance', tolerance, { min: 0 }),
        walks: checkInteger('walks', walks, { min: 1 }),
      }),
    describe: () =>
      'truncated Monte Carlo: biased, the interval is about the truncated estimate; errors between orders',
  });
}
