import { checkNumber, checkPositive, checkVector, InvalidInputError } from '../../foundation/index.js';
import { matrices } from '../../numerics/index.js';

/** a = σ(w · x + b), σ(z) = 1/(1 + e^{−z}). */
export interface Readout {
  readonly weights: Float64Array;
  readonly bias: number;
}

export interface ReadoutTraining {
  /** Output wanted for cooperative states, in (0, 1); default 0.95. */
  readonly cooperate?: number;
  /** Output wanted for defective states, in (0, 1); default 0.05. */
  readonly defect?: number;
  /** Ridge penalty on the weights per training state, the bias is free; default 0.001. */
  readonly penalty?: number;
}

/**
 * Ridge regression of logit(target) on the states under cooperation and under defection: minimizes
 * Σ (w · x + b − logit target)² + penalty · n · |w|², solved by Cholesky's factorization of the normal equations.
 *
 * @param cooperative - states, one after the other
 * @param defective - states, one after the other
 * @param dimension - length of a state
 * @throws InvalidInputError if a target or the penalty is out of range, the arrays do not hold whole finite states, or the
 *   states leave a weight undetermined (which takes a penalty of 0)
 *
 * @example
 * ```ts
 * import { readOut, trainReadoutRidge } from 'polity/games';
 * const readout = trainReadoutRidge([1, 1.2, 0.8], [-1, -0.8, -1.2], 1);
 * readOut(readout, [1]); // 0.9461
 * ```
 */
export function trainReadoutRidge(
  cooperative: ArrayLike<number>,
  defective: ArrayLike<number>,
  dimension: number,
  { cooperate = 0.95, defect = 0.05, penalty = 0.001 }: ReadoutTraining = {},
): Readout {
  const inside = { min: 0, max: 1, aboveMin: true, belowMax: true };
  checkNumber('cooperate', cooperate, inside);
  checkNumber('defect', defect, inside);
  checkNumber('penalty', penalty, { min: 0 });
  checkPositive('dimension', dimension);
  const d = dimension;
  const size = d + 1;
  const gram = new Float64Array(size * size);
  const target = new Float64Array(size);
  let total = 0;
  for (const [name, given, goal] of [
    ['cooperative', cooperative, logit(cooperate)],
    ['defective', defective, logit(defect)],
  ] as const) {
    const states = checkVector(name, given);
    const count = states.length / d;
    if (!Number.isInteger(count)) {
      throw new InvalidInputError(`${name}.length`, states.length, `be a multiple of ${d}`);
    }
    for (let from = 0; from < states.length; from += d) {
      for (let i = 0; i < d; i++) {
        const x = states[from + i];
        for (let j = 0; j <= i; j++) gram[i * size + j] += x * states[from + j];
        gram[d * size + i] += x;
        target[i] += x * goal;
      }
      target[d] += goal;
    }
    gram[d * size + d] += count;
    total += count;
  }
  for (let i = 0; i < d; i++) gram[i * size + i] += penalty * total;
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) gram[j * size + i] = gram[i * size + j];
  const { CholeskyDecomposition, Matrix } = matrices();
  const factors = new CholeskyDecomposition(Matrix.from1DArray(size, size, gram));
  if (!factors.isPositiveDefinite()) {
    throw new InvalidInputError('penalty', penalty, 'be greater than 0 where the states do not determine every weight');
  }
  const solution = Float64Array.from(factors.solve(Matrix.columnVector(target)).getColumn(0));
  return { weights: solution.slice(0, d), bias: solution[d] };
}

/** The action that a readout makes of a state, in (0, 1). */
export function readOut({ weights, bias }: Readout, state: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += state[i] * weights[i];
  return 1 / (1 + Math.exp(-(sum + bias)));
}

function logit(p: number): number {
  return Math.log(p / (1 - p));
}
