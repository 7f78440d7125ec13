import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { comparePowerLaw, fitPowerLaw, powerLawTest } from '../index.js';
import { RIVAL_LAWS, type RivalLaw } from './rival-laws.js';
import { tableFrom, valueTable } from './value-table.js';

/** Smallest k with distribution function ≥ (i − ½)/1000 for α = 2.5 from 1 on. */
const ZETA = [745, 132, 48, 23, 14, 8, 6, 4, 3, 2, 2, 2].flatMap((count, i) => Array<number>(count).fill(i + 1));
ZETA.push(13, 14, 15, 16, 18, 20, 23, 27, 34, 48, 100);

const pareto = (n: number, exponent: number, xmin: number) =>
  Array.from({ length: n }, (_, i) => xmin * (1 - (i + 0.5) / n) ** (-1 / (exponent - 1)));

/** Zeta from 6 on for two fifths, 1 to 5 evenly for the rest. */
function mixture(n: number, seed: number): number[] {
  const stream = randomStream(seed);
  const weights = Array.from({ length: 200_000 }, (_, i) => (6 + i) ** -2.5);
  const total = weights.reduce((a, b) => a + b);
  return Array.from({ length: n }, () => {
    if (stream.uniform() < 0.6) return 1 + stream.below(5);
    let [rest, k] = [stream.uniform() * total, 0];
    while (k < weights.length - 1 && (rest -= weights[k]) > 0) k++;
    return 6 + k;
  });
}

describe('fitPowerLaw', () => {
  it('recovers the law behind zeta quantiles (reference values)', () => {
    const fit = fitPowerLaw(ZETA, { xmin: 1 });
    expect(Math.abs(fit.estimate - 2.499431)).toBeLessThan(1e-6);
    expect(fit.logLikelihood).toBeCloseTo(-1016.12954, 5);
    expect(Math.abs(fit.distance - 0.000498)).toBeLessThan(1e-6);
    expect(Math.abs(fit.standardError - 0.053394)).toBeLessThan(1e-6);
    for (const [xmin, exponent, n] of [
      [2, 2.502832, 255],
      [3, 2.505763, 123],
    ]) {
      const tail = fitPowerLaw(ZETA, { xmin });
      expect(Math.abs(tail.estimate - exponent)).toBeLessThan(1e-6);
      expect(tail.n).toBe(n);
    }
  });

  it('recovers the law behind continuous quantiles, and finds where a tail begins', () => {
    const fit = fitPowerLaw(pareto(500, 2.5, 1), { xmin: 1 });
    expect(Math.abs(fit.estimate - 2.50104)).toBeLessThan(1e-6);
    expect(Math.abs(fit.standardError - 0.067129)).toBeLessThan(1e-6);
    const body = Array.from({ length: 300 }, (_, i) => 0.1 + (4.8 * i) / 299);
    const scan = fitPowerLaw([...body, ...pareto(500, 2.57, 5)]);
    expect(scan.n).toBe(500);
    expect(Math.abs(scan.estimate - 2.572663)).toBeLessThan(1e-6);
  });

  it('is the tail a search through every candidate and every integer finds', () => {
    for (const [sample, discrete] of [
      [mixture(400, 1), true],
      [pareto(150, 2.3, 1).map((x, i) => (i % 3 ? x : 1 + x / 9)), false],
    ] as const) {
      const fit = fitPowerLaw(sample);
      expect(fit.discrete).toBe(discrete);
      let best = { distance: Infinity, xmin: 0 };
      for (const xmin of [...new Set(sample)].sort((a, b) => a - b).slice(0, -1)) {
        const tail = sample.filter((x) => x >= xmin).sort((a, b) => a - b);
        const { estimate } = fitPowerLaw(sample, { xmin, discrete });
        const distance = discrete ? discreteDistance(tail, xmin, estimate) : continuousDistance(tail, xmin, estimate);
        if (distance < best.distance - 1e-12) best = { distance, xmin };
      }
      expect(fit.xmin).toBe(best.xmin);
      expect(Math.abs(fit.distance - best.distance)).toBeLessThan(1e-9);
    }
  });

  it('does not mind units, an xmin between values, or where counts stand in the sample', () => {
    const sample = pareto(300, 2.2, 3);
    const [plain, scaled] = [fitPowerLaw(sample), fitPowerLaw(sample.map((x) => 1024 * x))];
    expect(scaled.estimate).toBeCloseTo(plain.estimate, 10);
    expect(scaled.xmin).toBe(1024 * plain.xmin);
    const between = fitPowerLaw(sample, { xmin: 2.9 });
    const excess = sample.reduce((sum, x) => sum + Math.log(x / 2.9), 0);
    expect(between.estimate).toBeCloseTo(1 + 300 / excess, 12);
    // The distance counts what the law expects between 2.9 and the first value.
    expect(between.distance).toBeCloseTo(continuousDistance([2.9, ...sample], 2.9, between.estimate, 300), 12);
    expect(fitPowerLaw([...ZETA].reverse()).estimate).toBe(fitPowerLaw(ZETA).estimate);
    expect(fitPowerLaw(ZETA.map((x) => x * 1e5)).values.at(-1)).toBe(1e7);
  });

  it('covers the exponent of a known tail', () => {
    let covered = 0;
    const samples = 400;
    for (let k = 0; k < samples; k++) {
      const stream = randomStream(61, k);
      const sample = Array.from({ length: 200 }, () => 2 * (1 - stream.uniform()) ** (-1 / 1.4));
      const { interval } = fitPowerLaw(sample, { xmin: 2 });
      if (interval.lower <= 2.4 && 2.4 <= interval.upper) covered++;
    }
    expect(Math.abs(covered / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples));
  });

  it('rejects what has no tail', () => {
    expect(() => fitPowerLaw([1, 2, 0])).toThrow('sample[2] must be a finite number greater than 0');
    expect(() => fitPowerLaw([1, 2.5], { discrete: true })).toThrow('sample[1] must be a whole number');
    expect(() => fitPowerLaw([3, 3, 3])).toThrow('two distinct values');
    expect(() => fitPowerLaw([1, 2, 3], { xmin: 3 })).toThrow('xmin must leave at least two distinct values');
    expect(() => fitPowerLaw([1, 2, 3], { xmin: 1.5 })).toThrow('xmin must be a whole number');
    expect(() => fitPowerLaw([])).toThrow('sample.length');
  });
});

