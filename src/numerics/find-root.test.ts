import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRoot } from './index.js';

fc.configureGlobal({ seed: 1 });

describe('findRoot', () => {
  it('finds known roots to the last digits', () => {
    for (const [f, lower, upper, root] of [
      [(x: number) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
      [(x: number) => Math.exp(x) - 5, 0, 3, Math.log(5)],
      [(x: number) => x ** 3, -1, 2, 0],
      [(x: number) => Math.tanh(50 * (x - 0.3)), -4, 1, 0.3],
      [(x: number) => (x > 0.2 ? 1 : -1), 0, 1, 0.2],
    ] as const) {
      const found = findRoot(f, { lower, upper });
      expect(found.converged).toBe(true);
      expect(Math.abs(found.root - root)).toBeLessThan(lower < 0 && root === 0 ? 1e-5 : 1e-15);
      expect(findRoot(f, { lower: upper, upper: lower }).root).toBeCloseTo(found.root, 5);
    }
  });

  it('takes few evaluations on smooth functions and never many', () => {
    expect(findRoot((x) => Math.exp(x) - 5, { lower: 0, upper: 3 }).evaluations).toBeLessThan(14);
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: 0, max: 4 }), (root, power) => {
        const found = findRoot((x) => (x - root) ** (2 * power + 1), { lower: -4, upper: 5 });
        expect(found.converged).toBe(true);
        expect(Math.abs(found.residual)).toBeLessThan(1e-14);
      }),
    );
  });

  it('accepts a root at an end', () => {
    expect(findRoot((x) => x, { lower: 0, upper: 1 }).root).toBe(0);
    expect(findRoot((x) => x - 1, { lower: 0, upper: 1 }).root).toBe(1);
  });

  it('says when it has not converged', () => {
    const found = findRoot((x) => x ** 9 - 0.1, { lower: 0, upper: 1, maxEvaluations: 4 });
    expect(found).toMatchObject({ converged: false, evaluations: 4 });
  });

  it('rejects a bracket without a change of sign, NaN values and bad ends', () => {
    expect(() => findRoot((x) => x * x + 1, { lower: 0, upper: 1 })).toThrow('f(upper) must differ in sign');
    expect(() => findRoot(() => NaN, { lower: 0, upper: 1 })).toThrow('f(0) must be a number; got NaN');
    expect(() => findRoot((x) => x, { lower: NaN, upper: 1 })).toThrow('lower');
    expect(() => findRoot((x) => x, { lower: 0, upper: Infinity })).toThrow('upper');
    expect(() => findRoot((x) => x, { lower: -1, upper: 1, tolerance: -1 })).toThrow('tolerance');
    expect(() => findRoot((x) => x, { lower: -1, upper: 1, maxEvaluations: 1 })).toThrow('maxEvaluations');
  });
});
