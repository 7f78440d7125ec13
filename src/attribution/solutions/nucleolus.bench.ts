import { benchmark } from '../../../tools/benchmark.js';
import { leastCore, nucleolus, randomGame } from '../index.js';

const game = randomGame(12);

await benchmark('nucleolus, n = 12', {
  run: () => nucleolus(game),
  amount: 2 ** 12,
  unit: 'coalitions',
  target: { seconds: 5 },
});

await benchmark('least core, n = 12', {
  run: () => leastCore(game),
  amount: 2 ** 12,
  unit: 'coalitions',
});