describe('powerLawTest', () => {
  it('accepts a power law, rejects an exponential, and repeats itself', () => {
    const stream = randomStream(62);
    const law = fitPowerLaw(mixture(600, 5));
    const test = powerLawTest(law, { replicates: 100, seed: 3 });
    expect(test.pValue).toBeGreaterThan(0.1);
    expect(powerLawTest(law, { replicates: 100, seed: 3 })).toEqual(test);
    expect(powerLawTest(law, { replicates: 40, seed: 3 }).distances).toEqual(test.distances.slice(0, 40));
    const other = fitPowerLaw(
      Array.from({ length: 1000 }, () => 1 - 3 * Math.log(1 - stream.uniform())),
      { xmin: 1 },
    );
    expect(powerLawTest(other, { replicates: 100 }).pValue).toBe(0);
  });

  it('gives p-values that are even when the law is true', () => {
    let below = 0;
    for (let k = 0; k < 60; k++) {
      const stream = randomStream(63, k);
      const fit = fitPowerLaw(
        Array.from({ length: 60 }, () => (1 - stream.uniform()) ** (-1 / 1.5)),
        { xmin: 1 },
      );
      if (powerLawTest(fit, { replicates: 60, seed: k }).pValue < 0.5) below++;
    }
    expect(Math.abs(below - 30)).toBeLessThan(4 * Math.sqrt(15));
  });

  it('reports progress and stops when told', () => {
    const fit = fitPowerLaw(ZETA, { xmin: 1 });
    const seen: number[] = [];
    powerLawTest(fit, { replicates: 3, onProgress: ({ done }) => seen.push(done) });
    expect(seen).toEqual([1, 2, 3]);
    expect(() => powerLawTest(fit, { signal: AbortSignal.abort(new Error('enough')) })).toThrow('enough');
    expect(() => powerLawTest(fit, { replicates: 0 })).toThrow('replicates');
  });
});

