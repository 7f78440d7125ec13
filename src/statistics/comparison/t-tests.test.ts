import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  cohensD,
  jzsBayesFactor,
  noncentralTCdf,
  oneSampleCohensD,
  oneSampleTTest,
  pairedCohensD,
  pairedTTest,
  twoSampleTTest,
  welchTTest,
} from '../index.js';

// Student (1908): hours of sleep gained by ten patients under two drugs.
const DEXTRO = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const LAEVO = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe('t tests', () => {
  it('give what R gives (t.test, 4.2.2)', () => {
    const welch = welchTTest([3, 4, 5, 9], [1, 2, 3, 2]);
    expect(welch.statistic).toBeCloseTo(2.36038737740833, 12);
    expect(welch.degrees).toBeCloseTo(3.57299007622609, 12);
    expect(welch.pValue).toBeCloseTo(0.0854115279499906, 12);
    expect(welch.interval.lower).toBeCloseTo(-0.759968580357451, 11);
    const greater = welchTTest([3, 4, 5, 9], [1, 2, 3, 2], { alternative: 'greater', null: 0.5 });
    expect(greater.pValue).toBeCloseTo(0.0624379014536443, 12);
    expect(greater.interval.lower).toBeCloseTo(0.210923689240826, 11);
    expect(greater.interval.upper).toBe(Infinity);
    const pooled = twoSampleTTest([3, 4, 5, 9], [1, 2, 3, 2]);
    expect(pooled.pValue).toBeCloseTo(0.0562543033970413, 12);
    expect(pooled.interval.upper).toBeCloseTo(6.61913491079284, 11);
    const paired = pairedTTest(DEXTRO, LAEVO);
    expect(paired.statistic).toBeCloseTo(-4.06212768338204, 12);
    expect(paired.pValue).toBeCloseTo(0.00283289019738427, 12);
    expect(oneSampleTTest([1, 2, 3, 6], { null: 1 }).pValue).toBeCloseTo(0.161161847213519, 12);
  });

  it('do not mind units, a common shift, or the order of the samples', () => {
    const scaled = (x: number[]) => x.map((value) => 1e9 + 1e3 * value);
    const [plain, moved] = [welchTTest(DEXTRO, LAEVO), welchTTest(scaled(DEXTRO), scaled(LAEVO))];
    expect(moved.statistic).toBeCloseTo(plain.statistic, 6);
    expect(welchTTest(LAEVO, DEXTRO).statistic).toBeCloseTo(-plain.statistic, 12);
    const less = welchTTest(LAEVO, DEXTRO, { alternative: 'less' });
    expect(less.pValue).toBeCloseTo(welchTTest(DEXTRO, LAEVO, { alternative: 'greater' }).pValue, 12);
    expect(less.interval.lower).toBe(-Infinity);
  });

  it('Welch keeps its level where the pooled test does not', () => {
    let [welch, pooled] = [0, 0];
    const samples = 2000;
    for (let k = 0; k < samples; k++) {
      const stream = randomStream(31, k);
      const small = Array.from({ length: 6 }, () => 4 * stream.normal());
      const large = Array.from({ length: 30 }, () => stream.normal());
      welch += welchTTest(small, large).pValue < 0.05 ? 1 : 0;
      pooled += twoSampleTTest(small, large).pValue < 0.05 ? 1 : 0;
    }
    expect(Math.abs(welch / samples - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / samples));
    expect(pooled / samples).toBeGreaterThan(0.25);
  });

  it('reject what has no answer', () => {
    expect(() => welchTTest([1], [1, 2])).toThrow('first.length must be at least 2');
    expect(() => welchTTest([1, 1], [2, 2])).toThrow('must not be constant');
    expect(() => pairedTTest([1, 2, 3], [2, 3, 4])).toThrow('differences must not be constant');
    expect(() => pairedTTest([1, 2, 3], [2, 3])).toThrow('second.length must equal 3');
    expect(() => oneSampleTTest([1, NaN])).toThrow('sample[1]');
    expect(() => oneSampleTTest([1, 2], { alternative: 'both' as 'less' })).toThrow('alternative');
  });
});

