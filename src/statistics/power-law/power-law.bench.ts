import { benchmark } from '../../../tools/benchmark.js';
import { randomStream, type RandomStream } from '../../foundation/index.js';
import { comparePowerLaw, fitPowerLaw, powerLawTest } from '../index.js';

/** Devroye's rejection sampler of x^(−α)/ζ(α). */
function zeta(stream: RandomStream, exponent: number): number {
  const power = 2 ** (exponent - 1);
  for (;;) {
    const x = Math.floor((1 - stream.uniform()) ** (-1 / (exponent - 1)));
    const t = (1 + 1 / x) ** (exponent - 1);
    if ((stream.uniform() * x * (t - 1)) / (power - 1) <= t / power) return x;
  }
}

/** Three fifths are 1 to 5, the rest a zeta tail from 6 on. */
function counts(n: number): number[] {
  const stream = randomStream(7, n);
  return Array.from({ length: n }, () => {
    if (stream.uniform() < 0.6) return 1 + stream.below(5);
    let x = 0;
    while (x < 6) x = zeta(stream, 2.5);
    return Math.min(x, 1e9);
  });
}

const large = counts(100_000);
await benchmark('power law of 10⁵ counts, every xmin', {
  run: () => fitPowerLaw(large),
  amount: large.length,
  unit: 'values',
  target: { seconds: 0.04 },
  warmups: 5,
});

const stream = randomStream(8);
const amounts = Array.from({ length: 10_000 }, () =>
  stream.uniform() < 0.3 ? 0.2 + 1.8 * stream.uniform() : 2 * (1 - stream.uniform()) ** (-1 / 1.3),
);
await benchmark('power law of 10⁴ amounts, every xmin', {
  run: () => fitPowerLaw(amounts),
  amount: amounts.length,
  unit: 'values',
});

const fit = fitPowerLaw(counts(1000));
await benchmark('goodness of fit of 10³ counts, 1,000 replicates', {
  run: () => powerLawTest(fit),
  amount: 1000,
  unit: 'replicates',
});

const whole = fitPowerLaw(large);
await benchmark('comparison of 10⁵ counts with a lognormal', {
  run: () => comparePowerLaw(whole, 'lognormal'),
  amount: 1,
  unit: 'comparisons',
});
