import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { clusterSandwich, leastSquares } from '../index.js';

// Twelve rows in five clusters; reference values from dense matrices in NumPy (I − H cut into blocks and eigen-decomposed).
const CLUSTERS = [0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4];
const X = [1, 2, 3, 4, 5, 2, 7, 8, 1, 9, 4, 6];
const Y = [2, 1, 4, 3, 6, 2, 9, 7, 3, 8, 6, 5];
const WEIGHTS = [1, 2, 1, 1, 3, 1, 2, 1, 1, 2, 1, 1];
const CR2 = [1.53225736493981, -0.32350917641358, 0.0733911402118];
const CR2_DEGREES = [2.1953709315218886, 1.890119356047802];
const HC2 = [0.68628599923843, -0.11927522331536, 0.02804465935846];
const HC2_DEGREES = [5.626008381323752, 4.741502466591124];
const DESIGN = X.map((x) => [1, x]);

describe('leastSquares', () => {
  it('equals dense matrix algebra: coefficients and classical errors', () => {
    const { coefficients, covariance } = leastSquares(DESIGN, Y, { weights: WEIGHTS });
    expect(coefficients[0].estimate).toBeCloseTo(0.81865284974093, 12);
    expect(coefficients[1].estimate).toBeCloseTo(0.90103626943005, 12);
    expect(covariance.get(1, 1)).toBeCloseTo(0.02181854546431, 12);
    expect(coefficients[1].degrees).toBe(10);
  });

  it('equals dense matrix algebra: CR2 and HC2 with Bell–McCaffrey degrees', () => {
    const byCluster = leastSquares(DESIGN, Y, { weights: WEIGHTS, errors: 'cluster', clusters: CLUSTERS });
    expect(byCluster.covariance.get(0, 0)).toBeCloseTo(CR2[0], 10);
    expect(byCluster.covariance.get(0, 1)).toBeCloseTo(CR2[1], 10);
    expect(byCluster.covariance.get(1, 1)).toBeCloseTo(CR2[2], 10);
    expect(byCluster.coefficients.map(({ degrees }) => degrees)[1]).toBeCloseTo(CR2_DEGREES[1], 9);
    expect(byCluster.coefficients[0].degrees).toBeCloseTo(CR2_DEGREES[0], 9);
    expect(byCluster.coefficients[0].n).toBe(5);
    const byRow = leastSquares(DESIGN, Y, { weights: WEIGHTS, errors: 'robust' });
    expect(byRow.covariance.get(1, 1)).toBeCloseTo(HC2[2], 10);
    expect(byRow.coefficients[1].degrees).toBeCloseTo(HC2_DEGREES[1], 9);
  });

  it('leaves residuals orthogonal to every column, and its R² is the squared correlation', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })), {
          minLength: 5,
          maxLength: 30,
        }),
        (points) => {
          const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
          const spread = (v: number[]) => {
            const mean = v.reduce((a, b) => a + b) / v.length;
            return v.map((value) => value - mean);
          };
          const [dx, dy] = [spread(xs), spread(ys)];
          const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
          fc.pre(dot(dx, dx) > 1e-2 && dot(dy, dy) > 1e-2);
          const fit = leastSquares(
            xs.map((x) => [1, x]),
            ys,
          );
          expect(Math.abs(dot(xs, [...fit.residuals]))).toBeLessThan(1e-8);
          expect(Math.abs(fit.residuals.reduce((a, b) => a + b))).toBeLessThan(1e-9);
          expect(fit.rSquared).toBeCloseTo(dot(dx, dy) ** 2 / (dot(dx, dx) * dot(dy, dy)), 9);
        },
      ),
    );
  });

  it('gives clustered data honest intervals where classical errors are far too short', () => {
    let [honest, naive] = [0, 0];
    const samples = 400;
    for (let sample = 0; sample < samples; sample++) {
      const stream = randomStream(4, sample);
      const [design, y, clusters]: [number[][], number[], number[]] = [[], [], []];
      for (let g = 0; g < 15; g++) {
        const [x, shift] = [stream.normal(), stream.normal()];
        for (let i = 0; i < 8; i++) {
          design.push([1, x]);
          y.push(shift + stream.normal());
          clusters.push(g);
        }
      }
      const covers = (errors: 'classical' | 'cluster') => {
        const { lower, upper } = leastSquares(design, y, { errors, clusters }).coefficients[1].interval;
        return lower <= 0 && upper >= 0 ? 1 : 0;
      };
      honest += covers('cluster');
      naive += covers('classical');
    }
    // 95 % ± 4 binomial standard errors.
    expect(Math.abs(honest / samples - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / samples));
    expect(naive / samples).toBeLessThan(0.7);
  });

  it('rejects what does not fit', () => {
    expect(() => leastSquares([[1], [2]], [1, 2, 3])).toThrow('design.length must equal 3');
    expect(() =>
      leastSquares(
        [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        [1, 2, 3],
      ),
    ).toThrow('linearly independent');
    expect(() =>
      leastSquares(
        [
          [1, 1],
          [1, 2],
        ],
        [1, 2],
      ),
    ).toThrow('response.length must be greater than 2');
    expect(() => leastSquares(DESIGN, Y, { errors: 'cluster' })).toThrow('clusters must be given');
    expect(() => leastSquares(DESIGN, [...Y.slice(1), NaN])).toThrow('response[11]');
    expect(() => leastSquares(DESIGN, Y, { weights: Y.map(() => 0) })).toThrow('weights[0]');
  });
});

describe('clusterSandwich', () => {
  it('is s²/n with n − 1 degrees for a plain mean', () => {
    const { covariance, degrees } = clusterSandwich({
      parameters: 1,
      scores: [-2, -1, 0, 3],
      information: [1, 1, 1, 1],
    });
    expect(covariance.get(0, 0)).toBeCloseTo(14 / 3 / 4, 12);
    expect(degrees[0]).toBeCloseTo(3, 12);
  });

  it('rejects a singular information', () => {
    expect(() =>
      clusterSandwich({ parameters: 2, scores: [1, 1, -1, -1], information: [1, 1, 1, 1, 1, 1, 1, 1] }),
    ).toThrow('information');
    expect(() => clusterSandwich({ parameters: 2, scores: [1, 1, 1, 1, 1], information: [] })).toThrow('multiple of 2');
  });
});
