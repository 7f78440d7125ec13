import {
  bestChainLength,
  bestTopology,
  chainRisk,
  continuousExponent,
  relayRisk,
  starRisk,
  treeRisk,
  treeRiskFloor,
} from '../../organization/index.js';
import { randomStream, type RandomStream } from '../../foundation/index.js';
import type { Claim, Computed, Run } from '../reproduction.js';
import { largest, spaced } from './extremes.js';

const warmUp = (claim: Omit<Claim, 'topic'>): Claim => ({
  topic: 'Continuous warm-up: star, chain, tree',
  ...claim,
});

/** The numbers of the worked example: error variance, correlation of errors, channel noise. */
const example = { variance: 1, correlation: 0.2, channelNoise: 0.05 } as const;

const runs = ({ full }: Run) => (full ? 1_000_000 : 100_000);

export const warmUpClaims: readonly Claim[] = [
  warmUp({
    id: 'star-floor',
    where: 'Section 3 (star)',
    kind: 'theory',
    statement: 'However many agents, a star keeps the shared error ρv',
    published: null,
    compute: () =>
      largest(
        spaced(0, 1, 11).map((correlation) => {
          const star = { variance: 2, correlation, channelNoise: 0.3 };
          return Math.abs(starRisk({ agents: 1e9, ...star }) - correlation * 2);
        }),
      ),
    holds: (gap) => gap < 3e-9,
    why: 'Largest |R(N) − ρv| at N = 10⁹ over eleven correlations, v = 2, σ_{c}² = 0.3: the rest is (v(1 − ρ) + σ_{c}²)/N.',
  }),
  warmUp({
    id: 'star-simulated',
    where: 'Section 3 (star)',
    kind: 'simulation',
    statement: 'Risk of a star of ten agents, simulated',
    published: 0.285,
    compute: (run) => squaredError(runs(run), 1, (random) => averageOfMessages(random, 10)),
    why: '1 · (0.2 + 0.8/10) + 0.05/10. Ten Gaussian errors of variance 1 and correlation 0.2, Gaussian noise of variance 0.05 on each message, the mean squared average; four standard errors are allowed.',
  }),
  ...[
    { agents: 4, published: 0.44375 },
    { agents: 10, published: 0.4225 },
  ].flatMap(({ agents, published }) => [
    warmUp({
      id: `chain-${agents}`,
      where: 'Section 3 (chain)',
      kind: 'theory',
      statement: `Risk of a chain of ${agents} agents`,
      published,
      tolerance: 1e-12,
      compute: () => chainRisk({ agents, ...example }),
      why: 'v[ρ + (1 − ρ)/N] + σ_{c}²(N − 1)(2N − 1)/(6N) with v = 1, ρ = 0.2, σ_{c}² = 0.05: an exact decimal.',
    }),
    warmUp({
      id: `chain-${agents}-simulated`,
      where: 'Section 3 (chain)',
      kind: 'simulation',
      statement: `Risk of a chain of ${agents} agents, simulated`,
      published,
      compute: (run) => squaredError(runs(run), agents, (random) => runningAverage(random, agents)),
      why: 'Agent k forms (k − 1)/k of what it received, noise included, plus 1/k of its own estimate. Gaussian errors, the mean square at the end; four standard errors are allowed.',
    }),
  ]),
  warmUp({
    id: 'best-chain',
    where: 'Section 3 (chain)',
    kind: 'theory',
    statement: 'A chain is best at N = 7',
    published: 7,
    tolerance: 1e-12,
    compute: () => {
      const lengths = Array.from({ length: 10_000 }, (_, i) => i + 1);
      const risks = lengths.map((agents) => chainRisk({ agents, ...example }));
      const tried = lengths[risks.indexOf(Math.min(...risks))];
      const { agents } = bestChainLength(example);
      return tried === agents ? agents : NaN;
    },
    why: 'Noise piles up as Nσ_{c}²/3 while averaging gains as 1/N. The closed form √(3v(1 − ρ)/σ_{c}² + ½), rounded to the better neighbour, and a search of all lengths up to 10,000 must agree, or the claim is an error.',
  }),
  warmUp({
    id: 'best-chain-risk',
    where: 'Section 3 (chain)',
    kind: 'theory',
    statement: 'Risk of the best chain',
    published: 0.4071429,
    tolerance: 5e-8,
    compute: () => bestChainLength(example).risk,
    why: '0.2 + 0.8/7 + 0.05 · 6 · 13/42. Half a unit of the seventh decimal is allowed.',
  }),
  warmUp({
    id: 'relay-adds-noise',
    where: 'Section 3 (chain)',
    kind: 'theory',
    statement: 'A relay that only hands on is never better than its first agent',
    published: null,
    compute: () => relayRisk({ agents: 7, ...example }) - example.variance,
    holds: (excess) => Math.abs(excess - 6 * example.channelNoise) < 1e-12,
    why: 'R − v over seven agents is the noise of six messages, 0.3: without averaging, length only costs.',
  }),
  warmUp({
    id: 'tree-floor-formula',
    where: 'Section 3 (communication floor)',
    kind: 'theory',
    statement: 'A deep tree ends at v* = σ_{c}²/((b − 1)(1 − ρ))',
    published: null,
    compute: () =>
      largest(
        [2, 3, 5, 9, 20].flatMap((fanIn) =>
          spaced(0, 0.9, 10).map((correlation) => {
            const floor = treeRiskFloor({ fanIn, correlation, channelNoise: 0.05 });
            return Math.abs(iterated(fanIn, correlation, 0.05, 2000) / floor - 1);
          }),
        ),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest relative difference between the formula and 2,000 steps of v → av + σ_{c}²/b, a = (1 + (b − 1)ρ)/b, from v = 1, over five fan-ins and ten correlations. At ρ = 0.9 and b = 2 the start has shrunk by 0.95^{2000}.',
  }),
  warmUp({
    id: 'tree-floor-simulated',
    where: 'Section 3 (communication floor)',
    kind: 'simulation',
    statement: 'Communication floor of a tree with b = 5, simulated',
    published: 0.015625,
    compute: (run) => simulatedFloor(run),
    why: '0.05/(4 · 0.8). Layer upon layer of Gaussian nodes that average five correlated errors and their noise, each layer with the variance measured in the one below; 30 layers from v = 1, of which the last twenty are averaged. Only σ_{c}² , b and ρ go in.',
  }),
  warmUp({
    id: 'tree-solution',
    where: 'Section 3 (tree)',
    kind: 'theory',
    statement: 'v_{L} = v* + a^{L}(v₀ − v*) solves the layer recursion',
    published: null,
    compute: () =>
      largest(
        [1, 2, 5, 20].flatMap((depth) =>
          [2, 3, 7].flatMap((fanIn) =>
            spaced(0, 1, 11).map((correlation) => {
              const tree = { fanIn, depth, variance: 1, correlation, channelNoise: 0.05 };
              return Math.abs(treeRisk(tree) / iterated(fanIn, correlation, 0.05, depth) - 1);
            }),
          ),
        ),
      ),
    holds: (gap) => gap < 1e-13,
    why: 'Largest relative difference to step-by-step iteration at four depths, three fan-ins and eleven correlations, ρ = 1 included, where the noise adds up without end.',
  }),
  warmUp({
    id: 'tree-helps-above-floor',
    where: 'Section 3 (tree)',
    kind: 'theory',
    statement: 'Depth lowers the risk exactly while it is above the floor',
    published: null,
    compute: () => {
      let violations = 0;
      for (const correlation of spaced(0, 0.9, 10)) {
        const floor = treeRiskFloor({ fanIn: 5, correlation, channelNoise: 0.05 });
        for (const ratio of [0.25, 0.5, 0.99, 1.01, 2, 50]) {
          const tree = { fanIn: 5, variance: ratio * floor, correlation, channelNoise: 0.05 };
          const gain = tree.variance - treeRisk({ ...tree, depth: 1 });
          if (gain > 0 !== ratio > 1) violations++;
        }
      }
      return violations;
    },
    holds: (violations) => violations === 0,
    why: 'Violations among ten correlations and six leaf variances from a quarter of the floor to fifty times it: the layer pulls every variance towards v*, from both sides.',
  }),
  warmUp({
    id: 'continuous-exponent',
    where: 'Section 3 (continuous exponent)',
    kind: 'theory',
    statement: 'Over noiseless channels the risk falls as N^{−s_{c}}, s_{c} = 1 − log_{b}(1 + (b − 1)ρ)',
    published: null,
    compute: () =>
      largest(
        [3, 5, 9].flatMap((fanIn) =>
          spaced(0, 0.9, 10).map((correlation) => {
            const tree = { fanIn, variance: 1, correlation, channelNoise: 0 };
            const [short, long] = [2, 12].map((depth) => Math.log(treeRisk({ ...tree, depth })));
            const slope = -(long - short) / (10 * Math.log(fanIn));
            return Math.abs(slope - continuousExponent({ fanIn, correlation }));
          }),
        ),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest difference between the exponent and the slope of log risk on log N between depths 2 and 12.',
  }),
  warmUp({
    id: 'each-topology-wins',
    where: 'Section 3 (context, communication and shared error limits)',
    kind: 'theory',
    statement: 'Single agent, star, chain and tree are each best somewhere',
    published: null,
    compute: () => {
      const winners = new Map<string, number>();
      for (const budget of [100, 1000, 20_000, 100_000]) {
        for (const window of [50, 500, 5000]) {
          for (const correlation of [0, 0.1, 0.5, 0.9]) {
            for (const scale of [0.05, 0.5, 5]) {
              const channelNoise = { family: 'powerLaw', scale, power: 1 } as const;
              const { topology } = bestTopology({ budget, window, variance: 1, beta: 0.2, correlation, channelNoise });
              winners.set(topology, (winners.get(topology) ?? 0) + 1);
            }
          }
        }
      }
      const detail = [...winners].map(([topology, wins]) => `${topology} ${wins}`).join(', ');
      return { value: winners.size, detail: `of 144 problems: ${detail}` };
    },
    holds: (topologies) => topologies === 4,
    why: 'Topologies that are best in at least one of 144 problems (budgets 100 to 100,000 tokens, windows 50 to 5,000, ρ = 0 to 0.9, σ_{c}²(m) = c/m with c = 0.05 to 5). A star is limited by its window, a chain by accumulated noise, a tree by v*, all of them by shared error.',
  }),
];

/** Errors of `count` agents with the variance and correlation of the example, one by one. */
function* correlatedErrors(random: RandomStream, count: number): Generator<number> {
  const shared = Math.sqrt(example.variance * example.correlation) * random.normal();
  const own = Math.sqrt(example.variance * (1 - example.correlation));
  for (let i = 0; i < count; i++) yield shared + own * random.normal();
}

function averageOfMessages(random: RandomStream, agents: number): number {
  let sum = 0;
  for (const error of correlatedErrors(random, agents))
    sum += error + Math.sqrt(example.channelNoise) * random.normal();
  return sum / agents;
}

function runningAverage(random: RandomStream, agents: number): number {
  let [held, k] = [0, 0];
  for (const error of correlatedErrors(random, agents)) {
    const received = k === 0 ? 0 : held + Math.sqrt(example.channelNoise) * random.normal();
    held = (k * received + error) / (k + 1);
    k++;
  }
  return held;
}

/** Mean square of `runs` drawn errors. */
function squaredError(count: number, seed: number, draw: (random: RandomStream) => number): Computed {
  const random = randomStream(seed, 0);
  let [sum, squares] = [0, 0];
  for (let i = 0; i < count; i++) {
    const square = draw(random) ** 2;
    sum += square;
    squares += square ** 2;
  }
  const value = sum / count;
  return { value, standardError: Math.sqrt((squares / count - value ** 2) / count), detail: `${count.toLocaleString('en-US')} runs, seed ${seed}` }; // prettier-ignore
}

/** Variance after `depth` layers from 1, step by step. */
function iterated(fanIn: number, correlation: number, channelNoise: number, depth: number): number {
  const kept = (1 + (fanIn - 1) * correlation) / fanIn;
  let variance = 1;
  for (let level = 0; level < depth; level++) variance = kept * variance + channelNoise / fanIn;
  return variance;
}

/** Mean variance of layers 11 to 30 of simulated nodes; the error from the scatter of independent repetitions. */
function simulatedFloor({ full }: Run): Computed {
  const [repetitions, nodes, fanIn] = [10, full ? 20_000 : 2000, 5];
  const floors = Array.from({ length: repetitions }, (_, repetition) => {
    const random = randomStream(77, repetition);
    let [variance, sum] = [1, 0];
    for (let level = 1; level <= 30; level++) {
      let squares = 0;
      for (let node = 0; node < nodes; node++) {
        let error = fanIn * Math.sqrt(variance * example.correlation) * random.normal();
        for (let child = 0; child < fanIn; child++) {
          error += Math.sqrt(variance * (1 - example.correlation)) * random.normal();
          error += Math.sqrt(example.channelNoise) * random.normal();
        }
        squares += (error / fanIn) ** 2;
      }
      variance = squares / nodes;
      if (level > 10) sum += variance / 20;
    }
    return sum;
  });
  const value = floors.reduce((sum, floor) => sum + floor, 0) / repetitions;
  const scatter = floors.reduce((sum, floor) => sum + (floor - value) ** 2, 0) / (repetitions - 1);
  return { value, standardError: Math.sqrt(scatter / repetitions), detail: `${repetitions} repetitions of ${nodes.toLocaleString('en-US')} nodes a layer` }; // prettier-ignore
}
