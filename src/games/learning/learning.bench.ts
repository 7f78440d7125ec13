import { benchmark } from '../../../tools/benchmark.js';
import { randomStream } from '../../foundation/index.js';
import { fictitiousPlay, hedge, playLearners, regretMatching, StrategicGame } from '../index.js';

function randomGame(n: number): StrategicGame {
  const stream = randomStream(n);
  const matrix = () => Array.from({ length: n }, () => Array.from({ length: n }, () => stream.uniform()));
  return StrategicGame.bimatrix(matrix(), matrix());
}

const [twenty, hundred] = [randomGame(20), randomGame(100)];
await benchmark('fictitious play, 20 × 20', {
  run: () => fictitiousPlay(twenty, { rounds: 10_000 }),
  amount: 10_000,
  unit: 'rounds',
  target: { seconds: 0.005 },
  warmups: 10,
});

await benchmark('fictitious play, 100 × 100', {
  run: () => fictitiousPlay(hundred, { rounds: 100_000 }),
  amount: 100_000,
  unit: 'rounds',
  target: { seconds: 1 },
});

for (const rule of [regretMatching(), regretMatching({ plus: true }), hedge({ lowest: 0, highest: 1 })]) {
  await benchmark(`${rule.name} of both players, 100 × 100`, {
    run: () => playLearners(hundred, rule, { rounds: 100_000 }),
    amount: 100_000,
    unit: 'rounds',
    target: { seconds: 1 },
    repeats: 3,
  });
}
