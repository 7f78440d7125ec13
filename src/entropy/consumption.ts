import { checkVector, InvalidInputError } from '../foundation/index.js';
import { checkCurve, type TrainingCurve } from './training-curve.js';

/** How much of a run's entropy is spent, and how much of its gain is made, by a share of its points. */
export interface Consumption {
  /** Share of the run. */
  readonly share: number;
  /** Index of the point. */
  readonly point: number;
  /** (H₀ − H)/(H₀ − H_end). */
  readonly entropySpent: number;
  /** (R − R₀)/(R_end − R₀). */
  readonly rewardGained: number;
}

/**
 * Consumption table of a run: by a twelfth of their training the paper's runs had spent 73 % of their entropy for 76 % of
 * their gain.
 *
 * @param curve - a run
 * @param options - `shares` in (0, 1], default 1/12 and 1/3
 * @throws InvalidInputError when the curve is malformed, or ends with the entropy or the reward it began with.
 * @see arXiv 2505.22617, Figure 2
 *
 * @example
 * ```ts
 * import { consumption } from 'polity/entropy';
 * consumption({ entropy: [1, 0.4, 0.2], reward: [0, 0.6, 0.8] }, { shares: [0.5] });
 * // [{ share: 0.5, point: 1, entropySpent: 0.75, rewardGained: 0.75 }]
 * ```
 */
export function consumption(
  curve: TrainingCurve,
  { shares = [1 / 12, 1 / 3] }: { readonly shares?: ArrayLike<number> } = {},
): readonly Consumption[] {
  const { entropy, reward } = checkCurve(curve);
  const last = entropy.length - 1;
  for (const [name, values] of Object.entries({ entropy, reward })) {
    if (values[0] === values[last]) throw new InvalidInputError(name, values[0], 'end elsewhere than it began');
  }
  return Array.from(checkVector('shares', shares, { min: 0, max: 1, aboveMin: true }), (share) => {
    const point = Math.round(share * last);
    return {
      share,
      point,
      entropySpent: (entropy[0] - entropy[point]) / (entropy[0] - entropy[last]),
      rewardGained: (reward[point] - reward[0]) / (reward[last] - reward[0]),
    };
  });
}
