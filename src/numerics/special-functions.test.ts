import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logBeta, logGamma, regularizedBeta, regularizedGamma } from './index.js';

/** Largest relative difference allowed from 30-digit values (mpmath). */
const close = (value: number, exact: number, relative: number) =>
  expect(Math.abs(value - exact) / Math.max(Math.abs(exact), 1e-300), `${value} for ${exact}`).toBeLessThan(relative);

describe('logGamma and logBeta', () => {
  it('agree with 30-digit values', () => {
    close(logGamma(0.1), 2.252712651734206, 1e-14);
    close(logGamma(3.3), 0.987098577894735, 1e-14);
    close(logGamma(1e5), 1051287.70897366, 1e-14);
    close(logBeta(20, 30), -33.9688207919774, 1e-14);
    close(logBeta(0.1, 50), 1.8624127456700046, 1e-14);
    // log B(a, ½) = ½ log(π/a) + 1/(8a) − …, where three log-gammas would lose nine digits.
    close(logBeta(1e6, 0.5), 0.5 * Math.log(Math.PI / 1e6) + 1 / 8e6, 1e-15);
  });

  it('obey Γ(x+1) = xΓ(x) and B(a,b) = B(a+1,b) + B(a,b+1)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        (a, b) => {
          expect(Math.abs(logGamma(a + 1) - logGamma(a) - Math.log(a))).toBeLessThan(
            2e-14 * Math.max(1, logGamma(a + 1)),
          );
          const split = Math.exp(logBeta(a + 1, b) - logBeta(a, b)) + Math.exp(logBeta(a, b + 1) - logBeta(a, b));
          expect(Math.abs(split - 1)).toBeLessThan(1e-11);
        },
      ),
    );
  });

  it('reject arguments that are not above 0', () => {
    expect(() => logGamma(0)).toThrow('x must be a finite number greater than 0; got 0');
    expect(() => logBeta(1, -1)).toThrow('b must');
  });
});

describe('regularizedBeta', () => {
  it('agrees with 30-digit values', () => {
    for (const [a, b, x, exact] of [
      [2, 3, 0.25, 0.26171875],
      [500, 60, 0.9, 0.6989640392346376],
      [0.5, 20, 1e-3, 0.1575838139836385],
      [3000, 2900, 0.51, 0.5925949515589648],
      [0.3, 0.2, 0.01, 0.1082598158496468],
      [5, 0.5, 0.999, 0.9222819921009668],
    ]) {
      close(regularizedBeta(x, a, b), exact, 2e-14 + 2e-16 * (a + b));
    }
  });

  it('is the binomial tail: I_p(k, n−k+1) = P(Bin(n, p) ≥ k)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat(29),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (n, at, p) => {
          const k = 1 + (at % n);
          let tail = 0;
          let choose = 1;
          for (let j = 0; j <= n; j++) {
            if (j >= k) tail += choose * p ** j * (1 - p) ** (n - j);
            choose = (choose * (n - j)) / (j + 1);
          }
          expect(Math.abs(regularizedBeta(p, k, n - k + 1) - tail)).toBeLessThan(1e-13);
        },
      ),
    );
  });

  it('has its ends and rejects what lies outside', () => {
    expect(regularizedBeta(0, 2, 3)).toBe(0);
    expect(regularizedBeta(1, 2, 3)).toBe(1);
    expect(() => regularizedBeta(1.1, 2, 3)).toThrow('x must lie in [0, 1]; got 1.1');
    expect(() => regularizedBeta(0.5, 0, 3)).toThrow('a must');
  });
});

describe('regularizedGamma', () => {
  it('agrees with 30-digit values in both tails', () => {
    close(regularizedGamma(1, 2).upper, Math.exp(-2), 1e-14);
    close(regularizedGamma(0.5, 20).upper, 2.539628589470864e-10, 1e-12);
    close(regularizedGamma(2000, 2050).upper, 0.1321492595964944, 1e-12);
    close(regularizedGamma(0.25, 1e-8).lower, 1e-2 / Math.exp(logGamma(1.25)), 1e-8);
  });

  it('is the Poisson tail: Q(k, λ) = P(Poisson(λ) < k)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.01, max: 60, noNaN: true }), (k, mean) => {
        let term = Math.exp(-mean);
        let below = 0;
        for (let j = 0; j < k; j++) {
          below += term;
          term *= mean / (j + 1);
        }
        expect(Math.abs(regularizedGamma(k, mean).upper - below)).toBeLessThan(1e-13);
        expect(Math.abs(regularizedGamma(k, mean).lower - (1 - below))).toBeLessThan(1e-13);
      }),
    );
  });

  it('rejects bad arguments', () => {
    expect(() => regularizedGamma(0, 1)).toThrow('a must');
    expect(() => regularizedGamma(1, -1)).toThrow('x must');
  });
});
