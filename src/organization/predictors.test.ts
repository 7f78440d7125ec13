import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amplification,
  clippedPredictor,
  conservativeClippedPredictor,
  contractionDepth,
  contractionRate,
  fixedPoint,
  iterateTree,
  layerMap,
  mixingDepth,
  organizationExponent,
} from './index.js';

fc.configureGlobal({ seed: 1 });

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const layers = fc.record({
  fanIn: fc.integer({ min: 1, max: 30 }).map((k) => 2 * k + 1),
  fidelity: unit,
  correlation: unit,
  dependence: fc.constantFrom('shared' as const, 'betaBinomial' as const),
});
const depths = fc.integer({ min: 0, max: 40 });
const published = { fanIn: 5, fidelity: 0.6, correlation: 0.1, leafBias: 0.05 };

describe('the predictors', () => {
  it('hold the tree between them', () => {
    fc.assert(
      fc.property(layers, unit, depths, (layer, leafBias, depth) => {
        const limit = fixedPoint(layer);
        const tree = { ...layer, leafBias, depth };
        const bias = iterateTree(tree).bias[depth];
        expect(conservativeClippedPredictor(tree)).toBeLessThanOrEqual(bias + 1e-12);
        if (limit === 0 || leafBias <= limit) expect(clippedPredictor(tree)).toBeGreaterThanOrEqual(bias - 1e-12);
      }),
      { numRuns: 500 },
    );
  });

  it('agree with the linear law while the signal is weak', () => {
    const tree = { ...published, leafBias: 1e-9, depth: 12 };
    const linear = amplification(tree) ** 12 * 1e-9;
    expect(clippedPredictor(tree) / linear).toBeCloseTo(1, 14);
    expect(conservativeClippedPredictor(tree) / linear).toBeCloseTo(1, 9);
    expect(iterateTree(tree).bias[12] / linear).toBeCloseTo(1, 9);
  });

  it('meet at the fixed point of deep trees', () => {
    const tree = { ...published, depth: 2000 };
    expect(clippedPredictor(tree)).toBe(fixedPoint(tree));
    expect(conservativeClippedPredictor(tree)).toBeCloseTo(fixedPoint(tree), 2);
    expect(conservativeClippedPredictor({ ...tree, leafBias: 0.9 })).toBe(fixedPoint(tree));
  });

  it('choose the best ceiling: no θ on a fine grid does better', () => {
    for (const depth of [1, 5, 20, 60]) {
      const limit = fixedPoint(published);
      let best = 0;
      for (let i = 1; i < 4000; i++) {
        const ceiling = (i / 4000) * limit;
        best = Math.max(best, Math.min((layerMap(published, ceiling) / ceiling) ** depth * 0.05, ceiling));
      }
      const bound = conservativeClippedPredictor({ ...published, depth });
      expect(bound).toBeGreaterThanOrEqual(best - 1e-12);
      expect(bound - best).toBeLessThan(limit / 1000);
    }
  });

  it('stay exact in the extremes', () => {
    expect(clippedPredictor({ ...published, depth: 0 })).toBe(0.05);
    expect(conservativeClippedPredictor({ ...published, depth: 0 })).toBe(0.05);
    expect(conservativeClippedPredictor({ ...published, leafBias: 0, depth: 9 })).toBe(0);
    const near = fixedPoint(published) * (1 - 1e-16);
    expect(conservativeClippedPredictor({ ...published, leafBias: near, depth: 9 })).toBeCloseTo(near, 14);
    const identity = { fanIn: 3, fidelity: 1, correlation: 1, leafBias: 0.3, depth: 7 };
    expect(clippedPredictor(identity)).toBe(0.3);
    expect(conservativeClippedPredictor(identity)).toBe(0.3);
  });

  it('reject bad input', () => {
    for (const predict of [clippedPredictor, conservativeClippedPredictor]) {
      expect(() => predict({ ...published, depth: -1 })).toThrow('depth');
      expect(() => predict({ ...published, depth: 2, leafBias: 1.1 })).toThrow('leafBias');
      expect(() => predict({ ...published, depth: 2, fanIn: 4 })).toThrow('fanIn');
      expect(() => predict({ ...published, depth: 2, correlation: NaN })).toThrow('correlation');
    }
  });
});

describe('mixingDepth', () => {
  it('is where the linear law meets the fixed point, and its leaves follow the exponent', () => {
    const { depth, layers: whole, leaves } = mixingDepth(published);
    expect(amplification(published) ** depth * 0.05).toBeCloseTo(fixedPoint(published), 12);
    expect(whole).toBe(Math.ceil(depth));
    expect(leaves / (fixedPoint(published) / 0.05) ** (1 / organizationExponent(published))).toBeCloseTo(1, 9);
  });

  it('is 0 above the fixed point and infinite without amplification', () => {
    expect(mixingDepth({ ...published, leafBias: 0.9 })).toEqual({ depth: 0, layers: 0, leaves: 1 });
    expect(mixingDepth({ ...published, correlation: 0.5 }).depth).toBe(Infinity);
    expect(mixingDepth({ ...published, leafBias: 0 }).layers).toBe(Infinity);
  });

  it('rejects bad input', () => {
    expect(() => mixingDepth({ ...published, leafBias: NaN })).toThrow('leafBias');
    expect(() => mixingDepth({ ...published, fidelity: 2 })).toThrow('fidelity');
  });
});

describe('contractionDepth', () => {
  it('is the depth at which deviations have shrunk to the fraction', () => {
    const depth = contractionDepth({ ...published, fraction: 1e-3 });
    expect(contractionRate(published) ** depth).toBeCloseTo(1e-3, 15);
    const limit = fixedPoint(published);
    const { bias } = iterateTree({ ...published, leafBias: limit + 1e-6, depth: Math.round(depth) });
    expect((bias[Math.round(depth)] - limit) / 1e-6).toBeCloseTo(1e-3, 4);
  });

  it('is infinite at the threshold, and 0 where one layer is enough', () => {
    expect(contractionDepth({ fanIn: 5, fidelity: 0.6, correlation: 0.125 / 0.525, fraction: 0.1 })).toBe(Infinity);
    expect(contractionDepth({ fanIn: 5, fidelity: 1, correlation: 0, fraction: 0.1 })).toBeCloseTo(0, 15);
    expect(contractionDepth({ fanIn: 5, fidelity: 0, correlation: 0, fraction: 0.1 })).toBeCloseTo(0, 15);
  });

  it('rejects bad input', () => {
    expect(() => contractionDepth({ ...published, fraction: 0 })).toThrow('fraction must lie in (0, 1]');
    expect(() => contractionDepth({ ...published, fraction: 1.5 })).toThrow('fraction');
    expect(() => contractionDepth({ ...published, fanIn: 4, fraction: 0.5 })).toThrow('fanIn');
  });
});
