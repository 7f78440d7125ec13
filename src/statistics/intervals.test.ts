import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import {
  akaikeWeights,
  bcaInterval,
  bootstrap,
  chiSquareQuantile,
  drawCounts,
  informationCriteria,
  isotonic,
  jackknife,
  normalQuantile,
  percentileInterval,
  profileInterval,
  wilsonInterval,
} from './index.js';

describe('wilsonInterval', () => {
  it('equals published values', () => {
    // Newcombe, Statistics in Medicine 17 (1998) 857, Table I, method 3.
    for (const [successes, trials, lower, upper] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ]) {
      const interval = wilsonInterval({ successes, trials });
      expect(interval.lower).toBeCloseTo(lower, 4);
      expect(interval.upper).toBeCloseTo(upper, 4);
    }
  });

  it('has ends that solve the score equation, and mirrors', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        (trials, at, level) => {
          const successes = at % (trials + 1);
          const { lower, upper } = wilsonInterval({ successes, trials, level });
          const z = normalQuantile((1 + level) / 2);
          for (const end of [lower, upper]) {
            const score = (successes - trials * end) ** 2 - z * z * trials * end * (1 - end);
            expect(Math.abs(score)).toBeLessThan(1e-8 * trials ** 2);
          }
          const mirror = wilsonInterval({ successes: trials - successes, trials, level });
          expect(mirror.lower).toBeCloseTo(1 - upper, 12);
        },
      ),
    );
  });

  it('rejects counts that cannot be', () => {
    expect(() => wilsonInterval({ successes: 3, trials: 2 })).toThrow('successes');
    expect(() => wilsonInterval({ successes: 0, trials: 0 })).toThrow('trials');
    expect(() => wilsonInterval({ successes: 1, trials: 2, level: 1 })).toThrow('level must lie in (0, 1)');
  });
});

describe('jackknife', () => {
  it('is exact for the mean, and removes the bias of the plug-in variance', () => {
    const data = [1.2, 3.4, 0.3, 2.2, 5.1, 4.4];
    const n = data.length;
    const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;
    const variance = (v: number[]) => mean(v.map((x) => (x - mean(v)) ** 2));
    const without = (i: number) => data.filter((_, j) => j !== i);
    const ofMean = jackknife(
      data.map((_, i) => mean(without(i))),
      { estimate: mean(data) },
    );
    const unbiased = (variance(data) * n) / (n - 1);
    expect(ofMean.standardError).toBeCloseTo(Math.sqrt(unbiased / n), 12);
    expect(ofMean.bias).toBeCloseTo(0, 12);
    const ofVariance = jackknife(
      data.map((_, i) => variance(without(i))),
      { estimate: variance(data) },
    );
    expect(variance(data) - ofVariance.bias).toBeCloseTo(unbiased, 12);
    // t(5) at 97.5 %.
    expect((ofMean.interval.upper - mean(data)) / ofMean.standardError).toBeCloseTo(2.570581835636, 9);
  });

  it('needs two values', () => {
    expect(() => jackknife([1], { estimate: 1 })).toThrow('leftOut.length');
    expect(() => jackknife([1, NaN], { estimate: 1 })).toThrow('leftOut[1]');
  });
});

