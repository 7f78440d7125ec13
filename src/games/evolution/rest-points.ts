import { matrices } from '../../numerics/index.js';
import type { EvolutionaryDynamics } from './dynamics.js';
import { populationGame, type PopulationGame, type PopulationGameLike } from './population-game.js';
import { velocityField } from './simulate-dynamics.js';
import { barycentricGrid } from './simplex-grid.js';

/** How a rest point acts on what is near it, from the eigenvalues of the Jacobian along the simplex. */
export type RestPointKind = 'sink' | 'source' | 'saddle' | 'centre' | 'undecided';

/** A state at which nothing changes. */
export interface RestPoint {
  readonly shares: Float64Array;
  /**
   * Real and imaginary parts of the eigenvalues of the Jacobian on the tangent space of the simplex, largest real part
   * first.
   */
  readonly eigenvalues: readonly { readonly re: number; readonly im: number }[];
  /**
   * All real parts negative, all positive, or some of each; `centre`: all 0 with an imaginary part (the linear part
   * says no more); `undecided`: some 0, or dynamics that cannot be linearised there.
   */
  readonly kind: RestPointKind;
  /** Whether it is a Nash equilibrium: no strategy earns more than those in use. */
  readonly nash: boolean;
  /** Largest absolute velocity there. */
  readonly residual: number;
}

export interface RestPointsOptions {
  /** Starts of Newton's method: points of a grid with so many steps on a side of every face, default 6. */
  readonly resolution?: number;
}

const DISTINCT = 1e-6;

/**
 * Rest points of the dynamics of a population game that are isolated in their face, with their stability. Newton's
 * method along every face starts from a grid; where payoffs are linear it takes one step and nothing isolated is
 * missed; for other payoffs, and for `logit` and `replicatorMutator`, a finer `resolution` may find more.
 *
 * Dynamics that rest at Nash equilibria only (`smith`, `brownVonNeumannNash`) have a kink there: their points get no
 * eigenvalues.
 *
 * Cost: faces × grid points × Newton steps, for up to about 10 strategies in all.
 *
 * @example
 * ```ts
 * import { replicator, restPoints } from 'polity/games';
 * const points = restPoints([[-1, 4], [0, 2]], replicator);
 * points.map(({ shares, kind }) => [shares[0], kind]); // [[1, 'source'], [0, 'source'], [0.666667, 'sink']]
 * ```
 */
export function restPoints(
  game: PopulationGameLike,
  dynamics: EvolutionaryDynamics,
  { resolution = 6 }: RestPointsOptions = {},
): RestPoint[] {
  const population = populationGame(game);
  const field = velocityField(population, dynamics);
  const velocity = (x: Float64Array) => {
    const out = new Float64Array(x.length);
    field(0, x, out);
    return out;
  };
  const perturbed = dynamics.rests === 'perturbed';
  const width = population.sizes.reduce((sum, size) => sum + size, 0);
  const payoffs = (x: Float64Array) => {
    const out = new Float64Array(width);
    population.payoffs(x, out);
    return out;
  };
  const found: Float64Array[] = [];
  for (const face of perturbed ? [wholeFace(population.sizes)] : faces(population.sizes)) {
    const steps = face.length === population.sizes.length ? 1 : population.matrix && !perturbed ? 1 : resolution;
    for (const start of faceGrid(population.sizes, face, steps)) {
      const point = newton(
        start,
        face,
        population.sizes,
        perturbed ? velocity : payoffDifferences(population, face, payoffs),
      );
      if (!point || face.some((i) => point[i] <= 1e-9)) continue;
      if (found.every((other) => distance(other, point) > DISTINCT)) found.push(point);
    }
  }
  return found.flatMap((shares) => {
    const nash = isNash(population, shares, payoffs(shares));
    if (dynamics.rests === 'nash' && !nash) return [];
    const eigenvalues = dynamics.rests === 'nash' ? [] : tangentEigenvalues(shares, population.sizes, velocity);
    const residual = velocity(shares).reduce((most, speed) => Math.max(most, Math.abs(speed)), 0);
    return [{ shares, eigenvalues, kind: kindOf(eigenvalues), nash, residual }];
  });
}

function kindOf(eigenvalues: RestPoint['eigenvalues']): RestPointKind {
  const size = eigenvalues.reduce((most, { re, im }) => Math.max(most, Math.hypot(re, im)), 0);
  if (size === 0) return 'undecided';
  // Differences of velocities are right to about 10⁻⁹ of their size.
  const sign = ({ re }: { re: number }) => (Math.abs(re) < 1e-7 * size ? 0 : Math.sign(re));
  const signs = new Set(eigenvalues.map(sign));
  if (signs.has(1) && signs.has(-1)) return 'saddle';
  if (signs.has(0)) return signs.size === 1 && eigenvalues.every(({ im }) => im !== 0) ? 'centre' : 'undecided';
  return signs.has(-1) ? 'sink' : 'source';
}

/** The eigenvalues of the Jacobian in the basis e_i − e_last of each population, by central differences. */
function tangentEigenvalues(
  x: Float64Array,
  sizes: readonly number[],
  velocity: (x: Float64Array) => Float64Array,
): RestPoint['eigenvalues'] {
  const basis = tangents(sizes, wholeFace(sizes));
  if (basis.length === 0) return [];
  const h = 1e-5;
  const columns = basis.map(({ plus, minus }) => {
    const [ahead, behind] = [h, -h].map((step) => {
      const moved = x.slice();
      moved[plus] += step;
      moved[minus] -= step;
      return velocity(moved);
    });
    return basis.map(({ plus: i }) => (ahead[i] - behind[i]) / (2 * h));
  });
  const { EigenvalueDecomposition, Matrix } = matrices();
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(new Matrix(columns).transpose());
  return realEigenvalues
    .map((re, i) => ({ re, im: imaginaryEigenvalues[i] }))
    .sort((a, b) => b.re - a.re || b.im - a.im);
}

