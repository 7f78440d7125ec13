import { stationaryDistributions } from '../../numerics/index.js';
import type { LearningRule } from './learner.js';

/**
 * Regret matching: the next mixed strategy is proportional to the positive parts of the regrets Σ (u(s) − u(mixed)) so
 * far, uniform without any. Regret a round is at most Δ√(n/T), so that joint play goes to coarse correlated equilibria.
 *
 * @param options - `plus`: regrets below 0 are set to 0 after each round (RM⁺), which forgets bad times at once; default
 *   false
 * @see Hart & Mas-Colell, Econometrica 68 (2000) 1127; Tammelin, arXiv 1407.5042
 *
 * @example
 * ```ts
 * import { playLearners, regretMatching, StrategicGame } from 'polity/games';
 * const game = StrategicGame.zeroSum([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]);
 * const { regret } = playLearners(game, regretMatching({ plus: true }), { rounds: 10000 });
 * regret.expected[regret.expected.length - 1] < Math.sqrt(3 / 10000) * 2; // true
 * ```
 */
export function regretMatching({ plus = false }: { readonly plus?: boolean } = {}): LearningRule {
  return Object.freeze({
    name: plus ? 'regret matching⁺' : 'regret matching',
    start(strategies: number) {
      const regrets = new Float64Array(strategies);
      return {
        mixed(out: Float64Array) {
          let sum = 0;
          for (let s = 0; s < strategies; s++) {
            const positive = regrets[s] > 0 ? regrets[s] : 0;
            out[s] = positive;
            sum += positive;
          }
          if (sum > 0) for (let s = 0; s < strategies; s++) out[s] /= sum;
          else out.fill(1 / strategies);
        },
        observe(payoffs: Float64Array, offset: number, _: number, mixed: Float64Array) {
          let earned = 0;
          for (let s = 0; s < strategies; s++) earned += mixed[s] * payoffs[offset + s];
          for (let s = 0; s < strategies; s++) {
            const regret = regrets[s] + payoffs[offset + s] - earned;
            regrets[s] = plus && regret < 0 ? 0 : regret;
          }
        },
      };
    },
  });
}

/**
 * Regret matching for swaps: with R(s → t) = Σ mixed(s)(u(t) − u(s)) so far, the next mixed strategy is stationary
 * under moves s → t at the rate of the positive part of R. Regret for every swap vanishes, so that joint play goes to
 * correlated equilibria.
 *
 * Cost: O(n²) a round to observe and O(n³) for the stationary strategy.
 *
 * @see Foster & Vohra, Games and Economic Behavior 29 (1999) 7; Hart & Mas-Colell, Econometrica 68 (2000) 1127;
 *   Blum & Mansour, J. Machine Learning Research 8 (2007) 1307
 *
 * @example
 * ```ts
 * import { correlatedRegret, playLearners, StrategicGame, swapRegretMatching } from 'polity/games';
 * const chicken = StrategicGame.symmetric([[6, 2], [7, 0]]);
 * const { jointPlay } = playLearners(chicken, swapRegretMatching(), { rounds: 50000 });
 * correlatedRegret(chicken, jointPlay).internal < 0.05; // true
 * ```
 */
export function swapRegretMatching(): LearningRule {
  return Object.freeze({
    name: 'swap-regret matching',
    start(n: number) {
      const regrets = new Float64Array(n * n);
      const rates = new Float64Array(n * n);
      const last = new Float64Array(n).fill(1 / n);
      return {
        mixed(out: Float64Array) {
          for (let k = 0; k < rates.length; k++) rates[k] = regrets[k] > 0 ? regrets[k] : 0;
          const { distributions } = stationaryDistributions(rates, n);
          // Of several recurrent classes each has a stationary strategy: their mixture as the last strategy weighs them.
          if (distributions.length > 1) {
            out.fill(0);
            let total = 0;
            for (const distribution of distributions) {
              let weight = 0;
              for (let s = 0; s < n; s++) if (distribution[s] > 0) weight += last[s];
              total += weight;
              for (let s = 0; s < n; s++) out[s] += weight * distribution[s];
            }
            if (total > 0) for (let s = 0; s < n; s++) out[s] /= total;
            else out.set(distributions[0]);
          } else out.set(distributions[0]);
          last.set(out);
        },
        observe(payoffs: Float64Array, offset: number, _: number, mixed: Float64Array) {
          for (let s = 0; s < n; s++) {
            if (mixed[s] === 0) continue;
            const own = payoffs[offset + s];
            for (let t = 0; t < n; t++) regrets[s * n + t] += mixed[s] * (payoffs[offset + t] - own);
          }
        },
      };
    },
  });
}
