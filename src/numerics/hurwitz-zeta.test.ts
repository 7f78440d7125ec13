import { describe, expect, it } from 'vitest';
import { logHurwitzZeta } from './index.js';

describe('logHurwitzZeta', () => {
  it('has the known values of ζ', () => {
    expect(Math.exp(logHurwitzZeta(2, 1).value)).toBeCloseTo(Math.PI ** 2 / 6, 14);
    expect(Math.exp(logHurwitzZeta(4, 1).value)).toBeCloseTo(Math.PI ** 4 / 90, 14);
    expect(Math.exp(logHurwitzZeta(3, 1).value)).toBeCloseTo(1.202056903159594, 14);
    expect(Math.exp(logHurwitzZeta(2, 0.5).value)).toBeCloseTo(Math.PI ** 2 / 2, 13);
    // ζ′(2) = −0.937548254315843…
    expect(logHurwitzZeta(2, 1).slope * (Math.PI ** 2 / 6)).toBeCloseTo(-0.93754825431584, 13);
  });

  it('obeys ζ(s, q) = q^(−s) + ζ(s, q + 1) and its own differences', () => {
    for (const [s, q] of [
      [1.0001, 1],
      [1.3, 0.2],
      [2.5, 6],
      [9, 40],
      [60, 3],
      [2.2, 1e9],
    ]) {
      const { value, slope, curvature } = logHurwitzZeta(s, q);
      const next = logHurwitzZeta(s, q + 1).value;
      expect(Math.abs(Math.exp(-s * Math.log(q) - value) + Math.exp(next - value) - 1)).toBeLessThan(1e-13);
      const h = 1e-4 * (s - 1);
      const [up, down] = [logHurwitzZeta(s + h, q), logHurwitzZeta(s - h, q)];
      expect(Math.abs((up.value - down.value) / (2 * h) / slope - 1)).toBeLessThan(1e-5);
      expect(Math.abs((up.slope - down.slope) / (2 * h) / curvature - 1)).toBeLessThan(1e-4);
    }
  });

  it('rejects what diverges', () => {
    expect(() => logHurwitzZeta(1, 1)).toThrow('s must be a finite number greater than 1');
    expect(() => logHurwitzZeta(2, 0)).toThrow('q');
  });
});
