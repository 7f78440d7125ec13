import type { Matrix } from 'ml-matrix';
import { symmetricEigen, type SymmetricEigen } from '../numerics/index.js';
import { structuralBalance } from './balance.js';
import { signedLaplacian } from './laplacian.js';
import type { SignedGraph } from './signed-graph.js';

/** The slowest mode of ẋ = −L_o·x that dies out. */
export interface SlowestMode {
  /**
   * λ_{c + 1}, with c balanced components, whose c modes of eigenvalue 0 are what is agreed on: the rate of convergence.
   * 0 components: λ_min.
   */
  readonly rate: number;
  /** Place of that eigenvalue in the ascending spectrum. */
  readonly place: number;
  readonly eigen: SymmetricEigen;
}

/** The slowest mode of an undirected graph, from the dense spectrum; rate 0 where nothing dies out. */
export function slowestMode(graph: SignedGraph): SlowestMode {
  const eigen = symmetricEigen(signedLaplacian(graph));
  const place = structuralBalance(graph).components.filter(({ balanced }) => balanced).length;
  return { rate: place < eigen.values.length ? Math.max(0, eigen.values[place]) : 0, place, eigen };
}

/** (v_i − τ·v_j)² for column k: how far an edge of sign τ moves that eigenvalue, to first order, a unit of weight. */
export function edgeLeverage(vectors: Matrix, k: number, i: number, j: number, tau: number): number {
  return (vectors.get(i, k) - tau * vectors.get(j, k)) ** 2;
}
