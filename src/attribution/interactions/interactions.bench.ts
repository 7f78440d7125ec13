import { benchmark } from '../../../tools/benchmark.js';
import { faithShap, moebius, randomGame, shapleyInteractions } from '../index.js';

const small = randomGame(14);
const medium = randomGame(20);

await benchmark('all pair interactions (SII), n = 14', {
  run: () => shapleyInteractions(small, { order: 2 }),
  amount: 91,
  unit: 'pairs',
  target: { seconds: 0.01 },
});

await benchmark('all pair interactions (SII), n = 20', {
  run: () => shapleyInteractions(medium, { order: 2 }),
  amount: 190,
  unit: 'pairs',
});

await benchmark('Faith-SHAP of order 3, n = 20', {
  run: () => faithShap(medium, { order: 3 }),
  amount: 1350,
  unit: 'interactions',
});

await benchmark('all Möbius coefficients, n = 20', {
  run: () => moebius(medium),
  amount: 2 ** 20,
  unit: 'coalitions',
  target: { seconds: 1 },
});

await benchmark('Shapley interactions of every order, n = 20', {
  run: () => shapleyInteractions(medium, { order: 20 }),
  amount: 2 ** 20,
  unit: 'coalitions',
  target: { seconds: 1 },
});
