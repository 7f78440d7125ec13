import { LuDecomposition, Matrix } from 'ml-matrix';
import { checkInteger, checkProbability, checkVector, InvalidInputError } from '../../foundation/index.js';
import type { CompressedRows } from '../compressed-rows.js';
import { checkSquare } from './matrix-exponential.js';
import { listeningClasses } from './root-classes.js';
import { predictLimit } from './predict-limit.js';
import { signedGraphFromArrays } from '../signed-graph.js';

/** A debate of weighted averaging. */
export interface AveragingOptions {
  /** Beliefs before the first round. */
  readonly initial: ArrayLike<number>;
  /** λ ∈ [0, 1], one an agent: how far it moves away from its first belief; default all 1 (DeGroot). */
  readonly susceptibility?: ArrayLike<number>;
}

/** Where averaging ends. */
export interface AveragingLimit {
  /** x(∞); where `converges` is false the mean over a period. */
  readonly limit: Float64Array;
  /** False where a class of agents that listen only to each other goes round with a period above 1. */
  readonly converges: boolean;
}

/**
 * Rounds of averaging, x ← Λ W x + (I − Λ) x(0): DeGroot's model, and with susceptibilities below 1 Friedkin and Johnsen's.
 * Weights may be negative where an agent negates what it hears.
 *
 * Cost: O(n²) a round.
 *
 * @param weights - W; row i is how agent i weighs everyone, itself included, with Σ_j |w_ij| = 1
 * @param options - `rounds`, and the debate
 * @returns a row a round, the first beliefs included
 * @throws InvalidInputError when shapes do not fit, a row does not sum to 1 or a value is out of range
 * @see M. H. DeGroot, JASA 69 (1974) 118; N. E. Friedkin, E. C. Johnsen, J. Mathematical Sociology 15 (1990) 193
 *
 * @example
 * ```ts
 * import { Matrix } from 'ml-matrix';
 * import { simulateAveraging } from 'polity/consensus';
 * const weights = new Matrix([[0.5, 0.5], [0.25, 0.75]]);
 * simulateAveraging(weights, { initial: [1, 0], rounds: 2 }).getRow(2); // [0.375, 0.3125]
 * ```
 */
export function simulateAveraging(
  weights: Matrix,
  { rounds, ...options }: AveragingOptions & { readonly rounds: number },
): Matrix {
  checkInteger('rounds', rounds, { min: 0 });
  const { initial, susceptibility } = checkAveraging(weights, options);
  const n = initial.length;
  const beliefs = Matrix.zeros(rounds + 1, n);
  beliefs.setRow(0, Array.from(initial));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < n; i++) {
      let heard = 0;
      for (let j = 0; j < n; j++) heard += weights.get(i, j) * beliefs.get(round, j);
      beliefs.set(round + 1, i, susceptibility[i] * heard + (1 - susceptibility[i]) * initial[i]);
    }
  }
  return beliefs;
}

/**
 * The limit of averaging without simulation: influence vectors of the classes that listen to nobody else, and
 * (I − ΛW)⁻¹(I − Λ)x(0) for the agents that such classes and first beliefs pull.
 *
 * Cost: O(n³).
 *
 * @throws InvalidInputError as {@link simulateAveraging}
 * @see M. H. DeGroot, JASA 69 (1974) 118; N. E. Friedkin, E. C. Johnsen, J. Mathematical Sociology 15 (1990) 193
 *
 * @example
 * ```ts
 * import { Matrix } from 'ml-matrix';
 * import { averagingLimit } from 'polity/consensus';
 * const weights = new Matrix([[0.5, 0.5], [0.25, 0.75]]);
 * averagingLimit(weights, { initial: [1, 0] }).limit; // [0.3333333, 0.3333333]
 * averagingLimit(weights, { initial: [1, 0], susceptibility: [0.5, 0.5] }).limit; // [0.7142857, 0.1428571]
 * ```
 */
export function averagingLimit(weights: Matrix, options: AveragingOptions): AveragingLimit {
  const { initial, susceptibility } = checkAveraging(weights, options);
  const n = initial.length;
  const converges = !swings(weights, susceptibility);
  if (susceptibility.some((lambda) => lambda < 1) && everyoneIsAnchored(weights, susceptibility)) {
    const system = Matrix.eye(n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) system.set(i, j, system.get(i, j) - susceptibility[i] * weights.get(i, j));
    }
    const right = Matrix.columnVector(initial.map((x, i) => (1 - susceptibility[i]) * x));
    return { limit: Float64Array.from(new LuDecomposition(system).solve(right).to1DArray()), converges: true };
  }
  // The flow of L = I − W has the same limit: λ_i weighs the others, (1 − λ_i) the first belief. Negated selves drive to 0.
  const { limit } = predictLimit(asNetwork(weights, susceptibility), {
    initial: Float64Array.of(...initial, ...initial.map((x) => -x)),
    stubbornness: Float64Array.of(...susceptibility, ...susceptibility).map((lambda) => 1 - lambda),
  });
  return { limit: limit.slice(0, n), converges };
}

