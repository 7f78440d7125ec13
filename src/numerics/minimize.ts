import { checkInteger, checkPositive, checkVector, InvalidInputError } from '../foundation/index.js';

/** Value and slopes of an objective at a point; a value of +Infinity marks a point outside its domain. */
export interface Slopes {
  readonly value: number;
  readonly gradient: ArrayLike<number>;
  /** Row-major p × p, symmetric: the Hessian or a stand-in for it (Fisher information, Gauss–Newton). */
  readonly hessian: ArrayLike<number>;
}

export interface MinimizeOptions {
  /** Stop when the expected decrease of a full Newton step is below this; default 10⁻¹². */
  readonly tolerance?: number;
  /** Most evaluations of the objective, default 200. */
  readonly maxEvaluations?: number;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  /** Decrease that a full Newton step still promises: how far from the minimum. */
  readonly expectedDecrease: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

const MOST_DAMPING = 1e16;

/**
 * Minimum of a smooth function of a few variables by Newton's method with Levenberg–Marquardt damping: the Hessian's
 * diagonal is raised until a step goes down, so that a start far away, a Hessian that is not positive definite and the
 * edge of a domain (where the objective is +Infinity) only shorten the step.
 *
 * Cost: one evaluation and one p × p factorisation a step.
 *
 * @param objective - value, gradient and Hessian at a point
 * @param start - a point with a finite value
 * @throws InvalidInputError when `start` is not finite or lies outside the domain.
 * @see J. Nocedal, S. J. Wright, Numerical Optimization (2006), chapters 4 and 10
 *
 * @example
 * ```ts
 * import { minimize } from 'polity/numerics';
 * const objective = ([x]: ArrayLike<number> & Iterable<number>) => ({
 *   value: x - Math.log(x),
 *   gradient: [1 - 1 / x],
 *   hessian: [1 / x ** 2],
 * });
 * minimize(objective, [0.2]).point[0]; // 1.0000
 * ```
 */
export function minimize(
  objective: (point: Float64Array) => Slopes,
  start: ArrayLike<number>,
  { tolerance = 1e-12, maxEvaluations = 200 }: MinimizeOptions = {},
): Minimum {
  checkPositive('tolerance', tolerance);
  checkInteger('maxEvaluations', maxEvaluations, { min: 1 });
  let point = checkVector('start', start);
  let here = objective(point);
  if (!Number.isFinite(here.value)) throw new InvalidInputError('objective(start)', here.value, 'be a finite number');
  let damping = 0;
  let expectedDecrease = Infinity;
  for (let evaluations = 1; ;) {
    const step = dampedStep(here, damping);
    if (step) expectedDecrease = step.decrease;
    const converged = step !== undefined && step.decrease <= tolerance;
    if (converged || evaluations >= maxEvaluations || damping > MOST_DAMPING) {
      return { point, value: here.value, expectedDecrease, evaluations, converged };
    }
    if (step) {
      const next = point.map((x, i) => x + step.direction[i]);
      const there = objective(next);
      evaluations++;
      if (there.value <= here.value) {
        point = next;
        here = there;
        damping = damping < 1e-9 ? 0 : damping / 10;
        continue;
      }
    }
    damping = damping === 0 ? 1e-3 : damping * 10;
  }
}

/** −(H + damping·|diag H|)⁻¹ g and the decrease ½ gᵀ(…)⁻¹g, or undefined where the damped H is not positive definite. */
function dampedStep({ gradient, hessian }: Slopes, damping: number) {
  const p = gradient.length;
  const factor = new Float64Array(p * p);
  const direction = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = hessian[i * p + j];
      if (i === j) sum += damping * (Math.abs(sum) || 1);
      for (let k = 0; k < j; k++) sum -= factor[i * p + k] * factor[j * p + k];
      if (i > j) factor[i * p + j] = sum / factor[j * p + j];
      else if (sum > 0) factor[i * p + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  let decrease = 0;
  for (let i = 0; i < p; i++) {
    let sum = -gradient[i];
    for (let k = 0; k < i; k++) sum -= factor[i * p + k] * direction[k];
    direction[i] = sum / factor[i * p + i];
    decrease += direction[i] ** 2 / 2;
  }
  for (let i = p - 1; i >= 0; i--) {
    let sum = direction[i];
    for (let k = i + 1; k < p; k++) sum -= factor[k * p + i] * direction[k];
    direction[i] = sum / factor[i * p + i];
  }
  return Number.isFinite(decrease) ? { direction, decrease } : undefined;
}
