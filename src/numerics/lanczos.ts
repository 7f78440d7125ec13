import { checkInteger, checkOneOf, checkPositive, randomStream } from '../foundation/index.js';
import { chebyshevFilter } from './chebyshev-filter.js';
import { LanczosBasis, norm } from './lanczos-basis.js';
import type { SymmetricOperator } from './symmetric-operator.js';

export interface LanczosOptions {
  /** How many eigenpairs, default 1. */
  readonly count?: number;
  /** From which end of the spectrum; default `smallest`. */
  readonly end?: 'smallest' | 'largest';
  /** Largest residual ‖A·v − λ·v‖ of a pair that counts as found, relative to ‖A‖; default 10⁻¹⁰. */
  readonly tolerance?: number;
  /** Vectors kept, each of `size` numbers; default 40 + 4·count. */
  readonly basis?: number;
  /** Applications of the operator after which it gives up; default 20,000. */
  readonly maxApplications?: number;
  /** Of the start vector; default 0. */
  readonly seed?: number;
}

/** Extreme eigenpairs and how good they are. */
export interface LanczosResult {
  /** Eigenvalues, from the wanted end inwards. */
  readonly values: Float64Array;
  /** Unit eigenvectors. */
  readonly vectors: readonly Float64Array[];
  /** ‖A·v − λ·v‖ of each pair, computed at the end with A itself: some eigenvalue lies that close to each value. */
  readonly residuals: Float64Array;
  /** Whether every residual is within the tolerance. */
  readonly converged: boolean;
  /** Applications of the operator. */
  readonly applications: number;
}

/** Degrees of the polynomial that the restarts are filtered through. */
const FILTER_DEGREE = 12;

/**
 * A few extreme eigenpairs of a large symmetric operator: Lanczos with full reorthogonalisation and thick restarts. When
 * one basis is not enough, the later rounds work on a Chebyshev polynomial of the operator, which spreads the wanted end
 * apart and so saves most of the orthogonalisation.
 *
 * An eigenvalue of multiplicity r is seen once by a Krylov space: its other copies may be missing from a list of several.
 *
 * Cost: per application of the operator at most 2·basis vector operations; memory (basis + 6)·size numbers.
 *
 * @throws InvalidInputError when count exceeds the size or an option is out of range
 * @see K. Wu & H. Simon, "Thick-restart Lanczos method for large symmetric eigenvalue problems", SIAM J. Matrix Anal.
 * 22 (2000); Y. Zhou & Y. Saad, "A Chebyshev–Davidson algorithm", SIAM J. Matrix Anal. 29 (2007), for the filter
 *
 * @example
 * ```ts
 * import { lanczos } from 'polity/numerics';
 * // The path of 1000 nodes: 2 on the diagonal, −1 beside it; eigenvalues 2 − 2·cos(kπ/1001).
 * const n = 1000;
 * const apply = (x: Readonly<Float64Array>, y: Float64Array) => {
 *   for (let i = 0; i < n; i++) y[i] = 2 * x[i] - (i > 0 ? x[i - 1] : 0) - (i + 1 < n ? x[i + 1] : 0);
 * };
 * lanczos({ size: n, apply }, { end: 'largest' }).values; // [3.99999015]
 * ```
 */
export function lanczos(operator: SymmetricOperator, options: LanczosOptions = {}): LanczosResult {
  const { size, apply } = operator;
  checkInteger('size', size, { min: 1 });
  const { end = 'smallest', tolerance = 1e-10, maxApplications = 20_000, seed = 0 } = options;
  const count = checkInteger('count', options.count ?? 1, { min: 1, max: size });
  const room = Math.min(size, checkInteger('basis', options.basis ?? 40 + 4 * count, { min: count + 2 }));
  checkOneOf('end', end, ['smallest', 'largest']);
  checkPositive('tolerance', tolerance);
  checkInteger('maxApplications', maxApplications, { min: 1 });

  let applications = 0;
  const sign = end === 'largest' ? 1 : -1;
  // Inside, the wanted end is always the upper one.
  const upward = (x: Readonly<Float64Array>, y: Float64Array) => {
    apply(x, y);
    applications++;
    if (sign < 0) for (let i = 0; i < size; i++) y[i] = -y[i];
  };
  const stream = randomStream(seed);
  const start = Float64Array.from({ length: size }, () => stream.normal());
  const basis = new LanczosBasis(size, room, stream);
  basis.begin(start);
  // Estimates stop a round a little early rather than late; the residuals that count are computed at the end.
  basis.extend(upward, (largest) => basis.bound(count) <= 0.3 * tolerance * largest);
  const top = basis.spread();
  const reach = Math.max(Math.abs(top.upper), Math.abs(top.lower));
  let pairs = measure(upward, basis, count);
  const within = () => pairs.residuals.every((residual) => residual <= tolerance * reach);
  while (!within() && basis.full && applications < maxApplications) {
    const { lower, inner } = basis.spread(count);
    // Everything from the lower end (with room for what Lanczos has not seen) to just inside the wanted pairs is damped.
    const margin = 0.02 * (top.upper - lower);
    const filter = chebyshevFilter(upward, size, Math.min(lower - margin, top.lower - margin), inner, FILTER_DEGREE);
    basis.begin(sumOf(pairs.vectors, start));
    let rounds = 0;
    let worst: number;
    do {
      basis.extend(filter, (largest) => basis.bound(count) <= tolerance * largest);
      pairs = measure(upward, basis, count);
      worst = Math.max(...pairs.residuals);
      if (basis.full) basis.restart(Math.min(room - 2, count + (room >> 2)));
    } while (worst > tolerance * reach && ++rounds < 50 && applications < maxApplications);
    if (worst > tolerance * reach) break;
  }
  return {
    values: pairs.values.map((value) => sign * value),
    vectors: pairs.vectors,
    residuals: pairs.residuals,
    converged: within(),
    applications,
  };
}

/** The Ritz pairs of the wanted end under the operator itself, best first. */
function measure(
  apply: SymmetricOperator['apply'],
  basis: LanczosBasis,
  count: number,
): { values: Float64Array; vectors: Float64Array[]; residuals: Float64Array } {
  const image = new Float64Array(basis.size);
  const pairs = basis.ritzVectors(count).map((vector) => {
    apply(vector, image);
    let value = 0;
    for (let i = 0; i < image.length; i++) value += vector[i] * image[i];
    for (let i = 0; i < image.length; i++) image[i] -= value * vector[i];
    return { value, vector, residual: norm(image) };
  });
  pairs.sort((a, b) => b.value - a.value);
  return {
    values: Float64Array.from(pairs, ({ value }) => value),
    vectors: pairs.map(({ vector }) => vector),
    residuals: Float64Array.from(pairs, ({ residual }) => residual),
  };
}

/** The sum of the vectors with a little of another, so that no direction is missing altogether. */
function sumOf(vectors: readonly Float64Array[], other: Float64Array): Float64Array {
  const scale = 1e-3 / norm(other);
  const sum = other.map((value) => scale * value);
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i] += vector[i];
  return sum;
}
