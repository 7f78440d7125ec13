import { checkNumber, checkPositive } from '../../foundation/index.js';
import type { LearningRule } from './learner.js';

/** The largest and the smallest payoff that can occur: weights need a scale. */
export interface PayoffBounds {
  readonly lowest: number;
  readonly highest: number;
}

export interface HedgeOptions extends PayoffBounds {
  /** Learning rate η > 0 per unit of (highest − lowest); default √(8 ln n/T) for `rounds`, else √(8 ln n/t) in round t. */
  readonly rate?: number;
  /** T, where it is known: the rate that the bound is best for. */
  readonly rounds?: number;
  /** Count the last round twice, as a guess of the next (optimistic Hedge). Default false. */
  readonly optimistic?: boolean;
}

/**
 * Hedge (multiplicative weights): p(s) ∝ e^{η Σ u(s)} with payoffs scaled to [0, 1]. With η = √(8 ln n/T) the regret
 * after T rounds is at most √(T ln n/2) of that scale, whatever the others do.
 *
 * @throws InvalidInputError unless highest > lowest and the rate is positive
 * @see Freund & Schapire, Games and Economic Behavior 29 (1999) 79; Cesa-Bianchi & Lugosi, Prediction, Learning, and
 *   Games (2006), theorem 2.2; Rakhlin & Sridharan, NIPS 26 (2013) for the optimistic form
 *
 * @example
 * ```ts
 * import { hedge, playLearners, StrategicGame } from 'polity/games';
 * const rule = hedge({ lowest: -1, highest: 1, rounds: 10000 });
 * const { regret } = playLearners(StrategicGame.zeroSum([[1, -1], [-1, 1]]), rule, { rounds: 10000 });
 * const bound = 2 * Math.sqrt(Math.log(2) / 2 / 10000);
 * regret.expected[regret.expected.length - 1] < bound; // true
 * ```
 */
export function hedge({ lowest, highest, rate, rounds, optimistic = false }: HedgeOptions): LearningRule {
  checkNumber('highest', highest, { min: lowest, aboveMin: true });
  if (rate !== undefined) checkPositive('rate', rate);
  if (rounds !== undefined) checkPositive('rounds', rounds);
  const scale = 1 / (highest - lowest);
  return Object.freeze({
    name: optimistic ? 'optimistic Hedge' : 'Hedge',
    start(n: number) {
      const sums = new Float64Array(n);
      const last = new Float64Array(n);
      const best = Math.sqrt(8 * Math.log(Math.max(2, n)));
      let round = 1;
      return {
        mixed(out: Float64Array) {
          const eta = rate ?? best / Math.sqrt(rounds ?? round);
          let most = -Infinity;
          for (let s = 0; s < n; s++) {
            out[s] = eta * (sums[s] + (optimistic ? last[s] : 0));
            if (out[s] > most) most = out[s];
          }
          let sum = 0;
          for (let s = 0; s < n; s++) sum += out[s] = Math.exp(out[s] - most);
          for (let s = 0; s < n; s++) out[s] /= sum;
        },
        observe(payoffs: Float64Array, offset: number) {
          round++;
          for (let s = 0; s < n; s++) {
            last[s] = (payoffs[offset + s] - lowest) * scale;
            sums[s] += last[s];
          }
        },
      };
    },
  });
}

export interface Exp3Options extends PayoffBounds {
  /** Share of uniform exploration γ in (0, 1]; default min(1, √(n ln n/((e − 1)T))) for `rounds`, else 0.1. */
  readonly exploration?: number;
  readonly rounds?: number;
}

/**
 * Exp3: exponential weights for a player who sees the payoff of the strategy it played and no other. Payoffs, scaled to
 * [0, 1], enter divided by their probability; p = (1 − γ) w/Σw + γ/n. Expected regret is at most 2√((e − 1) T n ln n)
 * with the default γ.
 *
 * @throws InvalidInputError unless highest > lowest and γ lies in (0, 1]
 * @see Auer, Cesa-Bianchi, Freund & Schapire, SIAM J. Computing 32 (2002) 48, corollary 3.2
 *
 * @example
 * ```ts
 * import { exp3, playLearners, StrategicGame } from 'polity/games';
 * const rule = exp3({ lowest: 0, highest: 5, rounds: 10000 });
 * const { empirical } = playLearners(StrategicGame.symmetric([[3, 0], [5, 1]]), rule, { rounds: 10000 });
 * empirical[0][1] > 0.9; // true
 * ```
 */
export function exp3({ lowest, highest, exploration, rounds }: Exp3Options): LearningRule {
  checkNumber('highest', highest, { min: lowest, aboveMin: true });
  if (exploration !== undefined) checkNumber('exploration', exploration, { min: 0, max: 1, aboveMin: true });
  if (rounds !== undefined) checkPositive('rounds', rounds);
  const scale = 1 / (highest - lowest);
  return Object.freeze({
    name: 'Exp3',
    start(n: number) {
      const byRounds =
        rounds === undefined ? 0.1 : Math.min(1, Math.sqrt((n * Math.log(Math.max(2, n))) / ((Math.E - 1) * rounds)));
      const gamma = exploration ?? byRounds;
      const sums = new Float64Array(n);
      return {
        mixed(out: Float64Array) {
          let most = -Infinity;
          for (let s = 0; s < n; s++) if (sums[s] > most) most = sums[s];
          let total = 0;
          for (let s = 0; s < n; s++) total += out[s] = Math.exp(sums[s] - most);
          for (let s = 0; s < n; s++) out[s] = ((1 - gamma) * out[s]) / total + gamma / n;
        },
        observe(payoffs: Float64Array, offset: number, played: number, mixed: Float64Array) {
          const payoff = (payoffs[offset + played] - lowest) * scale;
          sums[played] += (gamma / n) * (payoff / mixed[played]);
        },
      };
    },
  });
}
