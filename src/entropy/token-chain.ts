import { checkInteger, checkNumber, InvalidInputError, randomStream } from '../foundation/index.js';
import type { BanditPopulation } from './bandit-population.js';

/**
 * Prompts whose responses are chains of tokens. The first `pivotal` positions decide: the reward is 1 if each of them holds
 * an acceptable token, otherwise 0; the other positions are free.
 */
export interface TokenChain {
  readonly prompts: number;
  readonly positions: number;
  readonly pivotal: number;
  readonly vocabulary: number;
  /** 1 where a token is acceptable; prompts × pivotal × vocabulary. */
  readonly acceptable: Uint8Array;
}

export interface TokenChainOptions {
  /** Default 64. */
  readonly prompts?: number;
  /** Default 4. */
  readonly positions?: number;
  /** Default 2. */
  readonly pivotal?: number;
  /** Default 8. */
  readonly vocabulary?: number;
  /** Acceptable tokens of a pivotal position; default 2. */
  readonly acceptable?: number;
  /** Standard deviation σ of the prior logits; default 4. */
  readonly spread?: number;
  /** Mean μ of what the prior adds to the acceptable logits; default 2. */
  readonly boost?: number;
  /** Standard deviation τ of that, over prompts; default 3. */
  readonly boostSpread?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** An environment and the logits that a policy starts from, prompts × positions × vocabulary. */
export interface TokenChainProblem {
  readonly chain: TokenChain;
  readonly logits: Float64Array;
}

/**
 * Token chains of mixed difficulty with a prior policy: logits σ·n, to which a prompt's c = μ + τ·n is added at its
 * acceptable tokens, the first ones of each pivotal position. Prompt m uses stream (seed, m).
 *
 * @throws InvalidInputError when a size is not whole or does not fit another.
 *
 * @example
 * ```ts
 * import { tokenChain } from 'polity/entropy';
 * tokenChain({ prompts: 3 }).logits.length; // 96
 * ```
 */
export function tokenChain({
  prompts = 64,
  positions = 4,
  pivotal = 2,
  vocabulary = 8,
  acceptable = 2,
  spread = 4,
  boost = 2,
  boostSpread = 3,
  seed = 0,
}: TokenChainOptions = {}): TokenChainProblem {
  checkInteger('prompts', prompts, { min: 1 });
  checkInteger('positions', positions, { min: 1 });
  checkInteger('pivotal', pivotal, { min: 1, max: positions });
  checkInteger('vocabulary', vocabulary, { min: 2, max: 65536 });
  checkInteger('acceptable', acceptable, { min: 1, max: vocabulary });
  checkNumber('spread', spread, { min: 0 });
  checkNumber('boost', boost);
  checkNumber('boostSpread', boostSpread, { min: 0 });
  const logits = new Float64Array(prompts * positions * vocabulary);
  const accepted = new Uint8Array(prompts * pivotal * vocabulary);
  for (let m = 0; m < prompts; m++) {
    const stream = randomStream(seed, m);
    const c = boost + boostSpread * stream.normal();
    for (let t = 0; t < positions; t++) {
      const row = (m * positions + t) * vocabulary;
      for (let v = 0; v < vocabulary; v++) {
        const good = t < pivotal && v < acceptable;
        logits[row + v] = spread * stream.normal() + (good ? c : 0);
        if (good) accepted[(m * pivotal + t) * vocabulary + v] = 1;
      }
    }
  }
  return { chain: { prompts, positions, pivotal, vocabulary, acceptable: accepted }, logits };
}

/** A population of bandits with rewards 0 and 1 as chains of one token, to train it on samples. */
export function chainOfBandits({ prompts, actions, logits, rewards }: BanditPopulation): TokenChainProblem {
  rewards.forEach((reward, i) => {
    if (reward !== 0 && reward !== 1) throw new InvalidInputError(`rewards[${i}]`, reward, 'be 0 or 1');
  });
  const chain = { prompts, positions: 1, pivotal: 1, vocabulary: actions, acceptable: Uint8Array.from(rewards) };
  return { chain, logits: Float64Array.from(logits) };
}

/** Probability that each prompt's response is right: the product over pivotal positions of the acceptable mass. */
export function fillChainValues(values: Float64Array, chain: TokenChain, probabilities: Float64Array): void {
  const { prompts, positions, pivotal, vocabulary, acceptable } = chain;
  for (let m = 0; m < prompts; m++) {
    let value = 1;
    for (let t = 0; t < pivotal; t++) {
      const [good, row] = [(m * pivotal + t) * vocabulary, (m * positions + t) * vocabulary];
      let mass = 0;
      for (let v = 0; v < vocabulary; v++) mass += acceptable[good + v] * probabilities[row + v];
      value *= mass;
    }
    values[m] = value;
  }
}
