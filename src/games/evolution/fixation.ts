import { checkInteger, checkNumber, InvalidInputError } from '../../foundation/index.js';
import { StrategicGame, type PayoffMatrix } from '../strategic/strategic-game.js';
import { birthDeath, logDownUp, replacementProbabilities, type UpdateRule } from './update-rule.js';

/** What members of two types earn, where `count` of `populationSize` are of the first. */
export type PairPayoffs = (
  count: number,
  populationSize: number,
) => { readonly first: number; readonly second: number };

export interface FixationOptions {
  /** Number of members, at least 2. */
  readonly populationSize: number;
  /** Default {@link birthDeath}`()`: the Moran process with payoffs as fitness. */
  readonly rule?: UpdateRule;
  /** Members of the first type at the start, 1 … N − 1; default 1. */
  readonly mutants?: number;
}

/** Whether a type takes over. */
export interface Fixation {
  /** That the first type takes over from `mutants` members. */
  readonly probability: number;
  /** From every number of members 0 … N. */
  readonly fromEach: Float64Array;
  /** mutants/N: without selection. */
  readonly neutral: number;
}

/**
 * The probability that a type takes over a well-mixed population of N in which two types reproduce by a rule of one
 * replacement a step:
 *
 * φᵢ = (1 + Σ_{j<i} Π_{k≤j} γ_k)/(1 + Σ_{j<N} Π_{k≤j} γ_k), γ_k = T⁻(k)/T⁺(k).
 *
 * Members earn their mean payoff against the other N − 1. Products are summed as logarithms, so nothing overflows, and
 * a type whose fitness is 0 at some number that it has to pass takes over with probability 0.
 *
 * Cost: O(N).
 *
 * @param payoffs - 2 × 2 matrix of the two types against each other, or their payoffs by number
 * @throws InvalidInputError for a matrix that is not 2 × 2, N < 2, a number of mutants outside 1 … N − 1, or a negative
 *   fitness
 * @see Karlin & Taylor, A First Course in Stochastic Processes (1975), chapter 4; Nowak, Evolutionary Dynamics (2006),
 *   chapter 7
 *
 * @example
 * ```ts
 * import { fixation } from 'polity/games';
 * // Tit for tat against always defect over ten rounds.
 * fixation([[30, 9], [14, 10]], { populationSize: 10 }).probability; // 0.169524
 * ```
 */
export function fixation(payoffs: PayoffMatrix | PairPayoffs, options: FixationOptions): Fixation {
  const { populationSize: size, rule, mutants, earn } = checkFixation(payoffs, options);
  const logs = new Float64Array(size);
  // logs[j] = Σ_{k≤j} ln γ_k. After γ = ∞ nothing below matters: the number cannot come back up.
  let most = 0;
  let begin = 0;
  for (let k = 1; k < size; k++) {
    const { first, second } = earn(k, size);
    const log = logDownUp(rule, k, size, first, second);
    if (log === Infinity) {
      begin = k;
      most = logs[k] = 0;
    } else logs[k] = logs[k - 1] + log;
    if (logs[k] > most) most = logs[k];
  }
  const fromEach = new Float64Array(size + 1);
  for (let i = begin; i < size; i++) fromEach[i + 1] = fromEach[i] + Math.exp(logs[i] - most);
  const total = fromEach[size];
  for (let i = 1; i <= size; i++) fromEach[i] /= total;
  return { probability: fromEach[mutants], fromEach, neutral: mutants / size };
}

/** How long it takes until one of two types is left. */
export interface FixationTimes {
  /** Mean number of steps until either type is left. */
  readonly unconditional: number;
  /** Mean number of steps where the first type takes over; NaN where it cannot. */
  readonly fixation: number;
  /** Mean number of steps where it dies out; NaN where it cannot. */
  readonly extinction: number;
  /** The probability that it takes over. */
  readonly probability: number;
}

