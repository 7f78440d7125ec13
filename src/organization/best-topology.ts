import { checkInteger, checkPositive, checkProbability } from '../foundation/index.js';
import { chainRiskOf } from './chain-risk.js';
import { checkChannelNoise, type ChannelNoise } from './channel-noise.js';
import { checkPrices, type MessagePrices } from './overhead.js';
import { starRiskOf } from './star-risk.js';
import { treeRiskOf } from './tree-risk.js';

/** What is given when estimating agents are to be organized. */
export interface TopologyProblem extends MessagePrices {
  /** Tokens to spend, B. */
  readonly budget: number;
  /** Tokens that one agent can read, W: a whole number. */
  readonly window: number;
  /** Error variance v₁ of an agent that thinks for one token. */
  readonly variance: number;
  /** Exponent β of v(x) = v₁ x^(−β). */
  readonly beta: number;
  /** Pairwise correlation ρ of errors. */
  readonly correlation: number;
  readonly channelNoise: ChannelNoise;
  /** Tokens m of every message; by default the best whole number up to the window. */
  readonly messageLength?: number;
}

/** One organization of estimating agents. */
export interface Topology {
  readonly topology: 'single' | 'star' | 'chain' | 'tree';
  /** Agents that estimate (leaves of a tree). */
  readonly agents: number;
  /** Inputs of an aggregator: N in a star, b in a tree; `null` where there is none. */
  readonly fanIn: number | null;
  /** Messages on the way from a leaf to the end: 0 alone, 1 in a star, N − 1 in a chain, L in a tree. */
  readonly depth: number;
  /** Tokens of a message; `null` for a single agent. */
  readonly messageLength: number | null;
  /** Tokens that each estimating agent thinks. */
  readonly computePerAgent: number;
  readonly risk: number;
}

/** The best organization, beside the best of each topology. */
export interface BestTopology extends Topology {
  /** The best of each topology that budget and window allow, least risk first. */
  readonly alternatives: readonly Topology[];
}

/**
 * The organization of least squared-error risk that a budget pays and a window holds: a single agent, a star
 * (N m ≤ W), a chain of running averages (m ≤ W) or a tree of depth 2 and more (b m ≤ W), over every number of agents
 * and every message length. Each message is paid when written and when read, each aggregator for its compute; the
 * rest is shared by the agents. Exact: the risks of stars and chains have one minimum in N, which is bisected, and
 * trees are listed. Cost: about W log W evaluations; under a second for a window of 100,000 tokens.
 *
 * @param problem - budget B, window W, variance law (v₁, β), correlation ρ, channel noise σ_c²(m), prices
 * @throws InvalidInputError for a budget, variance, window or length that is not positive, or a parameter out of range
 * @see arXiv 2601.17311, Section 3 (context, communication and shared-error limits); the search is this library's
 *
 * @example
 * ```ts
 * import { bestTopology } from 'polity/organization';
 * const best = bestTopology({
 *   budget: 20_000, window: 1000, variance: 1, beta: 0.2, correlation: 0.1,
 *   channelNoise: { family: 'powerLaw', scale: 0.5, power: 1 },
 * });
 * best.topology; // 'tree'
 * best.alternatives.map(({ topology }) => topology); // ['tree', 'star', 'chain', 'single']
 * ```
 */
export function bestTopology(problem: TopologyProblem): BestTopology {
  const checked = checkProblem(problem);
  const { budget, lengths } = checked;
  const best = new Map<string, Topology>();
  const offer = (candidate: Topology | null) => {
    if (candidate && candidate.risk < (best.get(candidate.topology)?.risk ?? Infinity)) {
      best.set(candidate.topology, candidate);
    }
  };
  offer({
    topology: 'single',
    agents: 1,
    fanIn: null,
    depth: 0,
    messageLength: null,
    computePerAgent: budget,
    risk: checked.varianceAt(budget),
  });
  for (let m = lengths.from; m <= lengths.to; m++) {
    offer(bestStar(checked, m));
    offer(bestChain(checked, m));
    for (const tree of trees(checked, m)) offer(tree);
  }
  const alternatives = [...best.values()].sort((a, b) => a.risk - b.risk);
  return { ...alternatives[0], alternatives };
}

