import { benchmark } from '../../../tools/benchmark.js';
import { randomStream } from '../../foundation/index.js';
import { signedGraphFromArrays } from '../signed-graph.js';
import { simulateRounds } from './index.js';

const nodes = 100_000;
const edges = 1_000_000;

/** A random directed graph without repeats: every node listens to ten others. */
function randomNetwork() {
  const random = randomStream(1);
  const [sources, targets] = [new Int32Array(edges), new Int32Array(edges)];
  const weights = new Float64Array(edges);
  const heard = new Set<number>();
  for (let i = 0, e = 0; i < nodes; i++) {
    heard.clear();
    while (heard.size < edges / nodes) {
      const j = random.below(nodes);
      if (j === i || heard.has(j)) continue;
      heard.add(j);
      sources[e] = i;
      targets[e] = j;
      weights[e++] = (random.bernoulli(0.2) ? -1 : 1) * (0.5 + random.uniform());
    }
  }
  return signedGraphFromArrays({ nodes, sources, targets, weights, directed: true });
}

const network = randomNetwork();
const random = randomStream(2);
const initial = Float64Array.from({ length: nodes }, () => random.normal());
const lists = network.nodes.map((_, i) =>
  Array.from({ length: network.offsets[i + 1] - network.offsets[i] }, (_, k) => ({
    target: network.targets[network.offsets[i] + k],
    weight: network.weights[network.offsets[i] + k],
  })),
);

/** A round over adjacency lists of objects, as one writes it first. */
function plainRounds(rounds: number): number[] {
  let x = Array.from(initial);
  for (let round = 0; round < rounds; round++) {
    x = x.map((mine, i) =>
      lists[i].reduce(
        (sum, { target, weight }) => sum + 0.02 * Math.abs(weight) * (Math.sign(weight) * x[target] - mine),
        mine,
      ),
    );
  }
  return x;
}

const rounds = 100;
await benchmark('rounds of a debate, 100,000 agents, 1,000,000 edges', {
  run: () => simulateRounds(network, { initial, rounds, step: 0.02, keep: 'last' }),
  amount: rounds * edges,
  unit: 'edge updates',
  target: { seconds: (rounds * edges) / 1e8 },
  baseline: { name: 'adjacency lists of objects', run: () => plainRounds(10), amount: 10 * edges },
});
