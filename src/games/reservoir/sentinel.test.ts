import { describe, expect, it } from 'vitest';
import { Sentinel, sentinelEquilibrium, type SentinelOptions } from '../index.js';

/** A sentinel under constant discomfort: baselines that do not move, and a body that disagrees by a fixed amount. */
function settle(discomfort: number, options: SentinelOptions = {}): number {
  const still = { baselineRate: 0, weights: { state: 0, output: 0, disagreement: 1 }, ...options };
  const sentinel = new Sentinel({ state: new Float64Array(3), output: 0.5 }, still);
  for (let t = 0; t < 2000; t++) sentinel.observe([0, 0, 0], discomfort, 0);
  return sentinel.receptivity;
}

describe('the sentinel', () => {
  it.each([0, 0.05, 0.1, 0.11, 0.14, 0.17, 0.18, 0.5, 1])('rests where the formula says, D = %d', (discomfort) => {
    expect(settle(discomfort)).toBeCloseTo(sentinelEquilibrium(discomfort).receptivity, 9);
  });

  it('rests there with other parameters', () => {
    const options = { trust: 0.9, recovery: 0.2, intervention: 0.4, threshold: 0.3, floor: 0.1 };
    for (const discomfort of [0.2, 0.4, 0.6, 0.9]) {
      expect(settle(discomfort, options)).toBeCloseTo(sentinelEquilibrium(discomfort, options).receptivity, 9);
    }
    expect(sentinelEquilibrium(0.4, options)).toMatchObject({ regime: 'interior', collapse: 0.7 });
  });

  it('collapses at 0.18 with the published parameters', () => {
    expect(sentinelEquilibrium(0).collapse).toBeCloseTo(0.18, 14);
    expect([0.05, 0.15, 0.3].map((d) => sentinelEquilibrium(d).regime)).toEqual(['trust', 'interior', 'floor']);
  });

  it('compares with the baselines before it moves them', () => {
    const sentinel = new Sentinel({ state: Float64Array.of(0, 0, 0, 0), output: 0.9 });
    const felt = sentinel.observe([2, 0, 0, 0], 0.8, 1);
    expect(felt.state).toBeCloseTo(1, 14);
    expect(felt.output).toBeCloseTo(0.1, 14);
    expect(felt.disagreement).toBeCloseTo(0.2, 14);
    expect(felt.total).toBeCloseTo(0.3 + 0.03 + 0.08, 14);
    expect(sentinel.receptivity).toBeCloseTo(0.85 - 0.5 * 0.31, 14);
    expect(sentinel.baseline.state[0]).toBeCloseTo(0.04, 14);
    expect(sentinel.baseline.output).toBeCloseTo(0.898, 14);
  });

  it('refuses parameters out of range', () => {
    const baseline = { state: new Float64Array(2), output: 0.9 };
    expect(() => new Sentinel(baseline, { trust: 1.1 })).toThrow('trust must');
    expect(() => new Sentinel(baseline, { floor: 0.9 })).toThrow('floor must');
    expect(() => new Sentinel({ ...baseline, output: 2 })).toThrow('baseline.output must');
    expect(() => sentinelEquilibrium(-0.1)).toThrow('discomfort must');
    expect(() => sentinelEquilibrium(0.1, { recovery: 0 })).toThrow('recovery must');
  });
});
