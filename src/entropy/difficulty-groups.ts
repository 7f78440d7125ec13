import { checkVector, InvalidInputError } from '../foundation/index.js';
import type { BanditPopulation } from './bandit-population.js';
import type { PolicyUpdate } from './logit-step.js';
import { checkPopulation, stepPrompt } from './train-exact.js';

/** Mean covariance of the prompts of one difficulty. */
export interface DifficultyGroup {
  /** Expected reward from this on … */
  readonly lower: number;
  /** … and below this. */
  readonly upper: number;
  readonly prompts: number;
  /** Mean Cov(log π, πA): entropy lost at unit rate under policy gradient. */
  readonly pg: number;
  /** Mean Cov(log π, A), under natural policy gradient. */
  readonly npg: number;
  /** Mean Cov(log π, A/√Var A): what group-standardised advantages measure. */
  readonly standardized: number;
}

/**
 * Covariances of a population by difficulty: where a prompt is easy, its covariance is large, and training on it costs
 * entropy; where it is hard, the correct response is rare and training on it gains entropy.
 *
 * @param bounds - ascending expected rewards that part the groups; a prompt beyond the outer ones is in none
 * @throws InvalidInputError when bounds do not ascend.
 * @see arXiv 2505.22617, Figure 8
 *
 * @example
 * ```ts
 * import { banditPopulation, difficultyGroups } from 'polity/entropy';
 * difficultyGroups(banditPopulation()).map(({ npg }) => npg); // [-0.113, 0.161, 0.230]
 * ```
 */
export function difficultyGroups(
  population: BanditPopulation,
  { bounds = [0.02, 0.25, 0.75, 0.98] }: { readonly bounds?: ArrayLike<number> } = {},
): readonly DifficultyGroup[] {
  const { prompts, actions, logits, rewards } = checkPopulation(population);
  const edges = checkVector('bounds', bounds, { minLength: 2 });
  edges.forEach((edge, i) => {
    if (i > 0 && !(edge > edges[i - 1])) throw new InvalidInputError(`bounds[${i}]`, edge, 'exceed the one before');
  });
  const groups = Array.from({ length: edges.length - 1 }, (_, g) => ({
    lower: edges[g],
    upper: edges[g + 1],
    prompts: 0,
    pg: 0,
    npg: 0,
    standardized: 0,
  }));
  const state = { rewards, actions, weights: new Float64Array(actions), logits: Float64Array.from(logits) };
  for (let prompt = 0; prompt < prompts; prompt++) {
    const totals = { entropy: 0, reward: 0, covariance: 0 };
    // A step moves the logits, so each method starts from a fresh copy of the row.
    const at = prompt * actions;
    const measure = (method: PolicyUpdate) => {
      totals.reward = totals.covariance = 0;
      state.logits.set(logits.subarray(at, at + actions), at);
      stepPrompt(state, at, method, 1, totals);
      return totals.covariance;
    };
    const pg = measure('pg');
    const value = totals.reward;
    const group = groups.find(({ lower, upper }) => value >= lower && value < upper);
    if (!group) continue;
    const npg = measure('npg');
    let [second, sum] = [0, 0];
    for (let a = 0; a < actions; a++) {
      second += state.weights[a] * (rewards[at + a] - value) ** 2;
      sum += state.weights[a];
    }
    group.prompts++;
    group.pg += pg;
    group.npg += npg;
    group.standardized += second > 0 ? npg / Math.sqrt(second / sum) : 0;
  }
  return groups.map((group) => ({
    ...group,
    pg: group.pg / group.prompts,
    npg: group.npg / group.prompts,
    standardized: group.standardized / group.prompts,
  }));
}
