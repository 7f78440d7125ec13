import type { Matrix } from 'ml-matrix';
import { checkInteger, checkNumber, checkOneOf, checkPositive, InvalidInputError } from '../../foundation/index.js';
import { matrices } from '../../numerics/index.js';
import { informationCriteria, type InformationCriteria } from '../information-criteria.js';
import type { Design } from '../regression/design.js';
import { kMeans } from './k-means.js';
import { checkPoints, rowsOf } from './points.js';

export interface GaussianMixtureOptions {
  /** Number of components k, 1 to n. */
  readonly components: number;
  /** A covariance matrix for each component, or its variances alone; default `'full'`. */
  readonly covariance?: 'full' | 'diagonal';
  /** Added to every variance, so that no component collapses onto a point; default 1e-6. */
  readonly regularization?: number;
  /** Starts of which the most likely is kept, each from a k-means partition of its own; default 3. */
  readonly starts?: number;
  readonly seed?: number;
  /** Rise of the mean log-likelihood of a point below which a start has converged; default 1e-6. */
  readonly tolerance?: number;
  /** Most EM steps of a start; default 500. */
  readonly maxIterations?: number;
  readonly signal?: AbortSignal;
}

export interface GaussianMixture {
  /** Most probable component of each point. */
  readonly labels: Int32Array;
  /** Probability of each component for each point, a row a point. */
  readonly probabilities: readonly Float64Array[];
  /** Share of each component, in descending order. */
  readonly weights: Float64Array;
  readonly means: readonly Float64Array[];
  readonly covariances: readonly Matrix[];
  readonly logLikelihood: number;
  /** Free parameters. */
  readonly parameters: number;
  readonly criteria: InformationCriteria;
  readonly converged: boolean;
  readonly iterations: number;
  /** Rise of the mean log-likelihood in the last step. */
  readonly lastRise: number;
}

/**
 * Mixture of k normal distributions by expectation–maximisation, with log-sum-exp so that far points do not underflow.
 * The result is a local maximum; compare numbers of components by `criteria.bic`, least is best.
 *
 * Cost: O(n k p²) a step (`'full'`) or O(n k p).
 *
 * @param points - n rows of p numbers
 * @throws InvalidInputError when points are not finite, differ in length, the number of components is not in 1 … n, or a
 * covariance matrix is singular with no regularisation.
 * @see A. Dempster, N. Laird, D. Rubin, JRSS B 39 (1977) 1
 *
 * @example
 * ```ts
 * import { gaussianMixture } from 'polity/statistics';
 * const fit = gaussianMixture([[0], [1], [2], [10], [11], [12], [13]], { components: 2 });
 * fit.labels; // [1, 1, 1, 0, 0, 0, 0]
 * fit.means[0]; // [11.5]
 * ```
 */
export function gaussianMixture(
  points: readonly ArrayLike<number>[],
  {
    components,
    covariance = 'full',
    regularization = 1e-6,
    starts = 3,
    seed = 0,
    tolerance = 1e-6,
    maxIterations = 500,
    signal,
  }: GaussianMixtureOptions,
): GaussianMixture {
  const design = checkPoints(points);
  const { n, p } = design;
  checkInteger('components', components, { min: 1, max: n });
  checkOneOf('covariance', covariance, ['full', 'diagonal']);
  checkNumber('regularization', regularization, { min: 0 });
  checkInteger('starts', starts, { min: 1 });
  checkInteger('maxIterations', maxIterations, { min: 1 });
  checkPositive('tolerance', tolerance);
  let best: Expectation | undefined;
  for (let start = 0; start < starts; start++) {
    signal?.throwIfAborted();
    const { labels } = kMeans(points, { clusters: components, starts: 1, seed: seed + start });
    const run = new Expectation(design, components, covariance === 'full', regularization, labels);
    run.iterate(tolerance, maxIterations);
    if (!best || run.logLikelihood > best.logLikelihood) best = run;
  }
  const { logLikelihood, ...rest } = best!.result();
  const spread = covariance === 'full' ? (p * (p + 1)) / 2 : p;
  const parameters = components - 1 + components * (p + spread);
  return {
    ...rest,
    logLikelihood,
    parameters,
    criteria: informationCriteria({ logLikelihood, parameters, n }),
  };
}

/** One start of EM. Covariances are held as their lower Cholesky factors. */
class Expectation {
  logLikelihood = -Infinity;
  #converged = false;
  #iterations = 0;
  #lastRise = Infinity;
  readonly #weights: Float64Array;
  readonly #means: Float64Array;
  readonly #covariances: Float64Array;
  readonly #factors: Float64Array;
  /** n × k. */
  readonly #shares: Float64Array;

