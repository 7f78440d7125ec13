import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amplification,
  criticalCorrelation,
  criticalFanIn,
  criticalFidelity,
  layerMap,
  organizationExponent,
  phase,
} from './index.js';

fc.configureGlobal({ seed: 1 });

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const oddFanIn = fc.integer({ min: 1, max: 40 }).map((k) => 2 * k + 1);
const dependence = fc.constantFrom('shared' as const, 'betaBinomial' as const);

describe('amplification', () => {
  it('has the values of the published setting b = 5, γ = 0.6, and their exponents', () => {
    for (const [correlation, gain, exponent] of [
      [0, 1.125, 0.07318],
      [0.05, 1.09875, 0.05851],
      [0.1, 1.0725, 0.04349],
      [0.15, 1.04625, 0.02809],
      [0.2, 1.02, 0.0123],
      [0.125 / 0.525, 1, 0],
      [0.25, 0.99375, -0.0039],
      [0.3, 0.9675, -0.02053],
      [0.5, 0.8625, -0.09191],
      [1, 0.6, -0.31739],
    ]) {
      const layer = { fanIn: 5, fidelity: 0.6, correlation };
      expect(amplification(layer)).toBeCloseTo(gain, 12);
      expect(organizationExponent(layer)).toBeCloseTo(exponent, 5);
    }
  });

  it('is the slope of one layer at 0, linear in the fidelity, and γ for copies of one vote', () => {
    fc.assert(
      fc.property(oddFanIn, unit, unit, dependence, (fanIn, fidelity, correlation, kind) => {
        const layer = { fanIn, fidelity, correlation, dependence: kind };
        const gain = amplification(layer);
        expect(gain).toBeCloseTo(layerMap(layer, 1e-9) / 1e-9, 9);
        expect(gain).toBeCloseTo(fidelity * amplification({ ...layer, fidelity: 1 }), 12);
        expect(amplification({ ...layer, correlation: 1 })).toBeCloseTo(fidelity, 14);
      }),
    );
  });

  it('falls with correlation, and faster for a Beta mixture than for shared failures', () => {
    fc.assert(
      fc.property(oddFanIn, unit, unit, dependence, (fanIn, r, q, kind) => {
        const at = (correlation: number) => amplification({ fanIn, fidelity: 1, correlation, dependence: kind });
        expect(at(Math.min(r, q))).toBeGreaterThanOrEqual(at(Math.max(r, q)) - 1e-13);
        const shared = amplification({ fanIn, fidelity: 1, correlation: r });
        expect(amplification({ fanIn, fidelity: 1, correlation: r, dependence: 'betaBinomial' })).toBeLessThanOrEqual(
          shared + 1e-13,
        );
      }),
    );
  });

  it('rejects bad input', () => {
    const layer = { fanIn: 5, fidelity: 0.6, correlation: 0.1 };
    for (const call of [amplification, phase, organizationExponent]) {
      expect(() => call({ ...layer, fanIn: 4 })).toThrow('fanIn must be odd and at least 3');
      expect(() => call({ ...layer, fidelity: 1.2 })).toThrow('fidelity must lie in [0, 1]');
      expect(() => call({ ...layer, correlation: NaN })).toThrow('correlation must lie in [0, 1]; got NaN');
    }
  });
});

describe('organizationExponent', () => {
  it('stays below one half for every odd fan-in up to 999 and every layer', () => {
    for (let fanIn = 3; fanIn <= 999; fanIn += 2) {
      expect(organizationExponent({ fanIn, fidelity: 1, correlation: 0 })).toBeLessThan(0.5);
    }
    fc.assert(
      fc.property(oddFanIn, unit, unit, (fanIn, fidelity, correlation) => {
        expect(organizationExponent({ fanIn, fidelity, correlation })).toBeLessThan(0.5);
      }),
    );
  });

  it('is −∞ for channels that carry nothing, and counts all inputs of an even fan-in', () => {
    expect(organizationExponent({ fanIn: 5, fidelity: 0, correlation: 0 })).toBe(-Infinity);
    expect(organizationExponent({ fanIn: 4, fidelity: 1, correlation: 0, ties: 'coin' })).toBeCloseTo(
      Math.log(1.5) / Math.log(4),
      14,
    );
  });
});