describe('comparePowerLaw', () => {
  it('against the exponential has the reference values', () => {
    const geometric = comparePowerLaw(fitPowerLaw(ZETA, { xmin: 1 }), 'exponential');
    expect(geometric.logLikelihoodRatio).toBeCloseTo(266.3064, 4);
    expect(geometric.normalized).toBeCloseTo(3.4866, 4);
    expect(geometric.pValue).toBeCloseTo(0.000489, 6);
    const continuous = comparePowerLaw(fitPowerLaw(pareto(500, 2.5, 1), { xmin: 1 }), 'exponential');
    expect(continuous.parameters.rate).toBeCloseTo(0.549795, 6);
    expect(continuous.logLikelihoodRatio).toBeCloseTo(169.0817, 4);
    expect(continuous.normalized).toBeCloseTo(3.33727, 5);
  });

  it('compares with densities that add up to one', () => {
    const whole = tableFrom(valueTable(Float64Array.from({ length: 1500 }, (_, i) => i + 3)), 3);
    const few = { ...whole, counts: whole.counts.map((_, k) => Math.round(2000 * 0.8 ** k)) };
    const discrete = { ...few, ...tailsOf(few.counts, few.logs) };
    for (const law of Object.keys(RIVAL_LAWS) as RivalLaw[]) {
      const { logDensities } = RIVAL_LAWS[law](discrete, true);
      const sum = logDensities.reduce((s, value) => s + Math.exp(value), 0);
      expect(Math.abs(sum - 1), law).toBeLessThan(1e-8);
    }
    const step = 0.01;
    const fine = valueTable(Float64Array.from({ length: 4001 }, (_, i) => 2 + step * i));
    const counts = fine.values.map((x) => Math.round(300 * Math.exp(2 - x) * x ** -0.5));
    const continuous = { ...fine, counts, ...tailsOf(counts, fine.logs) };
    for (const law of Object.keys(RIVAL_LAWS) as RivalLaw[]) {
      const { logDensities } = RIVAL_LAWS[law](continuous, false);
      const ends = (Math.exp(logDensities[0]) + Math.exp(logDensities[4000])) / 2;
      const sum = step * (logDensities.reduce((s, value) => s + Math.exp(value), 0) - ends);
      expect(Math.abs(sum - 1), law).toBeLessThan(1e-4);
    }
  });

  it('recovers planted rivals and prefers them', () => {
    const stream = randomStream(64);
    const draw = (n: number, f: () => number, from: number) => {
      const sample: number[] = [];
      while (sample.length < n) {
        const x = f();
        if (x >= from) sample.push(x);
      }
      return sample;
    };
    const lognormal = comparePowerLaw(
      fitPowerLaw(
        draw(4000, () => Math.exp(1 + 0.8 * stream.normal()), 1.5),
        { xmin: 1.5 },
      ),
      'lognormal',
    );
    expect(Math.abs(lognormal.parameters.mu - 1)).toBeLessThan(0.15);
    expect(Math.abs(lognormal.parameters.sigma - 0.8)).toBeLessThan(0.08);
    expect(lognormal.pValue).toBeLessThan(1e-6);
    expect(lognormal.logLikelihoodRatio).toBeLessThan(0);
    const weibull = () => (-Math.log(1 - stream.uniform()) / 1.2) ** (1 / 0.6);
    const stretched = comparePowerLaw(fitPowerLaw(draw(4000, weibull, 0.3), { xmin: 0.3 }), 'stretched-exponential');
    expect(Math.abs(stretched.parameters.beta - 0.6)).toBeLessThan(0.08);
    expect(Math.abs(stretched.parameters.rate - 1.2)).toBeLessThan(0.25);
    const thinned = draw(
      3000,
      () => {
        const x = Math.floor(0.5 + (1 - stream.uniform()) ** -1.25);
        return stream.uniform() < Math.exp(-0.05 * x) ? x : 0;
      },
      2,
    );
    const cut = comparePowerLaw(fitPowerLaw(thinned, { xmin: 2 }), 'cut-off');
    expect(cut.nested).toBe(true);
    expect(Math.abs(cut.parameters.rate - 0.05)).toBeLessThan(0.02);
    expect(cut.pValue).toBeLessThan(1e-6);
  });

  it('finds no rival much better than a power law for power-law quantiles', () => {
    const fit = fitPowerLaw(pareto(500, 2.5, 1), { xmin: 1 });
    for (const law of ['lognormal', 'stretched-exponential', 'cut-off'] as const) {
      const { logLikelihoodRatio, pValue, converged } = comparePowerLaw(fit, law);
      expect(converged, law).toBe(true);
      expect(Math.abs(logLikelihoodRatio), law).toBeLessThan(1);
      expect(pValue, law).toBeGreaterThan(0.1);
    }
    expect(() => comparePowerLaw(fit, 'gamma' as 'lognormal')).toThrow('rival must be one of');
  });
});

function tailsOf(counts: Float64Array, logs: Float64Array) {
  const tailCounts = new Float64Array(counts.length + 1);
  const tailLogs = new Float64Array(counts.length + 1);
  for (let i = counts.length - 1; i >= 0; i--) {
    tailCounts[i] = tailCounts[i + 1] + counts[i];
    tailLogs[i] = tailLogs[i + 1] + counts[i] * logs[i];
  }
  return { tailCounts, tailLogs };
}

/** At every integer from xmin to the largest value, law by summation. */
function discreteDistance(tail: number[], xmin: number, exponent: number): number {
  let norm = 0;
  for (let k = xmin + 200_000; k >= xmin; k--) norm += k ** -exponent;
  const end = xmin + 200_000.5;
  norm += end ** (1 - exponent) / (exponent - 1);
  let [law, most] = [0, 0];
  for (let k = xmin; k <= Math.min(tail[tail.length - 1], xmin + 5000); k++) {
    law += k ** -exponent / norm;
    most = Math.max(most, Math.abs(law - tail.filter((x) => x <= k).length / tail.length));
  }
  return most;
}

function continuousDistance(tail: number[], xmin: number, exponent: number, n = tail.length): number {
  let most = 0;
  for (const x of tail) {
    const law = 1 - (x / xmin) ** (1 - exponent);
    const [below, upTo] = [tail.filter((y) => y < x).length, tail.filter((y) => y <= x).length];
    const missing = tail.length - n;
    most = Math.max(
      most,
      Math.abs(law - Math.max(0, below - missing) / n),
      Math.abs(law - Math.max(0, upTo - missing) / n),
    );
  }
  return most;
}
