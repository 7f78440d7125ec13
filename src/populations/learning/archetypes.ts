import { checkInteger, checkProbability, InvalidInputError } from '../../foundation/index.js';

/** Agents gathered into groups that are asked once. */
export interface Archetypes {
  /** What each group has in common. */
  readonly keys: readonly string[];
  /** Number of the group of each agent. */
  readonly group: Uint32Array;
  /** Agents in each group. */
  readonly sizes: Uint32Array;
}

/**
 * Groups agents by a key, such as "age 20–29, employed". Groups are numbered as they are first met.
 *
 * @throws InvalidInputError for a negative number of agents
 *
 * @example
 * ```ts
 * import { archetypes } from 'polity/populations';
 * const age = [12, 34, 36, 71];
 * archetypes(4, (agent) => (age[agent] < 18 ? 'child' : age[agent] < 65 ? 'adult' : 'elderly')).sizes; // [1, 2, 1]
 * ```
 */
export function archetypes(agents: number, key: (agent: number) => string): Archetypes {
  checkInteger('agents', agents, { min: 0 });
  const numbers = new Map<string, number>();
  const group = new Uint32Array(agents);
  for (let i = 0; i < agents; i++) {
    const name = key(i);
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, (number = numbers.size));
    group[i] = number;
  }
  const sizes = new Uint32Array(numbers.size);
  for (let i = 0; i < agents; i++) sizes[group[i]]++;
  return { keys: [...numbers.keys()], group, sizes };
}

/** What the archetypes answered. */
export interface ArchetypePolicy {
  /** By group: mean of the answers, the probability with which each agent of the group acts. */
  readonly probability: Float64Array;
  /** Questions asked. */
  readonly asked: number;
}

/**
 * Asks each archetype `samples` times and takes the mean for the probability that an agent of it acts, so that a population
 * costs groups × samples questions instead of one an agent. `ask` may be a rule, or a language model that is told the key and
 * answers yes (1), no (0) or a probability; questions are asked one after the other.
 *
 * @throws InvalidInputError for an answer outside [0, 1]
 * @see A. Chopra et al., On the limits of agency in agent-based models, AAMAS 2025
 *
 * @example
 * ```ts
 * import { archetypes, askArchetypes } from 'polity/populations';
 * const groups = archetypes(1000, (agent) => (agent % 2 === 0 ? 'careful' : 'careless'));
 * const policy = await askArchetypes(groups, (key) => (key === 'careful' ? 0.9 : 0.2));
 * policy.probability; // [0.9, 0.2]
 * ```
 */
export async function askArchetypes(
  { keys }: Archetypes,
  ask: (key: string, sample: number) => number | Promise<number>,
  { samples = 1, signal }: { readonly samples?: number; readonly signal?: AbortSignal } = {},
): Promise<ArchetypePolicy> {
  checkInteger('samples', samples, { min: 1 });
  const probability = new Float64Array(keys.length);
  for (let g = 0; g < keys.length; g++) {
    for (let sample = 0; sample < samples; sample++) {
      signal?.throwIfAborted();
      probability[g] += checkProbability(`answer of '${keys[g]}'`, await ask(keys[g], sample)) / samples;
    }
    probability[g] = Math.min(1, probability[g]);
  }
  return { probability, asked: keys.length * samples };
}

/** How far agents' probabilities are off when archetypes stand for them. */
export interface ArchetypeError {
  /** Root of the expected mean square over agents: √(within² + sampling²). */
  readonly rootMeanSquare: number;
  /** Part of what differs within groups. */
  readonly within: number;
  /** Part of the finite number of answers. */
  readonly sampling: number;
  /** Groups × samples. */
  readonly questions: number;
}

/**
 * Expected error of archetypes, where each answer is the yes or no of a random member of the group: the variance of the
 * agents' own probabilities within groups, and p̄(1 − p̄)/samples of each group's mean p̄.
 *
 * @param probability - of each agent, its own
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { archetypeError, archetypes } from 'polity/populations';
 * const own = Float64Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
 * const groups = archetypes(1000, (agent) => String(Math.floor(agent / 100)));
 * archetypeError(own, groups, { samples: 10 }).within; // 0.028866
 * ```
 */
export function archetypeError(
  probability: ArrayLike<number>,
  { group, sizes }: Archetypes,
  { samples }: { readonly samples: number },
): ArchetypeError {
  checkInteger('samples', samples, { min: 1 });
  const n = probability.length;
  if (n !== group.length) throw new InvalidInputError('probability.length', n, `equal ${group.length}, the agents`);
  const means = new Float64Array(sizes.length);
  for (let i = 0; i < n; i++)
    means[group[i]] += checkProbability(`probability[${i}]`, probability[i]) / sizes[group[i]];
  let [within, sampling] = [0, 0];
  for (let i = 0; i < n; i++) {
    const mean = means[group[i]];
    within += (probability[i] - mean) ** 2 / n;
    sampling += (mean * (1 - mean)) / samples / n;
  }
  return {
    rootMeanSquare: Math.sqrt(within + sampling),
    within: Math.sqrt(within),
    sampling: Math.sqrt(sampling),
    questions: sizes.length * samples,
  };
}
