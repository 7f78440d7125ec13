import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amplification, fixedPoint, organizationExponent, phaseDiagram } from './index.js';

fc.configureGlobal({ seed: 1 });

const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe('phaseDiagram', () => {
  it('has the numbers of the single functions, in any order of the axes', () => {
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 12 }),
        fc.array(unit, { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 3 }),
        (fidelities, correlations, pairs) => {
          const fanIns = pairs.map((k) => 2 * k + 1);
          const diagram = phaseDiagram({ fidelities, correlations, fanIns });
          let cell = 0;
          for (const fanIn of fanIns) {
            for (const fidelity of fidelities) {
              for (const correlation of correlations) {
                const layer = { fanIn, fidelity, correlation };
                expect(diagram.amplification[cell]).toBe(amplification(layer));
                expect(diagram.exponent[cell]).toBe(organizationExponent(layer));
                expect(Math.abs(diagram.fixedPoint[cell] - fixedPoint(layer))).toBeLessThan(5e-14);
                cell++;
              }
            }
          }
          expect(diagram.fixedPoint).toHaveLength(cell);
        },
      ),
    );
  });

  it('keeps its relative accuracy at the threshold', () => {
    const fidelities = [1e-11, 1e-9, 1e-6, 1e-3].map((excess) => (1 + excess) / 1.875);
    const diagram = phaseDiagram({ fidelities, correlations: [0], fanIns: [5] });
    fidelities.forEach((fidelity, i) => {
      expect(diagram.fixedPoint[i] / fixedPoint({ fanIn: 5, fidelity, correlation: 0 })).toBeCloseTo(1, 13);
    });
  });

  it('covers the corners', () => {
    const diagram = phaseDiagram({ fidelities: [0, 1], correlations: [0, 1], fanIns: [3] });
    expect([...diagram.amplification]).toEqual([0, 0, 1.5, 1]);
    expect([...diagram.fixedPoint]).toEqual([0, 0, 1, 0]);
    expect(diagram.exponent[0]).toBe(-Infinity);
  });

  it('rejects bad axes', () => {
    const axes = { fidelities: [0.5], correlations: [0.5], fanIns: [3] };
    expect(() => phaseDiagram({ ...axes, fidelities: [] })).toThrow('fidelities.length must be at least 1');
    expect(() => phaseDiagram({ ...axes, fidelities: [0.5, 1.5] })).toThrow('fidelities[1] must lie in [0, 1]');
    expect(() => phaseDiagram({ ...axes, correlations: [NaN] })).toThrow('correlations[0]');
    expect(() => phaseDiagram({ ...axes, fanIns: [3, 4] })).toThrow('fanIn must be odd');
  });
});
