import { Table } from '../../data/index.js';
import {
  checkInteger,
  checkNumber,
  checkProbability,
  checkVector,
  randomStream,
  type RandomStream,
} from '../../foundation/index.js';
import { checkFidelityCurve, type FidelityCurve } from '../fidelity-curve.js';
import { biasOf, checkComputeLaw, type ComputeLaw } from '../leaf-bias.js';

export interface SyntheticRunsOptions extends ComputeLaw {
  /** Chance ρ that the agents of one round decide an item by one shared draw, in [0, 1]. */
  readonly correlation: number;
  /** Share δ of the variance of correctness that belongs to the item, in [0, 1); default 0.2. */
  readonly difficulty?: number;
  /** Items, default 200. */
  readonly items?: number;
  /** Agents, default 9; every agent answers every item in every round. */
  readonly agents?: number;
  /** Rounds of every item, default 1. */
  readonly rounds?: number;
  /** Levels of compute in tokens, default 200, 800 and 3,200; agent a thinks at level a mod their number. */
  readonly tokens?: ArrayLike<number>;
  /** Standard deviation of the logarithm of a run's tokens about its level, default 0.1. */
  readonly tokenSpread?: number;
  /** Fidelity of messages; without it there are none. */
  readonly fidelityCurve?: FidelityCurve;
  /** Message lengths in tokens, each equally likely; default 10, 30, 100 and 300. */
  readonly messageLengths?: ArrayLike<number>;
  /** Default 0; item i uses stream (seed, i). */
  readonly seed?: number;
}

/**
 * A run log drawn from a known truth, to try a calibration on. An agent of compute x is right with a chance whose mean
 * over items is (1 + min(1, k x^β))/2. Items differ: the chance on one item is F(mean), with F a distribution function
 * on [0, 1] drawn anew for the item from a Dirichlet process around the uniform, so that it has a Beta distribution and
 * never falls with compute. In a round all agents use one common uniform draw with chance ρ, and else one each. Two
 * agents of equal compute so have correlation ρ given the item, and 1 − (1 − ρ)(1 − δ) over all items.
 *
 * @param options - the truth: scale k, exponent β, correlation ρ, difficulty δ, fidelity curve; and the size of the log
 * @returns columns item, round, agent, tokens, correct, and with a fidelity curve message_length, sent, received
 * @throws InvalidInputError for an argument out of range
 * @see T. S. Ferguson, Annals of Statistics 1 (1973) 209 (Dirichlet process); J. Sethuraman, Statistica Sinica 4 (1994)
 * 639 (its sticks)
 *
 * @example
 * ```ts
 * import { syntheticRuns } from 'polity/organization';
 * const runs = syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.2, items: 10, agents: 6, rounds: 2 });
 * runs.rows; // 120
 * runs.columnNames; // ['item', 'round', 'agent', 'tokens', 'correct']
 * ```
 */
export function syntheticRuns({
  scale,
  beta,
  correlation,
  difficulty = 0.2,
  items = 200,
  agents = 9,
  rounds = 1,
  tokens = [200, 800, 3200],
  tokenSpread = 0.1,
  fidelityCurve,
  messageLengths = [10, 30, 100, 300],
  seed = 0,
}: SyntheticRunsOptions): Table {
  checkComputeLaw({ scale, beta });
  checkProbability('correlation', correlation);
  checkNumber('difficulty', difficulty, { min: 0, max: 1, belowMax: true });
  for (const [name, value] of Object.entries({ items, agents, rounds })) checkInteger(name, value, { min: 1 });
  const levels = checkVector('tokens', tokens, { min: 0, aboveMin: true });
  checkNumber('tokenSpread', tokenSpread, { min: 0 });
  const lengths = checkVector('messageLengths', messageLengths, { min: 0, aboveMin: true });
  const fidelityOf = fidelityCurve && checkFidelityCurve(fidelityCurve);
  const columns = {
    item: [] as number[],
    round: [] as number[],
    agent: [] as string[],
    tokens: [] as number[],
    correct: [] as boolean[],
  };
  const messages = { message_length: [] as number[], sent: [] as string[], received: [] as string[] };
  for (let item = 0; item < items; item++) {
    const stream = randomStream(seed, item);
    const chance = itemChance(stream, difficulty);
    const truth = stream.bernoulli(0.5);
    for (let round = 0; round < rounds; round++) {
      const common = stream.bernoulli(correlation) ? stream.uniform() : undefined;
      for (let agent = 0; agent < agents; agent++) {
        const compute = Math.max(
          1,
          Math.round(levels[agent % levels.length] * Math.exp(tokenSpread * stream.normal())),
        );
        const right = (common ?? stream.uniform()) < chance((1 + biasOf(compute, scale, beta)) / 2);
        columns.item.push(item + 1);
        columns.round.push(round + 1);
        columns.agent.push(`agent-${agent + 1}`);
        columns.tokens.push(compute);
        columns.correct.push(right);
        if (!fidelityOf) continue;
        const length = lengths[stream.below(lengths.length)];
        const vote = right === truth;
        const heard = stream.bernoulli((1 - fidelityOf(length)) / 2) ? !vote : vote;
        messages.message_length.push(length);
        messages.sent.push(vote ? 'yes' : 'no');
        messages.received.push(heard ? 'yes' : 'no');
      }
    }
  }
  return Table.fromColumns(fidelityOf ? { ...columns, ...messages } : columns, 'synthetic runs');
}

/** What is left of the stick when the rest is given to one atom. */
const STICK_END = 1e-9;

/** F of a Dirichlet process of concentration φ = (1 − δ)/δ, by breaking sticks. */
function itemChance(stream: RandomStream, difficulty: number): (mean: number) => number {
  if (difficulty === 0) return (mean) => mean;
  const concentration = (1 - difficulty) / difficulty;
  const atoms: number[] = [];
  const weights: number[] = [];
  for (let rest = 1; rest > 0;) {
    const kept = rest > STICK_END ? rest * (1 - stream.uniform()) ** (1 / concentration) : 0;
    atoms.push(stream.uniform());
    weights.push(rest - kept);
    rest = kept;
  }
  return (mean) => weights.reduce((sum, weight, i) => (atoms[i] < mean ? sum + weight : sum), 0);
}
