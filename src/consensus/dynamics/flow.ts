import { Matrix } from 'ml-matrix';
import { checkNumber, checkOneOf, checkPositive, checkVector, InvalidInputError } from '../../foundation/index.js';
import type { SignedNetwork } from '../signed-graph.js';
import { integrate } from './integrate.js';
import { matrixExponential } from './matrix-exponential.js';
import { checkMotion, velocity, type Motion, type MotionOptions } from './operator.js';

export interface FlowOptions extends MotionOptions {
  /** Beliefs at time 0, in the order of the nodes. */
  readonly initial: ArrayLike<number>;
  /** Ascending times ≥ 0 at which to report. */
  readonly times: ArrayLike<number>;
  /**
   * `exact` by the matrix exponential (linear law only), `adaptive` by a Runge–Kutta method with error control. Default:
   * exact up to 200 agents where the law is linear.
   */
  readonly method?: 'exact' | 'adaptive';
  /** Largest local error of the adaptive method, relative to max(1, |x|); default 10⁻¹⁰. */
  readonly tolerance?: number;
}

/** Beliefs over continuous time. */
export interface Flow {
  readonly times: Float64Array;
  /** A row a time, a column an agent. */
  readonly beliefs: Matrix;
  readonly method: 'exact' | 'adaptive';
  /** Accepted steps of the adaptive method; 0 if exact. */
  readonly steps: number;
}

/** Above this size the exponential costs more than it saves. */
const EXACT_AGENTS = 200;

/**
 * Consensus flow on a signed network: ẋ = −L g(x) + κ (x(0) − x), where L is the opposing Laplacian diag(Σ|a_ij|) − A (or
 * the repelling one) and g(x) = x, or 1/(1 + e^{−x}) − ½ for the logistic law.
 *
 * The logistic law is a gradient flow of cross-entropy: each agent moves its log-odds towards those of a neighbour that it
 * endorses and towards the negated ones of a neighbour that it opposes. For small beliefs it is the linear flow, four times
 * as slow.
 *
 * Cost: exact O(n³) for each distinct time step; adaptive O(steps · (nodes + edges)).
 *
 * @throws InvalidInputError when shapes do not fit, a value is out of range, or `exact` is asked of the logistic law
 * @see C. Altafini, IEEE Trans. Automatic Control 58 (2013) 935, equation 4
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, simulateFlow } from 'polity/consensus';
 * const rivals = signedGraphFromArrays({ nodes: 2, sources: [0], targets: [1], weights: [-1] });
 * const { beliefs } = simulateFlow(rivals, { initial: [1, 0], times: [0, 20] });
 * beliefs.getRow(1); // [0.5, -0.5]
 * ```
 */
export function simulateFlow(
  network: SignedNetwork,
  { initial, times, method, tolerance = 1e-10, ...options }: FlowOptions,
): Flow {
  const motion = checkMotion(network, initial, options);
  const at = checkVector('times', times, { min: 0 });
  at.forEach((time, k) => void (k > 0 && checkNumber(`times[${k}]`, time, { min: at[k - 1] })));
  checkPositive('tolerance', tolerance);
  const chosen = method
    ? checkOneOf('method', method, ['exact', 'adaptive'])
    : motion.law === 'linear' && motion.initial.length <= EXACT_AGENTS
      ? 'exact'
      : 'adaptive';
  if (chosen === 'exact' && motion.law !== 'linear') {
    throw new InvalidInputError('method', method, `be 'adaptive' for the ${motion.law} law`);
  }
  const beliefs = Matrix.zeros(at.length, motion.initial.length);
  if (chosen === 'exact') {
    exactStates(motion, at, (k, x) => beliefs.setRow(k, Array.from(x)));
    return { times: at, beliefs, method: chosen, steps: 0 };
  }
  const buffer = new Float64Array(motion.initial.length);
  const { steps } = integrate((x, out) => velocity(motion, x, out, buffer), {
    initial: motion.initial,
    times: at,
    tolerance,
    visit: (k, x) => beliefs.setRow(k, Array.from(x)),
  });
  return { times: at, beliefs, method: chosen, steps };
}

/** x(t) = e^{Mt} applied to (x(0), 1), where the last column of M is the pull to the first beliefs. */
function exactStates(motion: Motion, times: Float64Array, visit: (k: number, x: Float64Array) => void): void {
  const n = motion.initial.length;
  const generator = Matrix.zeros(n + 1, n + 1);
  const { offsets, targets, weights } = motion.graph;
  for (let i = 0; i < n; i++) {
    if (motion.fixed?.[i]) continue;
    const pull = motion.pull?.[i] ?? 0;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) generator.set(i, targets[k], weights[k]);
    generator.set(i, i, -motion.diagonal[i] - pull);
    generator.set(i, n, pull * motion.initial[i]);
  }
  const propagators = new Map<number, Matrix>();
  let x = Float64Array.of(...motion.initial, 1);
  let now = 0;
  times.forEach((time, k) => {
    const step = time - now;
    if (step > 0) {
      // Even times have steps that differ in the last bits only; they share one exponential, with no error to speak of.
      const key = Number(step.toPrecision(14));
      let propagator = propagators.get(key);
      if (!propagator) propagators.set(key, (propagator = matrixExponential(Matrix.mul(generator, step))));
      x = Float64Array.from(propagator.mmul(Matrix.columnVector(x)).to1DArray());
      now = time;
    }
    visit(k, x.subarray(0, n));
  });
}
