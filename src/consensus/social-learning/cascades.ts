import { checkNumber } from '../../foundation/index.js';
import { checkLevel, normalQuantile, wilsonInterval, type Estimate } from '../../statistics/index.js';
import type { Societies } from './simulate-society.js';

/** When cascades start in simulated societies, and which way. */
export interface CascadeOnsets {
  /** Index of the first agent of the cascade that lasts to the end, −1 for none; one a society. */
  readonly onsets: Int32Array;
  /** Share of societies that end in a cascade. */
  readonly share: Estimate;
  /** Share of societies that end in a cascade on the wrong action. */
  readonly wrong: Estimate;
  /** Median number of agents before the cascade, among societies that end in one; NaN if none does. */
  readonly medianOnset: number;
  /** Mean of max(b, 1 − b), the public's certainty, where cascades start; NaN if none does. */
  readonly certainty: number;
}

/**
 * Cascade statistics of simulated societies, with Wilson intervals for the shares.
 *
 * @param options - `level` of the intervals, default 0.95
 * @throws InvalidInputError for a level outside (0, 1)
 *
 * @example
 * ```ts
 * import { cascadeOnsets, constantPolicy, simulateSociety } from 'polity/consensus';
 * const societies = simulateSociety({ policy: constantPolicy(0.7), societies: 200 });
 * cascadeOnsets(societies).medianOnset; // 2
 * ```
 */
export function cascadeOnsets(
  { societies, agents, states, beliefs, actions, followed }: Societies,
  { level = 0.95 }: { readonly level?: number } = {},
): CascadeOnsets {
  checkLevel('level', level);
  const onsets = new Int32Array(societies).fill(-1);
  const started: number[] = [];
  let [wrong, certainty] = [0, 0];
  for (let society = 0; society < societies; society++) {
    let first = agents;
    while (first > 0 && !followed[society * agents + first - 1]) first--;
    if (first === agents) continue;
    onsets[society] = first;
    started.push(first);
    const at = society * agents + first;
    wrong += Number(actions[at] !== states[society]);
    certainty += Math.max(beliefs[at], 1 - beliefs[at]);
  }
  started.sort((a, b) => a - b);
  const count = started.length;
  return {
    onsets,
    share: shareOf(count, societies, level),
    wrong: shareOf(wrong, societies, level),
    medianOnset: (started[(count - 1) >> 1] + started[count >> 1]) / 2,
    certainty: certainty / count,
  };
}

/** Mean discounted number of wrong actions, Σ δ^{i−1} 1(aᵢ wrong), over simulated societies, with a normal interval. */
export function societyLoss(
  { societies, agents, states, actions }: Societies,
  { discount, level = 0.95 }: { readonly discount: number; readonly level?: number },
): Estimate {
  checkNumber('discount', discount, { min: 0, max: 1, belowMax: true });
  checkLevel('level', level);
  let [mean, squares] = [0, 0];
  for (let society = 0; society < societies; society++) {
    let loss = 0;
    for (let i = agents - 1; i >= 0; i--) {
      loss = Number(actions[society * agents + i] !== states[society]) + discount * loss;
    }
    const difference = loss - mean;
    mean += difference / (society + 1);
    squares += difference * (loss - mean);
  }
  const standardError = societies > 1 ? Math.sqrt(squares / (societies - 1) / societies) : NaN;
  const half = normalQuantile((1 + level) / 2) * standardError;
  return {
    estimate: mean,
    standardError,
    interval: { lower: mean - half, upper: mean + half, level },
    n: societies,
    method: 'mean over societies, normal interval',
  };
}

function shareOf(successes: number, trials: number, level: number): Estimate {
  const estimate = successes / trials;
  return {
    estimate,
    standardError: Math.sqrt((estimate * (1 - estimate)) / trials),
    interval: wilsonInterval({ successes, trials, level }),
    n: trials,
    method: 'share of societies, Wilson interval',
  };
}
