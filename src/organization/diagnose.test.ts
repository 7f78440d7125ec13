import { describe, expect, it } from 'vitest';
import { amplification, diagnose, fixedPoint, leafBias, phase } from './index.js';

const curve = { family: 'hyperbolic', ceiling: 0.95, length: 40 } as const;

describe('diagnose', () => {
  it('measures the distance to every critical surface, with α = 1 on it', () => {
    const layer = { fanIn: 5, fidelity: 0.6, correlation: 0.1 };
    const { margins, amplification: alpha, phase: found } = diagnose(layer);
    expect(alpha).toBeCloseTo(1.0725, 12);
    expect(found).toBe('amplifying');
    expect(amplification({ ...layer, fidelity: 0.6 - margins.fidelity })).toBeCloseTo(1, 12);
    expect(amplification({ ...layer, correlation: 0.1 + margins.correlation! })).toBeCloseTo(1, 12);
    expect(margins.fanIn).toBe(0);
    expect(margins.exponent).toBeNull();
    expect(diagnose({ ...layer, fidelity: 0.4 }).margins.correlation).toBeNull();
    expect(diagnose({ ...layer, correlation: 1 }).margins.fanIn).toBeNull();
  });

  it('predicts of every move what the theory says of the changed layer', () => {
    const { moves } = diagnose({ fanIn: 5, fidelityCurve: curve, messageLength: 200, window: 1100, correlation: 0.3 });
    expect(moves.length).toBeGreaterThanOrEqual(4);
    for (const { fanIn, fidelity, correlation, ...predicted } of moves) {
      expect(predicted.amplification).toBeCloseTo(amplification({ fanIn, fidelity, correlation }), 12);
      expect(predicted.fixedPoint).toBeCloseTo(fixedPoint({ fanIn, fidelity, correlation }), 12);
    }
    const gains = moves.map((move) => move.amplification);
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
  });

  it('finds what binds', () => {
    expect(diagnose({ fanIn: 5, fidelity: 0.3, correlation: 0.01 }).binding).toBe('communication');
    expect(diagnose({ fanIn: 5, fidelity: 0.99, correlation: 0.8 }).binding).toBe('correlation');
    expect(diagnose({ fanIn: 3, fidelity: 0.98, correlation: 0.02, window: 400, messageLength: 100 }).binding).toBe(
      'context',
    );
    expect(diagnose({ fanIn: 5, fidelity: 0.6, correlation: 0.1, beta: 0.2 })).toMatchObject({
      binding: 'compute',
      phase: 'amplifying',
    });
    expect(diagnose({ fanIn: 5, fidelity: 1, correlation: 0 })).toMatchObject({ binding: 'saturation', moves: [] });
  });

  it('advises one agent exactly when the budget alone reaches the tree’s ceiling', () => {
    const layer = { fanIn: 5, fidelity: 0.6, correlation: 0.1 };
    const law = { scale: 0.05, beta: 0.01 };
    const ceiling = fixedPoint(layer);
    const enough = (ceiling / law.scale) ** (1 / law.beta) * 1.01;
    expect(leafBias({ ...law, compute: enough })).toBeGreaterThan(ceiling);
    expect(diagnose({ ...layer, ...law, budget: enough }).binding).toBe('saturation');
    expect(diagnose({ ...layer, ...law, budget: enough / 1.03 }).moves.map(({ action }) => action)).not.toContain(
      'scaleUp',
    );
  });

  it('leads out of the subcritical phase when a single move can', () => {
    const { phase: found, moves } = diagnose({ fanIn: 5, fidelity: 0.6, correlation: 0.3 });
    expect(found).toBe('subcritical');
    const [{ fanIn, fidelity, correlation }] = moves;
    expect(phase({ fanIn, fidelity, correlation })).toBe('amplifying');
  });

  it('refuses bad input', () => {
    const layer = { fanIn: 5, fidelity: 0.6, correlation: 0.1 };
    expect(() => diagnose({ ...layer, fanIn: 4 })).toThrow('fanIn must be odd');
    expect(() => diagnose({ fanIn: 5, correlation: 0.1 })).toThrow('fidelity must');
    expect(() => diagnose({ fanIn: 5, correlation: 0.1, fidelityCurve: curve })).toThrow('fidelity must');
    expect(() => diagnose({ ...layer, window: -1 })).toThrow('window must');
    expect(() => diagnose({ ...layer, messageLength: 0 })).toThrow('messageLength must');
    expect(() => diagnose({ ...layer, beta: 0 })).toThrow('beta must');
    expect(() => diagnose({ ...layer, beta: 0.01, scale: 0.1, budget: 0 })).toThrow('budget must');
  });
});