interface CheckedProblem {
  readonly budget: number;
  readonly window: number;
  readonly correlation: number;
  readonly lengths: { readonly from: number; readonly to: number };
  readonly varianceAt: (compute: number) => number;
  readonly noiseAt: (messageLength: number) => number;
  readonly perToken: number;
  readonly aggregatorCompute: number;
}

function checkProblem(problem: TopologyProblem): CheckedProblem {
  const window = checkInteger('window', problem.window, { min: 1 });
  const variance = checkPositive('variance', problem.variance);
  const beta = checkPositive('beta', problem.beta);
  const { messageLength } = problem;
  if (messageLength !== undefined) checkInteger('messageLength', messageLength, { min: 1 });
  return {
    budget: checkPositive('budget', problem.budget),
    window,
    correlation: checkProbability('correlation', problem.correlation),
    // A message longer than the window can be read by nobody.
    lengths: { from: messageLength ?? 1, to: Math.min(messageLength ?? window, window) },
    varianceAt: (compute) => variance * compute ** -beta,
    noiseAt: checkChannelNoise(problem.channelNoise),
    ...checkPrices(problem),
  };
}

function bestStar(problem: CheckedProblem, m: number): Topology | null {
  const { budget, window, correlation, varianceAt, noiseAt, perToken, aggregatorCompute } = problem;
  const compute = (agents: number) => (budget - aggregatorCompute) / agents - m * perToken;
  const risk = (agents: number) => starRiskOf(agents, varianceAt(compute(agents)), correlation, noiseAt(m));
  const agents = leastRisk(risk, affordable(compute, Math.floor(window / m)));
  return agents === null
    ? null
    : {
        topology: 'star',
        agents,
        fanIn: agents,
        depth: 1,
        messageLength: m,
        computePerAgent: compute(agents),
        risk: risk(agents),
      };
}

function bestChain(problem: CheckedProblem, m: number): Topology | null {
  const { budget, correlation, varianceAt, noiseAt, perToken } = problem;
  const message = m * perToken;
  const compute = (agents: number) => (budget + message) / agents - message;
  const risk = (agents: number) => chainRiskOf(agents, varianceAt(compute(agents)), correlation, noiseAt(m));
  const agents = leastRisk(risk, affordable(compute, LONGEST_CHAIN));
  return agents === null
    ? null
    : {
        topology: 'chain',
        agents,
        fanIn: null,
        depth: agents - 1,
        messageLength: m,
        computePerAgent: compute(agents),
        risk: risk(agents),
      };
}

/** Only free messages allow longer ones, at less than a token of thought for each agent. */
const LONGEST_CHAIN = 2 ** 40;

function* trees(problem: CheckedProblem, m: number): Generator<Topology> {
  const { budget, window, correlation, varianceAt, noiseAt, perToken, aggregatorCompute } = problem;
  for (let fanIn = 2; fanIn * m <= window; fanIn++) {
    const perNode = fanIn * m * perToken + aggregatorCompute;
    if (perNode * (fanIn + 1) >= budget) return;
    // All messages and aggregators of a tree of N leaves cost N − 1 of these.
    const overhead = perNode / (fanIn - 1);
    for (let depth = 2, agents = fanIn ** 2; ; depth++, agents *= fanIn) {
      const computePerAgent = (budget + overhead) / agents - overhead;
      if (!(computePerAgent > 0) || agents > LONGEST_CHAIN) break;
      const risk = treeRiskOf(fanIn, depth, varianceAt(computePerAgent), correlation, noiseAt(m));
      yield { topology: 'tree', agents, fanIn, depth, messageLength: m, computePerAgent, risk };
    }
  }
}

/** The largest number of agents, up to `most`, that still have something to think with. */
function affordable(compute: (agents: number) => number, most: number): number {
  if (compute(most) > 0) return most;
  let [paid, unpaid] = [1, most];
  while (unpaid - paid > 1) {
    const middle = Math.floor((paid + unpaid) / 2);
    if (compute(middle) > 0) paid = middle;
    else unpaid = middle;
  }
  return paid;
}

/** The N in 2 … most of least risk, where the risk falls and then rises. */
function leastRisk(risk: (agents: number) => number, most: number): number | null {
  if (most < 2) return null;
  let [low, high] = [2, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (risk(middle + 1) < risk(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
