import { checkVector, InvalidInputError } from '../../foundation/index.js';
import { minimize, type Slopes } from '../../numerics/index.js';
import { chiSquareUpperTail, profileInterval, type Estimate } from '../../statistics/index.js';

/** How much the fate of a run hangs on how generous its first generation was. */
export interface InitialGenerosity {
  /** Log odds of success for each unit of generosity. */
  readonly slope: Estimate;
  /** Generosity at which success is as likely as not: the threshold between fates. An end may be infinite. */
  readonly threshold: Estimate;
  /** Of the penalised likelihood-ratio test of no dependence. */
  readonly pValue: number;
  /** Whether one number parts all successes from all failures. */
  readonly separated: boolean;
  readonly converged: boolean;
}

/**
 * Logistic fit of success on the first generation's mean donation, P(success) = 1/(1 + e^(−s(x − c))), by Firth's
 * penalised likelihood: few runs, and runs that a threshold parts completely, have a finite estimate, where maximum
 * likelihood has none. Intervals are profiles of the penalised likelihood.
 *
 * @param generosity - one number a run
 * @param success - 1 or true where the run became cooperative
 * @throws InvalidInputError where lengths differ, all runs ended alike, or all began alike
 * @see D. Firth, Biometrika 80 (1993) 27; G. Heinze, M. Schemper, Statistics in Medicine 21 (2002) 2409
 *
 * @example
 * ```ts
 * import { initialGenerosity } from 'polity/games';
 * const { threshold, separated } = initialGenerosity([0.44, 0.46, 0.47, 0.5, 0.54], [0, 0, 0, 1, 1]);
 * separated; // true
 * threshold.estimate; // 0.4917
 * ```
 */
export function initialGenerosity(
  generosity: ArrayLike<number>,
  success: ArrayLike<number | boolean>,
): InitialGenerosity {
  const x = checkVector('generosity', generosity, { minLength: 3 });
  const y = checkVector('success', Array.from(success, Number), { length: x.length, min: 0, max: 1 });
  const n = x.length;
  const ends = [x.filter((_, i) => y[i] > 0.5), x.filter((_, i) => y[i] <= 0.5)];
  if (ends.some(({ length }) => length === 0)) throw new InvalidInputError('success', success, 'hold both outcomes');
  const centre = mean(x);
  const scale = Math.sqrt(mean(x.map((value) => (value - centre) ** 2)));
  if (Math.min(...x) === Math.max(...x))
    throw new InvalidInputError('generosity', generosity, 'hold more than one value');
  const z = x.map((value) => (value - centre) / scale);

  const fit = minimize((point) => penalised(z, y, point), [0, 0], { tolerance: 1e-16 });
  const [a, b] = fit.point;
  const error = covariance(z, fit.point);
  // The other parameter is fitted anew for every value of the one that is profiled.
  const along = (pointAt: (t: number) => [number, number], [u, v]: readonly [number, number], from: number) => {
    const fitted = minimize(
      ([t]: ArrayLike<number> & Iterable<number>) => {
        const { value, gradient: g, hessian: h } = penalised(z, y, pointAt(t));
        return { value, gradient: [u * g[0] + v * g[1]], hessian: [u * u * h[0] + 2 * u * v * h[1] + v * v * h[3]] };
      },
      [from],
    );
    return 2 * (fitted.value - fit.value);
  };
  const bySlope = (slope: number) => along((t) => [t, slope], [1, 0], a);
  const byThreshold = (c: number) => along((t) => [-t * c, t], [-c, 1], 0);
  const method = "logistic fit by Firth's penalised likelihood, profile interval";
  const about = { n, method };
  const slopeError = Math.sqrt(error.slope);
  const c = -a / b;
  const cError = Math.sqrt(error.intercept + 2 * c * error.both + c * c * error.slope) / Math.abs(b);
  const onX = (interval: { lower: number; upper: number; level: number }, shift: number, factor: number) => ({
    lower: shift + factor * interval.lower,
    upper: shift + factor * interval.upper,
    level: interval.level,
  });
  const [successes, failures] = ends;
  return {
    slope: {
      estimate: b / scale,
      standardError: slopeError / scale,
      interval: onX(profileInterval(bySlope, { estimate: b, scale: slopeError }), 0, 1 / scale),
      ...about,
    },
    threshold: {
      estimate: centre + scale * c,
      standardError: scale * cError,
      interval: onX(profileInterval(byThreshold, { estimate: c, scale: cError }), centre, scale),
      ...about,
    },
    pValue: chiSquareUpperTail(Math.max(0, bySlope(0)), { degrees: 1 }),
    separated: Math.min(...successes) > Math.max(...failures) || Math.max(...successes) < Math.min(...failures),
    converged: fit.converged,
  };
}

/** −log-likelihood − ½ log det I, its slopes, and the Fisher information in the Hessian's place. */
function penalised(x: Float64Array, y: Float64Array, [a, b]: ArrayLike<number> & Iterable<number>): Slopes {
  let value = 0;
  const [i00, i01, i11] = information(x, a, b);
  const determinant = i00 * i11 - i01 * i01;
  if (!(determinant > 1e-280)) return { value: Infinity, gradient: [0, 0], hessian: [1, 0, 0, 1] };
  let [g0, g1] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const eta = a + b * x[i];
    const p = 1 / (1 + Math.exp(-eta));
    value -= y[i] * eta - (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))));
    // Leverage of the run, hᵢ = wᵢ xᵢᵀ I⁻¹ xᵢ: Firth's score adds hᵢ(½ − pᵢ) to the residual.
    const leverage = (p * (1 - p) * (i11 - 2 * i01 * x[i] + i00 * x[i] * x[i])) / determinant;
    const residual = y[i] - p + leverage * (0.5 - p);
    g0 -= residual;
    g1 -= residual * x[i];
  }
  return { value: value - Math.log(determinant) / 2, gradient: [g0, g1], hessian: [i00, i01, i01, i11] };
}

function information(x: Float64Array, a: number, b: number): [number, number, number] {
  let [i00, i01, i11] = [0, 0, 0];
  for (const value of x) {
    const p = 1 / (1 + Math.exp(-(a + b * value)));
    const w = p * (1 - p);
    i00 += w;
    i01 += w * value;
    i11 += w * value * value;
  }
  return [i00, i01, i11];
}

function covariance(x: Float64Array, [a, b]: Float64Array) {
  const [i00, i01, i11] = information(x, a, b);
  const determinant = i00 * i11 - i01 * i01;
  return { intercept: i11 / determinant, both: -i01 / determinant, slope: i00 / determinant };
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
