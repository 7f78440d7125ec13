import { checkProbability, checkVector, InvalidInputError } from '../../foundation/index.js';
import { findRoot } from '../../numerics/index.js';

/** A large outbreak on a random graph with given degrees. */
export interface PercolationFinalSize {
  /** Share of agents infected by a large outbreak, and also the probability that a single case begins one. */
  readonly size: number;
  /** Probability u that a contact leads to no large outbreak. */
  readonly escape: number;
  /** Transmissibility above which large outbreaks exist, ⟨k⟩/(⟨k²⟩ − ⟨k⟩); above 1: none exist. */
  readonly threshold: number;
}

/**
 * Final size on the configuration model by bond percolation: u = G₁(1 − T + Tu), size 1 − G₀(1 − T + Tu), with the
 * generating functions of the degree and of the excess degree. Exact for large n where each contact transmits independently
 * of the others; where infectious periods vary, transmissions of one agent depend on each other, the size of an outbreak
 * stays exact and the probability of one becomes smaller than this.
 *
 * @param degrees - share of agents of each degree, from 0 up; they add up to 1
 * @param transmissibility - T, as the function of that name gives it
 * @throws InvalidInputError for numbers out of range or shares that do not add up to 1
 * @see M. Newman, Spread of epidemic disease on networks, Phys. Rev. E 66 (2002)
 *
 * @example
 * ```ts
 * import { percolationFinalSize } from 'polity/populations';
 * percolationFinalSize([0, 0, 0, 1], 0.6).size; // 0.7037
 * ```
 */
export function percolationFinalSize(degrees: ArrayLike<number>, transmissibility: number): PercolationFinalSize {
  const shares = checkVector('degrees', degrees, { min: 0, max: 1 });
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) > 1e-9) throw new InvalidInputError('degrees', degrees, 'add up to 1');
  const T = checkProbability('transmissibility', transmissibility);
  const mean = moment(shares, (k) => k);
  const pairs = moment(shares, (k) => k * (k - 1));
  const threshold = pairs > 0 ? mean / pairs : Infinity;
  const none = { size: 0, escape: 1, threshold };
  if (mean === 0 || T <= threshold) return none;
  const excess = (u: number) => moment(shares, (k) => (k === 0 ? 0 : k * (1 - T + T * u) ** (k - 1))) / mean - u;
  const slope = (u: number) =>
    (T * moment(shares, (k) => (k < 2 ? 0 : k * (k - 1) * (1 - T + T * u) ** (k - 2)))) / mean - 1;
  // The excess is convex and 0 at u = 1: its other zero lies to the left of its bottom.
  const bottom = slope(0) >= 0 ? 0 : findRoot(slope, { lower: 0, upper: 1, tolerance: 0 }).root;
  const escape = excess(0) <= 0 ? 0 : findRoot(excess, { lower: 0, upper: bottom, tolerance: 0 }).root;
  return { size: 1 - moment(shares, (k) => (1 - T + T * escape) ** k), escape, threshold };
}

function moment(shares: Float64Array, of: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < shares.length; k++) if (shares[k] > 0) sum += shares[k] * of(k);
  return sum;
}

/**
 * Probability T = b/(1 − (1 − b)(1 − g)) that an infectious agent ever infects a given susceptible contact, when it tries
 * with probability b in each step and recovers with probability g after each.
 *
 * @throws InvalidInputError for numbers outside [0, 1], or infection and recovery both 0
 *
 * @example
 * ```ts
 * import { transmissibility } from 'polity/populations';
 * transmissibility({ infection: 0.3, recovery: 0.4 }); // 0.5172413793
 * ```
 */
export function transmissibility({
  infection,
  recovery,
}: {
  readonly infection: number;
  readonly recovery: number;
}): number {
  checkProbability('infection', infection);
  checkProbability('recovery', recovery);
  if (infection === 0 && recovery === 0)
    throw new InvalidInputError('recovery', recovery, 'be above 0 without infection');
  return infection / (infection + recovery - infection * recovery);
}
