import { benchmark } from '../../tools/benchmark.js';
import { randomStream } from '../foundation/index.js';
import { knnKL } from './index.js';
import { kthNearestSquaresPlainly } from './nearest-distances.js';

const dimension = 30;
const points = (seed: number) => {
  const random = randomStream(seed);
  return Float64Array.from({ length: 2000 * dimension }, () => random.normal());
};
const [p, q] = [points(1), points(2)];

await benchmark('divergence by nearest neighbours, n = m = 2,000, d = 30, k = 5', {
  run: () => knnKL(p, q, { dimension }),
  amount: 8e6,
  unit: 'distances',
  target: { seconds: 0.5 },
  baseline: {
    name: 'plain double loop',
    run: () => {
      const [own, other] = [
        { coordinates: p, dimension },
        { coordinates: q, dimension },
      ];
      kthNearestSquaresPlainly(own, own, 5);
      kthNearestSquaresPlainly(own, other, 5);
    },
  },
});
