import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimize, minimizeScalar } from './index.js';

const rosenbrock = ([x, y]: Float64Array) => ({
  value: 100 * (y - x * x) ** 2 + (1 - x) ** 2,
  gradient: [-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)],
  hessian: [1200 * x * x - 400 * y + 2, -400 * x, -400 * x, 200],
});

describe('minimize', () => {
  it('goes down the curved valley of Rosenbrock from any start', () => {
    const start = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(start, start, (x, y) => {
        const found = minimize(rosenbrock, [x, y]);
        expect(found.converged).toBe(true);
        expect(found.value).toBeLessThan(1e-11);
        expect(found.point[0]).toBeCloseTo(1, 4);
      }),
    );
  });

  it('solves a quadratic in one step: the least squares solution', () => {
    const found = minimize(
      ([x, y]) => ({
        value: x * x + x * y + 2 * y * y - x,
        gradient: [2 * x + y - 1, x + 4 * y],
        hessian: [2, 1, 1, 4],
      }),
      [9, -7],
    );
    expect(found.evaluations).toBe(2);
    expect(found.point[0]).toBeCloseTo(4 / 7, 12);
    expect(found.point[1]).toBeCloseTo(-1 / 7, 12);
  });

  it('stays inside a domain and leaves a saddle', () => {
    const inDomain = minimize(
      ([x]) => ({ value: x > 0 ? x - 3 * Math.log(x) : Infinity, gradient: [1 - 3 / x], hessian: [3 / (x * x)] }),
      [100],
    );
    expect(inDomain.point[0]).toBeCloseTo(3, 5);
    const saddle = minimize(
      ([x, y]) => ({
        value: x ** 4 - x * x + y * y,
        gradient: [4 * x ** 3 - 2 * x, 2 * y],
        hessian: [12 * x * x - 2, 0, 0, 2],
      }),
      [0.01, 1],
    );
    expect(Math.abs(saddle.point[0])).toBeCloseTo(Math.SQRT1_2, 5);
  });

  it('says when it stopped early, and rejects a start outside the domain', () => {
    expect(minimize(rosenbrock, [-3, 4], { maxEvaluations: 3 })).toMatchObject({ converged: false, evaluations: 3 });
    expect(() => minimize(() => ({ value: Infinity, gradient: [0], hessian: [1] }), [1])).toThrow('objective(start)');
    expect(() => minimize(rosenbrock, [NaN, 1])).toThrow('start[0]');
  });
});

describe('minimizeScalar', () => {
  it('finds known minima', () => {
    expect(minimizeScalar(Math.cos, { lower: 2, upper: 4 }).point).toBeCloseTo(Math.PI, 6);
    expect(minimizeScalar((x) => Math.abs(x - 0.3), { lower: -2, upper: 4 }).point).toBeCloseTo(0.3, 6);
    expect(minimizeScalar((x) => x, { lower: -1, upper: 1 }).point).toBe(-1);
    expect(minimizeScalar((x) => -x, { lower: -1, upper: 1 }).point).toBe(1);
    expect(minimizeScalar((x) => x * x, { lower: 2, upper: 2 }).point).toBe(2);
  });

  it('searches a grid for the deeper of two valleys', () => {
    const twoValleys = (x: number) => Math.min((x + 2) ** 2 + 0.5, 20 * (x - 3) ** 2);
    expect(minimizeScalar(twoValleys, { lower: -6, upper: 4, grid: 20 }).point).toBeCloseTo(3, 5);
  });

  it('is within its tolerance for random valleys, and takes few evaluations', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.2, max: 4, noNaN: true }),
        (at, bend) => {
          const found = minimizeScalar((x) => Math.cosh(bend * (x - at)), { lower: -4, upper: 4 });
          expect(Math.abs(found.point - at)).toBeLessThan(1e-6);
          expect(found.evaluations).toBeLessThan(60);
        },
      ),
    );
  });

  it('passes over points outside a domain and rejects NaN', () => {
    expect(minimizeScalar((x) => (x < 1 ? Infinity : (x - 2) ** 2), { lower: 0, upper: 5, grid: 9 }).point).toBeCloseTo(
      2,
      6,
    );
    expect(() => minimizeScalar(() => NaN, { lower: 0, upper: 1 })).toThrow('must be a number');
    expect(() => minimizeScalar((x) => x, { lower: 2, upper: 1 })).toThrow('upper');
  });
});