  constructor(
    readonly design: Design,
    readonly k: number,
    readonly full: boolean,
    readonly regularization: number,
    labels: Int32Array,
  ) {
    const { n, p } = design;
    this.#weights = new Float64Array(k);
    this.#means = new Float64Array(k * p);
    this.#covariances = new Float64Array(k * p * p);
    this.#factors = new Float64Array(k * p * p);
    this.#shares = new Float64Array(n * k);
    labels.forEach((label, i) => (this.#shares[i * k + label] = 1));
  }

  iterate(tolerance: number, maxIterations: number): void {
    while (!this.#converged && this.#iterations < maxIterations) {
      this.#iterations++;
      this.#maximize();
      const before = this.logLikelihood;
      this.logLikelihood = this.#expect();
      this.#lastRise = (this.logLikelihood - before) / this.design.n;
      this.#converged = this.#lastRise < tolerance;
    }
  }

  /** Weights, means and covariances from the shares. */
  #maximize(): void {
    const { values, n, p } = this.design;
    const { k, full } = this;
    const [shares, means, covariances] = [this.#shares, this.#means, this.#covariances];
    this.#weights.fill(0);
    means.fill(0);
    covariances.fill(0);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < k; c++) {
        const share = shares[i * k + c];
        this.#weights[c] += share;
        for (let j = 0; j < p; j++) means[c * p + j] += share * values[i * p + j];
      }
    }
    for (let c = 0; c < k; c++) {
      // A component that no point belongs to keeps a trace of weight, or it would divide by 0.
      this.#weights[c] = Math.max(this.#weights[c], 10 * Number.EPSILON);
      for (let j = 0; j < p; j++) means[c * p + j] /= this.#weights[c];
    }
    const away = new Float64Array(p);
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < k; c++) {
        const share = shares[i * k + c];
        if (share === 0) continue;
        for (let j = 0; j < p; j++) away[j] = values[i * p + j] - means[c * p + j];
        for (let a = 0; a < p; a++) {
          const row = (c * p + a) * p;
          const scaled = share * away[a];
          for (let b = full ? 0 : a; b <= a; b++) covariances[row + b] += scaled * away[b];
        }
      }
    }
    for (let c = 0; c < k; c++) {
      for (let at = c * p * p; at < (c + 1) * p * p; at++) covariances[at] /= this.#weights[c];
      for (let j = 0; j < p; j++) covariances[(c * p + j) * p + j] += this.regularization;
      this.#weights[c] /= n;
      this.#factorize(c);
    }
  }

  #factorize(c: number): void {
    const { p } = this.design;
    const start = c * p * p;
    const [a, l] = [this.#covariances, this.#factors];
    for (let i = 0; i < p; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = a[start + i * p + j];
        for (let t = 0; t < j; t++) sum -= l[start + i * p + t] * l[start + j * p + t];
        if (i > j) l[start + i * p + j] = sum / l[start + j * p + j];
        else if (sum > 0) l[start + i * p + i] = Math.sqrt(sum);
        else {
          throw new InvalidInputError('regularization', this.regularization, 'make every covariance matrix regular');
        }
      }
    }
  }

  /** Shares from the densities; the log-likelihood. */
  #expect(): number {
    const { values, n, p } = this.design;
    const { k, full } = this;
    const [shares, means, factors] = [this.#shares, this.#means, this.#factors];
    const constants = Float64Array.from({ length: k }, (_, c) => {
      let logDeterminant = 0;
      for (let j = 0; j < p; j++) logDeterminant += Math.log(factors[(c * p + j) * p + j]);
      return Math.log(this.#weights[c]) - (p / 2) * Math.log(2 * Math.PI) - logDeterminant;
    });
    const solved = new Float64Array(p);
    let total = 0;
    for (let i = 0; i < n; i++) {
      let most = -Infinity;
      for (let c = 0; c < k; c++) {
        let square = 0;
        for (let a = 0; a < p; a++) {
          let sum = values[i * p + a] - means[c * p + a];
          const row = (c * p + a) * p;
          if (full) for (let b = 0; b < a; b++) sum -= factors[row + b] * solved[b];
          solved[a] = sum /= factors[row + a];
          square += sum * sum;
        }
        const log = (shares[i * k + c] = constants[c] - square / 2);
        if (log > most) most = log;
      }
      let sum = 0;
      for (let c = 0; c < k; c++) sum += shares[i * k + c] = Math.exp(shares[i * k + c] - most);
      for (let c = 0; c < k; c++) shares[i * k + c] /= sum;
      total += most + Math.log(sum);
    }
    return total;
  }

  result(): Omit<GaussianMixture, 'parameters' | 'criteria'> {
    const { n, p } = this.design;
    const { k } = this;
    const order = Array.from(this.#weights.keys()).sort((a, b) => this.#weights[b] - this.#weights[a] || a - b);
    const means = rowsOf(this.#means, p);
    const probabilities = rowsOf(this.#shares, k).map((row) => Float64Array.from(order, (c) => row[c]));
    return {
      labels: Int32Array.from({ length: n }, (_, i) => probabilities[i].indexOf(Math.max(...probabilities[i]))),
      probabilities,
      weights: Float64Array.from(order, (c) => this.#weights[c]),
      means: order.map((c) => means[c]),
      covariances: order.map((c) => {
        const matrix = matrices().Matrix.zeros(p, p);
        for (let a = 0; a < p; a++) {
          for (let b = 0; b <= a; b++) {
            const value = this.#covariances[(c * p + a) * p + b];
            matrix.set(a, b, value).set(b, a, value);
          }
        }
        return matrix;
      }),
      logLikelihood: this.logLikelihood,
      converged: this.#converged,
      iterations: this.#iterations,
      lastRise: this.#lastRise,
    };
  }
}