describe("Cohen's d", () => {
  it('is a multiple of t, and its interval the noncentralities under which t is not extreme', () => {
    const d = cohensD([3, 4, 5, 6], [1, 2, 3, 2]);
    expect(d.statistic).toBeCloseTo(twoSampleTTest([3, 4, 5, 6], [1, 2, 3, 2]).statistic, 12);
    for (const [limit, share] of [
      [d.interval.lower, 0.975],
      [d.interval.upper, 0.025],
    ]) {
      expect(noncentralTCdf(d.statistic, { degrees: 6, noncentrality: limit * Math.SQRT2 })).toBeCloseTo(share, 8);
    }
    // J(6) = Γ(3)/(√3 Γ(5/2)).
    expect(d.hedgesG / d.estimate).toBeCloseTo(2 / (Math.sqrt(3) * 0.75 * Math.sqrt(Math.PI)), 12);
    expect(cohensD([1, 2, 3, 2], [3, 4, 5, 6]).interval.upper).toBeCloseTo(-d.interval.lower, 8);
  });

  it('of pairs is t/√n, and with the average variance comparable to independent samples', () => {
    const paired = pairedTTest(DEXTRO, LAEVO);
    expect(pairedCohensD(DEXTRO, LAEVO).estimate).toBeCloseTo(paired.statistic / Math.sqrt(10), 12);
    const average = pairedCohensD(DEXTRO, LAEVO, { standardizer: 'average' });
    // With equal sizes the pooled variance is the average.
    expect(average.estimate).toBeCloseTo(cohensD(DEXTRO, LAEVO).estimate, 12);
    expect(average.statistic).toBeCloseTo(paired.statistic, 12);
    const differences = DEXTRO.map((value, i) => value - LAEVO[i]);
    expect(oneSampleCohensD(differences).interval).toEqual(pairedCohensD(DEXTRO, LAEVO).interval);
  });

  it('covers the truth, Hedges g is unbiased, and the standard error is the spread', () => {
    const [samples, effect] = [400, 0.7];
    let [covered, sum, squares, variance] = [0, 0, 0, 0];
    for (let k = 0; k < samples; k++) {
      const stream = randomStream(32, k);
      const d = cohensD(
        Array.from({ length: 9 }, () => effect + stream.normal()),
        Array.from({ length: 6 }, () => stream.normal()),
      );
      covered += d.interval.lower <= effect && effect <= d.interval.upper ? 1 : 0;
      sum += d.hedgesG;
      squares += d.estimate ** 2;
      variance += d.standardError ** 2;
    }
    expect(Math.abs(covered / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples));
    const [mean, spread] = [sum / samples, Math.sqrt(squares / samples - (sum / samples / 0.94) ** 2)];
    expect(Math.abs(mean - effect)).toBeLessThan((4 * spread) / Math.sqrt(samples));
    // SE² at the estimate overstates the variance at the truth by the curvature of (1 + δ²): a tenth here.
    expect(Math.sqrt(variance / samples) / spread).toBeGreaterThan(0.95);
    expect(Math.sqrt(variance / samples) / spread).toBeLessThan(1.15);
  });

  it('rejects samples without spread', () => {
    expect(() => cohensD([1, 1], [2, 2])).toThrow('first must not be constant');
    expect(() => oneSampleCohensD([1e6, 1e6 + 1e-3])).toThrow('t must lie within ±900');
  });
});

describe('jzsBayesFactor', () => {
  it('gives the published values', () => {
    // Package pingouin, checked there against R's BayesFactor; its √2/2 is 0.707.
    expect(jzsBayesFactor(3.5, { n: 20, secondN: 20, scale: 0.707 }).bayesFactor).toBeCloseTo(26.743, 3);
    expect(jzsBayesFactor(3.5, { n: 20, scale: 0.707 }).bayesFactor).toBeCloseTo(17.185, 3);
  });

  it('is the ratio of densities of t under the Cauchy prior on the effect, by another integral', () => {
    for (const [t, n, secondN, scale] of [
      [2.1, 12, 17, 0.5],
      [-0.4, 30, undefined, 1],
      [6, 8, 9, Math.SQRT1_2],
    ] as const) {
      const effective = secondN ? (n * secondN) / (n + secondN) : n;
      const degrees = secondN ? n + secondN - 2 : n - 1;
      const direct = densityRatio(t, { effective, degrees, scale });
      const options = { n, scale, ...(secondN && { secondN }) };
      expect(jzsBayesFactor(t, options).bayesFactor / ((direct.positive + direct.negative) / 2)).toBeCloseTo(1, 8);
      const greater = jzsBayesFactor(t, { ...options, alternative: 'greater' }).bayesFactor;
      expect(greater / direct.positive).toBeCloseTo(1, 8);
      const less = jzsBayesFactor(t, { ...options, alternative: 'less' }).bayesFactor;
      expect(less / direct.negative).toBeCloseTo(1, 8);
      expect(jzsBayesFactor(t, options).relativeError).toBeLessThan(1e-10);
    }
  });

  it('keeps its logarithm where the factor overflows, and speaks for the null at t = 0', () => {
    const huge = jzsBayesFactor(400, { n: 1000 });
    expect(huge.bayesFactor).toBe(Infinity);
    expect(huge.logBayesFactor).toBeGreaterThan(710);
    expect(huge.relativeError).toBeLessThan(1e-10);
    expect(jzsBayesFactor(0, { n: 10_000 }).bayesFactor).toBeLessThan(0.02);
    expect(() => jzsBayesFactor(2, { n: 1 })).toThrow('n must be a whole number of at least 2');
    expect(() => jzsBayesFactor(2, { n: 1, secondN: 1 })).toThrow('secondN');
    expect(() => jzsBayesFactor(2, { n: 10, scale: 0 })).toThrow('scale');
  });
});

/**
 * Density of t under δ ~ Cauchy(0, r), restricted to each sign, over that under δ = 0. With s = √(χ²_ν/ν) the density of
 * t given δ is ∫ φ(ts − √N δ) s f(s) ds; both integrals by the trapezoid, δ = r tan(θ) and log s.
 */
function densityRatio(
  t: number,
  { effective, degrees, scale }: { effective: number; degrees: number; scale: number },
): { positive: number; negative: number } {
  const scales: { s: number; weight: number }[] = [];
  for (let u = -5; u <= 2; u += 0.01) {
    const s = Math.exp(u);
    const weight = Math.exp((degrees + 1) * u - (degrees / 2) * (s * s - 1));
    if (weight > 1e-25) scales.push({ s, weight });
  }
  const density = (delta: number) =>
    scales.reduce(
      (sum, { s, weight }) => sum + weight * Math.exp(-((t * s - Math.sqrt(effective) * delta) ** 2) / 2),
      0,
    );
  // Simpson's rule in θ; at π/2 the density vanishes.
  const nodes = 4000;
  let [positive, negative] = [density(0), density(0)];
  for (let k = 1; k < nodes; k++) {
    const delta = scale * Math.tan((k / nodes) * (Math.PI / 2));
    positive += (k % 2 === 1 ? 4 : 2) * density(delta);
    negative += (k % 2 === 1 ? 4 : 2) * density(-delta);
  }
  [positive, negative] = [positive / (3 * nodes), negative / (3 * nodes)];
  return { positive: positive / density(0), negative: negative / density(0) };
}
