import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grid, latinHypercube, linearSteps, list, logarithmicSteps, random, sobol } from '../index.js';

const unit = { min: 0, max: 1 };

describe('grid', () => {
  test('holds every combination once, the last axis fastest', () => {
    const design = grid({ a: [1, 2], b: ['x', 'y', 'z'], c: [true, false] });
    const points = Array.from({ length: design.size }, (_, i) => design.point(i));
    expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(12);
    expect(points.slice(0, 3)).toEqual([
      { a: 1, b: 'x', c: true },
      { a: 1, b: 'x', c: false },
      { a: 1, b: 'y', c: true },
    ]);
  });

  test.each([
    [{}, 'axes must have at least one parameter'],
    [{ a: [] }, 'a must have at least one value'],
    [{ a: [1, 1] }, 'a[1] must differ from the values before it'],
    [{ a: [1, 'x'] }, 'a[1] must be a number like the values before it'],
    [{ a: [NaN] }, 'a[0] must be a finite number, a string or a boolean'],
    [{ a: [() => 1] }, 'a[0] must be a finite number, a string or a boolean'],
    [{ rho: [1], RHO: [2] }, "no two names alike but for case ('rho' is taken)"],
  ])('refuses %j', (axes, message) => {
    expect(() => grid(axes as never)).toThrow(message);
  });

  test('steps end where they should', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 11, max: 99, noNaN: true }),
        fc.integer({ min: 2, max: 50 }),
        (from, to, n) => {
          for (const steps of [linearSteps(from, to, n), logarithmicSteps(from, to, n)]) {
            expect(steps[0]).toBe(from);
            expect(steps[n - 1]).toBe(to);
            for (let i = 1; i < n; i++) expect(steps[i]).toBeGreaterThan(steps[i - 1]);
          }
        },
      ),
    );
  });
});

test('a list refuses points of other parameters, and the same point twice', () => {
  expect(() => list([])).toThrow('at least one point');
  expect(() => list([{ a: 1 }, { b: 1 }] as never)).toThrow('points[1] must have the parameters of the first point: a');
  expect(() => list([{ a: 1 }, { a: 'x' }] as never)).toThrow('points[1].a must be a number as in the first point');
  expect(() => list([{ a: 1 }, { a: 1 }])).toThrow('points[1] must differ from the points before it');
});

describe('sampled designs', () => {
  test('a random design is uniform (Kolmogorov–Smirnov)', () => {
    const n = 2000;
    const design = random(
      { x: unit, y: { min: 1, max: 100, scale: 'log' }, k: { min: 1, max: 3, whole: true } },
      { size: n },
    );
    const points = Array.from({ length: n }, (_, i) => design.point(i));
    const distance = (values: number[]) =>
      Math.max(...values.sort((a, b) => a - b).map((value, i) => Math.max((i + 1) / n - value, value - i / n)));
    // 1.95/√n is passed by chance once in a thousand.
    expect(distance(points.map(({ x }) => x))).toBeLessThan(1.95 / Math.sqrt(n));
    expect(distance(points.map(({ y }) => Math.log(y) / Math.log(100)))).toBeLessThan(1.95 / Math.sqrt(n));
    for (const k of [1, 2, 3]) {
      const share = points.filter((point) => point.k === k).length / n;
      expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / n));
    }
  });

  test('a Latin hypercube has one point in every part of every parameter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (size, seed) => {
        const design = latinHypercube({ x: unit, y: unit }, { size, seed });
        for (const name of ['x', 'y'] as const) {
          const parts = Array.from({ length: size }, (_, i) => Math.floor(size * design.point(i)[name]));
          expect(parts.sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
        }
      }),
    );
  });

  test('a Sobol sequence of 2ᵏ points has one in each of 2ᵏ parts of all 21 parameters', () => {
    const names = Array.from({ length: 21 }, (_, i) => `x${i}`);
    const design = sobol(Object.fromEntries(names.map((name) => [name, unit])), { size: 256, seed: 5 });
    const points = Array.from({ length: 256 }, (_, i) => design.point(i) as Record<string, number>);
    for (const name of names) expect(new Set(points.map((point) => Math.floor(256 * point[name]))).size).toBe(256);
  });

  test('… and one in each elementary box of the first two: a (0, 2)-sequence in base 2', () => {
    const design = sobol({ x: unit, y: unit }, { size: 64, seed: 1 });
    for (let k = 0; k <= 6; k++) {
      const boxes = new Set<string>();
      for (let i = 0; i < 64; i++) {
        const { x, y } = design.point(i);
        boxes.add(`${Math.floor(x * 2 ** k)},${Math.floor(y * 2 ** (6 - k))}`);
      }
      expect(boxes.size).toBe(64);
    }
  });

  test('the direction numbers are those of Joe and Kuo: the unshifted 5th to 8th points of dimensions 1 to 5', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const design = sobol(Object.fromEntries(names.map((name) => [name, unit])), { size: 8 });
    const first = design.point(0) as Record<string, number>;
    // A digital shift cancels in the exclusive or with the first point, which is the origin.
    const unshifted = (i: number, name: string) =>
      (((design.point(i) as Record<string, number>)[name] * 2 ** 32) ^ (first[name] * 2 ** 32)) >>> 0;
    const points = [1, 2, 3, 4].map((i) => names.map((name) => unshifted(i, name) / 2 ** 32));
    // Joe & Kuo's program prints 0.5 0.5 0.5 0.5 0.5; 0.75 0.25 0.25 0.25 0.75; 0.25 0.75 0.75 0.75 0.25; 0.375 0.375 0.625 0.875 0.375.
    expect(points).toEqual([
      [0.5, 0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25, 0.75],
      [0.25, 0.75, 0.75, 0.75, 0.25],
      [0.375, 0.375, 0.625, 0.875, 0.375],
    ]);
  });

  test('more parameters than the table has, and ranges upside down, are refused', () => {
    const many = Object.fromEntries(Array.from({ length: 22 }, (_, i) => [`x${i}`, unit]));
    expect(() => sobol(many, { size: 4 })).toThrow('name at most 21 parameters');
    expect(() => random({ x: { min: 1, max: 0 } }, { size: 4 })).toThrow(
      'x.max must be a finite number greater than 1',
    );
    expect(() => random({ x: { min: 0, max: 1, scale: 'log' } }, { size: 4 })).toThrow('x.min');
    expect(() => latinHypercube({ x: { oneOf: [] } }, { size: 4 })).toThrow('x.oneOf must have at least one value');
  });
});
