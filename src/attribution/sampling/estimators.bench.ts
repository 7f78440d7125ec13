import { randomStream } from '../../foundation/index.js';
import { benchmark } from '../../../tools/benchmark.js';
import {
  AirportGame,
  WeightedVotingGame,
  antitheticSampling,
  kernelShap,
  kernelShapIQ,
  monteCarloBanzhaf,
  owenSampling,
  permutationInteractions,
  permutationSampling,
  permutationShapleyTaylor,
  stratifiedSampling,
  stratifiedSvarm,
  svarm,
  truncatedMonteCarlo,
  type CooperativeGame,
} from '../index.js';

const airport = new AirportGame(Array.from({ length: 100 }, (_, i) => i + 1));

await benchmark('Permutation sampling with standard errors, airport game of 100 players', {
  run: () => permutationSampling(airport, { budget: 2 + 99_000 }),
  amount: 1000,
  unit: 'orders',
  baseline: { name: 'the same loop without standard errors, trace or checks', run: () => plainOrders(airport, 1000) },
  target: { seconds: 0.005 },
  repeats: 15,
  warmups: 5,
});

const asCoalitions: CooperativeGame = {
  players: airport.players,
  value: () => NaN,
  worth: (members) => airport.worth(members),
};
await benchmark('Permutation sampling of a game of 100 players that is asked for coalitions', {
  run: () => permutationSampling(asCoalitions, { budget: 2 + 99_000 }),
  amount: 99_000,
  unit: 'evaluations',
});

const vote = new WeightedVotingGame({ quota: 60, weights: Array.from({ length: 20 }, (_, i) => 1 + (i % 10)) });
const council: CooperativeGame = { players: vote.players, value: (mask) => vote.value(mask) };
const budget = 20_000;
for (const [name, run] of Object.entries({
  'Permutation sampling': () => permutationSampling(council, { budget }),
  'Antithetic sampling': () => antitheticSampling(council, { budget }),
  'Stratified sampling, Neyman': () => stratifiedSampling(council, { budget }),
  'Owen sampling': () => owenSampling(council, { budget }),
  KernelSHAP: () => kernelShap(council, { budget }),
  SVARM: () => svarm(council, { budget }),
  'Stratified SVARM': () => stratifiedSvarm(council, { budget }),
  'Monte Carlo Banzhaf': () => monteCarloBanzhaf(council, { budget }),
  'Truncated Monte Carlo': () => truncatedMonteCarlo(council, { budget }),
  'Permutation sampling of pairs': () => permutationInteractions(council, { budget }),
  'Shapley–Taylor sampling of pairs': () => permutationShapleyTaylor(council, { budget }),
})) {
  await benchmark(`${name}, voting game of 20 players`, {
    run,
    amount: budget,
    unit: 'evaluations',
    // A million evaluations a second.
    ...(['Permutation sampling', 'KernelSHAP'].includes(name) ? { target: { seconds: budget / 1e6 } } : {}),
  });
}
await benchmark('KernelSHAP-IQ of pairs, voting game of 20 players', {
  run: () => kernelShapIQ(council, { budget: 4000 }),
  amount: 4000,
  unit: 'evaluations',
});

function plainOrders(game: AirportGame, orders: number): Float64Array {
  const n = game.costs.length;
  const stream = randomStream(0);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  const sums = new Float64Array(n);
  for (let k = 0; k < orders; k++) {
    stream.shuffle(order);
    let most = 0;
    for (const player of order) {
      if (game.costs[player] <= most) continue;
      sums[player] += game.costs[player] - most;
      most = game.costs[player];
    }
  }
  return sums.map((sum) => sum / orders);
}
