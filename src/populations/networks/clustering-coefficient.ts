import { undirectedNetwork, type Network } from './network.js';

export interface ClusteringCoefficient {
  /** Share of each node's pairs of neighbours that are joined; 0 for a node with fewer than two. */
  readonly local: Float64Array;
  /** Mean of `local`. */
  readonly mean: number;
  /** Share of all connected triples that are closed: 3 · triangles / triples; 0 without triples. */
  readonly transitivity: number;
  /** Triangles through each node. */
  readonly triangles: Int32Array;
  /** Triangles of the network. */
  readonly total: number;
}

/**
 * Clustering of the undirected projection; weights do not count.
 *
 * Cost: O(edges^(3/2)): every edge points to its end of higher degree, and each triangle is met once.
 *
 * @see D. Watts, S. Strogatz, Nature 393 (1998) 440
 *
 * @example
 * ```ts
 * import { clusteringCoefficient, network } from 'polity/populations';
 * const kite = network({ nodes: 4, from: [0, 1, 2, 2], to: [1, 2, 0, 3], directed: false });
 * clusteringCoefficient(kite).transitivity; // 0.6
 * ```
 */
export function clusteringCoefficient(given: Network): ClusteringCoefficient {
  const { nodes, starts, targets } = undirectedNetwork(given);
  const n = nodes.length;
  const degree = (i: number) => starts[i + 1] - starts[i];
  const before = (i: number, j: number) => degree(i) < degree(j) || (degree(i) === degree(j) && i < j);
  const triangles = new Int32Array(n);
  // Marked by the node whose neighbours they are, so that nothing has to be wiped.
  const mark = new Int32Array(n).fill(-1);
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let a = starts[i]; a < starts[i + 1]; a++) if (before(i, targets[a])) mark[targets[a]] = i;
    for (let a = starts[i]; a < starts[i + 1]; a++) {
      const j = targets[a];
      if (!before(i, j)) continue;
      for (let b = starts[j]; b < starts[j + 1]; b++) {
        const k = targets[b];
        if (mark[k] !== i || !before(j, k)) continue;
        triangles[i]++;
        triangles[j]++;
        triangles[k]++;
        total++;
      }
    }
  }
  const local = new Float64Array(n);
  let [triples, sum] = [0, 0];
  for (let i = 0; i < n; i++) {
    const pairs = (degree(i) * (degree(i) - 1)) / 2;
    triples += pairs;
    if (pairs > 0) sum += local[i] = triangles[i] / pairs;
  }
  return { local, mean: n > 0 ? sum / n : 0, transitivity: triples > 0 ? (3 * total) / triples : 0, triangles, total };
}
