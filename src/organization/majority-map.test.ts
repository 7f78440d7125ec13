import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { majorityGain, majorityMap, majorityMapDerivative } from './index.js';
import { gainLoss, tieProbability } from './majority-series.js';

fc.configureGlobal({ seed: 1 });

const oddFanIn = fc.integer({ min: 1, max: 40 }).map((k) => 2 * k + 1);
const bias = fc.double({ min: 0, max: 1, noNaN: true });

/** 2 Pr[Bin(b, (1 + u)/2) > b/2] − 1 in whole-number arithmetic, u = numerator/denominator. */
function exactMajority(votes: number, numerator: number, denominator: number): number {
  const right = BigInt(denominator + numerator);
  const wrong = BigInt(denominator - numerator);
  let binomial = 1n;
  let difference = 0n;
  for (let n = 0; n <= votes; n++) {
    const term = binomial * right ** BigInt(n) * wrong ** BigInt(votes - n);
    difference += 2 * n > votes ? term : -term;
    binomial = (binomial * BigInt(votes - n)) / BigInt(n + 1);
  }
  const scale = 10n ** 25n;
  return Number((difference * scale) / BigInt(2 * denominator) ** BigInt(votes)) / Number(scale);
}

/** The same from the binomial probabilities relative to the likeliest count: fit for thousands of votes. */
function binomialMajority(votes: number, u: number): number {
  const odds = (1 + u) / (1 - u);
  const mode = Math.min(votes, Math.floor(((votes + 1) * (1 + u)) / 2));
  let [for_, against] = [0, 0];
  const add = (n: number, weight: number) => (2 * n > votes ? (for_ += weight) : (against += weight));
  for (let n = mode, weight = 1; n <= votes && weight > 1e-25; n++) {
    add(n, weight);
    weight *= ((votes - n) / (n + 1)) * odds;
  }
  for (let n = mode, weight = 1; n > 0 && weight > 1e-25; n--) {
    weight *= n / (votes - n + 1) / odds;
    add(n - 1, weight);
  }
  return (for_ - against) / (for_ + against);
}

describe('majorityMap', () => {
  it('equals the binomial tail in exact arithmetic', () => {
    for (const votes of [3, 5, 7, 9, 21, 51]) {
      for (const numerator of [0, 1, 7, 50, 300, 640, 999, 1000]) {
        const exact = exactMajority(votes, numerator, 1000);
        expect(Math.abs(majorityMap(votes, numerator / 1000) - exact)).toBeLessThanOrEqual(1e-15 * Math.max(1, exact));
      }
    }
  });

  it('equals the binomial tail to 1e-12 up to ten thousand and one votes', () => {
    for (const votes of [101, 999, 5001, 10_001]) {
      for (const u of [1e-9, 1e-6, 1e-4, 0.003, 0.01, 0.02, 0.05, 0.1, 0.3, 0.7, 0.99, 1 - 1e-9]) {
        expect(Math.abs(majorityMap(votes, u) - binomialMajority(votes, u))).toBeLessThan(1e-12);
      }
    }
  });

  it('keeps its relative accuracy for weak votes, where the map is linear', () => {
    for (const votes of [3, 101, 10_001]) {
      expect(majorityMap(votes, 1e-200) / (majorityGain(votes) * 1e-200)).toBeCloseTo(1, 13);
    }
  });

  it('is the closed form for three votes', () => {
    fc.assert(
      fc.property(bias, (u) => {
        expect(majorityMap(3, u)).toBeCloseTo((3 * u - u ** 3) / 2, 15);
      }),
    );
  });

  it('is odd, increasing and concave, between u and 1', () => {
    fc.assert(
      fc.property(oddFanIn, bias, bias, (votes, u, v) => {
        const [low, high] = u < v ? [u, v] : [v, u];
        const f = (x: number) => majorityMap(votes, x, { signed: true });
        expect(f(-u) + f(u)).toBe(0);
        expect(f(low)).toBeLessThanOrEqual(f(high));
        expect(f((low + high) / 2)).toBeGreaterThanOrEqual((f(low) + f(high)) / 2 - 1e-15);
        expect(f(u)).toBeGreaterThanOrEqual(u);
        expect(f(1)).toBe(1);
        expect(f(0)).toBe(0);
      }),
    );
  });

  it('grows with the number of votes', () => {
    fc.assert(
      fc.property(oddFanIn, bias, (votes, u) => {
        expect(majorityMap(votes + 2, u)).toBeGreaterThanOrEqual(majorityMap(votes, u));
      }),
    );
  });

  it('decides 2k votes and a coin like 2k − 1 votes', () => {
    // Half of the ties of 2k votes go either way.
    const withCoin = (votes: number, u: number) => {
      const p = (1 + u) / 2;
      let accuracy = 0;
      let binomial = 1;
      for (let n = 0; n <= votes; n++) {
        const chance = binomial * p ** n * (1 - p) ** (votes - n);
        accuracy += 2 * n > votes ? chance : 2 * n === votes ? chance / 2 : 0;
        binomial = (binomial * (votes - n)) / (n + 1);
      }
      return 2 * accuracy - 1;
    };
    for (const votes of [2, 4, 6, 10]) {
      for (const u of [0, 0.1, 0.5, 0.9, 1]) {
        expect(majorityMap(votes, u, { ties: 'coin' })).toBeCloseTo(withCoin(votes, u), 13);
      }
    }
    expect(majorityMap(4, 0.3, { ties: 'coin' })).toBe(majorityMap(3, 0.3));
    expect(majorityMap(5, 0.3, { ties: 'coin' })).toBe(majorityMap(5, 0.3));
    expect(majorityMapDerivative(2, 1, { ties: 'coin' })).toBe(1);
  });

  it('rejects even fan-ins, biases out of range and what is no number', () => {
    for (const fanIn of [4, 1, 0, -3, 3.5, NaN, Infinity]) {
      expect(() => majorityMap(fanIn, 0.5)).toThrow('fanIn must');
      expect(() => majorityMapDerivative(fanIn, 0.5)).toThrow('fanIn must');
      expect(() => majorityGain(fanIn)).toThrow('fanIn must');
    }
    for (const u of [-0.1, 1.1, NaN]) {
      expect(() => majorityMap(3, u)).toThrow('bias must lie in [0, 1]');
      expect(() => majorityMapDerivative(3, u)).toThrow('bias must lie in [0, 1]');
    }
    expect(() => majorityMap(3, -1.1, { signed: true })).toThrow('bias must lie in [-1, 1]');
    expect(() => majorityGain(4, { ties: 'maybe' as 'coin' })).toThrow(`ties must be one of 'reject', 'coin'`);
  });
});

