import { laplacianDiagonal } from '../laplacian.js';
import { nodeIndex, reverseGraph, signedGraph, type SignedNetwork } from '../signed-graph.js';

/** A partition of the agents that hides differences within its cells. */
export interface HidingPartition {
  /** Names of the agents of each cell; the observed ones stand alone. */
  readonly cells: readonly (readonly string[])[];
  /** Dimensions that are hidden for this reason, nodes − cells: at least so many are unobservable. */
  readonly hidden: number;
}

/**
 * The coarsest partition that explains unobservability by structure: observed agents stand alone, and everyone in a cell
 * listens with the same total strength and is heard alike by every cell, Σ_{i ∈ cell} a_ij and Σ_j |a_ij| equal for all of
 * a cell. Differences within cells are then an invariant subspace of ẋ = −L_o x that no observed agent sees. Symmetries
 * that fix the observed agents are such partitions.
 *
 * By refinement until stable. Cost: O((nodes + edges) log nodes) a round, at most `nodes` rounds.
 *
 * @param options - `observed`, names of the agents that are seen
 * @throws InvalidInputError when an observed name is no node
 * @see C. Godsil, G. Royle, Algebraic Graph Theory (2001), chapter 9; A. Rahmani, M. Ji, M. Mesbahi, M. Egerstedt, SIAM J.
 * Control and Optimization 48 (2009) 162
 *
 * @example
 * ```ts
 * import { hidingPartition, signedGraphFromArrays } from 'polity/consensus';
 * const star = signedGraphFromArrays({ nodes: ['hub', 'a', 'b', 'c'], sources: [0, 0, 0], targets: [1, 2, 3] });
 * hidingPartition(star, { observed: ['hub'] }); // { cells: [['hub'], ['a', 'b', 'c']], hidden: 2 }
 * ```
 */
export function hidingPartition(
  network: SignedNetwork,
  { observed }: { readonly observed: readonly string[] },
): HidingPartition {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  const { offsets, targets, weights } = reverseGraph(graph);
  const strength = laplacianDiagonal(graph, 'opposing');
  const scale = Math.max(...strength, Number.MIN_VALUE);
  const alone = new Set(observed.map((name) => nodeIndex(graph, name, 'observed')));
  let cellOf = number(Array.from({ length: n }, (_, i) => (alone.has(i) ? `observed ${i}` : rounded(strength[i]))));
  for (let count = 0; ;) {
    const signatures = Array.from({ length: n }, (_, j) => {
      const heard = new Map<number, number>();
      for (let k = offsets[j]; k < offsets[j + 1]; k++) {
        const cell = cellOf[targets[k]];
        heard.set(cell, (heard.get(cell) ?? 0) + weights[k]);
      }
      // A cell in which + and − cancel is heard like one that is not there.
      const sums = [...heard].sort(([a], [b]) => a - b).map(([cell, sum]) => [cell, rounded(sum)] as const);
      return `${cellOf[j]}|${sums.filter(([, sum]) => sum !== '0').join(';')}`;
    });
    cellOf = number(signatures);
    const cells = Math.max(...cellOf) + 1;
    if (cells === count) break;
    count = cells;
  }
  const cells: string[][] = [];
  graph.nodes.forEach((name, i) => (cells[cellOf[i]] ??= []).push(name));
  return { cells, hidden: n - cells.length };

  /** Sums of weights in another order differ in their last digits. */
  function rounded(value: number): string {
    return String(Math.round((value / scale) * 1e10) || 0);
  }
}

/** Whole numbers from 0 for texts, in order of first appearance. */
function number(texts: readonly string[]): Int32Array {
  const index = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    if (!index.has(text)) index.set(text, index.size);
    return index.get(text)!;
  });
}