describe('bootstrap', () => {
  const data = Array.from({ length: 40 }, (_, i) => Math.exp(randomStream(8, i).normal()));
  const mean = data.reduce((a, b) => a + b) / data.length;
  const meanOf = (counts: Int32Array) => data.reduce((sum, x, i) => sum + x * counts[i], 0) / data.length;

  it('draws as many units as there are, and a replicate does not depend on how many there are', () => {
    const counts = drawCounts(new Int32Array(25), { seed: 3, replicate: 7 });
    expect(counts.reduce((a, b) => a + b)).toBe(25);
    const few = bootstrap(40, meanOf, { replicates: 5, seed: 2 });
    expect([...bootstrap(40, meanOf, { replicates: 50, seed: 2 }).subarray(0, 5)]).toEqual([...few]);
    expect([...bootstrap(40, meanOf, { replicates: 5, seed: 3 })]).not.toEqual([...few]);
  });

  it('has the plug-in standard error of the mean', () => {
    const values = bootstrap(40, meanOf, { replicates: 4000 });
    const plugIn = Math.sqrt(data.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / data.length;
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    // Standard error of a standard deviation from 4,000 values: 1.1 %.
    expect(Math.abs(spread / plugIn - 1)).toBeLessThan(0.05);
  });

  it('gives percentile quantiles of type 7, and BCa without bias and acceleration is the percentile', () => {
    const values = Array.from({ length: 1001 }, (_, i) => i);
    const percentile = percentileInterval(values, { level: 0.9 });
    expect(percentile.lower).toBeCloseTo(50, 9);
    expect(percentile.upper).toBeCloseTo(950, 9);
    const bca = bcaInterval(values, { estimate: 500, acceleration: 0, level: 0.9 });
    expect(bca.lower).toBeCloseTo(50, 9);
    expect(bca.upper).toBeCloseTo(950, 9);
    const moved = bcaInterval(values, { estimate: 500, acceleration: 0.1, level: 0.9 });
    expect(moved.lower).toBeGreaterThan(bca.lower);
    expect(moved.upper).toBeGreaterThan(bca.upper);
  });
});

describe('profileInterval', () => {
  it('is exact for a normal mean and follows a likelihood that is not symmetric', () => {
    const normal = profileInterval((m) => ((m - 2) / 0.5) ** 2, { estimate: 2, scale: 3 });
    expect(normal.upper - 2).toBeCloseTo(0.5 * normalQuantile(0.975), 8);
    expect(2 - normal.lower).toBeCloseTo(0.5 * normalQuantile(0.975), 8);
    // Poisson mean with 4 seen: deviance 2(λ − 4 − 4 log(λ/4)); both ends solve it, and the upper lies further out.
    const deviance = (mean: number) => 2 * (mean - 4 - 4 * Math.log(mean / 4));
    const poisson = profileInterval(deviance, { estimate: 4, scale: 2, lower: 1e-6 });
    for (const end of [poisson.lower, poisson.upper]) {
      expect(deviance(end)).toBeCloseTo(chiSquareQuantile(0.95, { degrees: 1 }), 6);
    }
    expect(poisson.upper - 4).toBeGreaterThan(4 - poisson.lower);
  });

  it('ends at the range, and says unbounded where the likelihood does not fall', () => {
    expect(profileInterval(() => 1, { estimate: 0.5, scale: 0.1, lower: 0, upper: 1 })).toEqual({
      lower: 0,
      upper: 1,
      level: 0.95,
    });
    expect(profileInterval((x) => (x < 0 ? x * x : 0), { estimate: 0, scale: 1 }).upper).toBe(Infinity);
    expect(() => profileInterval(() => 0, { estimate: 2, scale: 1, upper: 1 })).toThrow('estimate');
  });
});

describe('isotonic', () => {
  it('is the best never-falling sequence: no other on a fine grid is nearer', () => {
    const grid = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(grid, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 5 }),
        (points) => {
          const [y, w] = [points.map(([v]) => v), points.map(([, v]) => v)];
          const { fitted, blocks } = isotonic(y, { weights: w });
          const loss = (f: ArrayLike<number>) => y.reduce((sum, v, i) => sum + w[i] * (v - f[i]) ** 2, 0);
          for (let i = 1; i < y.length; i++) expect(fitted[i]).toBeGreaterThanOrEqual(fitted[i - 1]);
          expect(new Set(fitted).size).toBe(blocks);
          const least = (from: number, prefix: number[]): number => {
            if (prefix.length === y.length) return loss(prefix);
            let best = Infinity;
            for (let v = from; v <= 6; v += 0.5) best = Math.min(best, least(v, [...prefix, v]));
            return best;
          };
          expect(loss(fitted)).toBeLessThanOrEqual(least(0, []) + 1e-12);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('leaves a rising sequence alone and rejects bad weights', () => {
    expect([...isotonic([1, 2, 2, 5]).fitted]).toEqual([1, 2, 2, 5]);
    expect(() => isotonic([1, 2], { weights: [1, 0] })).toThrow('weights[1]');
    expect(() => isotonic([])).toThrow('values.length');
  });
});

describe('information criteria', () => {
  it('follow their definitions', () => {
    const { aic, aicc, bic } = informationCriteria({ logLikelihood: -50, parameters: 3, n: 20 });
    expect(aic).toBe(106);
    expect(aicc).toBe(106 + 24 / 16);
    expect(bic).toBeCloseTo(100 + 3 * Math.log(20), 12);
    expect(informationCriteria({ logLikelihood: -1, parameters: 3, n: 4 }).aicc).toBe(Infinity);
    expect(() => informationCriteria({ logLikelihood: NaN, parameters: 1, n: 4 })).toThrow('logLikelihood');
  });

  it('weigh models by e^(−Δ/2)', () => {
    const weights = akaikeWeights([10, 12, Infinity]);
    expect(weights[0] / weights[1]).toBeCloseTo(Math.E, 12);
    expect(weights[2]).toBe(0);
    expect(weights[0] + weights[1]).toBeCloseTo(1, 14);
  });
});
