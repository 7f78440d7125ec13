import { checkPositive, checkVector, InvalidInputError } from '../../foundation/index.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';

/** How the shares of one population move, given what its strategies earn. */
export interface EvolutionaryDynamics {
  readonly name: string;
  /** Writes the velocities of the shares with indices from … to − 1, which sum to 0. */
  readonly velocity: (shares: Float64Array, payoffs: Float64Array, out: Float64Array, from: number, to: number) => void;
  /**
   * What it rests at: wherever the strategies in use earn the same (`faces`), at Nash equilibria only (`nash`), or at
   * points where selection and a noise balance (`perturbed`).
   */
  readonly rests: 'faces' | 'nash' | 'perturbed';
}

/**
 * The replicator dynamics, ẋᵢ = xᵢ(Fᵢ − F̄) with F̄ = Σ xⱼFⱼ: strategies grow by what they earn above the average; what is
 * absent stays so.
 *
 * @see Taylor & Jonker, Mathematical Biosciences 40 (1978) 145
 *
 * @example
 * ```ts
 * import { replicator, simulateDynamics } from 'polity/games';
 * simulateDynamics([[3, 2], [4, 2]], replicator, { initial: [0.5, 0.5], duration: 10 }).end; // [0.101805, 0.898195]
 * ```
 */
export const replicator: EvolutionaryDynamics = Object.freeze({
  name: 'replicator',
  rests: 'faces',
  velocity(x: Float64Array, payoffs: Float64Array, out: Float64Array, from: number, to: number) {
    const average = averagePayoff(x, payoffs, from, to);
    for (let i = from; i < to; i++) out[i] = x[i] * (payoffs[i] - average);
  },
});

/**
 * The Brown–von Neumann–Nash dynamics, ẋᵢ = [Fᵢ − F̄]₊ − xᵢ Σⱼ [Fⱼ − F̄]₊: strategies better than the average gain,
 * whether in use or not, at the cost of all.
 *
 * @see Brown & von Neumann 1950; Hofbauer, Selection 1 (2000) 81
 *
 * @example
 * ```ts
 * import { brownVonNeumannNash, simulateDynamics } from 'polity/games';
 * simulateDynamics([[0, 2], [1, 0]], brownVonNeumannNash, { initial: [1, 0], duration: 200 }).end; // [0.667, 0.333]
 * ```
 */
export const brownVonNeumannNash: EvolutionaryDynamics = Object.freeze({
  name: 'Brown–von Neumann–Nash',
  rests: 'nash',
  velocity(x: Float64Array, payoffs: Float64Array, out: Float64Array, from: number, to: number) {
    const average = averagePayoff(x, payoffs, from, to);
    let total = 0;
    for (let i = from; i < to; i++) total += out[i] = Math.max(0, payoffs[i] - average);
    for (let i = from; i < to; i++) out[i] -= x[i] * total;
  },
});

/**
 * The Smith dynamics, ẋᵢ = Σⱼ xⱼ[Fᵢ − Fⱼ]₊ − xᵢ Σⱼ [Fⱼ − Fᵢ]₊: members compare with a strategy drawn at random and
 * switch at a rate of what they gain.
 *
 * @see Smith, Transportation Science 18 (1984) 245
 *
 * @example
 * ```ts
 * import { simulateDynamics, smith } from 'polity/games';
 * simulateDynamics([[0, 2], [1, 0]], smith, { initial: [1, 0], duration: 50 }).end; // [0.66667, 0.33333]
 * ```
 */
export const smith: EvolutionaryDynamics = Object.freeze({
  name: 'Smith',
  rests: 'nash',
  velocity(x: Float64Array, payoffs: Float64Array, out: Float64Array, from: number, to: number) {
    out.fill(0, from, to);
    for (let i = from; i < to; i++) {
      for (let j = from; j < i; j++) {
        const gain = payoffs[i] - payoffs[j];
        const flow = gain > 0 ? x[j] * gain : x[i] * gain;
        out[i] += flow;
        out[j] -= flow;
      }
    }
  },
});

