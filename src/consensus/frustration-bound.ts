import { lanczos } from '../numerics/index.js';
import type { Couplings } from './couplings.js';
import { packNegativeCycles } from './cycle-packing.js';
import { laplacianDiagonal } from './laplacian.js';

/**
 * The best of three lower bounds on frustration: negative cycles without a common edge, and the smallest eigenvalue under
 * two diagonals.
 *
 * A gauge σ costs (Σ_i Σ_j |c_ij| − σᵀCσ)/4, and for any diagonal y, σᵀCσ ≤ Σ_i y_i − n·λ_min(diag(y) − C). With
 * y_i = Σ_j |c_ij| this is n·λ_min(L_o)/4. On graphs of uneven degree, λ_min sits on a node with few edges; the diagonal of
 * the Bethe Hessian, y_i = ((r² − 1)·s + Σ_j c_ij²/s)/r, evens that out (r² the mean number of further edges at the end of
 * an edge, s the root mean square coupling).
 *
 * @see S. Poljak & F. Rendl, "Solving the max-cut problem using eigenvalues", Discrete Applied Mathematics 62 (1995);
 * A. Saade, F. Krzakala & L. Zdeborová, "Spectral clustering of graphs with the Bethe Hessian", NIPS (2014)
 */
export function frustrationLowerBound(coupling: Couplings): number {
  const bound = Math.max(
    packNegativeCycles(coupling),
    eigenvalueBound(coupling, laplacianDiagonal(coupling, 'opposing')),
    eigenvalueBound(coupling, betheDiagonal(coupling)),
  );
  // Where costs are whole numbers, so is the least of them.
  return coupling.base + (coupling.weights.every(Number.isInteger) ? Math.ceil(bound - 1e-6) : bound);
}

function eigenvalueBound({ offsets, targets, weights }: Couplings, diagonal: Float64Array): number {
  const size = diagonal.length;
  const apply = (x: Readonly<Float64Array>, y: Float64Array) => {
    for (let i = 0; i < size; i++) {
      let sum = diagonal[i] * x[i];
      for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) sum -= weights[k] * x[targets[k]];
      y[i] = sum;
    }
  };
  // A Ritz value is never below λ_min; the residual makes up for what it may be above.
  const { values, residuals } = lanczos({ size, apply }, { tolerance: 1e-5 });
  const sum = (list: Float64Array) => list.reduce((total, value) => total + value, 0);
  const absolute = sum(weights.map(Math.abs));
  return (absolute - sum(diagonal) + size * (values[0] - residuals[0])) / 4;
}

function betheDiagonal({ offsets, weights }: Couplings): Float64Array {
  const n = offsets.length - 1;
  const squares = new Float64Array(n);
  let further = 0;
  let all = 0;
  for (let i = 0; i < n; i++) {
    const degree = offsets[i + 1] - offsets[i];
    further += degree * (degree - 1);
    for (let k = offsets[i]; k < offsets[i + 1]; k++) squares[i] += weights[k] * weights[k];
    all += squares[i];
  }
  const scale = Math.sqrt(all / weights.length);
  const r = Math.sqrt(Math.max(1, further / weights.length));
  return squares.map((square) => ((r * r - 1) * scale + square / scale) / r);
}
