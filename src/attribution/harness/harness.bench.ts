import { benchmark } from '../../../tools/benchmark.js';
import { runScriptedDomain, scriptedDomains } from './scripted-domain.js';

const count = 100;
const skills = {
  default: { planner: 0.6, reasoner: 0.6, actor: 0.6, reflector: 0 },
  test: { planner: 0.95, reasoner: 0.95, actor: 0.95, reflector: 0.95 },
};

await benchmark('Modular harness: 16 coalitions × 4 domains × 100 tasks', {
  run: async () => {
    for (const domain of scriptedDomains) await runScriptedDomain(domain, { skills, count });
  },
  amount: 16 * scriptedDomains.length * count,
  unit: 'episodes',
});

for (const domain of scriptedDomains) {
  await benchmark(`Modular harness, ${domain}: 16 coalitions × 100 tasks`, {
    run: () => runScriptedDomain(domain, { skills, count }),
    amount: 16 * count,
    unit: 'episodes',
    repeats: 3,
    warmups: 1,
  });
}
