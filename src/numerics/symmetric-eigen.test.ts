import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../foundation/index.js';
import { lanczos, symmetricEigen, symmetricEigenvalues } from './index.js';

function randomSymmetric(n: number, seed: number): Matrix {
  const stream = randomStream(seed);
  const matrix = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const value = stream.normal();
      matrix.set(i, j, value).set(j, i, value);
    }
  }
  return matrix;
}

const operator = (matrix: Matrix) => ({
  size: matrix.rows,
  apply: (x: Readonly<Float64Array>, y: Float64Array) => {
    for (let i = 0; i < x.length; i++) y[i] = matrix.getRow(i).reduce((sum, a, j) => sum + a * x[j], 0);
  },
});

describe('symmetricEigen', () => {
  // Backward stable: errors of a few n·ε·‖A‖, here below 120 · 2.2e-16 · 25 ≈ 7e-13.
  it.each([1, 2, 3, 4, 5, 17, 64, 120])('agrees with ml-matrix and decomposes, n = %i', (n) => {
    const matrix = randomSymmetric(n, n);
    const { values, vectors } = symmetricEigen(matrix);
    const theirs = Float64Array.from(
      new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues,
    ).sort();
    const only = symmetricEigenvalues(matrix);
    for (let k = 0; k < n; k++) {
      expect(Math.abs(values[k] - theirs[k])).toBeLessThan(1e-12);
      expect(Math.abs(values[k] - only[k])).toBeLessThan(1e-12);
    }
    const defect = matrix.mmul(vectors).sub(vectors.mmul(Matrix.diag(Array.from(values))));
    expect(defect.max()).toBeLessThan(1e-12);
    expect(defect.min()).toBeGreaterThan(-1e-12);
    const skew = vectors.transpose().mmul(vectors).sub(Matrix.eye(n, n));
    expect(Math.max(skew.max(), -skew.min())).toBeLessThan(1e-12);
  });

  it('knows the path, multiple eigenvalues, tiny and huge matrices, and zero', () => {
    const n = 40;
    const path = Matrix.zeros(n, n);
    for (let i = 0; i < n; i++) {
      path.set(i, i, 2);
      if (i > 0) path.set(i, i - 1, -1).set(i - 1, i, -1);
    }
    symmetricEigenvalues(path).forEach((value, k) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 13);
    });
    // The complete graph: 0 once and 7 six times.
    const complete = Matrix.ones(7, 7).mul(-1).add(Matrix.eye(7, 7).mul(7));
    for (const scale of [1, 1e-200, 1e200]) {
      const values = symmetricEigenvalues(Matrix.mul(complete, scale));
      values.forEach((value, k) => expect(value / scale).toBeCloseTo(k === 0 ? 0 : 7, 13));
    }
    expect(Array.from(symmetricEigen(Matrix.zeros(3, 3)).values)).toEqual([0, 0, 0]);
  });

  it('refuses what is not square, symmetric and finite', () => {
    expect(() => symmetricEigenvalues(Matrix.zeros(2, 3))).toThrow('matrix must be square');
    expect(() => symmetricEigenvalues(new Matrix([[1, 2], [3, 1]]))).toThrow('matrix[1][0] must equal matrix[0][1] = 2'); // prettier-ignore
    expect(() => symmetricEigenvalues(new Matrix([[NaN]]))).toThrow('matrix[0][0]');
  });
});

describe('lanczos', () => {
  it('finds the same ends as the dense solver, through restarts and filter', () => {
    const matrix = randomSymmetric(300, 1);
    const dense = symmetricEigen(matrix);
    for (const [end, count] of [
      ['smallest', 1],
      ['smallest', 5],
      ['largest', 3],
    ] as const) {
      // prettier-ignore
      const found = lanczos(operator(matrix), { end, count, basis: 30 });
      expect(found.converged).toBe(true);
      found.values.forEach((value, k) => {
        const expected = dense.values[end === 'smallest' ? k : 299 - k];
        // ‖A‖ is about 35; residual r bounds the distance to an eigenvalue by r.
        expect(Math.abs(value - expected)).toBeLessThan(1e-9);
        expect(found.residuals[k]).toBeLessThan(35e-10);
      });
    }
  });

  it('is exact when the basis can hold the whole space, also with multiple eigenvalues', () => {
    const complete = Matrix.ones(6, 6).mul(-1).add(Matrix.eye(6, 6).mul(6));
    const found = lanczos(operator(complete), { count: 6 });
    found.values.forEach((value, k) => expect(value).toBeCloseTo(k === 0 ? 0 : 6, 12));
    expect(found.converged).toBe(true);
    expect(lanczos(operator(Matrix.zeros(4, 4)), { count: 2 })).toMatchObject({ converged: true });
    expect(lanczos(operator(new Matrix([[3]]))).values[0]).toBe(3);
  });

  it('says when it did not converge', () => {
    const found = lanczos(operator(randomSymmetric(300, 2)), { basis: 8, maxApplications: 10 });
    expect(found.converged).toBe(false);
    expect(found.residuals[0]).toBeGreaterThan(1e-6);
  });

  it('refuses impossible options', () => {
    const some = operator(randomSymmetric(4, 1));
    expect(() => lanczos(some, { count: 5 })).toThrow('count');
    expect(() => lanczos(some, { basis: 2 })).toThrow('basis');
    expect(() => lanczos(some, { tolerance: 0 })).toThrow('tolerance');
  });
});
