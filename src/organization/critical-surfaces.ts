import { checkOneOf, checkProbability } from '../foundation/index.js';
import { findRoot } from '../numerics/index.js';
import { CRITICAL_TOLERANCE } from './amplification.js';
import { correlatedGain } from './layer-map.js';
import { checkFanIn, type Aggregation, type Layer } from './layer.js';
import { independentGain } from './majority-series.js';

/**
 * The fidelity at which a tree turns from wash-out to amplification, γ_c = 1 / [ρ + (1 − ρ) f_b′(0)] in (0, 1].
 * It is 1 when ρ = 1: no channel is good enough for copies of one vote. Cost: constant.
 *
 * @param aggregation - fan-in b, correlation ρ
 * @throws InvalidInputError for an even fan-in or a correlation out of range
 * @see arXiv 2601.17311, Theorem 4 (α = 1)
 *
 * @example
 * ```ts
 * import { criticalFidelity } from 'polity/organization';
 * criticalFidelity({ fanIn: 5, correlation: 0 }); // 0.53333333
 * ```
 */
export function criticalFidelity({ fanIn, correlation, ties, dependence = 'shared' }: Aggregation): number {
  const votes = checkFanIn(fanIn, ties);
  checkProbability('correlation', correlation);
  checkOneOf('dependence', dependence, ['shared', 'betaBinomial']);
  return 1 / correlatedGain(votes, correlation, dependence);
}

/**
 * The correlation at which a tree turns from amplification to wash-out,
 * ρ_c = (γ f_b′(0) − 1) / (γ (f_b′(0) − 1)) in [0, 1]; `null` when γ f_b′(0) < 1, where even independent votes are
 * washed out. It is 1 only for γ = 1. Cost: constant (a root search for a Beta mixture).
 *
 * @param options - fan-in b, fidelity γ
 * @throws InvalidInputError for an even fan-in or a fidelity out of range
 * @see arXiv 2601.17311, Theorem 4 (α = 1)
 *
 * @example
 * ```ts
 * import { criticalCorrelation } from 'polity/organization';
 * criticalCorrelation({ fanIn: 5, fidelity: 0.6 }); // 0.2380952
 * criticalCorrelation({ fanIn: 5, fidelity: 0.5 }); // null
 * ```
 */
export function criticalCorrelation({
  fanIn,
  fidelity,
  ties,
  dependence = 'shared',
}: Omit<Layer, 'correlation'>): number | null {
  const votes = checkFanIn(fanIn, ties);
  checkProbability('fidelity', fidelity);
  checkOneOf('dependence', dependence, ['shared', 'betaBinomial']);
  const gain = independentGain(votes);
  if (fidelity * gain < 1) return null;
  if (fidelity === 1) return 1;
  if (dependence === 'shared') return (fidelity * gain - 1) / (fidelity * (gain - 1));
  return findRoot((correlation) => fidelity * correlatedGain(votes, correlation, dependence) - 1, {
    lower: 0,
    upper: 1,
  }).root;
}

/**
 * The smallest fan-in that amplifies: the least odd b ≥ 3 with α > 1; `null` when none does (γ = 0 or ρ = 1, or a
 * Beta mixture whose gain stays below 1/γ). Cost: about log₂ b evaluations of α.
 *
 * @param options - fidelity γ, correlation ρ
 * @throws InvalidInputError for a fidelity or correlation out of range
 * @see arXiv 2601.17311, Theorem 4 (α = 1)
 *
 * @example
 * ```ts
 * import { criticalFanIn } from 'polity/organization';
 * criticalFanIn({ fidelity: 0.6, correlation: 0 }); // 5
 * criticalFanIn({ fidelity: 0.6, correlation: 0.25 }); // 7
 * ```
 */
export function criticalFanIn({
  fidelity,
  correlation,
  dependence = 'shared',
}: Omit<Layer, 'fanIn' | 'ties'>): number | null {
  checkProbability('fidelity', fidelity);
  checkProbability('correlation', correlation);
  checkOneOf('dependence', dependence, ['shared', 'betaBinomial']);
  // The gain grows with b: double k until it amplifies, then halve the interval.
  const amplifies = (k: number) =>
    fidelity * correlatedGain(2 * k + 1, correlation, dependence) - 1 > CRITICAL_TOLERANCE;
  const most = dependence === 'shared' ? LARGEST_PAIRS : LARGEST_MIXTURE_PAIRS;
  let below = 0;
  let above = 1;
  while (!amplifies(above)) {
    if (above >= most) return null;
    below = above;
    above *= 2;
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (amplifies(middle)) above = middle;
    else below = middle;
  }
  return 2 * above + 1;
}

/** Fan-ins beyond these are no longer whole numbers, or take minutes to sum. */
const LARGEST_PAIRS = 2 ** 51;
const LARGEST_MIXTURE_PAIRS = 2 ** 22;
