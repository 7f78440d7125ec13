import { it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { adjustedRandIndex, kMeans, standardize, silhouette } from '../../statistics/index.js';
import { readSociety, syntheticMoltbook } from '../records/index.js';
import { alikeAgents, roleEvidence, societyFeatures } from './index.js';
it('smoke', async () => {
  for (const [roles, tail, memory = 0] of [[false, 2.5], [true, 2.5], [false, Infinity], [true, Infinity], [false, 2], [false, 2.5, 0.6]] as const) {
    const m = syntheticMoltbook({ agents: 400, roles, activityTail: tail, memory, seed: 4 });
    const t = process.cpuUsage();
    const s = await readSociety(m.posts, m.comments);
    const f = societyFeatures(s);
    for (const asPublished of [false, true]) {
      const e = roleEvidence(f, { asPublished, replicates: 19, without: alikeAgents(s) });
      const truth = Array.from(e.agents, (i) => m.truth.role[Number(s.agents[i].slice(1))]);
      console.log(roles, tail, asPublished, e.best.silhouette.toFixed(3), JSON.stringify(e.best.withoutRoles), e.pValue, 'ari', adjustedRandIndex(truth, e.labels), e.clearest, process.cpuUsage(t).user / 1e6);
    }
  }
  const random = randomStream(1);
  const pareto = Array.from({ length: 2000 }, () => Float64Array.from({ length: 5 }, () => (1 - random.uniform()) ** (-1 / 1.5)));
  const t = process.cpuUsage();
  const z = standardize(pareto).points;
  for (let k = 3; k <= 8; k++) { const f = kMeans(z, { clusters: k }); console.log(k, silhouette(z, f.labels).mean, Math.max(...f.sizes) / 2000, process.cpuUsage(t).user / 1e6); }
}, 100000);