/** Rows of W doubled into a node and its negation, so that an agent may also negate itself. */
function asNetwork(weights: Matrix, susceptibility: Float64Array) {
  const n = susceptibility.length;
  const [sources, targets, values]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const weight = weights.get(i, j) * susceptibility[i];
      if (weight === 0 || (i === j && weight > 0)) continue;
      const [same, other] = weight > 0 ? [j, j + n] : [j + n, j];
      sources.push(i, i + n);
      targets.push(same, other);
      values.push(Math.abs(weight), Math.abs(weight));
    }
  }
  return signedGraphFromArrays({ nodes: 2 * n, sources, targets, weights: values, directed: true });
}

function checkAveraging(weights: Matrix, { initial, susceptibility }: AveragingOptions) {
  checkSquare('weights', weights);
  const length = weights.rows;
  for (let i = 0; i < length; i++) {
    const sum = weights.getRow(i).reduce((total, value) => total + Math.abs(value), 0);
    if (Math.abs(sum - 1) > 1e-9)
      throw new InvalidInputError(`weights row ${i}`, sum, 'have absolute values that sum to 1');
  }
  const start = checkVector('initial', initial, { length });
  const lambda = susceptibility
    ? checkVector('susceptibility', susceptibility, { length })
    : new Float64Array(length).fill(1);
  lambda.forEach((value, i) => void checkProbability(`susceptibility[${i}]`, value));
  return { initial: start, susceptibility: lambda };
}

/** Whether every agent is pulled to a first belief, its own or one further along. */
function everyoneIsAnchored(weights: Matrix, susceptibility: Float64Array): boolean {
  const n = susceptibility.length;
  const reached = Array.from(susceptibility, (lambda) => lambda < 1);
  for (let changed = true; changed;) {
    changed = false;
    for (let i = 0; i < n; i++) {
      if (reached[i]) continue;
      if (reached.some((anchored, j) => anchored && weights.get(i, j) !== 0)) changed = reached[i] = true;
    }
  }
  return reached.every(Boolean);
}

/** Whether a class that listens to nobody else is periodic: beliefs then go round instead of settling. */
function swings(weights: Matrix, susceptibility: Float64Array): boolean {
  const rows = doubledRows(weights, susceptibility);
  const { of, members, closed } = listeningClasses(rows);
  return members.some((nodes, c) => closed[c] && nodes.length > 1 && period(rows, nodes, of) > 1);
}

/** Rows with their diagonal, an anchored agent listening to nobody, over beliefs and negated beliefs. */
function doubledRows(weights: Matrix, susceptibility: Float64Array): CompressedRows {
  const n = susceptibility.length;
  const [offsets, targets, values]: [number[], number[], number[]] = [[0], [], []];
  for (let row = 0; row < 2 * n; row++) {
    const i = row % n;
    for (let j = 0; j < n && susceptibility[i] === 1; j++) {
      const weight = weights.get(i, j);
      if (weight === 0) continue;
      targets.push(weight > 0 === row < n ? j : j + n);
      values.push(Math.abs(weight));
    }
    offsets.push(targets.length);
  }
  return { offsets: Int32Array.from(offsets), targets: Int32Array.from(targets), weights: Float64Array.from(values) };
}

/** Greatest common divisor of the lengths of all cycles in a strongly connected class. */
function period({ offsets, targets }: CompressedRows, members: readonly number[], of: Int32Array): number {
  const level = new Map([[members[0], 0]]);
  const queue = [members[0]];
  let divisor = 0;
  for (let head = 0; head < queue.length; head++) {
    const i = queue[head];
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const j = targets[k];
      if (of[j] !== of[i]) continue;
      const known = level.get(j);
      if (known === undefined) {
        level.set(j, level.get(i)! + 1);
        queue.push(j);
      } else divisor = greatestCommonDivisor(divisor, Math.abs(level.get(i)! + 1 - known));
    }
  }
  return divisor;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
