import { benchmark } from '../../../tools/benchmark.js';
import { coalitionSize } from '../games/coalition.js';
import { banzhaf, randomGame, shapley, shapleyWeights } from '../index.js';

const large = randomGame(24);
const medium = randomGame(20);

await benchmark('Shapley values of a table, n = 24', {
  run: () => shapley(large),
  amount: 2 ** 24,
  unit: 'coalitions',
  baseline: { name: 'one plain pass that sums the table', run: () => plainSum(large.values) },
  target: { ratio: 1 / 8, mebibytes: 128 },
});

await benchmark('Shapley values of a table, n = 20', {
  run: () => shapley(medium),
  amount: 2 ** 20,
  unit: 'coalitions',
  baseline: { name: 'a loop over the coalitions for every player', run: () => playerByPlayer(medium.values, 20) },
  target: { seconds: 0.02 },
});

await benchmark('Banzhaf values of a table, n = 20', {
  run: () => banzhaf(medium),
  amount: 2 ** 20,
  unit: 'coalitions',
  target: { seconds: 0.02 },
});

function plainSum(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

function playerByPlayer(values: Float64Array, n: number): Float64Array {
  const weights = shapleyWeights(n);
  const sizes = Uint8Array.from({ length: values.length }, (_, mask) => coalitionSize(mask));
  return Float64Array.from({ length: n }, (_, i) => {
    const bit = 1 << i;
    let sum = 0;
    for (let mask = 0; mask < values.length; mask++) {
      if (!(mask & bit)) sum += weights[sizes[mask]] * (values[mask | bit] - values[mask]);
    }
    return sum;
  });
}
