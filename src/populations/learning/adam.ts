import { checkInteger, checkNumber, checkPositive, checkVector, InvalidInputError } from '../../foundation/index.js';

export interface AdamOptions {
  /** Default 0.005. */
  readonly rate?: number;
  /** The rate is multiplied by this after every step; default 0.9999. */
  readonly decay?: number;
  /** Memory of the gradient, default 0.5. */
  readonly momentum?: number;
  /** Memory of its square, default 0.5. */
  readonly memory?: number;
  /** Default 2000. */
  readonly steps?: number;
  /** Stops where no slope is steeper than this; default 10⁻⁸. */
  readonly tolerance?: number;
}

export interface AdamResult {
  /** The best point that was met. */
  readonly point: Float64Array;
  readonly value: number;
  /** Steepest slope at that point. */
  readonly steepest: number;
  readonly converged: boolean;
  readonly steps: number;
}

/**
 * Gradient descent with step sizes adapted to each coordinate. Its defaults are those of the calibration in Large Population
 * Models, where the two memories are shorter than usual.
 *
 * @param objective - value and gradient at a point
 * @throws InvalidInputError for numbers out of range, or an objective that is not finite
 * @see D. Kingma, J. Ba, Adam: a method for stochastic optimization, ICLR 2015
 *
 * @example
 * ```ts
 * import { adam } from 'polity/populations';
 * const bowl = ([x]: Float64Array) => ({ value: (x - 2) ** 2, gradient: [2 * (x - 2)] });
 * adam(bowl, [0], { rate: 0.1, decay: 0.99 }).point[0]; // 2.000
 * ```
 */
export function adam(
  objective: (point: Float64Array) => { readonly value: number; readonly gradient: ArrayLike<number> },
  start: ArrayLike<number>,
  { rate = 0.005, decay = 0.9999, momentum = 0.5, memory = 0.5, steps = 2000, tolerance = 1e-8 }: AdamOptions = {},
): AdamResult {
  checkPositive('rate', rate);
  checkNumber('decay', decay, { min: 0, max: 1, aboveMin: true });
  checkNumber('momentum', momentum, { min: 0, max: 1, belowMax: true });
  checkNumber('memory', memory, { min: 0, max: 1, belowMax: true });
  checkInteger('steps', steps, { min: 1 });
  checkPositive('tolerance', tolerance);
  const point = checkVector('start', start);
  const first = new Float64Array(point.length);
  const second = new Float64Array(point.length);
  let best = { point: point.slice(), value: Infinity, steepest: Infinity };
  for (let t = 1; ; t++) {
    const { value, gradient } = objective(point);
    const steepest = Array.from(gradient).reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    if (!Number.isFinite(value) || !Number.isFinite(steepest)) {
      throw new InvalidInputError('objective', value, 'be finite, with a finite gradient');
    }
    if (value < best.value) best = { point: point.slice(), value, steepest };
    const converged = best.steepest <= tolerance;
    if (converged || t > steps) return { ...best, converged, steps: t - 1 };
    for (let k = 0; k < point.length; k++) {
      first[k] = momentum * first[k] + (1 - momentum) * gradient[k];
      second[k] = memory * second[k] + (1 - memory) * gradient[k] ** 2;
      const spread = Math.sqrt(second[k] / (1 - memory ** t));
      if (spread > 0) point[k] -= (rate * decay ** (t - 1) * (first[k] / (1 - momentum ** t))) / spread;
    }
  }
}
