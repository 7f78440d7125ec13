import { benchmark } from '../../tools/benchmark.js';
import { majorityMap } from './index.js';

const biases = Array.from({ length: 1000 }, (_, i) => i / 1000);

/** The textbook sum of binomial probabilities above one half. */
function binomialTail(votes: number, bias: number): number {
  const p = (1 + bias) / 2;
  let logBinomial = 0;
  let tail = 0;
  for (let n = 0; n <= votes; n++) {
    if (2 * n > votes) tail += Math.exp(logBinomial + n * Math.log(p) + (votes - n) * Math.log(1 - p));
    logBinomial += Math.log((votes - n) / (n + 1));
  }
  return 2 * tail - 1;
}

await benchmark('majority map, b = 10,001', {
  run: () => biases.map((bias) => majorityMap(10_001, bias)),
  amount: biases.length,
  unit: 'values',
  baseline: { name: 'a log-space binomial sum', run: () => biases.map((bias) => binomialTail(10_001, bias)) },
});
