import { benchmark } from '../../../tools/benchmark.js';
import { randomStream } from '../../foundation/index.js';
import { concordance, coxRegression, kaplanMeier, logRank, proportionalHazardsTest } from '../index.js';

/** Exponential times with planted hazards, rounded to hundredths so that they tie, and exponential censoring. */
function cohort(n: number) {
  const stream = randomStream(9, n);
  const beta = [0.5, -0.3, 0.8, 0, 0.2];
  const design: number[][] = [];
  const time = new Float64Array(n);
  const event = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const x = beta.map((_, j) => (j === 4 ? +stream.bernoulli(0.4) : stream.normal()));
    const eta = x.reduce((sum, value, j) => sum + value * beta[j], 0);
    const [death, end] = [-Math.log(1 - stream.uniform()) * Math.exp(-eta) * 10, -Math.log(1 - stream.uniform()) * 20];
    design.push(x);
    time[i] = Math.max(0.01, Math.round(Math.min(death, end) * 100) / 100);
    event[i] = death <= end ? 1 : 0;
  }
  return { design, data: { time, event } };
}

const small = cohort(10_000);
await benchmark('Cox regression of 10⁴ rows, 5 covariates, Efron ties', {
  run: () => coxRegression(small.design, small.data),
  amount: 10_000,
  unit: 'rows',
  target: { seconds: 0.05 },
});

const large = cohort(100_000);
await benchmark('Cox regression of 10⁵ rows, 5 covariates, Efron ties', {
  run: () => coxRegression(large.design, large.data),
  amount: 100_000,
  unit: 'rows',
  target: { seconds: 0.5 },
});

const fit = coxRegression(large.design, large.data);
await benchmark('test of proportional hazards, 10⁵ rows', {
  run: () => proportionalHazardsTest(fit),
  amount: 100_000,
  unit: 'rows',
});

await benchmark("Harrell's concordance of 10⁵ rows", {
  run: () => concordance(large.data, fit.linearPredictor),
  amount: 100_000,
  unit: 'rows',
});

await benchmark('Kaplan–Meier curve of 10⁵ rows', {
  run: () => kaplanMeier(large.data),
  amount: 100_000,
  unit: 'rows',
});

const arm = large.design.map((x) => x[4]);
await benchmark('log-rank test of 10⁵ rows', { run: () => logRank(large.data, arm), amount: 100_000, unit: 'rows' });
