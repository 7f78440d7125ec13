import { checkInteger, checkNumber, checkOneOf, checkProbability, InvalidInputError } from '../foundation/index.js';

/**
 * What an even number of votes may do: `'reject'` (default) refuses an even fan-in, `'coin'` settles a tie by a fair
 * coin, which makes the majority of 2k votes equal to that of 2k − 1.
 */
export type Ties = 'reject' | 'coin';

/**
 * Where a pairwise correlation ρ comes from. `'shared'` (default, the paper): with probability ρ all inputs of an
 * aggregator are copies of one vote, otherwise they are independent. `'betaBinomial'`: their common chance of being
 * right is drawn from a Beta distribution. Both give every pair of votes the correlation ρ, and different majorities.
 */
export type Dependence = 'shared' | 'betaBinomial';

/** Votes that meet in one aggregator. */
export interface Aggregation {
  /** Inputs of one aggregator, b: odd and at least 3; with `ties: 'coin'` any whole number of at least 2. */
  readonly fanIn: number;
  /** Pairwise correlation of the inputs' correctness, ρ in [0, 1]. */
  readonly correlation: number;
  readonly ties?: Ties;
  readonly dependence?: Dependence;
}

/** One layer of a tree of agents: noisy channels into majority votes. */
export interface Layer extends Aggregation {
  /** Share of a message's bias that survives its channel, γ = 1 − 2ε in [0, 1] (ε the chance of a flip). */
  readonly fidelity: number;
}

/** A layer that has passed the door. */
export interface CheckedLayer {
  readonly fanIn: number;
  /** Odd number of votes with the same majority as `fanIn` votes. */
  readonly votes: number;
  readonly fidelity: number;
  readonly correlation: number;
  readonly dependence: Dependence;
}

/** The odd number of votes that decides like `fanIn` votes. */
export function checkFanIn(fanIn: unknown, ties: Ties = 'reject'): number {
  checkOneOf('ties', ties, ['reject', 'coin']);
  const inputs = checkInteger('fanIn', fanIn, { min: 2 });
  if (ties === 'coin') return inputs % 2 === 1 ? inputs : inputs - 1;
  if (inputs % 2 === 0) {
    throw new InvalidInputError('fanIn', fanIn, `be odd and at least 3 (or pass ties: 'coin')`);
  }
  return inputs;
}

export function checkLayer({ fanIn, fidelity, correlation, ties, dependence = 'shared' }: Layer): CheckedLayer {
  return {
    votes: checkFanIn(fanIn, ties),
    fanIn,
    fidelity: checkProbability('fidelity', fidelity),
    correlation: checkProbability('correlation', correlation),
    dependence: checkOneOf('dependence', dependence, ['shared', 'betaBinomial']),
  };
}

/** Options of a map of biases. */
export interface SignedOptions {
  /** Accept a bias in [−1, 1] and not only in [0, 1]; the maps are odd. */
  readonly signed?: boolean;
}

export function checkBias(name: string, bias: unknown, signed = false): number {
  return checkNumber(name, bias, { min: signed ? -1 : 0, max: 1 });
}
