import { checkInteger, checkNumber } from '../../foundation/index.js';
import { stationaryDistributions } from '../../numerics/index.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';
import { checkMatrixGame } from './population-game.js';
import { meanPayoffs } from './well-mixed.js';
import { barycentricGrid } from './simplex-grid.js';
import { birthDeath, replacementProbabilities, type UpdateRule } from './update-rule.js';

export interface PopulationChainOptions {
  readonly populationSize: number;
  /** The probability that a newcomer is of another type, above 0 and below 1. */
  readonly mutation: number;
  /** Default {@link birthDeath}`()`. */
  readonly rule?: UpdateRule;
}

/** A finite population with mutation, as a Markov chain on the numbers of its types. */
export interface PopulationChain {
  /** Numbers of members of each type, a list a state. */
  readonly states: readonly Int32Array[];
  /** Share of time at each state. */
  readonly stationary: Float64Array;
  /** Mean share of each type. */
  readonly meanShares: Float64Array;
  /** transitions[s·K + s′], row-major. */
  readonly transitions: Float64Array;
  /** Whether there is one long run: not where selection is so strong that probabilities vanish. */
  readonly unique: boolean;
  /** Largest imbalance of a state, relative to the largest share. */
  readonly residual: number;
}

/**
 * The whole Markov chain of a well-mixed population of N members of n types with mutation, and its stationary distribution,
 * which elimination without subtraction gives to rounding. K = C(N + n − 1, n − 1) states, at most 3000.
 *
 * Cost: ⅔K³.
 *
 * @throws InvalidInputError for numbers out of range, more than 3000 states, or a negative fitness
 * @see Claussen & Traulsen, Physical Review E 71 (2005) 025101; Antal, Traulsen, Ohtsuki, Tarnita & Nowak, J.
 *   Theoretical Biology 258 (2009) 614
 *
 * @example
 * ```ts
 * import { fermi, populationChain } from 'polity/games';
 * const rule = fermi({ selection: 0.5 });
 * populationChain([[3, 0], [5, 1]], { populationSize: 20, mutation: 0.01, rule }).meanShares; // [0.0336, 0.9664]
 * ```
 */
export function populationChain(payoffs: PayoffMatrix, options: PopulationChainOptions): PopulationChain {
  const { matrix, n } = checkMatrixGame(payoffs);
  const { rule = birthDeath() } = options;
  const size = checkInteger('populationSize', options.populationSize, { min: 2 });
  const mutation = checkNumber('mutation', options.mutation, { min: 0, max: 1, aboveMin: true, belowMax: true });
  let expected = 1;
  for (let i = 1; i < n; i++) expected *= (size + i) / i;
  checkInteger('number of states', Math.round(expected), { max: 3000 });
  const states = barycentricGrid(n, size).map((shares) => Int32Array.from(shares, (share) => Math.round(share * size)));
  const index = new Map(states.map((counts, s) => [counts.join(), s]));
  const count = states.length;
  const transitions = new Float64Array(count * count);
  const replaced = new Float64Array(n * n);
  states.forEach((counts, s) => {
    const earned = meanPayoffs(matrix, counts, size);
    replacementProbabilities(rule, counts, earned, mutation, replaced);
    const next = counts.slice();
    for (let j = 0; j < n; j++) {
      for (let i = 0; i < n; i++) {
        if (counts[j] === 0) continue;
        next[j]--;
        next[i]++;
        transitions[s * count + index.get(next.join())!] += replaced[j * n + i];
        next[j]++;
        next[i]--;
      }
    }
  });
  const { distributions, unique, residual } = stationaryDistributions(transitions, count);
  const [stationary] = distributions;
  const meanShares = new Float64Array(n);
  states.forEach((counts, s) => counts.forEach((number, i) => (meanShares[i] += (stationary[s] * number) / size)));
  return { states, stationary, meanShares, transitions, unique, residual };
}
