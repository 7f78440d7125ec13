import { StratifiedSvarmSampler } from './stratified-svarm-sampler.js';
import { valueEstimator } from './value-estimates.js';

/**
 * Shapley values by stratified SVARM: φᵢ = n⁻¹ Σ_s (φ⁺_{i,s} − φ⁻_{i,s}), the mean worth of coalitions of i and s others less that of
 * s others without i. A coalition A of a members updates φ⁺_{i,a−1} of all its members and φ⁻_{i,a} of everybody else: one
 * evaluation serves all n players. Coalitions of 1 and n − 1 players are all evaluated; the other sizes take turns, after a
 * warm-up in which twice every player is once in and once out of a coalition of every size. Unbiased;
 * SE² = n⁻² Σ_s (s₊²/m₊ + s₋²/m₋).
 *
 * Cost: 1 evaluation a draw; about 2n + 4n·ln(n/2) before there is an estimate.
 *
 * Source: Kolpaczki, Bengs, Muschalik & Hüllermeier, "Approximating the Shapley value without marginal contributions",
 * AAAI 2024 (arXiv 2302.00736), Algorithm 2.
 *
 * @example
 * ```ts
 * import { randomGame, shapley, stratifiedSvarm } from 'polity/attribution';
 * const game = randomGame(8);
 * const { values, standardErrors } = stratifiedSvarm(game, { budget: 5_000 });
 * Math.abs(values[0] - shapley(game).values[0]) < 4 * standardErrors[0]; // true
 * ```
 */
export const stratifiedSvarm = valueEstimator<object>({
  name: 'stratifiedSvarm',
  index: 'Shapley value',
  sampler: (n, { seed }) => new StratifiedSvarmSampler(n, { seed }),
  describe: () => 'stratified SVARM, t interval',
});
