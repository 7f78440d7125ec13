import { checkOneOf } from '../../foundation/index.js';
import { chiSquareUpperTail } from '../chi-square.js';
import { normalCdf } from '../normal.js';
import type { PowerLawFit } from './fit-power-law.js';
import { RIVAL_LAWS, type RivalLaw } from './rival-laws.js';
import { continuousTail, discreteTail } from './tail-models.js';
import { tableFrom } from './value-table.js';

export interface PowerLawComparison {
  readonly rival: RivalLaw;
  /** R = Σ (log p_power − log p_rival) over the tail: above 0 speaks for the power law. */
  readonly logLikelihoodRatio: number;
  /** R / (σ√n), σ² the population variance of the differences (Vuong's statistic). */
  readonly normalized: number;
  /**
   * Two-sided: chance of so large a |R| were both equally near the truth (Vuong). For the cut-off, which contains the power
   * law: χ²₁ of 2|R| as is customary; half of it is right in large samples, the power law being the edge λ = 0.
   */
  readonly pValue: number;
  /** Whether the rival contains the power law. */
  readonly nested: boolean;
  /** Parameters of the rival: `rate`; `mu`, `sigma`; `rate`, `beta`; `alpha`, `rate`. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  /**
   * Whether the search for the rival's maximum came to rest. Where the power law fits best, a lognormal rests at a huge σ and
   * a stretched exponential at β near 0: both are then power laws in all but name, and the ratio is near 0.
   */
  readonly converged: boolean;
  readonly n: number;
}

/**
 * Likelihood-ratio test of a power-law tail against another law on the same tail: exponential (geometric when discrete),
 * lognormal cut at xmin (rounded when discrete), stretched exponential with survival e^(−λ(x^β − x₀^β)), or power law with
 * exponential cut-off x^(−α)e^(−λx). A p-value near 1 says that the data cannot tell, not that the power law is right.
 *
 * Cost: O(distinct values) an evaluation, a few hundred evaluations.
 *
 * @param fit - from {@link fitPowerLaw}
 * @throws InvalidInputError when the rival is unknown.
 * @see Q. Vuong, Econometrica 57 (1989) 307; A. Clauset, C. Shalizi, M. Newman, SIAM Review 51 (2009) 661, appendix C; S. Self,
 * K.-Y. Liang, JASA 82 (1987) 605, for the edge
 *
 * @example
 * ```ts
 * import { comparePowerLaw, fitPowerLaw } from 'polity/statistics';
 * const fit = fitPowerLaw([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 7, 12], { xmin: 1 });
 * comparePowerLaw(fit, 'exponential').logLikelihoodRatio; // -0.1964
 * ```
 */
export function comparePowerLaw(fit: PowerLawFit, rival: RivalLaw): PowerLawComparison {
  checkOneOf('rival', rival, Object.keys(RIVAL_LAWS) as RivalLaw[]);
  const { values, counts, xmin, discrete, estimate, n } = fit;
  const tail = tableFrom({ values, counts }, xmin);
  const model = discrete ? discreteTail(tail) : continuousTail(tail);
  // Log-density of the power law: its value at xmin, and a straight line in log x.
  const atXmin = (model.logLikelihood(0, estimate) + estimate * (tail.tailLogs[0] - n * tail.logs[0])) / n;
  const fitted = RIVAL_LAWS[rival](tail, discrete);
  let [ratio, squares] = [0, 0];
  const differences = fitted.logDensities.map((other, k) => atXmin - estimate * (tail.logs[k] - tail.logs[0]) - other);
  for (let k = 0; k < differences.length; k++) if (tail.counts[k] > 0) ratio += tail.counts[k] * differences[k];
  for (let k = 0; k < differences.length; k++) {
    if (tail.counts[k] > 0) squares += tail.counts[k] * (differences[k] - ratio / n) ** 2;
  }
  const normalized = squares > 0 ? ratio / Math.sqrt(squares) : 0;
  const nested = rival === 'cut-off';
  return {
    rival,
    logLikelihoodRatio: ratio,
    normalized,
    pValue: nested ? chiSquareUpperTail(2 * Math.abs(ratio), { degrees: 1 }) : 2 * normalCdf(-Math.abs(normalized)),
    nested,
    parameters: fitted.parameters,
    logLikelihood: fitted.logLikelihood,
    converged: fitted.converged,
    n,
  };
}