/** Newton's method for g = 0 along a face; null where it leaves it, stalls or meets a singular Jacobian. */
function newton(
  start: Float64Array,
  face: readonly number[],
  sizes: readonly number[],
  g: (x: Float64Array) => Float64Array,
): Float64Array | null {
  const basis = tangents(sizes, face);
  const x = start.slice();
  if (basis.length === 0) return x;
  const { LuDecomposition, Matrix } = matrices();
  for (let iteration = 0; iteration < 60; iteration++) {
    const value = g(x);
    const h = 1e-6;
    const columns = basis.map(({ plus, minus }) => {
      const [ahead, behind] = [h, -h].map((step) => {
        const moved = x.slice();
        moved[plus] += step;
        moved[minus] -= step;
        return g(moved);
      });
      return basis.map(({ plus: i }) => (ahead[i] - behind[i]) / (2 * h));
    });
    const decomposition = new LuDecomposition(new Matrix(columns).transpose());
    const diagonal = decomposition.upperTriangularMatrix.diag().map(Math.abs);
    if (Math.min(...diagonal) < 1e-7 * Math.max(...diagonal) || Math.max(...diagonal) === 0) return null;
    const steps = decomposition.solve(Matrix.columnVector(basis.map(({ plus }) => -value[plus]))).to1DArray();
    let largest = 0;
    basis.forEach(({ plus, minus }, k) => {
      x[plus] += steps[k];
      x[minus] -= steps[k];
      largest = Math.max(largest, Math.abs(steps[k]));
    });
    if (!(largest < 1e3)) return null;
    if (largest < 1e-13) break;
    if (iteration === 59 && largest > 1e-9) return null;
  }
  return x.every((share) => share >= -1e-9 && share <= 1 + 1e-9) ? x.map((share) => Math.max(0, share)) : null;
}

/** What each strategy of a face earns above the last one of its population's part of the face. */
function payoffDifferences(
  { sizes }: PopulationGame,
  face: readonly number[],
  payoffs: (x: Float64Array) => Float64Array,
): (x: Float64Array) => Float64Array {
  const pairs = tangents(sizes, face);
  return (x) => {
    const earned = payoffs(x);
    const out = new Float64Array(x.length);
    for (const { plus, minus } of pairs) out[plus] = earned[plus] - earned[minus];
    return out;
  };
}

/** Directions along a face: from the last strategy of each population in it to every other. */
function tangents(sizes: readonly number[], face: readonly number[]): { plus: number; minus: number }[] {
  let from = 0;
  return sizes.flatMap((size) => {
    const part = face.filter((i) => i >= from && i < from + size);
    from += size;
    const minus = part[part.length - 1];
    return part.slice(0, -1).map((plus) => ({ plus, minus }));
  });
}

function wholeFace(sizes: readonly number[]): number[] {
  return Array.from({ length: sizes.reduce((sum, size) => sum + size, 0) }, (_, i) => i);
}

/** All faces of the product of simplices, small ones first, each as the strategies in use. */
function faces(sizes: readonly number[]): number[][] {
  let from = 0;
  let all: number[][] = [[]];
  for (const size of sizes) {
    const parts = Array.from({ length: 2 ** size - 1 }, (_, k) => k + 1).map((mask) =>
      Array.from({ length: size }, (_, i) => i).flatMap((i) => (mask & (1 << i) ? [from + i] : [])),
    );
    all = all.flatMap((face) => parts.map((part) => [...face, ...part]));
    from += size;
  }
  return all.sort((a, b) => a.length - b.length || compare(a, b));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, k) => value !== b[k]);
  return at < 0 ? 0 : a[at] - b[at];
}

/** Inner points of a grid on a face: for one step its middle. */
function faceGrid(sizes: readonly number[], face: readonly number[], resolution: number): Float64Array[] {
  const width = sizes.reduce((sum, size) => sum + size, 0);
  let from = 0;
  let points = [new Float64Array(width)];
  for (const size of sizes) {
    const part = face.filter((i) => i >= from && i < from + size);
    from += size;
    const grid = barycentricGrid(part.length, resolution === 1 ? 0 : resolution).map((point) =>
      point.map((share) => share * (1 - 0.01) + 0.01 / part.length),
    );
    points = points.flatMap((point) =>
      grid.map((shares) => {
        const joined = point.slice();
        part.forEach((i, k) => (joined[i] = shares[k]));
        return joined;
      }),
    );
  }
  return points;
}

function isNash({ sizes }: PopulationGame, x: Float64Array, payoffs: Float64Array): boolean {
  const scale = payoffs.reduce((most, payoff) => Math.max(most, Math.abs(payoff)), 0) || 1;
  let from = 0;
  return sizes.every((size) => {
    const indices = Array.from({ length: size }, (_, i) => from + i);
    from += size;
    const most = Math.max(...indices.map((i) => payoffs[i]));
    return indices.every((i) => x[i] <= 1e-9 || payoffs[i] >= most - 1e-8 * scale);
  });
}

function distance(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}
