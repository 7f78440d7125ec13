import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fidelityAt, messageLengthFor, type FidelityCurve } from './index.js';

fc.configureGlobal({ seed: 1 });

const curves: FidelityCurve[] = [
  { family: 'constant', level: 0.7 },
  { family: 'saturatingExponential', ceiling: 0.95, length: 80 },
  { family: 'hyperbolic', ceiling: 0.9, length: 50 },
  { family: 'powerGap', length: 20, power: 0.6 },
  { family: 'tabulated', messageLengths: [50, 100, 400], fidelities: [0.2, 0.2, 0.8] },
];

describe('fidelityAt', () => {
  it('follows each family by hand', () => {
    expect(curves.map((curve) => fidelityAt(curve, 100))).toEqual([
      0.7,
      expect.closeTo(0.95 * (1 - Math.exp(-100 / 80)), 14),
      expect.closeTo(0.6, 14),
      expect.closeTo(1 - 5 ** -0.6, 14),
      expect.closeTo(0.2, 14),
    ]);
    expect(fidelityAt(curves[3], 19)).toBe(0);
    expect([0, 25, 50, 75, 250, 400, 9000].map((m) => fidelityAt(curves[4], m))).toEqual(
      [0, 0.1, 0.2, 0.2, 0.5, 0.8, 0.8].map((value) => expect.closeTo(value, 14) as number),
    );
  });

  it('is nondecreasing and lies in [0, 1]', () => {
    const lengths = fc.double({ min: 0, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...curves), lengths, lengths, (curve, m, n) => {
        const [low, high] = [fidelityAt(curve, Math.min(m, n)), fidelityAt(curve, Math.max(m, n))];
        expect(low).toBeLessThanOrEqual(high + 1e-15);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('rejects bad curves and lengths', () => {
    const at = (curve: object) => () => fidelityAt(curve as FidelityCurve, 10);
    expect(at({ family: 'linear' })).toThrow('fidelityCurve.family must be one of');
    expect(() => fidelityAt(null as unknown as FidelityCurve, 10)).toThrow('fidelityCurve must be an object');
    expect(at({ family: 'constant', level: 1.1 })).toThrow('fidelityCurve.level must lie in [0, 1]');
    expect(at({ family: 'hyperbolic', ceiling: 0.9, length: 0 })).toThrow('fidelityCurve.length');
    expect(at({ family: 'saturatingExponential', ceiling: NaN, length: 9 })).toThrow('fidelityCurve.ceiling');
    expect(at({ family: 'powerGap', length: 5, power: -1 })).toThrow('fidelityCurve.power');
    expect(at({ family: 'tabulated', messageLengths: [], fidelities: [] })).toThrow('messageLengths.length');
    expect(at({ family: 'tabulated', messageLengths: [1, 2], fidelities: [0.5] })).toThrow('fidelities.length');
    expect(at({ family: 'tabulated', messageLengths: [2, 2], fidelities: [0.5, 0.6] })).toThrow('messageLengths[1]');
    expect(at({ family: 'tabulated', messageLengths: [1, 2], fidelities: [0.5, 0.4] })).toThrow('fidelities[1]');
    expect(() => fidelityAt(curves[0], -1)).toThrow('messageLength');
    expect(() => fidelityAt(curves[0], NaN)).toThrow('messageLength');
  });
});

describe('messageLengthFor', () => {
  it('inverts the curve: nothing shorter carries as much', () => {
    fc.assert(
      fc.property(fc.constantFrom(...curves), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (curve, fidelity) => {
        const length = messageLengthFor(curve, fidelity);
        if (length === null) {
          expect(fidelityAt(curve, 1e12)).toBeLessThanOrEqual(fidelity);
          return;
        }
        expect(fidelityAt(curve, length)).toBeGreaterThanOrEqual(fidelity - 1e-12);
        if (length > 0) expect(fidelityAt(curve, length * 0.999)).toBeLessThan(fidelity);
      }),
    );
  });

  it('rejects bad input', () => {
    expect(() => messageLengthFor(curves[0], 1.5)).toThrow('fidelity must lie in [0, 1]');
    expect(() => messageLengthFor({ family: 'constant', level: 2 }, 0.5)).toThrow('fidelityCurve.level');
  });
});