/**
 * Mean times to fixation, in single replacements (divide by N for generations): t solves (T⁺ + T⁻)tᵢ = sᵢ + T⁺tᵢ₊₁ +
 * T⁻tᵢ₋₁ with s = 1, and with s = φ or 1 − φ for the times on condition of the outcome. The elimination adds positive
 * numbers only.
 *
 * Cost: O(N).
 *
 * @throws InvalidInputError as {@link fixation}
 * @see Antal & Scheuring, Bulletin of Mathematical Biology 68 (2006) 1923
 *
 * @example
 * ```ts
 * import { fixationTimes } from 'polity/games';
 * const { fixation, unconditional } = fixationTimes([[1, 1], [1, 1]], { populationSize: 100 });
 * fixation; // 9900.000
 * unconditional; // 517.7
 * ```
 */
export function fixationTimes(payoffs: PayoffMatrix | PairPayoffs, options: FixationOptions): FixationTimes {
  const { populationSize: size, rule, mutants, earn } = checkFixation(payoffs, options);
  const { fromEach } = fixation(payoffs, options);
  const { up, down } = pairRates(rule, size, earn, 0);
  const timeFrom = (source: (i: number) => number) => {
    // t_i = a_i + (1 − q_i)·t_{i+1}
    const [a, q] = [new Float64Array(size + 1), new Float64Array(size + 1)];
    q[0] = 1;
    for (let i = 1; i < size; i++) {
      const back = down[i] * q[i - 1];
      const leave = up[i] + back;
      q[i] = back / leave;
      a[i] = (source(i) + down[i] * a[i - 1]) / leave;
    }
    let time = 0;
    for (let i = size - 1; i >= mutants; i--) time = a[i] + (1 - q[i]) * time;
    return time;
  };
  const probability = fromEach[mutants];
  // 1 − φ as a sum of its own would matter only where extinction is rarer than 10⁻¹⁰.
  return {
    unconditional: timeFrom(() => 1),
    fixation: probability > 0 ? timeFrom((i) => fromEach[i]) / probability : NaN,
    extinction: probability < 1 ? timeFrom((i) => 1 - fromEach[i]) / (1 - probability) : NaN,
    probability,
  };
}

/** Probabilities that the number of the first type rises and falls in a step, by the number. */
export interface PairRates {
  readonly up: Float64Array;
  readonly down: Float64Array;
}

/** As {@link PairRates}, with mutation. */
export function pairRates(rule: UpdateRule, size: number, earn: PairPayoffs, mutation: number): PairRates {
  const [up, down] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  const replaced = new Float64Array(4);
  for (let k = 0; k <= size; k++) {
    const inner = k > 0 && k < size;
    const { first, second } = inner ? earn(k, size) : { first: 1, second: 1 };
    replacementProbabilities(rule, [k, size - k], [first, second], mutation, replaced);
    up[k] = replaced[2];
    down[k] = replaced[1];
  }
  return { up, down };
}

interface CheckedFixation extends Required<FixationOptions> {
  readonly earn: PairPayoffs;
}

export function checkFixation(payoffs: PayoffMatrix | PairPayoffs, options: FixationOptions): CheckedFixation {
  const { populationSize, rule = birthDeath(), mutants = 1 } = options;
  checkInteger('populationSize', populationSize, { min: 2, max: 1e7 });
  checkInteger('mutants', mutants, { min: 1, max: populationSize - 1 });
  return { populationSize, rule, mutants, earn: pairPayoffs(payoffs) };
}

/** Mean payoffs of two types against the other N − 1 members. */
export function pairPayoffs(payoffs: PayoffMatrix | PairPayoffs): PairPayoffs {
  if (typeof payoffs === 'function') {
    return (count, size) => {
      const { first, second } = payoffs(count, size);
      checkNumber(`payoff of the first type with ${count} of ${size}`, first);
      checkNumber(`payoff of the second type with ${count} of ${size}`, second);
      return { first, second };
    };
  }
  const { shape, payoffs: tensors } = StrategicGame.symmetric(payoffs);
  if (shape[0] !== 2) throw new InvalidInputError('payoffs', payoffs, 'be a 2 × 2 matrix');
  const [a, b, c, d] = tensors[0];
  return (k, size) => ({
    first: (a * (k - 1) + b * (size - k)) / (size - 1),
    second: (c * k + d * (size - k - 1)) / (size - 1),
  });
}
