import type { RandomStream } from '../foundation/index.js';
import type { TokenChain } from './token-chain.js';

/** Responses of a policy to the prompts of a chain, and what training needs of them; made once, filled every rollout. */
export interface Rollout {
  readonly prompts: number;
  readonly responses: number;
  /** prompts × responses × positions. */
  readonly tokens: Uint16Array;
  /** Log-probability of each token when it was sampled. */
  readonly logp: Float64Array;
  /** Reward of each response, prompts × responses. */
  readonly rewards: Float64Array;
  /** Probabilities of the sampling policy, prompts × positions × vocabulary, over all prompts of the chain. */
  readonly probabilities: Float64Array;
  /** log Σ e^z of each row. */
  readonly logSum: Float64Array;
  /** Cumulative probabilities of one row, scaled to 2³². */
  readonly cumulative: Float64Array;
  /** Mean entropy over the rows of the sampled prompts. */
  entropy: number;
}

export function newRollout(chain: TokenChain, prompts: number, responses: number): Rollout {
  const { positions, vocabulary } = chain;
  const rows = chain.prompts * positions;
  return {
    prompts,
    responses,
    tokens: new Uint16Array(prompts * responses * positions),
    logp: new Float64Array(prompts * responses * positions),
    rewards: new Float64Array(prompts * responses),
    probabilities: new Float64Array(rows * vocabulary),
    logSum: new Float64Array(rows),
    cumulative: new Float64Array(vocabulary),
    entropy: 0,
  };
}

/** Softmax of every row of the logits, with the mean entropy of the first `prompts`. */
export function fillProbabilities(rollout: Rollout, chain: TokenChain, logits: Float64Array): void {
  const { positions, vocabulary } = chain;
  const { probabilities, logSum } = rollout;
  const [rows, counted] = [chain.prompts * positions, rollout.prompts * positions];
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * vocabulary;
    let largest = logits[start];
    for (let v = 1; v < vocabulary; v++) if (logits[start + v] > largest) largest = logits[start + v];
    let [sum, mean] = [0, 0];
    for (let v = 0; v < vocabulary; v++) {
      const z = logits[start + v] - largest;
      const w = Math.exp(z);
      probabilities[start + v] = w;
      sum += w;
      mean += w * z;
    }
    for (let v = 0; v < vocabulary; v++) probabilities[start + v] /= sum;
    logSum[row] = largest + Math.log(sum);
    if (row < counted) total += Math.log(sum) - mean / sum;
  }
  rollout.entropy = total / counted;
}

/** Samples every response and its reward; expects {@link fillProbabilities} of the same logits. */
export function sampleResponses(rollout: Rollout, chain: TokenChain, logits: Float64Array, stream: RandomStream): void {
  const { positions, pivotal, vocabulary, acceptable } = chain;
  const { prompts, responses, tokens, logp, rewards, probabilities, logSum, cumulative } = rollout;
  rewards.fill(1);
  for (let m = 0; m < prompts; m++) {
    for (let t = 0; t < positions; t++) {
      const row = m * positions + t;
      const start = row * vocabulary;
      let sum = 0;
      for (let v = 0; v < vocabulary; v++) {
        sum += probabilities[start + v];
        cumulative[v] = sum * 2 ** 32;
      }
      for (let k = 0; k < responses; k++) {
        const response = m * responses + k;
        const u = stream.uint32();
        let v = 0;
        while (v < vocabulary - 1 && u >= cumulative[v]) v++;
        tokens[response * positions + t] = v;
        logp[response * positions + t] = logits[start + v] - logSum[row];
        if (t < pivotal && acceptable[(m * pivotal + t) * vocabulary + v] === 0) rewards[response] = 0;
      }
    }
  }
}
