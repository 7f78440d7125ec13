import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import {
  amplification,
  correlatedMajorityMap,
  iterateTree,
  layerMap,
  layerMapDerivative,
  majorityMap,
} from './index.js';

fc.configureGlobal({ seed: 1 });

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const layers = fc.record({
  fanIn: fc.integer({ min: 1, max: 20 }).map((k) => 2 * k + 1),
  fidelity: unit,
  correlation: unit,
  dependence: fc.constantFrom('shared' as const, 'betaBinomial' as const),
});

describe('correlatedMajorityMap', () => {
  it('is the majority of independent votes at ρ = 0 and of one vote at ρ = 1', () => {
    for (const dependence of ['shared', 'betaBinomial'] as const) {
      for (const u of [0, 0.2, 0.9, 1]) {
        const at = (correlation: number) => correlatedMajorityMap({ fanIn: 7, correlation, dependence }, u);
        expect(at(0)).toBeCloseTo(majorityMap(7, u), 14);
        expect(at(1)).toBeCloseTo(u, 14);
      }
    }
  });

  it('agrees with the Beta-binomial probabilities, summed', () => {
    for (const [fanIn, correlation, u] of [
      [3, 0.2, 0.5],
      [5, 0.1, 0.05],
      [9, 0.6, 0.3],
      [21, 0.02, 0.8],
    ]) {
      const total = (1 - correlation) / correlation;
      const a = (total * (1 + u)) / 2;
      const b = (total * (1 - u)) / 2;
      let chance = 1; // of n right votes: C(fanIn, n) a^(n) b^(fanIn − n) / total^(fanIn), rising factorials
      for (let i = 0; i < fanIn; i++) chance *= (b + i) / (total + i);
      let result = 0;
      for (let n = 0; n <= fanIn; n++) {
        result += 2 * n > fanIn ? chance : -chance;
        chance *= ((fanIn - n) * (a + n)) / ((n + 1) * (b + fanIn - n - 1));
      }
      expect(correlatedMajorityMap({ fanIn, correlation, dependence: 'betaBinomial' }, u)).toBeCloseTo(result, 12);
    }
  });

  it('agrees with votes drawn one by one: shared failures', () => {
    const random = randomStream(1);
    const [fanIn, correlation, u, trials] = [5, 0.3, 0.2, 200_000];
    let sum = 0;
    let products = 0;
    for (let trial = 0; trial < trials; trial++) {
      const common = random.bernoulli((1 + u) / 2) ? 1 : -1;
      const shared = random.bernoulli(correlation);
      const votes = Array.from({ length: fanIn }, () => (shared ? common : random.bernoulli((1 + u) / 2) ? 1 : -1));
      sum += Math.sign(votes.reduce((total, vote) => total + vote, 0));
      products += votes[0] * votes[1];
    }
    const expected = correlatedMajorityMap({ fanIn, correlation }, u);
    expect(Math.abs(sum / trials - expected)).toBeLessThan(4 / Math.sqrt(trials));
    // The pairwise correlation is ρ whatever the bias: E[XY] = u² + ρ(1 − u²).
    expect(Math.abs(products / trials - (u ** 2 + correlation * (1 - u ** 2)))).toBeLessThan(4 / Math.sqrt(trials));
  });

  it('rejects bad input', () => {
    expect(() => correlatedMajorityMap({ fanIn: 4, correlation: 0 }, 0.5)).toThrow('fanIn');
    expect(() => correlatedMajorityMap({ fanIn: 3, correlation: 1.3 }, 0.5)).toThrow('correlation must lie in [0, 1]');
    expect(() => correlatedMajorityMap({ fanIn: 3, correlation: 0 }, -0.5)).toThrow('bias');
    expect(() => correlatedMajorityMap({ fanIn: 3, correlation: 0, dependence: 'x' as 'shared' }, 0.5)).toThrow(
      'dependence',
    );
  });
});

