import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amplification,
  budgetThreshold,
  designMessageLength,
  fidelityAt,
  largestFanIn,
  organizationExponent,
  overheadPerLeaf,
  type FidelityCurve,
} from './index.js';

const curves: readonly FidelityCurve[] = [
  { family: 'constant', level: 0.7 },
  { family: 'hyperbolic', ceiling: 0.95, length: 8 },
  { family: 'saturatingExponential', ceiling: 0.9, length: 15 },
  { family: 'powerGap', length: 4, power: 0.7 },
  { family: 'tabulated', messageLengths: [5, 20, 40], fidelities: [0.3, 0.3, 0.9] },
];

describe('largestFanIn', () => {
  it('is the largest odd number of messages that fit, or null below three', () => {
    expect(largestFanIn({ window: 99, messageLength: 10 })).toBe(9);
    expect(largestFanIn({ window: 80, messageLength: 10 })).toBe(7);
    expect(largestFanIn({ window: 30, messageLength: 10 })).toBe(3);
    expect(largestFanIn({ window: 29, messageLength: 10 })).toBeNull();
    expect(() => largestFanIn({ window: 0, messageLength: 10 })).toThrow('window must be');
  });
});

describe('designMessageLength', () => {
  it('is the best of all message lengths and fan-ins, one by one', () => {
    const window = 150;
    for (const fidelityCurve of curves) {
      for (const correlation of [0, 0.2]) {
        let most = { exponent: -Infinity, amplification: -Infinity, threshold: Infinity };
        for (let messageLength = 1; messageLength <= window; messageLength++) {
          for (let fanIn = 3; fanIn * messageLength <= window; fanIn += 2) {
            const layer = { fanIn, fidelity: fidelityAt(fidelityCurve, messageLength), correlation };
            const exponent = organizationExponent(layer);
            const overhead = overheadPerLeaf({ fanIn, messageLength });
            most = {
              exponent: Math.max(most.exponent, exponent),
              amplification: Math.max(most.amplification, amplification(layer)),
              threshold: Math.min(most.threshold, budgetThreshold({ exponent, beta: 0.1, overhead })),
            };
          }
        }
        const options = { window, fidelityCurve, correlation, beta: 0.1 };
        expect(designMessageLength(options).exponent).toBeCloseTo(most.exponent, 12);
        const widest = designMessageLength({ ...options, objective: 'amplification' });
        expect(widest.amplification).toBeCloseTo(most.amplification, 12);
        // The best threshold may come from a message shorter than the longest that fits: it costs less.
        const cheapest = designMessageLength({ ...options, objective: 'threshold' });
        expect(cheapest.threshold).toBeCloseTo(most.threshold, 6);
      }
    }
  });

  it('keeps to the window and reports what its own functions say', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 3000 }),
        fc.constantFrom(...curves),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (window, fidelityCurve, correlation) => {
          const design = designMessageLength({ window, fidelityCurve, correlation });
          if (!design.feasible) return false;
          const { fanIn, messageLength, fidelity } = design;
          expect(fanIn % 2).toBe(1);
          expect(fanIn * messageLength).toBeLessThanOrEqual(window);
          expect(fidelity).toBe(fidelityAt(fidelityCurve, messageLength));
          expect(design.amplification).toBeCloseTo(amplification({ fanIn, fidelity, correlation }), 12);
          return true;
        },
      ),
    );
  });

  it('keeps a given fan-in', () => {
    const design = designMessageLength({ window: 100, fidelityCurve: curves[1], correlation: 0, fanIn: 7 });
    expect(design).toMatchObject({ feasible: true, fanIn: 7, messageLength: 14 });
  });

  it('says infeasible, and does not throw, when the window is too small', () => {
    const options = { fidelityCurve: curves[0], correlation: 0 };
    expect(designMessageLength({ ...options, window: 2 })).toMatchObject({ feasible: false, fanIn: null });
    expect(designMessageLength({ ...options, window: 10, fanIn: 11 })).toMatchObject({ feasible: false });
  });

  it('refuses bad input', () => {
    const options = { window: 100, fidelityCurve: curves[0], correlation: 0 };
    expect(() => designMessageLength({ ...options, window: NaN })).toThrow('window');
    expect(() => designMessageLength({ ...options, correlation: 2 })).toThrow('correlation must lie in [0, 1]; got 2');
    expect(() => designMessageLength({ ...options, fanIn: 4 })).toThrow('fanIn must be odd; got 4');
    expect(() => designMessageLength({ ...options, objective: 'threshold' })).toThrow('beta');
    expect(() => designMessageLength({ ...options, objective: 'best' as 'exponent' })).toThrow('objective');
    const curve = { family: 'straight' } as unknown as FidelityCurve;
    expect(() => designMessageLength({ ...options, fidelityCurve: curve })).toThrow('fidelityCurve.family');
  });
});