describe('majorityMapDerivative', () => {
  it('is the slope of the map', () => {
    for (const votes of [3, 5, 21, 101, 1001]) {
      for (const u of [0, 0.01, 0.1, 0.4, 0.8]) {
        const f = (x: number) => majorityMap(votes, x, { signed: true });
        const h = 1e-4;
        const slope = (8 * (f(u + h) - f(u - h)) - (f(u + 2 * h) - f(u - 2 * h))) / (12 * h);
        expect(majorityMapDerivative(votes, u)).toBeCloseTo(slope, 7);
      }
    }
    expect(majorityMapDerivative(9, 1)).toBe(0);
  });

  it('does not overflow for very many votes', () => {
    expect(majorityMapDerivative(1_000_001, 0)).toBeCloseTo(Math.sqrt((2 * 1_000_001) / Math.PI), 3);
    expect(majorityMapDerivative(1_000_001, 0.5)).toBe(0);
  });
});

describe('majorityGain', () => {
  it('has the published values, and the exponents they give', () => {
    const published = [
      [3, 1.5, 0.36907],
      [5, 1.875, 0.390577],
      [7, 2.1875, 0.402259],
      [9, 2.4609375, 0.409854],
      [11, 2.70703125, 0.415303],
      [15, 3.14208984, 0.422772],
      [21, 3.70013809, 0.429746],
      [51, 5.72603381, 0.44382],
      [101, 8.03851298, 0.451612],
    ];
    for (const [votes, gain, exponent] of published) {
      expect(majorityGain(votes)).toBeCloseTo(gain, 8);
      expect(Math.log(majorityGain(votes)) / Math.log(votes)).toBeCloseTo(exponent, 6);
    }
  });

  it('is b C(b − 1, (b − 1)/2) / 2^(b − 1) in exact arithmetic, on both sides of the change of method', () => {
    let binomial = 1n;
    for (let k = 0; k <= 90; k++) {
      const scale = 10n ** 30n;
      const exact = Number((BigInt(2 * k + 1) * binomial * scale) / 4n ** BigInt(k)) / Number(scale);
      expect(Math.abs((2 * k + 1) * tieProbability(k) - exact)).toBeLessThan(2e-15 * exact);
      binomial = (binomial * BigInt(2 * (2 * k + 1))) / BigInt(k + 1);
    }
  });

  it('stays below the square root of b and tends to √(2b/π)', () => {
    for (let votes = 3; votes <= 999; votes += 2) expect(majorityGain(votes)).toBeLessThan(Math.sqrt(votes));
    expect(majorityGain(1e9 + 1) / Math.sqrt((2 * (1e9 + 1)) / Math.PI)).toBeCloseTo(1, 8);
  });
});

describe('gainLoss', () => {
  it('is the divided difference of the gain, down to its limit k f′(0)/3', () => {
    for (const votes of [3, 5, 31, 1001]) {
      for (const u of [1, 0.8, 0.3]) {
        const difference = (majorityGain(votes) - majorityMap(votes, u) / u) / u ** 2;
        expect(gainLoss(votes, u * u) / difference).toBeCloseTo(1, 11);
      }
      expect(gainLoss(votes, 0) / (((votes - 1) / 6) * majorityGain(votes))).toBeCloseTo(1, 12);
    }
  });
});
