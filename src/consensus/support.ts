import type { CompressedRows } from './compressed-rows.js';
import { couplings } from './couplings.js';
import type { SignedGraph } from './signed-graph.js';

/** Who is joined to whom, directions and signs ignored: symmetric ascending rows, all weights positive in a digraph. */
export function supportOf(graph: SignedGraph): CompressedRows {
  return graph.directed ? couplings({ ...graph, weights: graph.weights.map(Math.abs) }, true) : graph;
}

/** Where (i, j) stands in ascending rows, or −1. */
export function findEntry({ offsets, targets }: CompressedRows, i: number, j: number): number {
  let low = offsets[i];
  let high = offsets[i + 1] - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (targets[middle] === j) return middle;
    if (targets[middle] < j) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
