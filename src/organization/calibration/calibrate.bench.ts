import { benchmark } from '../../../tools/benchmark.js';
import { calibrate, recommend, syntheticRuns } from '../index.js';
import { checkRunLog } from './run-log.js';

const truth = {
  scale: 0.06,
  beta: 0.2,
  correlation: 0.1,
  fidelityCurve: { family: 'hyperbolic', ceiling: 0.95, length: 20 },
} as const;
const rounds = syntheticRuns({ ...truth, items: 2000, agents: 10, rounds: 5 });
const once = syntheticRuns({ ...truth, items: 5000, agents: 20 });

await benchmark('calibrate an organization, 100,000 runs in rounds', {
  run: () => calibrate(rounds),
  amount: rounds.rows,
  unit: 'runs',
  target: { seconds: 3 },
  baseline: { name: 'reading and checking the log alone', run: () => checkRunLog(rounds) },
});

await benchmark('calibrate an organization, 100,000 runs without rounds', {
  run: () => calibrate(once),
  amount: once.rows,
  unit: 'runs',
  target: { seconds: 3 },
});

const calibration = calibrate(syntheticRuns({ ...truth, items: 200, rounds: 3 }));
await benchmark('recommend an organization, 200 draws', {
  run: () => recommend(calibration, { budget: 1e5, window: 8000, draws: 200 }),
  amount: 200,
  unit: 'plans',
  target: { seconds: 2 },
});
