import type { Matrix } from 'ml-matrix';
import { checkInteger, checkVector, InvalidInputError } from '../../foundation/index.js';
import { matrices } from '../../numerics/index.js';

export interface ClusterSandwichOptions {
  /** Number of parameters p. */
  readonly parameters: number;
  /** p numbers a cluster: its summed estimating function Σ Xᵀ W (y − μ) at the estimate. */
  readonly scores: ArrayLike<number>;
  /** p² numbers a cluster, row-major: its part Σ Xᵀ W X of the information. */
  readonly information: ArrayLike<number>;
}

export interface ClusterSandwich {
  /** Covariance of the parameters, p × p. */
  readonly covariance: Matrix;
  /** Satterthwaite degrees of freedom of each parameter's standard error. */
  readonly degrees: Float64Array;
  readonly clusters: number;
}

/**
 * Cluster-robust covariance of an estimator that solves Σ scores = 0 (least squares, generalised linear models,
 * quasi-likelihood), with the bias-reduced correction CR2 and Bell and McCaffrey's degrees of freedom for t intervals.
 * Answers within a cluster may depend on one another in any way.
 *
 * With M = (Σ A_g)⁻¹ and cluster information A_g, score s_g: covariance M Σ s̃_g s̃_gᵀ M where
 * s̃_g = M^(−½) (I − M^½ A_g M^½)^(−½) M^½ s_g, which is (I − H_gg)^(−½) applied to the residuals, without ever forming
 * a matrix of the cluster's size. Cost: O(clusters · p³).
 *
 * @throws InvalidInputError when lengths do not fit, or the information is singular, or there are fewer than 2 clusters.
 * @see R. M. Bell, D. F. McCaffrey, Survey Methodology 28 (2002) 169; Pustejovsky & Tipton, JBES 36 (2018) 672
 *
 * @example
 * ```ts
 * import { clusterSandwich } from 'polity/statistics';
 * // The mean of 1, 2, 3, 6 with every value a cluster: s²/n with 3 degrees of freedom.
 * const { covariance, degrees } = clusterSandwich({ parameters: 1, scores: [-2, -1, 0, 3], information: [1, 1, 1, 1] });
 * [covariance.get(0, 0), degrees[0]]; // [1.16666667, 3.0000000]
 * ```
 */
export function clusterSandwich({ parameters, scores, information }: ClusterSandwichOptions): ClusterSandwich {
  const p = checkInteger('parameters', parameters, { min: 1 });
  const s = checkVector('scores', scores, { minLength: 2 * p });
  const clusters = s.length / p;
  if (!Number.isInteger(clusters)) throw new InvalidInputError('scores.length', s.length, `be a multiple of ${p}`);
  const a = checkVector('information', information, { length: clusters * p * p });
  const total = matrices().Matrix.zeros(p, p);
  for (let g = 0; g < clusters; g++) total.add(cluster(a, g, p));
  const { root, inverseRoot, bread } = roots(total);
  const meat = matrices().Matrix.zeros(p, p);
  const adjusted: Matrix[] = [];
  for (let g = 0; g < clusters; g++) {
    const ag = cluster(a, g, p);
    // B_g with s̃_g = B_g s_g; leverage near 1 (a cluster that alone carries a parameter) is left as it is.
    const leverage = root.mmul(ag).mmul(root);
    const b = inverseRoot.mmul(power(matrices().Matrix.eye(p).sub(leverage), -0.5)).mmul(root);
    const score = b.mmul(matrices().Matrix.columnVector(s.subarray(g * p, (g + 1) * p)));
    meat.add(score.mmul(score.transpose()));
    adjusted.push(b);
  }
  const degrees = new Float64Array(p);
  for (let j = 0; j < p; j++) degrees[j] = satterthwaite(bread.getColumnVector(j), bread, adjusted, a);
  return { covariance: bread.mmul(meat).mmul(bread), degrees, clusters };
}

/** Degrees of freedom of ℓ'V̂ℓ under independent errors with the working variance; `direction` is Mℓ. */
function satterthwaite(
  direction: Matrix,
  bread: Matrix,
  adjusted: readonly Matrix[],
  information: Float64Array,
): number {
  const p = bread.rows;
  const sum = matrices().Matrix.zeros(p, p);
  let trace = 0;
  let traceOfSquare = 0;
  adjusted.forEach((b, g) => {
    const u = b.transpose().mmul(direction);
    const r = cluster(information, g, p).mmul(u);
    const c = u.dot(r);
    const overlap = r.dot(bread.mmul(r));
    trace += c - overlap;
    traceOfSquare += c * c - 2 * c * overlap;
    sum.add(r.mmul(r.transpose()));
  });
  const mixed = bread.mmul(sum);
  traceOfSquare += mixed.mmul(mixed).trace();
  return (trace * trace) / traceOfSquare;
}

function cluster(information: Float64Array, g: number, p: number): Matrix {
  return matrices().Matrix.from1DArray(p, p, information.subarray(g * p * p, (g + 1) * p * p));
}

/** M = total⁻¹ with its symmetric roots M^½ and M^(−½). */
function roots(total: Matrix) {
  const bread = inverseOf(total);
  return { root: power(bread, 0.5), inverseRoot: power(total, 0.5), bread };
}

function inverseOf(total: Matrix): Matrix {
  const values = new (matrices().EigenvalueDecomposition)(total, { assumeSymmetric: true }).realEigenvalues;
  if (!(Math.min(...values) > 1e-13 * Math.max(...values))) {
    throw new InvalidInputError('information', Math.min(...values), 'sum to a positive definite matrix');
  }
  return matrices().inverse(total);
}

/** Power of a symmetric matrix that should be positive definite. */
function power(matrix: Matrix, exponent: number): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = new (matrices().EigenvalueDecomposition)(matrix, {
    assumeSymmetric: true,
  });
  const scaled = eigenvectorMatrix.clone();
  realEigenvalues.forEach((value, j) => {
    // A negative power of (numerically) zero leverage complement would be infinite: such directions keep weight 1.
    const factor = value > 1e-10 ? value ** exponent : exponent < 0 ? 1 : 0;
    for (let i = 0; i < matrix.rows; i++) scaled.set(i, j, scaled.get(i, j) * factor);
  });
  return scaled.mmul(eigenvectorMatrix.transpose());
}