describe('layerMap', () => {
  it('is increasing and concave with T(0) = 0, T(1) ≤ 1 and slope α at 0', () => {
    fc.assert(
      fc.property(layers, unit, unit, (layer, u, v) => {
        const [low, high] = u < v ? [u, v] : [v, u];
        const T = (x: number) => layerMap(layer, x);
        expect(T(0)).toBe(0);
        expect(T(1)).toBeLessThanOrEqual(1);
        expect(T(low)).toBeLessThanOrEqual(T(high) + 1e-15);
        expect(T((low + high) / 2)).toBeGreaterThanOrEqual((T(low) + T(high)) / 2 - 1e-14);
        expect(layerMapDerivative(layer, 0)).toBeCloseTo(amplification(layer), 13);
        expect(layerMap(layer, -u, { signed: true })).toBeCloseTo(-T(u), 15);
      }),
    );
  });

  it('has the slope of its finite differences', () => {
    fc.assert(
      fc.property(layers, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (layer, u) => {
        const h = 1e-5;
        const slope = (layerMap(layer, u + h) - layerMap(layer, u - h)) / (2 * h);
        expect(layerMapDerivative(layer, u)).toBeCloseTo(slope, 6);
      }),
    );
  });

  it('rejects bad input', () => {
    const layer = { fanIn: 5, fidelity: 0.6, correlation: 0.1 };
    for (const call of [layerMap, layerMapDerivative]) {
      expect(() => call({ ...layer, fanIn: 6 }, 0.5)).toThrow('fanIn must be odd and at least 3');
      expect(() => call({ ...layer, fidelity: -0.1 }, 0.5)).toThrow('fidelity must lie in [0, 1]');
      expect(() => call({ ...layer, correlation: NaN }, 0.5)).toThrow('correlation must lie in [0, 1]');
      expect(() => call(layer, 2)).toThrow('bias must lie in [0, 1]');
    }
  });
});

describe('iterateTree', () => {
  it('starts at the leaf and applies the layer once a level', () => {
    const layer = { fanIn: 5, fidelity: 0.6, correlation: 0.1 };
    const { bias } = iterateTree({ ...layer, leafBias: 0.05, depth: 3 });
    expect(bias).toHaveLength(4);
    expect(bias[0]).toBe(0.05);
    expect(bias[3]).toBe(layerMap(layer, layerMap(layer, layerMap(layer, 0.05))));
    expect([...iterateTree({ ...layer, leafBias: 0.4, depth: 0 }).bias]).toEqual([0.4]);
  });

  it('has the biases at depths 10 and 30 of the published setting b = 5, γ = 0.6, μ₀ = 0.05', () => {
    for (const [correlation, ten, thirty] of [
      [0, 0.158964, 0.658448],
      [0.05, 0.12625, 0.51671],
      [0.1, 0.099539, 0.333079],
      [0.15, 0.077921, 0.179935],
      [0.2, 0.060565, 0.087974],
      [0.125 / 0.525, 0.049745, 0.049246],
      [0.25, 0.046737, 0.040906],
      [0.3, 0.0358, 0.018436],
      [0.5, 0.011375, 0.00059],
      [1, 0.000302, 1.1e-8],
    ]) {
      const { bias } = iterateTree({ fanIn: 5, fidelity: 0.6, correlation, leafBias: 0.05, depth: 30 });
      expect(bias[10]).toBeCloseTo(ten, 6);
      expect(bias[30]).toBeCloseTo(thirty, 6);
    }
  });

  it('mirrors a signed leaf bias', () => {
    const tree = { fanIn: 3, fidelity: 0.9, correlation: 0.1, depth: 5 };
    const up = iterateTree({ ...tree, leafBias: 0.2 }).bias;
    expect([...iterateTree({ ...tree, leafBias: -0.2, signed: true }).bias]).toEqual([...up.map((u) => -u)]);
  });

  it('rejects bad input', () => {
    const tree = { fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05, depth: 10 };
    expect(() => iterateTree({ ...tree, leafBias: -0.1 })).toThrow('leafBias must lie in [0, 1]');
    expect(() => iterateTree({ ...tree, depth: -1 })).toThrow('depth must be a whole number of at least 0');
    expect(() => iterateTree({ ...tree, depth: 1.5 })).toThrow('depth');
    expect(() => iterateTree({ ...tree, fanIn: 2 })).toThrow('fanIn');
  });
});
