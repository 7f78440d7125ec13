import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amplification,
  contractionRate,
  criticalFidelity,
  fixedPoint,
  iterateTree,
  layerMap,
  limitBias,
  majorityGain,
} from './index.js';

fc.configureGlobal({ seed: 1 });

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const layers = fc.record({
  fanIn: fc.integer({ min: 1, max: 60 }).map((k) => 2 * k + 1),
  fidelity: unit,
  correlation: unit,
  dependence: fc.constantFrom('shared' as const, 'betaBinomial' as const),
});

describe('fixedPoint', () => {
  it('has the values of the published setting b = 5, γ = 0.6', () => {
    for (const [correlation, bias] of [
      [0, 0.699116],
      [0.05, 0.634418],
      [0.1, 0.555556],
      [0.15, 0.453997],
      [0.2, 0.305839],
      [0.125 / 0.525, 0],
      [0.25, 0],
      [1, 0],
    ]) {
      expect(fixedPoint({ fanIn: 5, fidelity: 0.6, correlation })).toBeCloseTo(bias, 6);
    }
  });

  it('is the closed form for three votes, u*² = 2(α − 1)/((1 − ρ)γ³)', () => {
    expect(fixedPoint({ fanIn: 3, fidelity: 0.9, correlation: 0.1 })).toBeCloseTo(0.9642284, 7);
    fc.assert(
      fc.property(unit, unit, (fidelity, correlation) => {
        const layer = { fanIn: 3, fidelity, correlation };
        const excess = amplification(layer) - 1;
        fc.pre(excess > 1e-12);
        const closed = Math.sqrt((2 * excess) / ((1 - correlation) * fidelity ** 3));
        expect(Math.abs(fixedPoint(layer) - closed)).toBeLessThan(1e-12);
      }),
    );
  });

  it('is fixed, and 0 unless the layer amplifies', () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const bias = fixedPoint(layer);
        expect(Math.abs(layerMap(layer, bias) - bias)).toBeLessThan(2e-15);
        expect(bias > 0).toBe(amplification(layer) - 1 > 1e-12);
      }),
      { numRuns: 1000 },
    );
  });

  it('is where bisection of T(u) − u ends', () => {
    fc.assert(
      fc.property(layers, (layer) => {
        fc.pre(amplification(layer) > 1.0001);
        let [low, high] = [1e-6, 1];
        for (let i = 0; i < 60; i++) {
          const middle = (low + high) / 2;
          if (layerMap(layer, middle) > middle) low = middle;
          else high = middle;
        }
        expect(Math.abs(fixedPoint(layer) - high)).toBeLessThan(1e-11);
      }),
    );
  });

  it('is where deep trees end, from above and from below', () => {
    for (const layer of [
      { fanIn: 5, fidelity: 0.6, correlation: 0.1 },
      { fanIn: 101, fidelity: 0.3, correlation: 0.2 },
      { fanIn: 9, fidelity: 0.9, correlation: 0.05, dependence: 'betaBinomial' as const },
    ]) {
      for (const leafBias of [0.01, 1]) {
        expect(iterateTree({ ...layer, leafBias, depth: 500 }).bias[500]).toBeCloseTo(fixedPoint(layer), 13);
      }
    }
  });

  it('rises with fidelity and falls with correlation', () => {
    fc.assert(
      fc.property(layers, unit, (layer, other) => {
        const better = { ...layer, fidelity: Math.max(layer.fidelity, other) };
        const worse = { ...layer, correlation: Math.max(layer.correlation, other) };
        expect(fixedPoint(better)).toBeGreaterThanOrEqual(fixedPoint(layer) - 1e-12);
        expect(fixedPoint(worse)).toBeLessThanOrEqual(fixedPoint(layer) + 1e-12);
      }),
    );
  });

  it('leaves the threshold as √((α − 1)/κ)', () => {
    for (const fanIn of [3, 5, 51, 1001]) {
      const correlation = 0.2;
      const fidelity = criticalFidelity({ fanIn, correlation }) * (1 + 1e-8);
      const layer = { fanIn, fidelity, correlation };
      const kappa = ((1 - correlation) * fidelity ** 3 * (fanIn - 1) * majorityGain(fanIn)) / 6;
      expect(fixedPoint(layer) / Math.sqrt((amplification(layer) - 1) / kappa)).toBeCloseTo(1, 5);
    }
  });

  it('reaches 1 only through perfect channels, and takes thousands of votes', () => {
    expect(fixedPoint({ fanIn: 5, fidelity: 1, correlation: 0.4 })).toBe(1);
    expect(fixedPoint({ fanIn: 5, fidelity: 1, correlation: 0.4, dependence: 'betaBinomial' })).toBe(1);
    expect(fixedPoint({ fanIn: 5, fidelity: 0.999, correlation: 0 })).toBeLessThan(1);
    // Two thousand votes of bias 0.4 decide almost surely: u* = ργu* + 1 − ρ.
    expect(fixedPoint({ fanIn: 2001, fidelity: 0.5, correlation: 0.2 })).toBeCloseTo(0.8 / 0.9, 12);
  });

  it('is 0 where every bias is fixed; the limit is then the leaf', () => {
    const identity = { fanIn: 5, fidelity: 1, correlation: 1 };
    expect(fixedPoint(identity)).toBe(0);
    expect(limitBias({ ...identity, leafBias: 0.3 })).toBe(0.3);
    expect(limitBias({ fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0 })).toBe(0);
    expect(limitBias({ fanIn: 5, fidelity: 0.6, correlation: 0.5, leafBias: 1 })).toBe(0);
  });

  it('rejects bad input', () => {
    const layer = { fanIn: 5, fidelity: 0.6, correlation: 0.1 };
    for (const call of [fixedPoint, contractionRate]) {
      expect(() => call({ ...layer, fanIn: 8 })).toThrow('fanIn');
      expect(() => call({ ...layer, fidelity: Infinity })).toThrow('fidelity');
      expect(() => call({ ...layer, correlation: -1 })).toThrow('correlation');
    }
    expect(() => limitBias({ ...layer, leafBias: 1.5 })).toThrow('leafBias must lie in [0, 1]');
  });
});

describe('contractionRate', () => {
  it('is the factor by which successive layers approach the fixed point', () => {
    const layer = { fanIn: 5, fidelity: 0.6, correlation: 0.1 };
    const { bias } = iterateTree({ ...layer, leafBias: 0.05, depth: 120 });
    const limit = fixedPoint(layer);
    expect((bias[120] - limit) / (bias[119] - limit)).toBeCloseTo(contractionRate(layer), 6);
  });

  it('is below 1 off the threshold, and α below it', () => {
    fc.assert(
      fc.property(layers, (layer) => {
        const gain = amplification(layer);
        fc.pre(Math.abs(gain - 1) > 1e-6);
        expect(contractionRate(layer)).toBeLessThan(1);
        if (gain < 1) expect(contractionRate(layer)).toBeCloseTo(gain, 14);
      }),
    );
  });
});
