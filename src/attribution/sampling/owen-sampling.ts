import { checkInteger } from '../../foundation/index.js';
import { OwenSampler } from './owen-sampler.js';
import { valueEstimator } from './value-estimates.js';

export interface OwenSamplingOptions {
  /** Gauss–Legendre nodes on [0, 1]; default ⌈n/2⌉, which integrate without error. */
  readonly nodes?: number;
  /** Use every coalition S at q for its complement at 1 − q too; default true. */
  readonly antithetic?: boolean;
}

/**
 * Shapley values from the multilinear extension: φᵢ = ∫₀¹ E[v(S_q ∪ i) − v(S_q ∖ i)] dq, where every other player is in S_q with
 * probability q. The expectation is a polynomial in q of degree n − 1, which ⌈n/2⌉ Gauss–Legendre nodes integrate
 * exactly, so the estimate is unbiased; with K < ⌈n/2⌉ nodes it is so for games without interactions of more than 2K
 * players. One draw is a coalition at every node, and all players' contributions to each. Antithetic halves make it exact for
 * games without interactions of more than two players. Standard errors from the spread between draws.
 *
 * Cost: nodes · (n + 1) evaluations a draw (antithetic: one node more, when their number is odd).
 *
 * Source: Owen, "Multilinear extensions of games", Management Science 18 (1972); Okhrati & Lipani, "A multilinear sampling
 * algorithm to estimate Shapley values", ICPR 2020 (arXiv 2010.12082), here with a quadrature that has no error of its own.
 *
 * @example
 * ```ts
 * import { owenSampling, randomGame, shapley } from 'polity/attribution';
 * const game = randomGame(8);
 * const { values, standardErrors } = owenSampling(game, { budget: 10_000 });
 * Math.abs(values[0] - shapley(game).values[0]) < 4 * standardErrors[0]; // true
 * ```
 */
export const owenSampling = valueEstimator<OwenSamplingOptions>({
  name: 'owenSampling',
  index: 'Shapley value',
  sampler: (n, { seed, nodes = Math.ceil(n / 2), antithetic = true }) =>
    new OwenSampler(n, { seed, nodes: checkInteger('nodes', nodes, { min: 1 }), antithetic }),
  describe: (n, { nodes = Math.ceil(n / 2), antithetic = true }) =>
    `Owen sampling at ${nodes} Gauss–Legendre nodes${antithetic ? ', antithetic' : ''}, errors between draws, t interval` +
    (nodes < Math.ceil(n / 2) ? `; biased by interactions of more than ${2 * nodes} players` : ''),
});
