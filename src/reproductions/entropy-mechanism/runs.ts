import { banditPopulation, consumption, fitEntropyLaw, predictFromEarly, trainExact } from '../../entropy/index.js';

/** The population of the reference experiment, which its generator fixes. */
export const population = banditPopulation();

export type ReferenceMethod = keyof typeof settings;
const settings = {
  pg: { learningRate: 0.2, steps: 2400 },
  grpo: { learningRate: 0.1, steps: 2400 },
  npg: { learningRate: 0.05, steps: 240 },
} as const;

const made = new Map<ReferenceMethod, ReturnType<typeof make>>();

/** A reference run with what is computed from it; each is trained once. */
export function referenceRun(method: ReferenceMethod): ReturnType<typeof make> {
  const found = made.get(method) ?? make(method);
  made.set(method, found);
  return found;
}

function make(method: ReferenceMethod) {
  const run = trainExact(population, { method, ...settings[method] });
  const { steps } = settings[method];
  const predicted = -run.predictedChange.reduce((sum, change) => sum + change, 0);
  const gap = run.predictedChange.reduce(
    (largest, change, t) => Math.max(largest, Math.abs(change - (run.entropy[t + 1] - run.entropy[t]))),
    0,
  );
  const rising = run.predictedChange.filter((change) => change > 0).length / steps;
  return {
    ...run,
    steps,
    law: fitEntropyLaw(run),
    early: predictFromEarly(run),
    table: consumption(run),
    predicted,
    gap,
    rising,
  };
}
