import { checkInteger, checkNumber, checkOneOf, checkPositive, randomStream } from '../foundation/index.js';
import type { RandomStream } from '../foundation/index.js';
import { computeLoss, lossBuffers, lossSetting, type LossOptions } from './loss-kernel.js';
import { backToLogits, newMiniBatch, takeResponses, type Regularizers } from './mini-batch.js';
import { fillProbabilities, newRollout, sampleResponses, type Rollout } from './rollout.js';
import { logSoftmax } from './softmax.js';
import { fillChainValues, type TokenChain } from './token-chain.js';
import { checkFits, type TokenPolicy } from './token-policy.js';

export interface SampledTrainingOptions extends LossOptions {
  readonly rollouts: number;
  /** Responses K to a prompt; default 8. */
  readonly responses?: number;
  /** Updates a rollout, each on its share of the responses; default 8. */
  readonly updates?: number;
  /** Of plain gradient descent on the token-mean loss. */
  readonly learningRate: number;
  /** Default `'grpo'`. */
  readonly advantages?: 'grpo' | 'rloo';
  /** Leave prompts out whose responses are all right or all wrong; default true. */
  readonly dropUniform?: boolean;
  /** α of an entropy bonus, over the whole distribution of every token's state; default 0. */
  readonly entropyCoefficient?: number;
  /** β of the divergence from the policy before training, likewise; default 0. */
  readonly referenceCoefficient?: number;
  /** Train on the first prompts only; the others are held out. Default all. */
  readonly trainedPrompts?: number;
  /** Called after every rollout. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/** A run of sampled training; index t is the policy before rollout t, the last the trained one. */
export interface SampledTraining {
  /** Exact mean entropy over trained prompts and positions, nats; rollouts + 1 values. */
  readonly entropy: Float64Array;
  /** Exact expected reward over trained prompts; rollouts + 1 values. */
  readonly reward: Float64Array;
  /** The same over held-out prompts; NaN without any. */
  readonly heldOutReward: Float64Array;
  /** Mean reward of the responses sampled in each rollout. */
  readonly sampledReward: Float64Array;
  /** Share of the trained tokens that the loss touched (Clip-Cov, KL-Cov), a rollout. */
  readonly touchedFraction: Float64Array;
  readonly sampledTokens: number;
}

/**
 * Trains a policy on sampled token chains as large models are trained: a rollout of K responses to every prompt, group
 * advantages (sample standard deviation), a random split of the responses into mini-batches, and one step of gradient
 * descent on each. The policy is changed in place.
 *
 * Cost: per rollout the softmax of all rows, and of the rows of each mini-batch once more. Nothing is allocated in a rollout.
 *
 * @param chain - the environment
 * @param policy - of the same sizes
 * @throws InvalidInputError when sizes do not fit, a count is not whole or a rate is out of range.
 * @see arXiv 2505.22617, Section 4 (experiments)
 *
 * @example
 * ```ts
 * import { TabularPolicy, tokenChain, trainSampled } from 'polity/entropy';
 * const { chain, logits } = tokenChain();
 * const run = trainSampled(chain, new TabularPolicy(chain, logits), { rollouts: 20, learningRate: 10, seed: 1 });
 * run.entropy[20] < run.entropy[0] && run.reward[20] > run.reward[0]; // true
 * ```
 */
export function trainSampled(
  chain: TokenChain,
  policy: TokenPolicy,
  {
    rollouts,
    responses = 8,
    updates = 8,
    learningRate,
    advantages = 'grpo',
    dropUniform = true,
    entropyCoefficient = 0,
    referenceCoefficient = 0,
    trainedPrompts = chain.prompts,
    onProgress,
    signal,
    seed = 0,
    ...loss
  }: SampledTrainingOptions,
): SampledTraining {
  checkFits(policy, chain);
  checkInteger('rollouts', rollouts, { min: 0 });
  checkInteger('responses', responses, { min: 2 });
  checkInteger('updates', updates, { min: 1 });
  checkInteger('trainedPrompts', trainedPrompts, { min: 1, max: chain.prompts });
  checkPositive('learningRate', learningRate);
  checkOneOf('advantages', advantages, ['grpo', 'rloo']);
  checkNumber('entropyCoefficient', entropyCoefficient, { min: 0 });
  checkNumber('referenceCoefficient', referenceCoefficient, { min: 0 });
  const setting = lossSetting({ ...loss, seed });
  const stream = randomStream(seed);
  const rollout = newRollout(chain, trainedPrompts, responses);
  const batch = newMiniBatch(chain, rollout);
  const buffers = lossBuffers(rollout.tokens.length);
  const tokenAdvantages = new Float64Array(rollout.tokens.length);
  const order = new Int32Array(rollout.rewards.length);
  const { logp, valid } = batch;
  const kernelTokens = { oldLogp: rollout.logp, logp, advantages: tokenAdvantages, valid, count: 0 };
  const regularizers: Regularizers = {
    entropyCoefficient,
    referenceCoefficient,
    reference: referenceCoefficient > 0 ? logProbabilities(policy) : null,
  };
  const series = () => new Float64Array(rollouts + 1);
  const run = { entropy: series(), reward: series(), heldOutReward: series() };
  const sampledReward = new Float64Array(rollouts);
  const touchedFraction = new Float64Array(rollouts);
  const values = new Float64Array(chain.prompts);
  for (let t = 0; t <= rollouts; t++) {
    signal?.throwIfAborted();
    fillProbabilities(rollout, chain, policy.logits);
    fillChainValues(values, chain, rollout.probabilities);
    run.entropy[t] = rollout.entropy;
    run.reward[t] = meanOf(values, 0, trainedPrompts);
    run.heldOutReward[t] = meanOf(values, trainedPrompts, chain.prompts);
    if (t === rollouts) break;
    sampleResponses(rollout, chain, policy.logits, stream);
    sampledReward[t] = meanOf(rollout.rewards, 0, rollout.rewards.length);
    const kept = assignAdvantages(tokenAdvantages, order, rollout, advantages === 'grpo', dropUniform);
    shuffleFirst(order, kept, stream);
    const parts = Math.min(updates, kept);
    let [touched, trained] = [0, 0];
    for (let part = 0; part < parts; part++) {
      const [from, to] = [Math.floor((kept * part) / parts), Math.floor((kept * (part + 1)) / parts)];
      takeResponses(batch, rollout, chain, policy.logits, order, from, to);
      kernelTokens.count = batch.count;
      computeLoss(buffers, kernelTokens, setting, stream);
      backToLogits(batch, rollout, policy.logits, buffers.gradient, regularizers);
      policy.descend(batch.gradient, batch.rows, batch.rowCount, learningRate);
      touched += buffers.touchedCount;
      trained += batch.count;
    }
    touchedFraction[t] = trained > 0 ? touched / trained : 0;
    onProgress?.({ done: t + 1, total: rollouts });
  }
  return { ...run, sampledReward, touchedFraction, sampledTokens: rollouts * rollout.tokens.length };
}

/**
 * Gives every token the advantage of its response and lists the responses to train on in `order`; returns how many.
 * A prompt whose rewards are all equal has nothing to teach: its advantages are 0.
 */
function assignAdvantages(
  advantages: Float64Array,
  order: Int32Array,
  { prompts, responses, rewards, tokens }: Rollout,
  standardize: boolean,
  dropUniform: boolean,
): number {
  const positions = tokens.length / rewards.length;
  let kept = 0;
  for (let m = 0; m < prompts; m++) {
    let right = 0;
    for (let k = 0; k < responses; k++) right += rewards[m * responses + k];
    const uniform = right === 0 || right === responses;
    if (uniform && dropUniform) continue;
    const mean = right / responses;
    const deviation = Math.sqrt((right * (1 - mean)) / (responses - 1));
    const scale = uniform ? 0 : standardize ? 1 / (deviation + 1e-6) : responses / (responses - 1);
    for (let k = 0; k < responses; k++) {
      const response = m * responses + k;
      advantages.fill(scale * (rewards[response] - mean), response * positions, (response + 1) * positions);
      order[kept++] = response;
    }
  }
  return kept;
}

function shuffleFirst(order: Int32Array, count: number, stream: RandomStream): void {
  for (let i = count - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    const swapped = order[i];
    order[i] = order[j];
    order[j] = swapped;
  }
}

function logProbabilities({ logits, vocabulary }: TokenPolicy): Float64Array {
  const result = new Float64Array(logits.length);
  for (let start = 0; start < logits.length; start += vocabulary) {
    result.set(logSoftmax(logits.subarray(start, start + vocabulary)), start);
  }
  return result;
}

/** Mean of the values from `from` to before `to`; NaN if there is none. */
function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return sum / (to - from);
}
