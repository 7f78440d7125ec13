import { checkInteger, checkProbability, InvalidInputError, randomStream } from '../../foundation/index.js';
import { logGamma, matrices } from '../../numerics/index.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';
import { checkFixation, type PairPayoffs } from './fixation.js';
import { checkMatrixGame } from './population-game.js';
import { payoffFitness, type FitnessMapping } from './update-rule.js';
import { checkCounts, meanPayoffs } from './well-mixed.js';

export interface WrightFisherOptions {
  readonly populationSize: number;
  /** Default {@link payoffFitness}. */
  readonly fitness?: FitnessMapping;
  /** Members of the first type at the start, default 1. */
  readonly mutants?: number;
}

/** The fate of a type whose generations do not overlap. */
export interface WrightFisherFixation {
  readonly probability: number;
  /** From every number of members 0 … N. */
  readonly fromEach: Float64Array;
  /** Mean number of generations until one type is left. */
  readonly generations: number;
  /** |φ − Pφ| at its largest. */
  readonly residual: number;
}

/**
 * Fixation in the Wright–Fisher process: each of the N members of the next generation descends from the first type with
 * probability k f/(k f + (N − k) g), independently.
 *
 * Cost: a linear system of N − 1 unknowns; N ≤ 1000.
 *
 * @throws InvalidInputError for a matrix that is not 2 × 2, N outside 2 … 1000, or a negative fitness
 * @see Imhof & Nowak, J. Mathematical Biology 52 (2006) 667
 *
 * @example
 * ```ts
 * import { wrightFisherFixation } from 'polity/games';
 * // Kimura's diffusion: (1 − e^{−2s})/(1 − e^{−2Ns}) with s = ln r.
 * wrightFisherFixation([[1.1, 1.1], [1, 1]], { populationSize: 50 }).probability; // 0.17555
 * ```
 */
export function wrightFisherFixation(
  payoffs: PayoffMatrix | PairPayoffs,
  { populationSize, fitness = payoffFitness, mutants = 1 }: WrightFisherOptions,
): WrightFisherFixation {
  const { earn } = checkFixation(payoffs, { populationSize, mutants });
  const size = checkInteger('populationSize', populationSize, { max: 1000 });
  const logChoose = Float64Array.from({ length: size + 1 }, (_, j) => {
    return logGamma(size + 1) - logGamma(j + 1) - logGamma(size - j + 1);
  });
  const rows = Array.from({ length: size - 1 }, (_, r) => {
    const k = r + 1;
    const { first, second } = earn(k, size);
    const gap = fitness.logFitness(second) - fitness.logFitness(first) + Math.log((size - k) / k);
    if (Number.isNaN(gap))
      throw new InvalidInputError(
        'fitness',
        0,
        `be greater than 0 for one of two types (${k} and ${size - k} members)`,
      );
    // ln p and ln(1 − p) of the logistic p = 1/(1 + e^gap).
    const logP = gap > 0 ? -gap - Math.log1p(Math.exp(-gap)) : -Math.log1p(Math.exp(gap));
    const logQ = gap > 0 ? -Math.log1p(Math.exp(-gap)) : gap - Math.log1p(Math.exp(gap));
    return Float64Array.from(logChoose, (log, j) => {
      return Math.exp(log + (j === 0 ? 0 : j * logP) + (j === size ? 0 : (size - j) * logQ));
    });
  });
  const { LuDecomposition, Matrix } = matrices();
  const inner = rows.map((row, r) => Array.from(row.subarray(1, size), (p, c) => (c === r ? 1 : 0) - p));
  const solved = new LuDecomposition(new Matrix(inner)).solve(new Matrix(rows.map((row) => [row[size], 1])));
  const fromEach = Float64Array.from({ length: size + 1 }, (_, k) =>
    k === 0 ? 0 : k === size ? 1 : solved.get(k - 1, 0),
  );
  const residual = rows.reduce((most, row, r) => {
    const next = row.reduce((sum, p, j) => sum + p * fromEach[j], 0);
    return Math.max(most, Math.abs(next - fromEach[r + 1]));
  }, 0);
  return { probability: fromEach[mutants], fromEach, generations: solved.get(mutants - 1, 1), residual };
}

export interface SimulateWrightFisherOptions {
  /** Members of every type at the start. */
  readonly initial: ArrayLike<number>;
  readonly generations: number;
  /** Default {@link payoffFitness}. */
  readonly fitness?: FitnessMapping;
  /** The probability that a child is of another type, each as likely; default 0. */
  readonly mutation?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** Numbers of members in every generation. */
export interface WrightFisherPath {
  /** A row of counts for each generation from 0 on. */
  readonly counts: Int32Array;
  readonly width: number;
  readonly end: Int32Array;
}

/**
 * Simulates the Wright–Fisher process of any number of types: all members of a generation are replaced by children of
 * parents drawn in proportion to fitness. Cost: N draws a generation.
 *
 * @throws InvalidInputError for counts that are not whole or fewer than two members, or a negative fitness
 *
 * @example
 * ```ts
 * import { simulateWrightFisher } from 'polity/games';
 * simulateWrightFisher([[3, 0], [5, 1]], { initial: [90, 10], generations: 30, seed: 1 }).end; // [0, 100]
 * ```
 */
export function simulateWrightFisher(
  payoffs: PayoffMatrix,
  { initial, generations, fitness = payoffFitness, mutation = 0, seed = 0 }: SimulateWrightFisherOptions,
): WrightFisherPath {
  const { matrix, n } = checkMatrixGame(payoffs);
  checkInteger('generations', generations, { min: 0 });
  checkProbability('mutation', mutation);
  const { counts, size } = checkCounts(initial, n);
  const stream = randomStream(seed);
  const rows = new Int32Array((generations + 1) * n);
  rows.set(counts);
  const cumulative = new Float64Array(n);
  for (let g = 1; g <= generations; g++) {
    const earned = meanPayoffs(matrix, counts, size);
    const logs = Float64Array.from(counts, (count, i) =>
      count === 0 ? -Infinity : Math.log(count) + fitness.logFitness(earned[i]),
    );
    const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
    if (most === -Infinity) throw new InvalidInputError('fitness', 0, 'be greater than 0 for some type in use');
    const weights = logs.map((log) => Math.exp(log - most));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let sum = 0;
    weights.forEach((weight, i) => {
      const share = weight / total;
      sum += n > 1 ? share * (1 - mutation) + ((1 - share) * mutation) / (n - 1) : 1;
      cumulative[i] = sum;
    });
    counts.fill(0);
    for (let child = 0; child < size; child++) {
      const u = stream.uniform() * sum;
      let i = 0;
      while (i < n - 1 && u >= cumulative[i]) i++;
      counts[i]++;
    }
    rows.set(counts, g * n);
  }
  return { counts: rows, width: n, end: counts };
}
