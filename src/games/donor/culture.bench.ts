import { benchmark } from '../../../tools/benchmark.js';
import type { RandomStream } from '../../foundation/index.js';
import { driftMap, evolveDonors, evolveScripted, scriptedDonor, traceDonor } from '../index.js';

const founders = (_: number, random: RandomStream) =>
  traceDonor({ first: random.uniform(), low: random.uniform(), high: random.uniform() });

await benchmark('cultural evolution of 12 scripted donors, traces of three lines', {
  run: () => {
    for (let run = 0; run < 200; run++) evolveScripted({ founders, run });
  },
  amount: 2000,
  unit: 'generations',
  baseline: {
    name: 'agents as objects, every encounter recorded',
    amount: 40,
    run: async () => {
      for (let run = 0; run < 4; run++) {
        await evolveDonors({
          run,
          newcomer: ({ number, random }) => scriptedDonor(founders(number, random), { transmission: {} }),
        });
      }
    },
  },
});

const steps = (from: number, to: number) => Array.from({ length: 50 }, (_, i) => from + ((to - from) * i) / 49);
await benchmark('map of drift against selection, 50 × 50 cells, ten runs of ten generations each', {
  run: () => driftMap({ founders, biases: steps(-0.1, 0.2), intensities: steps(0, 1), replicates: 10 }),
  amount: 2500,
  unit: 'cells',
  repeats: 1,
  warmups: 0,
});
