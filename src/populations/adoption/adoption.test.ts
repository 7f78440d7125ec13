import { describe, expect, it } from 'vitest';
import { adoptionHazard, randomReplies, scriptedCascades } from './index.js';
describe('smoke', () => {
  it('works', () => {
    for (const [m, ad, b] of [[10, 300, 0], [3, 30, 0], [20, 300, 0], [10, 300, 0.3]]) {
      const t0 = process.cpuUsage();
      const replies = randomReplies({ agents: 1000, edgesEach: m, seed: 1 });
      const cascades = scriptedCascades(1000, replies, { cascades: 100, adopters: ad, influence: b, seed: 2 });
      const t1 = process.cpuUsage(t0);
      const pub = adoptionHazard(1000, replies, cascades, { asPublished: true });
      const t2 = process.cpuUsage(t0);
      const right = adoptionHazard(1000, replies, cascades);
      const t3 = process.cpuUsage(t0);
      console.log(m, ad, b, pub.exposure.ratio, pub.concordance, pub.rows, '|', right.exposure.ratio, right.exposure.standardError, right.rows, [t1, t2, t3].map((t) => Math.round(t.user / 1e3)));
    }
  });
});
