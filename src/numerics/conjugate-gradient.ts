import { InvalidInputError, checkInteger, checkPositive } from '../foundation/index.js';
import type { SymmetricOperator } from './symmetric-operator.js';

export interface ConjugateGradientOptions {
  /** Of ‖b − A·x‖/‖b‖; default 10⁻¹². */
  readonly tolerance?: number;
  /** Default 10·size + 100. */
  readonly maxIterations?: number;
  /** The diagonal of A, all positive, to precondition with (Jacobi); default none. */
  readonly diagonal?: ArrayLike<number>;
}

export interface LinearSolution {
  readonly x: Float64Array;
  /** ‖b − A·x‖, computed anew at the end. */
  readonly residual: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Solves A·x = b for a positive (semi)definite operator by preconditioned conjugate gradients. Where A is singular, b must
 * lie in its range; x is then one of the solutions.
 *
 * @throws InvalidInputError when b has not the operator's size
 * @see Golub & Van Loan, Matrix Computations (4th edition), Algorithm 11.5.1
 *
 * @example
 * ```ts
 * import { conjugateGradient } from 'polity/numerics';
 * const apply = (x: Readonly<Float64Array>, y: Float64Array) => y.set([2 * x[0] + x[1], x[0] + 3 * x[1]]);
 * conjugateGradient({ size: 2, apply }, [3, 4]).x; // [1, 1]
 * ```
 */
export function conjugateGradient(
  { size, apply }: SymmetricOperator,
  b: ArrayLike<number>,
  { tolerance = 1e-12, maxIterations = 10 * size + 100, diagonal }: ConjugateGradientOptions = {},
): LinearSolution {
  if (b.length !== size) throw new InvalidInputError('b.length', b.length, `equal ${size}`);
  checkPositive('tolerance', tolerance);
  checkInteger('maxIterations', maxIterations, { min: 1 });
  const x = new Float64Array(size);
  const rest = Float64Array.from(b);
  const scaled = new Float64Array(size);
  const image = new Float64Array(size);
  const scale = () => {
    for (let i = 0; i < size; i++) scaled[i] = diagonal ? rest[i] / diagonal[i] : rest[i];
  };
  const goal = tolerance * Math.sqrt(dot(rest, rest));
  scale();
  const direction = scaled.slice();
  let along = dot(rest, scaled);
  let iterations = 0;
  while (Math.sqrt(dot(rest, rest)) > goal && iterations < maxIterations) {
    iterations++;
    apply(direction, image);
    const curvature = dot(direction, image);
    if (!(curvature > 0)) break;
    const step = along / curvature;
    for (let i = 0; i < size; i++) {
      x[i] += step * direction[i];
      rest[i] -= step * image[i];
    }
    scale();
    const next = dot(rest, scaled);
    for (let i = 0; i < size; i++) direction[i] = scaled[i] + (next / along) * direction[i];
    along = next;
  }
  apply(x, image);
  let squares = 0;
  for (let i = 0; i < size; i++) squares += (b[i] - image[i]) ** 2;
  const residual = Math.sqrt(squares);
  // The running residual drifts from the true one by rounding.
  return { x, residual, iterations, converged: residual <= 10 * goal };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
