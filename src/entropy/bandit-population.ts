import { checkInteger, checkNumber } from '../foundation/index.js';

/** Prompts as bandits: a softmax policy over whole responses, and the reward of each. */
export interface BanditPopulation {
  readonly prompts: number;
  readonly actions: number;
  /** prompts × actions, row-major. */
  readonly logits: Float64Array;
  /** Reward of each action, prompts × actions. */
  readonly rewards: Float64Array;
}

export interface BanditPopulationOptions {
  /** Default 256. */
  readonly prompts?: number;
  /** Responses that a prompt may get; the first is the only correct one. Default 8. */
  readonly actions?: number;
  /** Standard deviation σ of the prior logits; default 4. */
  readonly spread?: number;
  /** Mean μ of what the prior adds to the correct logit; default 2. */
  readonly boost?: number;
  /** Standard deviation τ of that, over prompts; default 3. */
  readonly boostSpread?: number;
  /** Start of the generator, default 7. */
  readonly seed?: number;
}

/**
 * A population of prompts of mixed difficulty: logits σ·n, and c = μ + τ·n a prompt added to its correct one, with n
 * standard normal. The generator is part of the definition, so that every implementation trains on the same prompts: the
 * congruence s ← 1664525 s + 1013904223 mod 2³², u = (s + ½)/2³², n = √(−2 log u₁) cos 2πu₂.
 *
 * @throws InvalidInputError when a size is not whole or a spread is negative.
 *
 * @example
 * ```ts
 * import { banditPopulation } from 'polity/entropy';
 * banditPopulation().logits.slice(0, 4); // [9.896758, 6.052335, 5.395169, 9.208013]
 * ```
 */
export function banditPopulation({
  prompts = 256,
  actions = 8,
  spread = 4,
  boost = 2,
  boostSpread = 3,
  seed = 7,
}: BanditPopulationOptions = {}): BanditPopulation {
  checkInteger('prompts', prompts, { min: 1 });
  checkInteger('actions', actions, { min: 2 });
  checkNumber('spread', spread, { min: 0 });
  checkNumber('boost', boost);
  checkNumber('boostSpread', boostSpread, { min: 0 });
  checkInteger('seed', seed, { min: 0, max: 2 ** 32 - 1 });
  const normal = congruentialNormals(seed);
  const logits = new Float64Array(prompts * actions);
  const rewards = new Float64Array(prompts * actions);
  for (let first = 0; first < logits.length; first += actions) {
    const c = boost + boostSpread * normal();
    for (let action = 0; action < actions; action++) logits[first + action] = spread * normal();
    logits[first] += c;
    rewards[first] = 1;
  }
  return { prompts, actions, logits, rewards };
}

function congruentialNormals(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  };
}
