import { checkInteger, checkNumber, checkOneOf, checkPositive, randomStream } from '../../foundation/index.js';
import { normalQuantile, type Estimate } from '../../statistics/index.js';
import { binomialDraw } from '../engine/binomial-draw.js';
import { mixingEpidemic } from '../engine/mixing-epidemic.js';

export type SensitivityEstimator = (typeof sensitivityEstimators)[number];
const sensitivityEstimators = ['common-random-numbers', 'score', 'half-weight'] as const;

export interface AgentSensitivityOptions {
  /** Rate β at which the derivative is taken, above 0. */
  readonly transmission: number;
  readonly recovery: number;
  /** Agents infectious at the start, at least 1. */
  readonly initial: number;
  readonly steps: number;
  readonly estimator: SensitivityEstimator;
  /** Independent epidemics (pairs of them for common random numbers), at least 2; default 200. */
  readonly replicates?: number;
  readonly seed?: number;
}

/**
 * How the expected share infected in {@link mixingEpidemic} changes with β, d/dβ E[infected]/n, from simulations.
 *
 * - `common-random-numbers`: central difference over ±1 % of β, both ends with the same random numbers; its bias is that of
 *   the difference.
 * - `score`: share infected × Σ_t (x_t − S_t p_t)/p_t · I_t/n, the derivative of the log-likelihood, less the mean of the
 *   other replicates as baseline; unbiased, and noisy.
 * - `half-weight`: differentiates the path itself and takes ½[x/p + (n − x)/(1 − p)] for the derivative of a binomial draw
 *   by p, and the mean for that by n. Biased where the rest of the path is not linear in the draw.
 *
 * @param n - agents
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { agentSensitivity } from 'polity/populations';
 * const rates = { transmission: 0.2, recovery: 0.1, initial: 10, steps: 60 };
 * agentSensitivity(1000, { ...rates, estimator: 'common-random-numbers', replicates: 50 }).n; // 50
 * ```
 */
export function agentSensitivity(n: number, options: AgentSensitivityOptions): Estimate {
  const { transmission, recovery, initial, steps, estimator, replicates = 200, seed = 0 } = options;
  checkInteger('n', n, { min: 1 });
  checkPositive('transmission', transmission);
  checkNumber('recovery', recovery, { min: 0 });
  checkInteger('initial', initial, { min: 1, max: n });
  checkInteger('steps', steps, { min: 1 });
  checkOneOf('estimator', estimator, sensitivityEstimators);
  checkInteger('replicates', replicates, { min: 2 });
  checkInteger('seed', seed, { min: 0 });
  const terms =
    estimator === 'common-random-numbers'
      ? differences(n, options, replicates, seed)
      : estimator === 'score'
        ? scoreTerms(n, options, replicates, seed)
        : Float64Array.from({ length: replicates }, (_, r) => pathSlope(n, options, seed, r));
  const estimate = mean(terms);
  const variance = terms.reduce((sum, term) => sum + (term - estimate) ** 2, 0) / (replicates - 1);
  const standardError = Math.sqrt(variance / replicates);
  const reach = normalQuantile(0.975) * standardError;
  return {
    estimate,
    standardError,
    interval: { lower: estimate - reach, upper: estimate + reach, level: 0.95 },
    n: replicates,
    method: `${estimator}, normal interval over replicates`,
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function differences(n: number, options: AgentSensitivityOptions, replicates: number, seed: number): Float64Array {
  const { transmission, recovery, initial, steps } = options;
  const half = 0.01 * transmission;
  // Seeds of replicates far apart: a seed is also what replicates of other seeds are numbered from.
  const infected = (rate: number, r: number) => {
    const replicate = seed * 2 ** 20 + r;
    const { susceptible } = mixingEpidemic(n, { transmission: rate, recovery, initial, steps, seed: replicate });
    return (n - initial - susceptible[steps]) / n;
  };
  return Float64Array.from(
    { length: replicates },
    (_, r) => (infected(transmission + half, r) - infected(transmission - half, r)) / (2 * half),
  );
}

function scoreTerms(n: number, options: AgentSensitivityOptions, replicates: number, seed: number): Float64Array {
  const { transmission, recovery, initial, steps } = options;
  const shares = new Float64Array(replicates);
  const scores = new Float64Array(replicates);
  for (let r = 0; r < replicates; r++) {
    const stream = randomStream(seed, r);
    let [susceptible, infectious] = [n - initial, initial];
    for (let step = 0; step < steps && infectious > 0; step++) {
      const p = -Math.expm1((-transmission * infectious) / n);
      const infected = binomialDraw(stream, { n: susceptible, p });
      const left = binomialDraw(stream, { n: infectious, p: -Math.expm1(-recovery) });
      scores[r] += (((infected - susceptible * p) / p) * infectious) / n;
      susceptible -= infected;
      infectious += infected - left;
    }
    shares[r] = (n - initial - susceptible) / n;
  }
  const total = shares.reduce((sum, share) => sum + share, 0);
  return scores.map((score, r) => (shares[r] - (total - shares[r]) / (replicates - 1)) * score);
}

/** Derivative of one path by β. */
function pathSlope(n: number, options: AgentSensitivityOptions, seed: number, replicate: number): number {
  const { transmission, recovery, initial, steps } = options;
  const stream = randomStream(seed, replicate);
  const leaving = -Math.expm1(-recovery);
  let [susceptible, infectious] = [n - initial, initial];
  let [slopeS, slopeI] = [0, 0];
  for (let step = 0; step < steps && infectious > 0; step++) {
    const p = -Math.expm1((-transmission * infectious) / n);
    const infected = binomialDraw(stream, { n: susceptible, p });
    const left = binomialDraw(stream, { n: infectious, p: leaving });
    const slopeP = ((1 - p) * (infectious + transmission * slopeI)) / n;
    const byP =
      (infected > 0 ? infected / p : 0) / 2 + (infected < susceptible ? (susceptible - infected) / (1 - p) : 0) / 2;
    const slopeInfected = byP * slopeP + p * slopeS;
    slopeS -= slopeInfected;
    slopeI += slopeInfected - leaving * slopeI;
    susceptible -= infected;
    infectious += infected - left;
  }
  return -slopeS / n;
}
