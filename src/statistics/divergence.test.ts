import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import { gaussianKL, knnKL } from './index.js';
import { kthNearestSquares, kthNearestSquaresPlainly } from './nearest-distances.js';

/** Independent normals with a mean and a standard deviation, in points of some dimension. */
function normals(seed: number, points: number, { dimension = 1, mean = 0, deviation = 1 } = {}): Float64Array {
  const random = randomStream(seed);
  return Float64Array.from({ length: points * dimension }, () => mean + deviation * random.normal());
}

/** KL between isotropic normals, in closed form. */
function isotropicKL(dimension: number, shift: number, deviationP: number, deviationQ: number): number {
  const ratio = (deviationP / deviationQ) ** 2;
  return (dimension / 2) * (ratio - 1 - Math.log(ratio) + (shift / deviationQ) ** 2);
}

describe('distances to the k-th nearest', () => {
  it.each([
    { n: 7, m: 9, dimension: 1, k: 3 },
    { n: 101, m: 203, dimension: 3, k: 5 },
    { n: 50, m: 50, dimension: 31, k: 1 },
    { n: 333, m: 777, dimension: 7, k: 70 },
    // Several blocks of the kernel on both sides, the last ones short.
    { n: 803, m: 902, dimension: 30, k: 5 },
    // Points too wide for the kernel.
    { n: 4, m: 5, dimension: 3100, k: 2 },
  ])('are those of a plain loop to the last bit: $n to $m points, d = $dimension, k = $k', ({ n, m, dimension, k }) => {
    const p = { coordinates: normals(1, n, { dimension }), dimension };
    const q = { coordinates: normals(2, m, { dimension }), dimension };
    expect(kthNearestSquares(p, p, k)).toEqual(kthNearestSquaresPlainly(p, p, k));
    expect(kthNearestSquares(p, q, k)).toEqual(kthNearestSquaresPlainly(p, q, k));
  });

  it('are those of sorting all distances', () => {
    const values = normals(3, 60);
    const points = { coordinates: values, dimension: 1 };
    const sorted = Array.from(values, (x, i) =>
      Array.from(values, (y, j) => (i === j ? Infinity : (x - y) ** 2)).sort((a, b) => a - b),
    );
    expect(Array.from(kthNearestSquares(points, points, 4))).toEqual(sorted.map((row) => row[3]));
  });
});

describe('the divergence by nearest neighbours', () => {
  it.each([
    { dimension: 1, shift: 0.8, deviationQ: 1 },
    { dimension: 2, shift: 0.4, deviationQ: 1.5 },
    { dimension: 3, shift: 0.2, deviationQ: 1.3 },
  ])('comes near the closed form of normals: d = $dimension', ({ dimension, shift, deviationQ }) => {
    // The mean over 12 pairs of samples, with its own standard error; at these sizes the bias is below 0.03.
    const estimates = Array.from(
      { length: 12 },
      (_, r) =>
        knnKL(
          normals(10 + r, 1500, { dimension, mean: shift }),
          normals(40 + r, 1500, { dimension, deviation: deviationQ }),
          { dimension },
        ).raw,
    );
    const mean = estimates.reduce((sum, value) => sum + value, 0) / 12;
    const error = Math.sqrt(estimates.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 11 / 12);
    expect(Math.abs(mean - isotropicKL(dimension, shift, 1, deviationQ))).toBeLessThan(4 * error + 0.03);
  });

  it('scatters around 0 for equal distributions, and is not negative after the floor', () => {
    const { raw, estimate } = knnKL(normals(1, 2000, { dimension: 2 }), normals(2, 2000, { dimension: 2 }), {
      dimension: 2,
    });
    expect(Math.abs(raw)).toBeLessThan(0.1);
    expect(estimate).toBe(Math.max(raw, 0));
  });

  it('does not change when both samples are moved and scaled together', () => {
    const [p, q] = [normals(5, 200, { dimension: 2 }), normals(6, 300, { dimension: 2, mean: 1 })];
    const moved = (values: Float64Array) => values.map((x) => 4 * x + 8);
    const options = { dimension: 2, k: 3 };
    expect(knnKL(moved(p), moved(q), options).raw).toBeCloseTo(knnKL(p, q, options).raw, 12);
  });

  it('stays finite and says so where points coincide', () => {
    const { estimate, degenerate } = knnKL(new Float64Array(20), normals(1, 30), { k: 2 });
    expect(Number.isFinite(estimate)).toBe(true);
    expect(degenerate).toBe(20);
    expect(knnKL(normals(2, 20), normals(1, 30), { k: 2 }).degenerate).toBe(0);
  });

  it.each([
    [[1, 2, 3], [1, 2, 3], { k: 3 }, 'k must be a whole number in [1, 2]'],
    [[1, 2, 3], [1], { k: 2 }, 'k must be a whole number in [1, 1]'],
    [[1, 2, 3], [1, 2], { dimension: 2, k: 1 }, 'p.length must be a multiple of 2'],
    [[1, NaN], [1, 2], { k: 1 }, 'p[1] must be a finite number'],
    [[1, 2], [1, 2], { dimension: 0 }, 'dimension must'],
  ])('refuses %j, %j, %j', (p, q, options, message) => {
    expect(() => knnKL(p, q, options)).toThrow(message);
  });
});

