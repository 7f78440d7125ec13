import { benchmark } from '../../../tools/benchmark.js';
import { randomStream } from '../../foundation/index.js';
import {
  exactEquilibria,
  lemkeHowson,
  nashEquilibria,
  solveZeroSum,
  StrategicGame,
  supportEnumeration,
} from '../index.js';

/** Games with whole-number payoffs from −99 to 99. */
function games(seed: number, count: number, m: number): { row: number[][]; column: number[][]; game: StrategicGame }[] {
  const stream = randomStream(seed);
  const matrix = () => Array.from({ length: m }, () => Array.from({ length: m }, () => stream.below(199) - 99));
  return Array.from({ length: count }, () => {
    const [row, column] = [matrix(), matrix()];
    return { row, column, game: StrategicGame.bimatrix(row, column) };
  });
}

const eight = games(8, 10, 8);
await benchmark('all equilibria of ten 8 × 8 games', {
  run: () => eight.map(({ game }) => nashEquilibria(game)),
  amount: 10,
  unit: 'games',
  target: { seconds: 0.01 },
  warmups: 10,
  baseline: { name: 'support enumeration', amount: 1, run: () => supportEnumeration(eight[0].game) },
});

await benchmark('all equilibria of ten 8 × 8 games, exactly', {
  run: () => eight.map(({ row, column }) => exactEquilibria(row, column)),
  amount: 10,
  unit: 'games',
  baseline: { name: 'floating point', run: () => eight.map(({ game }) => nashEquilibria(game)) },
  target: { ratio: 1 / 20 },
});

const twelve = games(12, 2, 12);
await benchmark('all equilibria of two 12 × 12 games', {
  run: () => twelve.map(({ game }) => nashEquilibria(game)),
  amount: 2,
  unit: 'games',
  target: { seconds: 0.1 },
});

const [fourteen] = games(14, 1, 14);
await benchmark('all equilibria of a 14 × 14 game', {
  run: () => nashEquilibria(fourteen.game),
  amount: 1,
  unit: 'games',
});

const hundred = games(100, 2, 100);
await benchmark('Lemke–Howson on two 100 × 100 games', {
  run: () => hundred.map(({ game }) => lemkeHowson(game)),
  amount: 2,
  unit: 'games',
  target: { seconds: 0.04 },
});

const [zero] = games(200, 1, 200);
await benchmark('zero-sum game, 200 × 200', {
  run: () => solveZeroSum(zero.row),
  amount: 1,
  unit: 'games',
  target: { seconds: 0.15 },
});