/**
 * The logit (smoothed best response) dynamics, ẋ = softmax(F/η) − x.
 *
 * @param options - `noise` η > 0, in units of payoff; as it goes to 0 the dynamics go to those of best responses
 * @throws InvalidInputError unless the noise is positive
 * @see Fudenberg & Levine, The Theory of Learning in Games (1998)
 *
 * @example
 * ```ts
 * import { logit, simulateDynamics } from 'polity/games';
 * const { end } = simulateDynamics([[3, 0], [5, 1]], logit({ noise: 1 }), { initial: [1, 0], duration: 60 });
 * end; // [0.226751, 0.773249]
 * ```
 */
export function logit({ noise }: { readonly noise: number }): EvolutionaryDynamics {
  checkPositive('noise', noise);
  return Object.freeze({
    name: 'logit',
    rests: 'perturbed' as const,
    velocity(x: Float64Array, payoffs: Float64Array, out: Float64Array, from: number, to: number) {
      let most = -Infinity;
      for (let i = from; i < to; i++) if (payoffs[i] > most) most = payoffs[i];
      let sum = 0;
      for (let i = from; i < to; i++) sum += out[i] = Math.exp((payoffs[i] - most) / noise);
      for (let i = from; i < to; i++) out[i] = out[i] / sum - x[i];
    },
  });
}

/**
 * The replicator–mutator dynamics, ẋⱼ = Σᵢ xᵢ fᵢ qᵢⱼ − xⱼ f̄: offspring of i are of type j with probability qᵢⱼ. For
 * one population of as many strategies as `mutation` has rows; payoffs are fitnesses and should not be negative.
 *
 * @param mutation - rows that sum to 1, within 10⁻⁹
 * @throws InvalidInputError for a matrix that is not square or whose rows do not sum to 1
 * @see Hadeler, SIAM J. Applied Mathematics 41 (1981) 1
 *
 * @example
 * ```ts
 * import { replicatorMutator, simulateDynamics } from 'polity/games';
 * const dynamics = replicatorMutator([[0.9, 0.1], [0.1, 0.9]]);
 * simulateDynamics([[2, 2], [1, 1]], dynamics, { initial: [0.5, 0.5], duration: 60 }).end; // [0.8217, 0.1783]
 * ```
 */
export function replicatorMutator(mutation: PayoffMatrix): EvolutionaryDynamics {
  const n = mutation.length;
  const rows = mutation.map((row, i) => {
    const checked = checkVector(`mutation[${i}]`, row, { length: n, min: 0, max: 1 });
    const sum = checked.reduce((total, share) => total + share, 0);
    if (Math.abs(sum - 1) > 1e-9) throw new InvalidInputError(`sum of mutation[${i}]`, sum, 'equal 1');
    return checked.map((share) => share / sum);
  });
  return Object.freeze({
    name: 'replicator–mutator',
    rests: 'perturbed' as const,
    velocity(x: Float64Array, payoffs: Float64Array, out: Float64Array, from: number, to: number) {
      if (to - from !== n) throw new InvalidInputError('mutation.length', n, `equal ${to - from}, the strategies`);
      const average = averagePayoff(x, payoffs, from, to);
      for (let j = from; j < to; j++) out[j] = -x[j] * average;
      for (let i = 0; i < n; i++) {
        const born = x[from + i] * payoffs[from + i];
        for (let j = 0; j < n; j++) out[from + j] += born * rows[i][j];
      }
    },
  });
}

/** Divided by Σ x, so that velocities sum to 0 and rounding in Σ x does not grow. */
function averagePayoff(x: Float64Array, payoffs: Float64Array, from: number, to: number): number {
  let earned = 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    earned += x[i] * payoffs[i];
    sum += x[i];
  }
  return earned / sum;
}
