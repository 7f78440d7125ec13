import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareUpperTail,
  normalCdf,
  normalPdf,
  normalQuantile,
  studentTCdf,
  studentTQuantile,
} from './index.js';

const close = (value: number, exact: number, relative = 1e-12) =>
  expect(Math.abs(value - exact), `${value} for ${exact}`).toBeLessThan(relative * Math.abs(exact));
const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
const degrees = fc.double({ min: 0.6, max: 2000, noNaN: true });

describe('quantiles', () => {
  it('equal published values (SciPy 1.x, to 1e-12)', () => {
    close(normalQuantile(0.975), 1.959963984540054);
    close(normalQuantile(1e-10), -6.361340902404056);
    close(studentTQuantile(0.975, { degrees: 10 }), 2.228138851986274);
    close(studentTQuantile(0.975, { degrees: 3.7 }), 2.8675207071911895);
    close(studentTQuantile(0.025, { degrees: 1e6 }), -1.959966356814107);
    close(studentTQuantile(1e-10, { degrees: 3.7 }), -622.7508025168837);
    close(chiSquareQuantile(0.95, { degrees: 1 }), 3.841458820694124);
    close(chiSquareQuantile(0.95, { degrees: 7 }), 14.067140449340169);
    close(chiSquareQuantile(1e-3, { degrees: 0.3 }), 1.2599925262770398e-20);
    close(chiSquareQuantile(0.9999, { degrees: 500 }), 626.2427100560784);
  });

  it('have the closed forms of t with 1 and 2 degrees and of chi-square with 2', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 0.999, noNaN: true }), (p) => {
        fc.pre(Math.abs(p - 0.5) > 1e-3);
        close(studentTQuantile(p, { degrees: 1 }), Math.tan(Math.PI * (p - 0.5)), 1e-11);
        close(studentTQuantile(p, { degrees: 2 }), (2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 1e-11);
        close(chiSquareQuantile(p, { degrees: 2 }), -2 * Math.log1p(-p), 1e-11);
      }),
    );
  });

  it('undo their distribution functions', () => {
    fc.assert(
      fc.property(probability, degrees, (p, nu) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-13);
        expect(Math.abs(studentTCdf(studentTQuantile(p, { degrees: nu }), { degrees: nu }) - p)).toBeLessThan(1e-12);
        expect(Math.abs(chiSquareCdf(chiSquareQuantile(p, { degrees: nu }), { degrees: nu }) - p)).toBeLessThan(1e-12);
      }),
      { numRuns: 200 },
    );
  });

  it('are odd, and t tends to the normal', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(studentTQuantile(0.5, { degrees: 3 })).toBe(0);
    close(studentTQuantile(0.9, { degrees: 7 }), -studentTQuantile(0.1, { degrees: 7 }), 1e-14);
    expect(studentTQuantile(0.9, { degrees: Infinity })).toBe(normalQuantile(0.9));
  });

  it('reject probabilities of 0 and 1 and degrees that are not above 0', () => {
    for (const p of [0, 1, -0.1, NaN]) {
      expect(() => normalQuantile(p)).toThrow('p must lie in (0, 1)');
      expect(() => studentTQuantile(p, { degrees: 3 })).toThrow('p must lie in (0, 1)');
      expect(() => chiSquareQuantile(p, { degrees: 3 })).toThrow('p must lie in (0, 1)');
    }
    expect(() => studentTQuantile(0.3, { degrees: 0 })).toThrow('degrees');
    expect(() => chiSquareUpperTail(-1, { degrees: 1 })).toThrow('x must');
  });
});

describe('distribution functions', () => {
  it('are accurate far in the tail', () => {
    close(normalCdf(-8), 6.22096057427174e-16);
    close(normalCdf(-30), 4.906713927148907e-198, 1e-11);
    close(studentTCdf(-20, { degrees: 50 }), 8.274260973719827e-26, 1e-11);
    close(chiSquareUpperTail(40, { degrees: 1 }), 2 * normalCdf(-Math.sqrt(40)), 1e-12);
  });

  it('have their densities as slopes', () => {
    for (const z of [-3, -0.4, 0, 1.7]) {
      expect((normalCdf(z + 1e-5) - normalCdf(z - 1e-5)) / 2e-5).toBeCloseTo(normalPdf(z), 9);
    }
  });
});
