import {
  convergence,
  detectTrojanModes,
  diagnoseDebate,
  estimateInfluence,
  hiddenPromptSystem,
  hidingPartition,
  hautusTest,
  observability,
  placeObservers,
  predictLimit,
  simulateFlow,
  simulateRounds,
  switchSigns,
  syntheticDebates,
  type SignedGraph,
} from '../../consensus/index.js';
import { randomStream } from '../../foundation/index.js';
import { Matrix } from 'ml-matrix';
import type { Claim } from '../reproduction.js';
import { complete, largest, network, path, randomConnected, ring, star } from './networks.js';

const limits = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Where debates end',
  ...claim,
});
const hidden = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Hidden influence',
  ...claim,
});

const beliefs = (n: number, seed: number) => {
  const random = randomStream(151, seed);
  return Float64Array.from({ length: n }, () => random.normal());
};

/** Largest distance of the simulated flow from the predicted limit. */
function limitGap(graph: SignedGraph, seed: number): number {
  const initial = beliefs(graph.nodes.length, seed);
  const { limit } = predictLimit(graph, { initial });
  const { rate } = convergence(graph);
  const { beliefs: end } = simulateFlow(graph, { initial, times: [Number.isFinite(rate) ? 40 / rate : 1] });
  return largest(limit.map((x, i) => Math.abs(x - end.get(0, i))));
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

export const dynamicsClaims: readonly Claim[] = [
  limits({
    id: 'bipartite-consensus',
    where: 'Altafini 2013, Theorem 1',
    statement: 'A connected balanced network ends at σ σᵀx(0)/n',
    published: null,
    compute: () =>
      largest(
        seeds(20).map((seed) => {
          const gauge = Array.from({ length: 7 }, (_, i) => ((seed >> (i % 4)) & 1 ? 1 : -1));
          const graph = switchSigns(randomConnected(seed, 7, { negative: 0 }), gauge);
          const initial = beliefs(7, seed);
          const value = gauge.reduce((sum, sign, i) => sum + sign * initial[i], 0) / 7;
          const end = simulateFlow(graph, { initial, times: [40 / convergence(graph).rate] }).beliefs.getRow(0);
          return largest(end.map((x, i) => Math.abs(x - gauge[i] * value)));
        }),
      ),
    holds: (gap) => gap < 1e-8,
    why: 'Largest distance between simulated ends and the value, over twenty random networks seen through random gauges.',
  }),
  limits({
    id: 'neutralization',
    where: 'Altafini 2013, Theorem 2',
    statement: 'A connected unbalanced network ends at 0',
    published: null,
    compute: () =>
      largest(
        [3, 4, 5, 6].map((n) => {
          const end = simulateFlow(complete(n, -1), { initial: beliefs(n, n), times: [60] }).beliefs.getRow(0);
          return largest(end.map(Math.abs));
        }),
      ),
    holds: (gap) => gap < 1e-8,
    why: 'All-negative complete networks of 3 to 6 agents, simulated to time 60.',
  }),
  limits({
    id: 'any-digraph',
    where: 'Xia, Cao & Johansson 2016; Meng et al. 2016',
    statement: 'Roots decide: simulated ends of random digraphs are the predicted ones',
    published: null,
    compute: () =>
      largest(
        seeds(30).map((seed) => {
          const random = randomStream(152, seed);
          const edges: number[][] = [];
          for (let i = 0; i < 6; i++) {
            for (let j = 0; j < 6; j++) {
              if (i !== j && random.bernoulli(0.3)) edges.push([i, j, random.bernoulli(0.25) ? -1 : 1]);
            }
          }
          return limitGap(network(6, edges, true), seed);
        }),
      ),
    holds: (gap) => gap < 1e-8,
    why: 'Thirty random signed digraphs of any kind, with one root or several.',
  }),
  limits({
    id: 'rounds-same-limit',
    where: 'log-odds rounds x ← (I − εL)x',
    statement: 'Rounds of a debate have the limit of the flow',
    published: null,
    compute: () =>
      largest(
        seeds(10).map((seed) => {
          const graph = randomConnected(seed, 6);
          const initial = beliefs(6, seed);
          const { limit } = predictLimit(graph, { initial });
          const { final } = simulateRounds(graph, { initial, rounds: 20_000, keep: 'last' });
          return largest(limit.map((x, i) => Math.abs(x - final[i])));
        }),
      ),
    holds: (gap) => gap < 1e-8,
    why: 'Twenty thousand rounds at half the largest stable step on ten random networks.',
  }),
  ...(
    [
      [3, 0.5, 0.8660254],
      [4, 0.292893, 0.707107],
      [5, 0.190983, 0.587785],
    ] as const
  ).flatMap(([n, rate, frequency]) => [
    // prettier-ignore
    limits({
      id: `critic-cycle-rate-${n}`,
      where: 'directed negative cycle',
      statement: `A directed ring of ${n} with one critic decays at 1 − cos(π/${n})`,
      published: rate,
      tolerance: 1e-6,
      compute: () => convergence(ring(n, { critic: true, directed: true })).rate,
      why: 'Eigenvalues of the matrix, computed; six decimals are given.',
    }),
    limits({
      id: `critic-cycle-frequency-${n}`,
      where: 'directed negative cycle',
      statement: `and swings with frequency sin(π/${n})`,
      published: frequency,
      tolerance: 1e-6,
      compute: () => (2 * Math.PI) / convergence(ring(n, { critic: true, directed: true })).period,
      why: 'From the period that the slowest pair gives; six decimals are given.',
    }),
  ]),
  limits({
    id: 'persistent-oscillation',
    where: 'abstract, claim (ii)',
    statement: 'Unbalanced critique cycles oscillate persistently',
    published: null,
    compute: () => convergence(ring(5, { critic: true, directed: true })).rate,
    holds: (rate) => rate <= 0,
    expected: 'fails',
    why: 'The swing of a directed critic cycle decays at a positive rate, and undirected networks do not swing at all. Persistence needs rounds at the limit of stability.',
  }),
  ...(
    [
      ['a star of 6 at its hub', star(6), 0, 4],
      ['a star of 6 at a leaf', star(6), 2, 3],
      ['a ring of 5 at one agent', ring(5), 0, 2],
      ['a ring of 6 at one agent', ring(6), 0, 2],
      ['a ring of 7 at one agent', ring(7), 0, 3],
      ['a ring of 8 at one agent', ring(8), 0, 3],
      ['a path of 7 at its end', path(7), 0, 0],
      ['a complete network of 6 at one agent', complete(6), 0, 4],
    ] as const
  ).map(([words, graph, observed, dimension], k) =>
    hidden({
      id: `hidden-dimension-${k + 1}`,
      where: 'observability of the unit Laplacian',
      statement: `Hidden dimensions of ${words}`,
      published: dimension,
      tolerance: 0.5,
      compute: () => {
        const system = hiddenPromptSystem(graph, { observed: [String(observed)] });
        const staircase = observability(system).hidden;
        const hautus = hautusTest(system).reduce((sum, { missing }) => sum + missing, 0);
        const structure = hidingPartition(graph, { observed: [String(observed)] }).hidden;
        return {
          value: staircase,
          detail: `staircase ${staircase}, Hautus test ${hautus}, equitable partition ${structure}`,
        };
      },
      why: 'A whole number, by the staircase; the other two ways are in the detail.',
    }),
  ),
  hidden({
    id: 'trojan-in-a-star',
    where: 'abstract, claim (iii)',
    statement: 'A constant hidden prompt that splits two leaves is a Trojan mode of a star watched at its hub',
    published: 1,
    tolerance: 0.5,
    compute: () => trojans(star(6)),
    why: 'Number of hidden modes with Re λ ≥ 0 of the augmented system.',
  }),
  hidden({
    id: 'trojan-repaired',
    where: 'abstract, claims (iii)–(v)',
    statement: 'One negative leaf–leaf edge brings it into view',
    published: 0,
    tolerance: 0.5,
    compute: () => trojans(network(6, [...[1, 2, 3, 4, 5].map((leaf) => [0, leaf]), [1, 3, -1]])),
    why: 'The negative triangle takes the consensus mode away from 0, so the prompt can no longer be cancelled at the hub.',
  }),
  hidden({
    id: 'chordal-is-observable',
    where: 'abstract, claim (iv)',
    statement: 'Chordal networks have no hidden states',
    published: null,
    compute: () => observability(hiddenPromptSystem(complete(6), { observed: ['0'] })).hidden,
    holds: (dimension) => dimension === 0,
    expected: 'fails',
    why: 'Complete networks and stars are chordal and hide n − 2 dimensions from one observer; chordality alone does not help.',
  }),
  hidden({
    id: 'heavier-spoke',
    where: 'rank-one perturbation',
    statement: 'Re-weighting one spoke of a star of 6 from 1 to 2 leaves three hidden dimensions',
    published: 3,
    tolerance: 0.5,
    compute: () =>
      observability(
        hiddenPromptSystem(
          network(
            6,
            [1, 2, 3, 4, 5].map((leaf) => [0, leaf, leaf === 1 ? 2 : 1]),
          ),
          { observed: ['0'] },
        ),
      ).hidden,
    why: 'A whole number, by the staircase.',
  }),
  hidden({
    id: 'observers-of-a-star',
    where: 'multiplicity bound',
    statement: 'A star of 6 needs four observers',
    published: 4,
    tolerance: 0.5,
    compute: () => placeObservers(star(6)).observers.length,
    why: 'Greedy placement meets the lower bound, the multiplicity of the eigenvalue 1.',
  }),
  {
    id: 'recovery',
    where: 'stances to influence',
    kind: 'simulation',
    topic: 'From logs',
    statement: 'The influences behind forty synthetic debates are found with their signs',
    published: null,
    compute: () => {
      const truth = [[0, 1, 0.3], [1, 2, 0.25], [2, 0, -0.2], [3, 0, 0.3], [3, 2, -0.15]]; // prettier-ignore
      const table = syntheticDebates(network(4, truth, true), { debates: 40, rounds: 6, noise: 0.1, seed: 4 });
      const { edges } = estimateInfluence(table, { scale: 'logit', replicates: 100, halves: 25 });
      const right = edges.filter(({ listener, speaker, estimate }) =>
        truth.some(([i, j, w]) => String(i) === listener && String(j) === speaker && w * estimate > 0),
      );
      return {
        value: right.length / truth.length,
        detail: `${right.length} of ${truth.length} edges, ${edges.length - right.length} false`,
      };
    },
    holds: (recall) => recall === 1,
    why: 'Share of the five true edges that are found with the right sign, from 200 steps of four agents.',
  },
  {
    id: 'diagnosis',
    where: 'which edge to change',
    kind: 'theory',
    topic: 'From logs',
    statement: 'Turning the sign that the diagnosis names makes a frustrated ring agree',
    published: null,
    compute: () => {
      const critics = network(3, [[0, 1, 0.3], [1, 2, 0.3], [2, 0, -0.3]], true); // prettier-ignore
      const [{ listener, speaker }] = diagnoseDebate(critics, { beliefs: [1, 0, -1] }).flips;
      const turned = network(3, [[0, 1, 0.3], [1, 2, 0.3], [2, 0, 0.3]], true); // prettier-ignore
      const { final } = simulateRounds(turned, { initial: [1, 0.5, -1], rounds: 500, step: 1, keep: 'last' });
      return listener === '2' && speaker === '0' ? Math.max(...final) - Math.min(...final) : NaN;
    },
    holds: (spread) => spread < 1e-9,
    why: 'Spread after 500 simulated rounds of the debate with that one sign turned.',
  },
];

function trojans(graph: SignedGraph): number {
  const influence = Matrix.columnVector([0, 1, -1, 0, 0, 0]);
  const modes = detectTrojanModes(hiddenPromptSystem(graph, { observed: ['0'], influence }));
  return modes.filter(({ kind }) => kind === 'trojan').length;
}
