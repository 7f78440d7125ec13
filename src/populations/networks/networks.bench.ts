import { benchmark } from '../../../tools/benchmark.js';
import { randomStream } from '../../foundation/index.js';
import {
  betweenness,
  clusteringCoefficient,
  communities,
  coreNumbers,
  network,
  pageRank,
  replyNetwork,
  rewire,
  syntheticArchive,
  type Network,
} from '../index.js';

function random(n: number, m: number, directed: boolean): Network {
  const stream = randomStream(1);
  const from = Int32Array.from({ length: m }, () => stream.below(n));
  const to = Int32Array.from(from, (a) => (a + 1 + stream.below(n - 1)) % n);
  return network({ nodes: n, from, to, directed });
}

/** Groups of 200 nodes, seven tenths of the edges within them. */
function grouped(n: number, m: number): Network {
  const stream = randomStream(2);
  const from = Int32Array.from({ length: m }, () => stream.below(n));
  const to = Int32Array.from(from, (a) => {
    let b = a;
    while (b === a) b = stream.bernoulli(0.7) ? a - (a % 200) + stream.below(200) : stream.below(n);
    return b;
  });
  return network({ nodes: n, from, to, directed: false });
}

const medium = random(10_000, 100_000, true);
await benchmark('betweenness, 10,000 nodes and 100,000 arcs', {
  run: () => betweenness(medium),
  amount: 10_000,
  unit: 'nodes',
  repeats: 1,
  warmups: 0,
  target: { seconds: 60 },
});

await benchmark('rewiring of 100,000 arcs, ten exchanges each', {
  run: () => rewire(medium),
  amount: 100_000,
  unit: 'arcs',
});

const large = random(100_000, 1_000_000, true);
await benchmark('PageRank, 1,000,000 arcs', { run: () => pageRank(large), amount: 1e6, unit: 'arcs' });
await benchmark('clustering coefficients, 1,000,000 arcs', {
  run: () => clusteringCoefficient(large),
  amount: 1e6,
  unit: 'arcs',
});
await benchmark('core numbers, 1,000,000 arcs', { run: () => coreNumbers(large), amount: 1e6, unit: 'arcs' });

const groups = grouped(100_000, 1_000_000);
await benchmark('communities, 100,000 nodes and 1,000,000 edges in groups', {
  run: () => communities(groups),
  amount: 1e6,
  unit: 'edges',
  repeats: 1,
  warmups: 0,
});

const archive = syntheticArchive({ agents: 20_000, days: 10 });
await benchmark('reply network of 400,000 contributions', {
  run: () => replyNetwork(archive),
  amount: 400_000,
  unit: 'contributions',
});
