import {
  checkInteger,
  checkNumber,
  checkPositive,
  checkProbability,
  checkVector,
  randomStream,
  type RandomStream,
} from '../../foundation/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { ContactGraph } from './contact-graph.js';
import { ContactList } from './contact-list.js';

export interface LayeredContactsOptions {
  /** Shares of households of 1, 2, 3, … persons; they add up to 1. */
  readonly householdSizes?: ArrayLike<number>;
  /** Share of agents that have a workplace, default 0.6. */
  readonly employed?: number;
  /** Of the log-normal size of a workplace; default 20. */
  readonly meanWorkplace?: number;
  /** Standard deviation of the logarithm of that size; default 0.5. */
  readonly spreadOfWorkplaces?: number;
  /** Mean number of random contacts of an agent, default 4. */
  readonly randomContacts?: number;
  /** Of a contact at home, at work, at random; default 1, 0.5, 0.25. Layers of weight 0 are left out. */
  readonly weights?: { readonly home: number; readonly work: number; readonly random: number };
  readonly seed?: number;
}

export interface LayeredContacts {
  /** Weighted; who meets somebody twice (at home and at work) does so with the sum of the weights. */
  readonly graph: ContactGraph;
  /** Number of the household of each agent. */
  readonly household: Uint32Array;
  /** Number of the workplace of each agent, −1 for none. */
  readonly workplace: Int32Array;
}

/** Households of 1 to 6 persons. */
const HOUSEHOLDS = [0.28, 0.35, 0.15, 0.13, 0.06, 0.03];

/**
 * A society of three layers: everybody meets everybody at home, everybody meets everybody at work, and pairs meet at
 * random. Households are filled in the order of the agents, workplaces in a random order of the employed; the last of each
 * is cut where agents run out. Cost: O(n + contacts).
 *
 * @param n - agents
 * @throws InvalidInputError for numbers out of range, or shares of households that do not add up to 1
 *
 * @example
 * ```ts
 * import { layeredContacts } from 'polity/populations';
 * const { graph, household } = layeredContacts(10_000, { seed: 1 });
 * graph.weights!.length === graph.neighbours.length; // true
 * ```
 */
export function layeredContacts(
  n: number,
  {
    householdSizes = HOUSEHOLDS,
    employed = 0.6,
    meanWorkplace = 20,
    spreadOfWorkplaces = 0.5,
    randomContacts = 4,
    weights = { home: 1, work: 0.5, random: 0.25 },
    seed = 0,
  }: LayeredContactsOptions = {},
): LayeredContacts {
  checkInteger('n', n, { min: 2, max: 2 ** 31 - 1 });
  const shares = checkVector('householdSizes', householdSizes, { min: 0, max: 1 });
  const sum = shares.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > 1e-9) throw new InvalidInputError('householdSizes', householdSizes, 'add up to 1');
  checkProbability('employed', employed);
  checkNumber('meanWorkplace', meanWorkplace, { min: 1 });
  checkNumber('spreadOfWorkplaces', spreadOfWorkplaces, { min: 0, max: 3 });
  checkNumber('randomContacts', randomContacts, { min: 0 });
  for (const layer of ['home', 'work', 'random'] as const) checkNumber(`weights.${layer}`, weights[layer], { min: 0 });

  const contacts = new ContactList(n * (2 + randomContacts / 2), { weighted: true });
  const everyone = Uint32Array.from({ length: n }, (_, i) => i);
  const households = fillGroups(everyone, drawSizes(randomStream(seed, 0), shares), contacts, weights.home);

  const byWork = randomStream(seed, 1);
  const workers = byWork.shuffle(everyone.filter(() => byWork.bernoulli(employed)));
  const location = Math.log(checkPositive('meanWorkplace', meanWorkplace)) - spreadOfWorkplaces ** 2 / 2;
  const workplaceSize = () => Math.max(1, Math.round(Math.exp(location + spreadOfWorkplaces * byWork.normal())));
  const workplaces = fillGroups(workers, workplaceSize, contacts, weights.work);

  const byChance = randomStream(seed, 2);
  const chanceContacts = weights.random === 0 ? 0 : Math.round((n * randomContacts) / 2);
  for (let c = 0; c < chanceContacts; c++) {
    const a = byChance.below(n);
    const b = byChance.below(n - 1);
    contacts.add(a, b < a ? b : b + 1, weights.random);
  }

  const household = new Uint32Array(n);
  const workplace = new Int32Array(n).fill(-1);
  everyone.forEach((agent, k) => (household[agent] = households[k]));
  workers.forEach((agent, k) => (workplace[agent] = workplaces[k]));
  return { graph: contacts.graph(n, 'merge'), household, workplace };
}

/** Sizes drawn from shares of the sizes 1, 2, 3, … */
function drawSizes(stream: RandomStream, shares: Float64Array): () => number {
  return () => {
    let left = stream.uniform();
    let size = 1;
    while (size < shares.length && left >= shares[size - 1]) left -= shares[size++ - 1];
    return size;
  };
}

/** Cuts a list of agents into groups, in which everybody meets everybody; returns the number of the group of each. */
function fillGroups(agents: Uint32Array, nextSize: () => number, contacts: ContactList, weight: number): Uint32Array {
  const groups = new Uint32Array(agents.length);
  for (let begin = 0, group = 0; begin < agents.length; group++) {
    const end = Math.min(agents.length, begin + nextSize());
    for (let i = begin; i < end; i++) {
      groups[i] = group;
      if (weight > 0) for (let j = begin; j < i; j++) contacts.add(agents[i], agents[j], weight);
    }
    begin = end;
  }
  return groups;
}
