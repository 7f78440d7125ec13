import { benchmark } from '../../../tools/benchmark.js';
import { randomStream } from '../../foundation/index.js';
import {
  alphaRank,
  completeGraph,
  exactGraphFixation,
  fermi,
  fixation,
  latticeGraph,
  replicator,
  simulateDynamics,
  simulateFixation,
  simulateGraphFixation,
  simulatePopulation,
  StrategicGame,
} from '../index.js';

const stream = randomStream(1);
const square = (n: number, draw: () => number) => Array.from({ length: n }, () => Array.from({ length: n }, draw));
const times = Float64Array.from({ length: 2000 }, (_, k) => (20 * k) / 1999);
const uniform = (n: number) => new Float64Array(n).fill(1 / n);

const [ten, hundred] = [10, 100].map((n) => square(n, () => stream.normal()));
for (const [name, seconds, options] of [
  ['10⁻⁶', 0.002, { relativeTolerance: 1e-6, absoluteTolerance: 1e-9 }],
  ['10⁻⁹', 0.011, { relativeTolerance: 1e-9, absoluteTolerance: 1e-12 }],
] as const) {
  await benchmark(`replicator dynamics of 10 strategies at 2000 times, to ${name}`, {
    run: () => simulateDynamics(ten, replicator, { initial: uniform(10), times, ...options }),
    amount: 2000,
    unit: 'states',
    target: { seconds },
    warmups: 20,
    repeats: 15,
  });
}
await benchmark('replicator dynamics of 100 strategies at 2000 times, to 10⁻⁹', {
  run: () => simulateDynamics(hundred, replicator, { initial: uniform(100), times }),
  amount: 2000,
  unit: 'states',
  target: { seconds: 0.012 },
  warmups: 10,
});

const dilemma = [[3, 0], [5, 1]]; // prettier-ignore
const comparison = fermi({ selection: 0.05 });
await benchmark('fixation probability, N = 100, a thousand times', {
  run: () => {
    for (let k = 0; k < 1000; k++) fixation(dilemma, { populationSize: 100, rule: comparison });
  },
  amount: 1000,
  unit: 'probabilities',
  target: { seconds: 0.02 },
});

const rule = fermi({ selection: 0.1 });
await benchmark('100,000 populations of 50 simulated to fixation', {
  run: () => simulateFixation([[1, 0.2], [0.9, 0.5]], { populationSize: 50, rule, runs: 100_000 }), // prettier-ignore
  amount: 100_000,
  unit: 'populations',
  target: { seconds: 3 },
  repeats: 3,
});

await benchmark('Moran process of 1000, every step drawn', {
  run: () => simulatePopulation([[3, 1], [2, 2]], { initial: [500, 500], steps: 1e7, every: 1e7, mutation: 0.001 }), // prettier-ignore
  amount: 1e7,
  unit: 'steps',
  target: { seconds: 1 },
  repeats: 3,
});

const cycle = [[0.5, 0.2, 0.9], [0.8, 0.5, 0.1], [0.3, 0.7, 0.5]]; // prettier-ignore
await benchmark('Moran process of 1000 of three types, every step drawn', {
  run: () => simulatePopulation(cycle, { initial: [334, 333, 333], steps: 1e6, every: 1e6, mutation: 0.001 }),
  amount: 1e6,
  unit: 'steps',
  repeats: 3,
});

await benchmark('birth–death on a 30 × 30 lattice', {
  run: () => simulateGraphFixation(latticeGraph(30, 30), [[1.1, 1.1], [1, 1]], { runs: 20, maxSteps: 50_000 }), // prettier-ignore
  amount: 20,
  unit: 'runs of up to 50,000 steps',
  repeats: 3,
});

await benchmark('fixation on a graph of 12 from all 4096 sets', {
  run: () => exactGraphFixation(completeGraph(12), [[1.5, 1.5], [1, 1]]), // prettier-ignore
  amount: 4096,
  unit: 'sets',
  repeats: 3,
});

const [row, column] = [0, 1].map(() => square(30, () => stream.uniform()));
const game = StrategicGame.bimatrix(row, column);
await benchmark('α-rank of two populations with 30 strategies each', {
  run: () => alphaRank(game, { alpha: 1, populationSize: 50 }),
  amount: 900,
  unit: 'profiles',
  target: { seconds: 0.1 },
});
