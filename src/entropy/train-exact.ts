import { checkInteger, checkOneOf, checkPositive, checkVector } from '../foundation/index.js';
import type { BanditPopulation } from './bandit-population.js';
import { policyUpdates, type PolicyUpdate } from './logit-step.js';

export interface ExactTrainingOptions {
  /** Default `'pg'`. */
  readonly method?: PolicyUpdate;
  /** η; default 0.2. */
  readonly learningRate?: number;
  readonly steps: number;
}

/** A run of exact training; index t is the policy after t steps. */
export interface ExactTraining {
  /** Mean entropy over prompts, nats; steps + 1 values. */
  readonly entropy: Float64Array;
  /** Mean expected reward over prompts; steps + 1 values. */
  readonly reward: Float64Array;
  /** Change of the mean entropy that the covariance predicts for step t → t + 1, −E Cov(log π, Δz); one value a step. */
  readonly predictedChange: Float64Array;
  /** Logits at the end, prompts × actions. */
  readonly logits: Float64Array;
}

/**
 * Trains a population of bandits with exact expectations: every prompt takes the {@link logitStep} of its method, with its
 * expected reward as the baseline.
 *
 * Cost: steps · prompts · actions exponentials, and no allocation within a step.
 *
 * @throws InvalidInputError when η is not above 0, steps are not whole, or shapes do not fit.
 *
 * @example
 * ```ts
 * import { banditPopulation, trainExact } from 'polity/entropy';
 * const { entropy, reward } = trainExact(banditPopulation(), { learningRate: 0.2, steps: 2400 });
 * [entropy[0], entropy[2400]]; // [0.599625, 0.186938]
 * [reward[0], reward[2400]]; // [0.226327, 0.635864]
 * ```
 */
export function trainExact(
  population: BanditPopulation,
  { method = 'pg', learningRate = 0.2, steps }: ExactTrainingOptions,
): ExactTraining {
  checkOneOf('method', method, policyUpdates);
  checkPositive('learningRate', learningRate);
  checkInteger('steps', steps, { min: 0 });
  const { prompts, actions } = checkPopulation(population);
  const logits = Float64Array.from(population.logits);
  const state = { logits, rewards: population.rewards, actions, weights: new Float64Array(actions) };
  const run: ExactTraining = {
    entropy: new Float64Array(steps + 1),
    reward: new Float64Array(steps + 1),
    predictedChange: new Float64Array(steps),
    logits,
  };
  const totals = { entropy: 0, reward: 0, covariance: 0 };
  for (let t = 0; t <= steps; t++) {
    totals.entropy = totals.reward = totals.covariance = 0;
    for (let prompt = 0; prompt < prompts; prompt++) {
      stepPrompt(state, prompt * actions, method, t < steps ? learningRate : 0, totals);
    }
    run.entropy[t] = totals.entropy / prompts;
    run.reward[t] = totals.reward / prompts;
    if (t < steps) run.predictedChange[t] = -totals.covariance / prompts;
  }
  return run;
}

interface State {
  readonly logits: Float64Array;
  readonly rewards: Float64Array;
  readonly actions: number;
  readonly weights: Float64Array;
}

/** Adds a prompt's entropy, reward and covariance to the totals, then moves its logits. */
export function stepPrompt(
  { logits, rewards, actions, weights }: State,
  first: number,
  method: PolicyUpdate,
  rate: number,
  totals: { entropy: number; reward: number; covariance: number },
): void {
  let largest = logits[first];
  for (let a = 1; a < actions; a++) if (logits[first + a] > largest) largest = logits[first + a];
  let [sum, value, mean] = [0, 0, 0];
  for (let a = 0; a < actions; a++) {
    const z = logits[first + a] - largest;
    const w = Math.exp(z);
    weights[a] = w;
    sum += w;
    value += w * rewards[first + a];
    mean += w * z;
  }
  value /= sum;
  mean /= sum;
  totals.entropy += Math.log(sum) - mean;
  totals.reward += value;
  if (rate === 0) return;
  let scale = rate;
  if (method === 'grpo') {
    let variance = 0;
    for (let a = 0; a < actions; a++) variance += (weights[a] / sum) * (rewards[first + a] - value) ** 2;
    scale = variance > 0 ? rate / Math.sqrt(variance) : 0;
  }
  const natural = method === 'npg';
  // Covariance of log-probability and logit change: only one factor need be centred.
  let covariance = 0;
  for (let a = 0; a < actions; a++) {
    const p = weights[a] / sum;
    const advantage = rewards[first + a] - value;
    const change = natural ? scale * advantage : scale * p * advantage;
    covariance += p * (logits[first + a] - largest - mean) * change;
    logits[first + a] += change;
  }
  totals.covariance += covariance;
}

/** The population, if its shapes fit. */
export function checkPopulation(population: BanditPopulation): BanditPopulation {
  const prompts = checkInteger('population.prompts', population.prompts, { min: 1 });
  const actions = checkInteger('population.actions', population.actions, { min: 2 });
  checkVector('population.logits', population.logits, { length: prompts * actions });
  checkVector('population.rewards', population.rewards, { length: prompts * actions });
  return population;
}
