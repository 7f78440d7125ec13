import { checkNumber, checkPositive, checkProbability } from '../../foundation/index.js';
import type { PayoffBounds } from './exponential-weights.js';
import type { LearningRule } from './learner.js';

export interface RothErevOptions {
  /** Lowest payoff that can occur, which reinforces nothing; default 0. */
  readonly lowest?: number;
  /** Propensity of every strategy at the start, default 1. */
  readonly initial?: number;
  /** Share of all propensities lost each round, φ; default 0. */
  readonly forgetting?: number;
  /** Share of a payoff that goes to the other strategies in equal parts, ε; default 0. */
  readonly spread?: number;
}

/**
 * Roth and Erev's reinforcement: a strategy is played in proportion to its propensity, to which its payoff above the
 * lowest is added.
 *
 * @throws InvalidInputError for numbers out of range; in play, for a payoff below the lowest
 * @see Roth & Erev, Games and Economic Behavior 8 (1995) 164; Erev & Roth, American Economic Review 88 (1998) 848
 *
 * @example
 * ```ts
 * import { playLearners, rothErev, StrategicGame } from 'polity/games';
 * const { lastMixed } = playLearners(StrategicGame.symmetric([[3, 0], [5, 1]]), rothErev(), { rounds: 5000 });
 * lastMixed[0][1] > 0.9; // true
 * ```
 */
export function rothErev(options: RothErevOptions = {}): LearningRule {
  const { lowest = 0, initial = 1, forgetting = 0, spread = 0 } = options;
  checkNumber('lowest', lowest);
  checkPositive('initial', initial);
  checkNumber('forgetting', forgetting, { min: 0, max: 1, belowMax: true });
  checkProbability('spread', spread);
  return Object.freeze({
    name: 'Roth–Erev',
    start(n: number) {
      const propensities = new Float64Array(n).fill(initial);
      return {
        mixed(out: Float64Array) {
          let sum = 0;
          for (let s = 0; s < n; s++) sum += propensities[s];
          for (let s = 0; s < n; s++) out[s] = propensities[s] / sum;
        },
        observe(payoffs: Float64Array, offset: number, played: number) {
          const gain = checkNumber('payoff above the lowest', payoffs[offset + played] - lowest, { min: 0 });
          const other = n > 1 ? (spread * gain) / (n - 1) : 0;
          for (let s = 0; s < n; s++) {
            propensities[s] = (1 - forgetting) * propensities[s] + (s === played ? gain * (1 - spread) : other);
          }
        },
      };
    },
  });
}

export interface CrossOptions extends PayoffBounds {
  /** Step size in (0, 1]; default 0.1. */
  readonly rate?: number;
}

/**
 * Cross's reinforcement: after a payoff that is u on the scale [0, 1] the played strategy's probability moves by θu of
 * the way to 1. In the limit of small steps the mean motion is the replicator dynamics.
 *
 * @throws InvalidInputError unless highest > lowest and the rate lies in (0, 1]; in play, for payoffs beyond the bounds
 * @see Cross, Quarterly J. Economics 87 (1973) 239; Börgers & Sarin, J. Economic Theory 77 (1997) 1
 *
 * @example
 * ```ts
 * import { cross, playLearners, StrategicGame } from 'polity/games';
 * const rule = cross({ lowest: 0, highest: 5, rate: 0.05 });
 * playLearners(StrategicGame.symmetric([[3, 0], [5, 1]]), rule, { rounds: 5000 }).lastMixed[0][1] > 0.99; // true
 * ```
 */
export function cross({ lowest, highest, rate = 0.1 }: CrossOptions): LearningRule {
  checkNumber('highest', highest, { min: lowest, aboveMin: true });
  checkNumber('rate', rate, { min: 0, max: 1, aboveMin: true });
  return Object.freeze({
    name: 'Cross',
    start(n: number) {
      const shares = new Float64Array(n).fill(1 / n);
      return {
        mixed(out: Float64Array) {
          out.set(shares);
        },
        observe(payoffs: Float64Array, offset: number, played: number) {
          const scaled = (payoffs[offset + played] - lowest) / (highest - lowest);
          const step = rate * checkNumber('payoff on the scale of lowest to highest', scaled, { min: 0, max: 1 });
          for (let s = 0; s < n; s++) shares[s] *= 1 - step;
          shares[played] += step;
        },
      };
    },
  });
}
