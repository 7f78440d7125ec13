import { checkNumber, checkOneOf, checkVector, InvalidInputError } from '../../foundation/index.js';
import { minimize, positiveInverse } from '../../numerics/index.js';
import { normalQuantile, studentTQuantile, type Estimate } from '../../statistics/index.js';
import { adam, type AdamOptions } from './adam.js';
import { Dual } from './dual.js';

/** A parameter to be found within bounds. */
export interface FreeParameter {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Where the search begins, strictly within the bounds; default their middle. */
  readonly start?: number;
}

export interface CalibrateOptions {
  readonly parameters: readonly FreeParameter[];
  /** What the model is to predict: as many numbers as it returns. */
  readonly data: ArrayLike<number>;
  /** Standard deviation of each number's noise; default unknown and equal, estimated from what is left over. */
  readonly noise?: ArrayLike<number>;
  /** Default `gauss-newton`. */
  readonly optimizer?: 'gauss-newton' | 'adam';
  readonly adam?: AdamOptions;
}

export interface CalibratedParameter extends Estimate {
  readonly name: string;
}

export interface Calibration {
  readonly parameters: readonly CalibratedParameter[];
  /** What the model predicts there. */
  readonly fitted: Float64Array;
  /** Sum of squares of what is left over, each divided by its noise where noise is given. */
  readonly residual: number;
  readonly converged: boolean;
  /** Steepest slope of half that sum, by the searched coordinates: how far from a minimum. */
  readonly steepest: number;
  readonly evaluations: number;
}

/**
 * Finds the parameters of a differentiable model by least squares. Bounds are kept by θ = min + (max − min)·σ(o), and o is
 * searched by Gauss–Newton with damping, or by Adam. Standard errors are those of the linearised model at the solution; they
 * mean little for a parameter that ends at a bound.
 *
 * @param model - predictions from the parameters, on dual numbers
 * @throws InvalidInputError for bounds out of order, a start outside them, fewer data than parameters, or predictions that
 *   are not as many as the data
 *
 * @example
 * ```ts
 * import { calibrate, type Dual } from 'polity/populations';
 * const line = ([a, b]: readonly Dual[]) => [0, 1, 2, 3].map((x) => b.times(x).plus(a));
 * const free = [{ name: 'a', min: -10, max: 10 }, { name: 'b', min: -10, max: 10 }];
 * const { parameters } = calibrate(line, { parameters: free, data: [1, 3, 5, 7.2] });
 * parameters.map(({ estimate }) => estimate); // [0.96, 2.06]
 * ```
 */
export function calibrate(
  model: (parameters: readonly Dual[]) => readonly Dual[],
  { parameters, data, noise, optimizer = 'gauss-newton', adam: adamOptions = {} }: CalibrateOptions,
): Calibration {
  checkOneOf('optimizer', optimizer, ['gauss-newton', 'adam']);
  const p = parameters.length;
  const target = checkVector('data', data, { minLength: Math.max(1, p) });
  const weights = noise
    ? checkVector('noise', noise, { length: target.length, min: 0, aboveMin: true }).map((sd) => 1 / sd)
    : new Float64Array(target.length).fill(1);
  const start = parameters.map(({ name, min, max, start = (min + max) / 2 }) => {
    checkNumber(`${name}.max`, max, { min, aboveMin: true });
    checkNumber(`${name}.start`, start, { min, max, aboveMin: true, belowMax: true });
    return Math.log((start - min) / (max - start));
  });
  let evaluations = 0;
  const objective = (point: Float64Array) => {
    evaluations++;
    const free = Dual.variables(point).map((o, k) => {
      const { min, max } = parameters[k];
      return Dual.constant(max - min, p)
        .over(o.times(-1).exp().plus(1))
        .plus(min);
    });
    const predicted = model(free);
    if (predicted.length !== target.length) {
      throw new InvalidInputError('model(…).length', predicted.length, `equal data.length = ${target.length}`);
    }
    return { ...squares(predicted, target, weights, p), free, predicted };
  };
  const found =
    optimizer === 'adam'
      ? adam(objective, start, adamOptions)
      : minimize(objective, start, {
          tolerance: tolerance(objective(Float64Array.from(start)).value),
          maxEvaluations: 500,
        });
  const end = objective(found.point);
  const residual = 2 * end.value;
  return {
    parameters: inferred(parameters, end, { residual, known: noise !== undefined, n: target.length }),
    fitted: Float64Array.from(end.predicted, ({ value }) => value),
    residual,
    converged: found.converged,
    steepest: end.gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0),
    evaluations,
  };
}

/** Of the expected decrease of a Newton step: a part of what is left over at the start. */
function tolerance(atStart: number): number {
  return Math.max(1e-13 * atStart, Number.MIN_VALUE);
}

/** Half the weighted sum of squares with gradient JᵀWr and Gauss–Newton matrix JᵀWJ. */
function squares(predicted: readonly Dual[], target: Float64Array, weights: Float64Array, p: number) {
  let value = 0;
  const gradient = new Float64Array(p);
  const hessian = new Float64Array(p * p);
  predicted.forEach((prediction, i) => {
    const weight = weights[i] ** 2;
    const rest = prediction.value - target[i];
    value += (weight * rest * rest) / 2;
    for (let a = 0; a < p; a++) {
      gradient[a] += weight * rest * prediction.slopes[a];
      for (let b = 0; b < p; b++) hessian[a * p + b] += weight * prediction.slopes[a] * prediction.slopes[b];
    }
  });
  return { value, gradient, hessian };
}

function inferred(
  parameters: readonly FreeParameter[],
  { free, hessian }: { readonly free: readonly Dual[]; readonly hessian: Float64Array },
  { residual, known, n }: { readonly residual: number; readonly known: boolean; readonly n: number },
): CalibratedParameter[] {
  const p = parameters.length;
  if (p === 0) return [];
  const { inverse } = positiveInverse(hessian, p);
  const freedom = n - p;
  const scale = known ? 1 : freedom > 0 ? residual / freedom : NaN;
  const quantile = known ? normalQuantile(0.975) : freedom > 0 ? studentTQuantile(0.975, { degrees: freedom }) : NaN;
  return parameters.map(({ name }, k) => {
    const estimate = free[k].value;
    const standardError = free[k].slopes[k] * Math.sqrt(scale * inverse[k * p + k]);
    const reach = quantile * standardError;
    return {
      name,
      estimate,
      standardError,
      interval: { lower: estimate - reach, upper: estimate + reach, level: 0.95 },
      n,
      method: `least squares, ${known ? 'known noise' : 'noise from what is left over'}, linearised`,
    };
  });
}
