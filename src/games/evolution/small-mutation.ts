import { checkInteger } from '../../foundation/index.js';
import { stationaryDistributions } from '../../numerics/index.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';
import { fixation } from './fixation.js';
import { checkMatrixGame } from './population-game.js';
import type { UpdateRule } from './update-rule.js';

export interface SmallMutationOptions {
  readonly populationSize: number;
  /** Default the Moran process with payoffs as fitness. */
  readonly rule?: UpdateRule;
}

/** A population that is of one type nearly all the time. */
export interface SmallMutationLimit {
  /**
   * Share of time spent with each type; where some types are never left for others, one of several long runs (see
   * `unique`).
   */
  readonly stationary: Float64Array;
  /** fixation[i·n + j]: that one member of type j takes over a population of type i. */
  readonly fixation: Float64Array;
  /** transitions[i·n + j]: that the next mutant, each other type as likely, turns i into j. */
  readonly transitions: Float64Array;
  readonly unique: boolean;
}

/**
 * The limit of rare mutations: the population is of one type; a mutant takes over or vanishes before the next one
 * comes. The process is a Markov chain on the types with probabilities ρᵢⱼ/(n − 1).
 *
 * Cost: n(n − 1) fixation probabilities and one elimination.
 *
 * @throws InvalidInputError for a matrix that is not square, N < 2, or a negative fitness
 * @see Fudenberg & Imhof, J. Economic Theory 131 (2006) 251
 *
 * @example
 * ```ts
 * import { fermi, smallMutationLimit } from 'polity/games';
 * const cycle = [[0.5, 0.2, 0.9], [0.8, 0.5, 0.1], [0.3, 0.7, 0.5]];
 * const { stationary } = smallMutationLimit(cycle, { populationSize: 100, rule: fermi({ selection: 0.1 }) });
 * stationary; // [0.332747, 0.377474, 0.289779]
 * ```
 */
export function smallMutationLimit(
  payoffs: PayoffMatrix,
  { populationSize, rule }: SmallMutationOptions,
): SmallMutationLimit {
  const { matrix, n } = checkMatrixGame(payoffs);
  checkInteger('populationSize', populationSize, { min: 2 });
  const taken = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      const pair = [
        [matrix[j * n + j], matrix[j * n + i]],
        [matrix[i * n + j], matrix[i * n + i]],
      ];
      taken[i * n + j] = fixation(pair, rule ? { populationSize, rule } : { populationSize }).probability;
    }
  }
  const transitions = taken.map((probability) => probability / Math.max(1, n - 1));
  for (let i = 0; i < n; i++) {
    let leave = 0;
    for (let j = 0; j < n; j++) leave += j === i ? 0 : transitions[i * n + j];
    transitions[i * n + i] = 1 - leave;
  }
  const { distributions, unique } = stationaryDistributions(transitions, n);
  return { stationary: distributions[0], fixation: taken, transitions, unique };
}
