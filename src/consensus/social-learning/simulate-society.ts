import { checkInteger, checkOneOf, checkPositive, randomStream, type RandomStream } from '../../foundation/index.js';
import { bayesianAgent, checkUpdateBias, follows, updated, type UpdateBias } from './agent.js';
import { APPROACH, attained, checkPrior, type Policy } from './policy.js';
import type { Side } from './posterior.js';

/** Who turns the state of the world and a precision into a private signal. */
export type Oracle = (about: {
  readonly state: Side;
  readonly precision: number;
  readonly random: RandomStream;
}) => Side;

/** An oracle as honest as it is told to be: right with probability `precision`. */
export const honestOracle: Oracle = ({ state, precision, random }) =>
  random.bernoulli(precision) === (state === 'good') ? 'good' : 'bad';

export interface SocietyOptions {
  readonly policy: Policy;
  /** Agents that act in turn, default 100. */
  readonly agents?: number;
  /** Independent societies, default 1,000; society k draws from stream (seed, k). */
  readonly societies?: number;
  /** P(good) ∈ (0, 1) in public at the start, default ½. */
  readonly prior?: number;
  /** The state of the world, or `drawn` for each society from the prior (default). */
  readonly state?: Side | 'drawn';
  /** How agents update, default Bayesian. */
  readonly agent?: UpdateBias;
  /** How the public updates when an action shows its signal, default Bayesian. */
  readonly observer?: UpdateBias;
  /** Default {@link honestOracle}. */
  readonly oracle?: Oracle;
  /** How closely a precision is taken that the policy only approaches, default 10⁻¹⁰. */
  readonly approach?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** Societies, row after row: entry k · agents + i is agent i of society k. */
export interface Societies {
  readonly societies: number;
  readonly agents: number;
  /** 1 where the world is good, one a society. */
  readonly states: Uint8Array;
  /** Public belief before each agent. */
  readonly beliefs: Float64Array;
  readonly precisions: Float64Array;
  /** 1 for the signal `good`. */
  readonly signals: Uint8Array;
  /** 1 for the action `good`. */
  readonly actions: Uint8Array;
  /** 1 where the agent followed its signal, 0 in a cascade. */
  readonly followed: Uint8Array;
}

/**
 * Simulates societies of agents that act in turn under a policy.
 *
 * Cost: one call of the policy for each agent at a belief not met before, two random numbers each otherwise.
 *
 * @throws InvalidInputError when an option is out of range
 * @see arXiv 2504.02648, simulations; the scripted oracle and agents take the places of its language models
 *
 * @example
 * ```ts
 * import { constantPolicy, simulateSociety } from 'polity/consensus';
 * const { beliefs } = simulateSociety({ policy: constantPolicy(0.7), agents: 3, societies: 1, state: 'good' });
 * beliefs[0]; // 0.5
 * ```
 */
export function simulateSociety({
  policy,
  agents = 100,
  societies = 1000,
  prior = 0.5,
  state = 'drawn',
  agent = bayesianAgent,
  observer = bayesianAgent,
  oracle = honestOracle,
  approach = APPROACH,
  seed = 0,
}: SocietyOptions): Societies {
  checkInteger('agents', agents, { min: 1 });
  checkInteger('societies', societies, { min: 1 });
  checkPrior(prior);
  checkOneOf('state', state, ['good', 'bad', 'drawn']);
  checkUpdateBias(agent);
  checkUpdateBias(observer);
  checkPositive('approach', approach);
  const size = societies * agents;
  const states = new Uint8Array(societies);
  const beliefs = new Float64Array(size);
  const precisions = new Float64Array(size);
  const [signals, actions, followed] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)];
  const chosen = new Map<number, number>();
  const precisionAt = (belief: number) => {
    let precision = chosen.get(belief);
    if (precision === undefined) chosen.set(belief, (precision = attained(policy(belief), approach)));
    return precision;
  };
  for (let society = 0; society < societies; society++) {
    const random = randomStream(seed, society);
    const world: Side = state === 'drawn' ? (random.bernoulli(prior) ? 'good' : 'bad') : state;
    states[society] = Number(world === 'good');
    let belief = prior;
    for (let i = 0; i < agents; i++) {
      const at = society * agents + i;
      const precision = precisionAt(belief);
      const signal = oracle({ state: world, precision, random });
      const follow = follows(belief, precision, 'none', agent);
      const action: Side = follow ? signal : belief > 0.5 ? 'good' : 'bad';
      beliefs[at] = belief;
      precisions[at] = precision;
      signals[at] = Number(signal === 'good');
      actions[at] = Number(action === 'good');
      followed[at] = Number(follow);
      if (follow) belief = updated(belief, precision, action, observer);
    }
  }
  return { societies, agents, states, beliefs, precisions, signals, actions, followed };
}