describe('the divergence of fitted normals', () => {
  it('is the closed form in one dimension', () => {
    // Sample means 2 and 4, variances 1 and 4: ½(1/4 + 4/4 − 1 + ln 4).
    expect(gaussianKL([1, 2, 3], [2, 4, 6], { ridge: 0 }).estimate).toBeCloseTo(0.5 * (0.25 + Math.log(4)), 14);
  });

  it('is 0 for a sample and itself, and its parts add up', () => {
    const p = normals(1, 50, { dimension: 3 });
    const q = normals(2, 60, { dimension: 3, mean: 0.5, deviation: 2 });
    expect(gaussianKL(p, p, { dimension: 3 }).estimate).toBeCloseTo(0, 12);
    const { estimate, shift, shape } = gaussianKL(p, q, { dimension: 3 });
    expect(estimate).toBe(shift + shape);
    expect(Math.min(shift, shape)).toBeGreaterThan(0);
  });

  it('does not change under a linear map of both samples', () => {
    const p = normals(3, 80, { dimension: 2 });
    const q = normals(4, 90, { dimension: 2, mean: 0.3, deviation: 1.5 });
    const sheared = (values: Float64Array) =>
      values.map((x, at) => (at % 2 === 0 ? 2 * x + values[at + 1] : 3 * x - 1));
    const options = { dimension: 2, ridge: 0 };
    expect(gaussianKL(sheared(p), sheared(q), options).estimate).toBeCloseTo(gaussianKL(p, q, options).estimate, 12);
  });

  it('agrees with the estimate by neighbours on normal samples', () => {
    const p = normals(5, 2000, { dimension: 2, mean: 0.6 });
    const q = normals(6, 2000, { dimension: 2 });
    const difference = gaussianKL(p, q, { dimension: 2 }).estimate - knnKL(p, q, { dimension: 2 }).estimate;
    expect(Math.abs(difference)).toBeLessThan(0.12);
  });

  it('says where the ridge decides, and refuses where it cannot', () => {
    const flat = [0, 1, 0, 2, 0, 3];
    const round = [1, 0, 2, 5, 0, 1];
    expect(gaussianKL(flat, round, { dimension: 2 }).degenerate).toBe(true);
    expect(gaussianKL(round, round, { dimension: 2 }).degenerate).toBe(false);
    expect(() => gaussianKL(flat, round, { dimension: 2, ridge: 0 })).toThrow('ridge must');
    expect(() => gaussianKL([1], [1, 2])).toThrow('p.length / dimension must');
  });
});
