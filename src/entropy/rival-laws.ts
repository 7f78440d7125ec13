import { minimize, minimizeScalar } from '../numerics/index.js';
import { akaikeWeights, informationCriteria, type InformationCriteria } from '../statistics/index.js';
import { goodness } from './entropy-law.js';
import { pointsToFit } from './forecast.js';
import { fitLine } from './line-fit.js';
import { checkCurve, type TrainingCurve } from './training-curve.js';

/** Shapes of the trade of entropy for reward. */
export type RivalLaw = (typeof rivalLaws)[number];
export const rivalLaws = ['exponential', 'linear', 'power', 'logistic'] as const;

/** One law fitted to a run. */
export interface FittedLaw extends InformationCriteria {
  readonly law: RivalLaw;
  readonly formula: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly r2: number;
  readonly rmse: number;
  /** Reward at H = 0. */
  readonly ceiling: number;
  /** Akaike weight among the laws, from AICc: relative, and computed as if points were independent. */
  readonly weight: number;
  /** Root mean square error on the later points of the law fitted to the first share of them; NaN where that fails. */
  readonly outOfSample: number;
  readonly converged: boolean;
  /** The law at given entropies. */
  readonly predict: (entropy: ArrayLike<number>) => Float64Array;
}

/**
 * Fits four laws to a run by least squares: exponential R = b − a e^H, linear R = b − aH, power R = b − aH^c and logistic
 * R = b/(1 + e^{c(H − d)}), and compares them by information criteria (normal errors) and by how the fit to the first share of
 * the run predicts the rest.
 *
 * Points of a run are autocorrelated, so criteria overstate how sure the ranking is; the error out of sample does not.
 *
 * @param curve - a run
 * @param options - `fraction` of the points for the out-of-sample fit, default 0.15
 * @returns the laws, best AICc first
 * @throws InvalidInputError when the curve is malformed or too short.
 * @see arXiv 2505.22617, equation 6; K. P. Burnham, D. R. Anderson, Model Selection and Multimodel Inference (2002)
 *
 * @example
 * ```ts
 * import { compareLaws, simulateCurve } from 'polity/entropy';
 * compareLaws(simulateCurve({ noise: 0.001, start: 1.5 }))[0].law; // 'exponential'
 * ```
 */
export function compareLaws(
  curve: TrainingCurve,
  { fraction = 0.15 }: { readonly fraction?: number } = {},
): readonly FittedLaw[] {
  const { entropy, reward } = checkCurve(curve);
  const n = entropy.length;
  const fitted = pointsToFit(n, fraction);
  const laws = rivalLaws.map((law) => {
    const fit = fitters[law](entropy, reward);
    const residuals = reward.map((r, i) => r - fit.predict(entropy[i]));
    const { r2, rmse } = goodness(reward, residuals);
    const early = fitters[law](entropy.subarray(0, fitted), reward.subarray(0, fitted));
    const later = reward.subarray(fitted).reduce((sum, r, i) => sum + (r - early.predict(entropy[fitted + i])) ** 2, 0);
    // A perfect fit has an infinite likelihood; rounding is what a double leaves of it.
    const variance = Math.max(rmse, 1e-15) ** 2;
    const criteria = informationCriteria({
      logLikelihood: (-n / 2) * (Math.log(2 * Math.PI * variance) + 1),
      parameters: Object.keys(fit.parameters).length + 1,
      n,
    });
    return {
      law,
      formula: formulas[law],
      parameters: fit.parameters,
      r2,
      rmse,
      ceiling: fit.predict(0),
      ...criteria,
      outOfSample: Math.sqrt(later / (n - fitted)),
      converged: fit.converged,
      predict: (at: ArrayLike<number>) => Float64Array.from(at, fit.predict),
    };
  });
  const weights = akaikeWeights(laws.map(({ aicc }) => aicc));
  return laws.map((law, i) => ({ ...law, weight: weights[i] })).sort((one, other) => one.aicc - other.aicc);
}

const formulas: Readonly<Record<RivalLaw, string>> = {
  exponential: 'b − a e^H',
  linear: 'b − a H',
  power: 'b − a H^c',
  logistic: 'b / (1 + e^(c (H − d)))',
};

interface Fit {
  readonly parameters: Readonly<Record<string, number>>;
  readonly predict: (entropy: number) => number;
  readonly converged: boolean;
}

const fitters: Readonly<Record<RivalLaw, (h: Float64Array, r: Float64Array) => Fit>> = {
  exponential: (h, r) => lineIn(h, r, Math.exp),
  linear: (h, r) => lineIn(h, r, (value) => value),
  power: fitPower,
  logistic: fitLogistic,
};

function lineIn(h: Float64Array, r: Float64Array, map: (entropy: number) => number): Fit {
  const { intercept, slope } = fitLine(h.map(map), r);
  return {
    parameters: { a: -slope, b: intercept },
    predict: (entropy) => intercept + slope * map(entropy),
    converged: true,
  };
}

/** For every exponent the rest is a straight line, so only the exponent is searched. */
function fitPower(h: Float64Array, r: Float64Array): Fit {
  const squares = (c: number) => {
    const { intercept, slope } = fitLine(
      h.map((value) => value ** c),
      r,
    );
    return r.reduce((sum, value, i) => sum + (value - intercept - slope * h[i] ** c) ** 2, 0);
  };
  const { point } = minimizeScalar(squares, { lower: 0.05, upper: 5, grid: 40 });
  const { parameters, predict } = lineIn(h, r, (value) => value ** point);
  return { parameters: { ...parameters, c: point }, predict, converged: point > 0.051 && point < 4.999 };
}

/** Gauss–Newton with damping in (b, c, d), from the straight line. */
function fitLogistic(h: Float64Array, r: Float64Array): Fit {
  const top = Math.max(...r);
  const middle = h.reduce((sum, value) => sum + value, 0) / h.length;
  const slope = fitLine(h, r).slope;
  const start = [2 * Math.max(top, 1e-6), Math.max(1e-3, (-2 * slope) / Math.max(top, 1e-6)), middle];
  const { point, converged } = minimize(
    ([b, c, d]) => {
      let value = 0;
      const gradient = new Float64Array(3);
      const hessian = new Float64Array(9);
      for (let i = 0; i < h.length; i++) {
        const s = 1 / (1 + Math.exp(c * (h[i] - d)));
        const e = r[i] - b * s;
        const common = -b * s * (1 - s);
        const slopes = [s, common * (h[i] - d), -common * c];
        value += (e * e) / 2;
        for (let j = 0; j < 3; j++) {
          gradient[j] -= e * slopes[j];
          for (let k = 0; k < 3; k++) hessian[3 * j + k] += slopes[j] * slopes[k];
        }
      }
      return { value, gradient, hessian };
    },
    start,
    { maxEvaluations: 500, tolerance: 1e-14 },
  );
  const [b, c, d] = point;
  return { parameters: { b, c, d }, predict: (entropy) => b / (1 + Math.exp(c * (entropy - d))), converged };
}
