import { checkInteger, checkNumber, randomStream } from '../foundation/index.js';
import { NetworkPolicy } from './network-policy.js';
import type { TokenChain } from './token-chain.js';

export interface SharedTaskOptions {
  /** Prompts to train on; default 64. */
  readonly trained?: number;
  /** Held-out prompts of the same skills; default 64. */
  readonly heldOut?: number;
  /** Skills, each with answers of its own; default 8. */
  readonly skills?: number;
  /** Features of a prompt; default 12. */
  readonly inputs?: number;
  /** Spread of a skill's prompts about its centre, where centres have spread 1; default 0.4. */
  readonly noise?: number;
  /** Hidden units of the policy; default 32. */
  readonly hidden?: number;
  /** Standard deviation of the prior logits; default 2. */
  readonly spread?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** A network policy, and prompts whose right answers depend on a skill that can be read off their features. */
export interface SharedTask {
  readonly chain: TokenChain;
  readonly policy: NetworkPolicy;
  /** The first prompts of the chain are for training, the others held out. */
  readonly trained: number;
}

/**
 * Token chains over a shared representation. Each skill has a centre in feature space; its prompts scatter about it. At each
 * of two pivotal positions a skill accepts two of eight tokens, chosen by the rank that the untrained policy gives them at
 * the centre: skills whose tokens rank high are easy from the start, the others must be found by exploration.
 *
 * @throws InvalidInputError when a size is not whole or a spread is negative.
 *
 * @example
 * ```ts
 * import { sharedTask, trainSampled } from 'polity/entropy';
 * const { chain, policy, trained } = sharedTask({ seed: 1 });
 * const run = trainSampled(chain, policy, { rollouts: 20, learningRate: 0.3, trainedPrompts: trained });
 * run.heldOutReward[20] > run.heldOutReward[0]; // true
 * ```
 */
export function sharedTask({
  trained = 64,
  heldOut = 64,
  skills = 8,
  inputs = 12,
  noise = 0.4,
  hidden = 32,
  spread = 2,
  seed = 0,
}: SharedTaskOptions = {}): SharedTask {
  checkInteger('trained', trained, { min: 1 });
  checkInteger('heldOut', heldOut, { min: 0 });
  checkInteger('skills', skills, { min: 1 });
  checkInteger('inputs', inputs, { min: 1 });
  checkNumber('noise', noise, { min: 0 });
  const [positions, pivotal, vocabulary] = [4, 2, 8];
  const prompts = trained + heldOut;
  const stream = randomStream(seed, 1);
  const centres = Float64Array.from({ length: skills * inputs }, () => stream.normal());
  const shape = { positions, vocabulary, hidden, spread, seed };
  const atCentres = new NetworkPolicy({ ...shape, prompts: skills, features: centres }).logits;
  const features = new Float64Array(prompts * inputs);
  const acceptable = new Uint8Array(prompts * pivotal * vocabulary);
  const accepted = Array.from({ length: skills }, (_, skill) => acceptedTokens(skill));
  for (let m = 0; m < prompts; m++) {
    const skill = m % skills;
    for (let i = 0; i < inputs; i++) features[m * inputs + i] = centres[skill * inputs + i] + noise * stream.normal();
    accepted[skill].forEach((tokens, t) => {
      for (const v of tokens) acceptable[(m * pivotal + t) * vocabulary + v] = 1;
    });
  }
  const chain = { prompts, positions, pivotal, vocabulary, acceptable };
  return { chain, policy: new NetworkPolicy({ ...shape, prompts, features }), trained };

  /** Two neighbouring ranks of the prior at each pivotal position, drawn from the five highest. */
  function acceptedTokens(skill: number): number[][] {
    return Array.from({ length: pivotal }, (_, t) => {
      const first = (skill * positions + t) * vocabulary;
      const ranked = Array.from({ length: vocabulary }, (_, v) => v).sort(
        (v, w) => atCentres[first + w] - atCentres[first + v],
      );
      const rank = stream.below(5);
      return [ranked[rank], ranked[rank + 1]];
    });
  }
}
