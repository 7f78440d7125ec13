import { benchmark } from '../../tools/benchmark.js';
import { bootstrapEntropyLaw, fitEntropyLaw, simulateCurve } from './index.js';

const curves = Array.from({ length: 20 }, (_, index) => simulateCurve({ points: 2400, index }));
const join = (of: 'entropy' | 'reward') => Float64Array.from(curves.flatMap((curve) => Array.from(curve[of])));
const all = { entropy: join('entropy'), reward: join('reward') };

await benchmark('law fit with 2,000 block bootstrap replicates, 20 runs × 2,400 points', {
  run: () => bootstrapEntropyLaw(curves, { scheme: 'blocks' }),
  amount: 2000,
  unit: 'replicates',
  target: { seconds: 2 },
  baseline: { name: 'a fit a replicate', amount: 20, run: () => Array.from({ length: 20 }, () => fitEntropyLaw(all)) },
});

await benchmark('law fit with 2,000 replicates over runs, 20 runs × 2,400 points', {
  run: () => bootstrapEntropyLaw(curves, { scheme: 'runs' }),
  amount: 2000,
  unit: 'replicates',
  target: { seconds: 2 },
});
