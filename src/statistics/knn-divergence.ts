import { checkInteger, checkVector, InvalidInputError } from '../foundation/index.js';
import { kthNearestSquares, type Points } from './nearest-distances.js';

/** Distances of 0 count as this much, so that their logarithm exists. */
const LEAST_DISTANCE = 1e-300;

export interface KnnKLOptions {
  /** Coordinates of a point; default 1. */
  readonly dimension?: number;
  /** Which neighbour; default 5. */
  readonly k?: number;
}

/** Divergence of the distributions behind two samples, in nats. */
export interface KnnKL {
  /** Estimate of KL(P‖Q); 0 where `raw` is negative, which a divergence cannot be. */
  readonly estimate: number;
  /** What the formula gives. It scatters around 0 where P and Q are the same. */
  readonly raw: number;
  /** Points from P. */
  readonly n: number;
  /** Points from Q. */
  readonly m: number;
  readonly dimension: number;
  readonly k: number;
  /** Points of P with k neighbours at distance 0 in P or in Q: a distribution with atoms has no density to compare. */
  readonly degenerate: number;
  readonly method: string;
}

/**
 * Kullback–Leibler divergence KL(P‖Q) = E_P ln(p/q) from samples, by distances to the k-th nearest neighbour:
 * (d/n) Σ_i ln(ν_k(i)/ρ_k(i)) + ln(m/(n − 1)), with ρ_k(i) the distance from point i of P to its k-th neighbour within P
 * and ν_k(i) that to its k-th neighbour in Q (Euclidean).
 *
 * Consistent for densities, but biased in finite samples, the more the higher the dimension; there is no standard error, as
 * the terms share neighbours. Compare estimates of equal n, m, k and dimension.
 *
 * Exact: all distances are compared, each summed over the coordinates in their order, so the result is that of a plain
 * double loop to the last bit.
 *
 * @param p - points of P, one after the other
 * @param q - points of Q, likewise
 * @throws InvalidInputError if an entry is not finite, the arrays do not hold whole points, or k is not less than n or
 *   more than m
 *
 * Cost: n(n + m)d squares, two at a time; about 0.1 s for n = m = 2,000, d = 30.
 * @see F. Pérez-Cruz, Kullback-Leibler divergence estimation of continuous distributions (2008), equation 14
 *
 * @example
 * ```ts
 * import { randomStream } from 'polity/foundation';
 * import { knnKL } from 'polity/statistics';
 * const random = randomStream(1);
 * const sample = (mean: number) => Array.from({ length: 500 }, () => mean + random.normal());
 * knnKL(sample(1), sample(0)).estimate; // 0.4247
 * ```
 */
export function knnKL(p: ArrayLike<number>, q: ArrayLike<number>, { dimension = 1, k = 5 }: KnnKLOptions = {}): KnnKL {
  const d = checkInteger('dimension', dimension, { min: 1 });
  const [own, other] = [checkPoints('p', p, d), checkPoints('q', q, d)];
  const n = own.coordinates.length / d;
  const m = other.coordinates.length / d;
  checkInteger('k', k, { min: 1, max: Math.min(n - 1, m) });
  const within = kthNearestSquares(own, own, k);
  const across = kthNearestSquares(own, other, k);
  let sum = 0;
  let degenerate = 0;
  for (let i = 0; i < n; i++) {
    const rho = Math.sqrt(within[i]);
    const nu = Math.sqrt(across[i]);
    if (rho === 0 || nu === 0) degenerate++;
    sum += Math.log(Math.max(nu, LEAST_DISTANCE) / Math.max(rho, LEAST_DISTANCE));
  }
  const raw = (d / n) * sum + Math.log(m / (n - 1));
  const method = `k-nearest-neighbour distances, k = ${k}`;
  return { estimate: Math.max(raw, 0), raw, n, m, dimension: d, k, degenerate, method };
}

function checkPoints(name: string, points: ArrayLike<number>, dimension: number): Points {
  const coordinates = checkVector(name, points);
  if (coordinates.length % dimension !== 0) {
    throw new InvalidInputError(`${name}.length`, coordinates.length, `be a multiple of ${dimension}`);
  }
  return { coordinates, dimension };
}