describe('the critical surfaces', () => {
  it('have the published values', () => {
    expect(criticalCorrelation({ fanIn: 5, fidelity: 0.6 })).toBeCloseTo(0.2380952, 7);
    expect(criticalFidelity({ fanIn: 5, correlation: 0 })).toBeCloseTo(1 / 1.875, 14);
    expect(criticalFanIn({ fidelity: 0.6, correlation: 0 })).toBe(5);
  });

  it('are where the gain is 1', () => {
    fc.assert(
      fc.property(oddFanIn, unit, unit, dependence, (fanIn, fidelity, correlation, kind) => {
        const layer = { fanIn, fidelity, correlation, dependence: kind };
        expect(amplification({ ...layer, fidelity: criticalFidelity(layer) })).toBeCloseTo(1, 12);
        const critical = criticalCorrelation(layer);
        if (critical === null) expect(amplification({ ...layer, correlation: 0 })).toBeLessThan(1);
        else expect(amplification({ ...layer, correlation: critical })).toBeCloseTo(1, 12);
      }),
    );
  });

  it('agree with one another on the side of a layer', () => {
    fc.assert(
      fc.property(oddFanIn, unit, unit, (fanIn, fidelity, correlation) => {
        const layer = { fanIn, fidelity, correlation };
        const gain = amplification(layer);
        fc.pre(Math.abs(gain - 1) > 1e-9);
        expect(fidelity > criticalFidelity(layer)).toBe(gain > 1);
        expect(correlation < (criticalCorrelation(layer) ?? -1)).toBe(gain > 1);
        expect(fanIn >= (criticalFanIn(layer) ?? Infinity)).toBe(gain > 1);
      }),
    );
  });

  it('find the least fan-in that amplifies', () => {
    for (const [fidelity, correlation, kind] of [
      [0.3, 0.1, 'shared'],
      [0.05, 0.5, 'shared'],
      [0.7, 0.02, 'betaBinomial'],
    ] as const) {
      const options = { fidelity, correlation, dependence: kind };
      let least = 3;
      while (amplification({ ...options, fanIn: least }) <= 1) least += 2;
      expect(criticalFanIn(options)).toBe(least);
    }
  });

  it('say so where there is none', () => {
    expect(criticalCorrelation({ fanIn: 5, fidelity: 0.5 })).toBeNull();
    expect(criticalCorrelation({ fanIn: 5, fidelity: 1 })).toBe(1);
    expect(criticalFanIn({ fidelity: 0.9, correlation: 1 })).toBeNull();
    expect(criticalFanIn({ fidelity: 1, correlation: 1 })).toBeNull();
    expect(criticalFanIn({ fidelity: 0, correlation: 0 })).toBeNull();
    expect(criticalFidelity({ fanIn: 9, correlation: 1 })).toBe(1);
    // A Beta mixture of many votes is no better than its limit, the chance that p exceeds one half.
    expect(criticalFanIn({ fidelity: 0.6, correlation: 0.25, dependence: 'betaBinomial' })).toBeNull();
  });

  it('reject bad input', () => {
    expect(() => criticalCorrelation({ fanIn: 2, fidelity: 0.5 })).toThrow('fanIn');
    expect(() => criticalCorrelation({ fanIn: 3, fidelity: 5 })).toThrow('fidelity');
    expect(() => criticalFidelity({ fanIn: 4, correlation: 0.5 })).toThrow('fanIn');
    expect(() => criticalFidelity({ fanIn: 3, correlation: -0.5 })).toThrow('correlation');
    expect(() => criticalFanIn({ fidelity: NaN, correlation: 0.5 })).toThrow('fidelity');
    expect(() => criticalFanIn({ fidelity: 0.5, correlation: 2 })).toThrow('correlation');
  });
});

describe('phase', () => {
  it('is the side of α = 1, critical within rounding', () => {
    expect(phase({ fanIn: 5, fidelity: 0.6, correlation: 0.1 })).toBe('amplifying');
    expect(phase({ fanIn: 5, fidelity: 0.6, correlation: 0.125 / 0.525 })).toBe('critical');
    expect(phase({ fanIn: 5, fidelity: 0.6, correlation: 0.3 })).toBe('subcritical');
    expect(phase({ fanIn: 5, fidelity: 1, correlation: 1 })).toBe('critical');
  });
});
