import { benchmark } from '../../../tools/benchmark.js';
import { mixedEquilibria, quantalResponsePath, randomGame, traceEquilibria } from '../index.js';

const small = Array.from({ length: 10 }, (_, index) => randomGame([2, 2, 2], { seed: 1, index }));
await benchmark('all equilibria of ten 2 × 2 × 2 games', {
  run: () => small.map((game) => mixedEquilibria(game)),
  amount: 10,
  unit: 'games',
  warmups: 5,
});

const cube = randomGame([3, 3, 3], { kind: 'covariant', seed: 85 });
await benchmark('all equilibria of a 3 × 3 × 3 game', {
  run: () => mixedEquilibria(cube),
  amount: 1,
  unit: 'games',
  warmups: 2,
});

const pairs = Array.from({ length: 10 }, (_, index) => randomGame([4, 4], { seed: 2, index }));
await benchmark('logit branches of ten 4 × 4 games', {
  run: () => pairs.map((game) => quantalResponsePath(game)),
  amount: 10,
  unit: 'branches',
  warmups: 3,
});

const large = randomGame([5, 4, 3], { seed: 10 });
await benchmark('ten starts in a 5 × 4 × 3 game', {
  run: () => traceEquilibria(large, { starts: 10 }),
  amount: 10,
  unit: 'paths',
  warmups: 1,
});
