import { benchmark } from '../../tools/benchmark.js';
import {
  banditPopulation,
  logitStep,
  predictedEntropyChange,
  TabularPolicy,
  tokenChain,
  trainExact,
  trainSampled,
} from './index.js';

const population = banditPopulation();
const rowsOf = (values: Float64Array) => Array.from({ length: 256 }, (_, m) => values.slice(8 * m, 8 * m + 8));
const rewards = rowsOf(population.rewards);

await benchmark('exact policy gradient, 256 prompts × 8 responses × 2,400 steps', {
  run: () => trainExact(population, { steps: 2400 }),
  amount: 256 * 8 * 2400,
  unit: 'logit updates',
  target: { seconds: 0.5 },
  baseline: {
    name: 'prompt by prompt',
    amount: 256 * 8 * 24,
    run: () => {
      let rows = rowsOf(population.logits);
      for (let t = 0; t < 24; t++) {
        rows = rows.map((z, m) => {
          const step = logitStep(z, rewards[m], { learningRate: 0.2 });
          predictedEntropyChange(z, step);
          return z.map((value, a) => value + step[a]);
        });
      }
    },
  },
});

const { chain, logits } = tokenChain();
const train = (updates: number) =>
  trainSampled(chain, new TabularPolicy(chain, logits), { rollouts: 1000, updates, learningRate: 2 });

await benchmark('sampled token chains, a rollout and one update, 64 prompts × 8 responses × 4 tokens', {
  run: () => train(1),
  amount: 1000 * 64 * 8 * 4,
  unit: 'sampled tokens',
  target: { seconds: 0.2048 },
});

await benchmark('sampled token chains, a rollout and eight updates', {
  run: () => train(8),
  amount: 1000 * 64 * 8 * 4,
  unit: 'sampled tokens',
  target: { seconds: 0.2048 },
});
