import { benchmark } from '../../../tools/benchmark.js';
import { randomStream } from '../../foundation/index.js';
import { gaussianMixture, kMeans, silhouette, ward } from '../index.js';

const stream = randomStream(1);
const centers = Array.from({ length: 6 }, () => Array.from({ length: 8 }, () => stream.normal() * 4));
const truth = Array.from({ length: 10_000 }, () => stream.below(6));
const points = truth.map((label) => centers[label].map((center) => center + stream.normal()));

await benchmark('k-means, 10,000 points in 8 dimensions, 6 clusters, 10 starts', {
  run: () => kMeans(points, { clusters: 6 }),
  amount: 10_000,
  unit: 'points',
  target: { seconds: 0.102 },
});

await benchmark('silhouette of 10,000 points in 8 dimensions', {
  run: () => silhouette(points, truth),
  amount: 10_000,
  unit: 'points',
  target: { seconds: 1 },
});

await benchmark('Ward, 2,000 points in 8 dimensions', {
  run: () => ward(points.slice(0, 2000)),
  amount: 2000,
  unit: 'points',
  target: { seconds: 0.15 },
});

await benchmark('Gaussian mixture, 10,000 points in 8 dimensions, 6 full components', {
  run: () => gaussianMixture(points, { components: 6, starts: 1 }),
  amount: 10_000,
  unit: 'points',
});
