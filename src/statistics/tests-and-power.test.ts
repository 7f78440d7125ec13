import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  holm,
  noncentralTCdf,
  signFlipTest,
  studentTCdf,
  studentTQuantile,
  tTestPower,
} from './index.js';

describe('multiple tests', () => {
  // Benjamini & Hochberg (1995), section 3.2: Bonferroni keeps 3 of the 15 at 0.05, their procedure 4.
  const thrombolysis = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];

  it('reject what the published example rejects', () => {
    expect(benjaminiHochberg(thrombolysis).filter((p) => p <= 0.05)).toHaveLength(4);
    expect(holm(thrombolysis).filter((p) => p <= 0.05)).toHaveLength(3);
    expect(benjaminiHochberg(thrombolysis)[3]).toBeCloseTo((15 / 4) * 0.0095, 12);
  });

  it('step through the sorted values as defined, in any order', () => {
    const stream = randomStream(3);
    const p = Array.from({ length: 12 }, () => stream.uniform() ** 3);
    const sorted = [...p].sort((a, b) => a - b);
    const holmOf = (i: number) => Math.max(...sorted.slice(0, i + 1).map((q, j) => Math.min(1, (12 - j) * q)));
    const bhOf = (i: number) => Math.min(1, ...sorted.slice(i).map((q, j) => (12 / (i + j + 1)) * q));
    p.forEach((value, k) => {
      expect(holm(p)[k]).toBeCloseTo(holmOf(sorted.indexOf(value)), 14);
      expect(benjaminiHochberg(p)[k]).toBeCloseTo(bhOf(sorted.indexOf(value)), 14);
    });
    expect(() => holm([0.5, 1.2])).toThrow('pValues[1] must lie in [0, 1]');
    expect(() => benjaminiHochberg([])).toThrow('pValues.length');
  });

  it('of Bonferroni and of Benjamini and Yekutieli are those of R', () => {
    const p = [0.01, 0.04, 0.03, 0.2];
    [1 / 12, 1 / 9, 1 / 9, 5 / 12].forEach((value, i) => expect(benjaminiYekutieli(p)[i]).toBeCloseTo(value, 12));
    expect([...bonferroni(p)]).toEqual([0.04, 0.16, 0.12, 0.8]);
    expect([...bonferroni([0.5, 0.6])]).toEqual([1, 1]);
  });

  it('under the null Holm errs in at most 5 % of families', () => {
    let wrong = 0;
    for (let k = 0; k < 2000; k++) {
      const stream = randomStream(11, k);
      if (holm(Array.from({ length: 8 }, () => stream.uniform())).some((p) => p <= 0.05)) wrong++;
    }
    // 1 − (1 − 0.05/8)⁸ = 0.0489 for independent tests; 4 standard errors.
    expect(Math.abs(wrong / 2000 - 0.0489)).toBeLessThan(4 * Math.sqrt((0.0489 * 0.9511) / 2000));
  });
});

describe('signFlipTest', () => {
  // Fisher, The Design of Experiments, section 21: 863 of 32,768 patterns reach 314, so 1,726 on both sides.
  const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

  it("is Fisher's count on Darwin's maize", () => {
    expect(signFlipTest(maize)).toEqual({ mean: 314 / 15, pValue: 1726 / 32768, n: 15, exact: true, patterns: 32768 });
  });

  it('draws come close to the enumeration, and equal a plain count of the same patterns', () => {
    const drawn = signFlipTest(maize, { exactUpTo: 0, draws: 20_000, seed: 2 });
    const p = 1726 / 32768;
    expect(drawn.exact).toBe(false);
    expect(Math.abs(drawn.pValue - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 20_000));
    const values = [0.1, 0.2, 0.3, -0.1];
    let hits = 0;
    for (let pattern = 0; pattern < 16; pattern++) {
      const sum = values.reduce((s, v, i) => s + (pattern & (1 << i) ? -v : v), 0);
      if (Math.abs(sum) > 0.5 - 1e-9) hits++;
    }
    expect(signFlipTest(values).pValue).toBe(hits / 16);
  });

  it('knows no difference from nothing, and all alike from chance', () => {
    expect(signFlipTest([0, 0, 0]).pValue).toBe(1);
    expect(signFlipTest([1, 1, 1, 1, 1]).pValue).toBe(2 / 32);
    expect(() => signFlipTest([])).toThrow('differences.length');
    expect(() => signFlipTest([1, NaN])).toThrow('differences[1]');
    expect(() => signFlipTest([1], { exactUpTo: 30 })).toThrow('exactUpTo');
  });
});

describe('power of the t test', () => {
  it('agrees with the tables', () => {
    // R's pwr.t.test(d = 0.5, power = 0.8): 33.36713 pairs; two samples of 63.76561.
    expect(tTestPower({ noncentrality: 0.5 * Math.sqrt(33.36713), degrees: 32.36713 })).toBeCloseTo(0.8, 6);
    const n = 63.76561;
    expect(tTestPower({ noncentrality: 0.5 * Math.sqrt(n / 2), degrees: 2 * n - 2 })).toBeCloseTo(0.8, 6);
    expect(tTestPower({ noncentrality: 0, degrees: 7, level: 0.9 })).toBeCloseTo(0.1, 12);
    expect(tTestPower({ noncentrality: 5000, degrees: 7 })).toBe(1);
  });

  it('is the integral that defines the noncentral t', () => {
    for (const [t, degrees, delta] of [
      [2, 10, 1],
      [-1.5, 4, 0.7],
      [30, 6, 25],
      [3, 50, -2],
      [60, 12, 50],
      [1, 3, 0],
    ] as const) {
      expect(noncentralTCdf(t, { degrees, noncentrality: delta })).toBeCloseTo(integral(t, degrees, delta), 9);
    }
    expect(noncentralTCdf(1.3, { degrees: 5, noncentrality: 0 })).toBeCloseTo(studentTCdf(1.3, { degrees: 5 }), 13);
  });

  it('is what simulated tests do', () => {
    const [n, effect, trials] = [12, 0.8, 4000];
    const critical = studentTQuantile(0.975, { degrees: n - 1 });
    let rejected = 0;
    for (let k = 0; k < trials; k++) {
      const stream = randomStream(21, k);
      const x = Array.from({ length: n }, () => effect + stream.normal());
      const mean = x.reduce((a, b) => a + b) / n;
      const variance = x.reduce((s, v) => s + (v - mean) ** 2, 0) / (n - 1);
      if (Math.abs(mean) / Math.sqrt(variance / n) > critical) rejected++;
    }
    const power = tTestPower({ noncentrality: effect * Math.sqrt(n), degrees: n - 1 });
    expect(Math.abs(rejected / trials - power)).toBeLessThan(4 * Math.sqrt((power * (1 - power)) / trials));
  });
});

/** ∫ Φ(t s − δ) f(s) ds over s = √(χ²_ν/ν), by the trapezoid in log s (its error falls exponentially in the step). */
function integral(t: number, degrees: number, delta: number): number {
  let [sum, mass] = [0, 0];
  for (let u = -12; u <= 3; u += 0.002) {
    const s = Math.exp(u);
    const density = Math.exp(degrees * u - (degrees / 2) * (s * s - 1));
    mass += density;
    sum += density * phi(t * s - delta);
  }
  return sum / mass;
}

const phi = (z: number) => (z > 40 ? 1 : z < -40 ? 0 : studentTCdf(z, { degrees: 1e9 }));
