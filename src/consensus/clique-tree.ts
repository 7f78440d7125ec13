import { InvalidInputError } from '../foundation/index.js';
import { chordality, nearestNeighbour } from './chordality.js';
import { maximumCardinalitySearch, type Visit } from './maximum-cardinality.js';
import { signedGraph, type SignedGraph, type SignedNetwork } from './signed-graph.js';
import { findEntry, supportOf } from './support.js';

/** The maximal cliques of a chordal graph, joined to a tree (a forest where the graph is not connected). */
export interface CliqueTree {
  readonly cliques: readonly (readonly string[])[];
  /** The clique that each hangs on, by index; −1 for a root. The nodes of any agent's cliques form a subtree. */
  readonly parents: Int32Array;
  /** What each clique shares with its parent; empty for a root. */
  readonly separators: readonly (readonly string[])[];
  /** Size of the largest clique less 1. */
  readonly treewidth: number;
  /** Size of the largest clique: chordal graphs are perfect. */
  readonly chromaticNumber: number;
}

/**
 * Maximal cliques and clique tree of a chordal graph, directions and signs ignored. Cost: that of {@link chordality}
 * and the size of the cliques.
 *
 * @throws InvalidInputError when the graph is not chordal, naming a chordless cycle
 * @see J. Blair & B. Peyton, "An introduction to chordal graphs and clique trees" (1993), Figure 4.2
 *
 * @example
 * ```ts
 * import { cliqueTree, signedGraphFromArrays } from 'polity/consensus';
 * const path = signedGraphFromArrays({ nodes: ['a', 'b', 'c'], sources: [0, 1], targets: [1, 2] });
 * cliqueTree(path).cliques; // [['a', 'b'], ['b', 'c']]
 * cliqueTree(path).treewidth; // 1
 * ```
 */
export function cliqueTree(network: SignedNetwork): CliqueTree {
  const graph = signedGraph(network);
  const { rows, order, position } = chordalOrder(graph);
  const cliqueOf = new Int32Array(order.length).fill(-1);
  const cliques: number[][] = [];
  const parents: number[] = [];
  const separators: number[][] = [];
  let before = -1;
  for (const node of order) {
    const earlier = Array.from(rows.targets.subarray(rows.offsets[node], rows.offsets[node + 1])).filter(
      (i) => position[i] < position[node],
    );
    if (earlier.length <= before || before < 0) {
      // The visited neighbours did not grow by one: a new clique begins.
      const nearest = nearestNeighbour(rows, node, position, -1);
      parents.push(nearest < 0 ? -1 : cliqueOf[nearest]);
      separators.push(earlier);
      cliques.push([...earlier]);
    }
    cliques[cliques.length - 1].push(node);
    cliqueOf[node] = cliques.length - 1;
    before = earlier.length;
  }
  const names = (lists: number[][]) => lists.map((list) => list.sort((a, b) => a - b).map((i) => graph.nodes[i]));
  const largest = cliques.reduce((most, { length }) => Math.max(most, length), 0);
  return {
    cliques: names(cliques),
    parents: Int32Array.from(parents),
    separators: names(separators),
    treewidth: largest - 1,
    chromaticNumber: largest,
  };
}

/** Balance of a chordal graph, from its triangles. */
export interface ChordalBalance {
  readonly balanced: boolean;
  /** Three nodes whose edges have a negative product, or null. */
  readonly negativeTriangle: readonly [string, string, string] | null;
  /** How many triangles were looked at: edges − nodes + components of them decide. */
  readonly triangles: number;
}

/**
 * Balance of an undirected chordal graph by triangles alone: it is balanced exactly if no triangle is negative, because
 * triangles generate all its cycles. Only one triangle is looked at for each edge outside a spanning forest. A group
 * whose members can each check three-way disagreement so finds any conflict that there is.
 *
 * @throws InvalidInputError when the graph is directed or not chordal
 *
 * @example
 * ```ts
 * import { chordalBalance, signedGraphFromArrays } from 'polity/consensus';
 * const edges = { sources: [0, 0, 0, 1, 2], targets: [1, 2, 3, 2, 3], weights: [1, 1, -1, 1, 1] };
 * chordalBalance(signedGraphFromArrays({ nodes: 4, ...edges })).negativeTriangle; // ['2', '3', '0']
 * ```
 */
export function chordalBalance(network: SignedNetwork): ChordalBalance {
  const graph = signedGraph(network);
  if (graph.directed) throw new InvalidInputError('graph.directed', true, 'be false to test triangles');
  const { rows, order, position } = chordalOrder(graph);
  const { offsets, targets, weights } = rows;
  let triangles = 0;
  for (const node of order) {
    const nearest = nearestNeighbour(rows, node, position, -1);
    if (nearest < 0) continue;
    const side = weights[findEntry(rows, node, nearest)];
    for (let k = offsets[node]; k < offsets[node + 1]; k++) {
      const j = targets[k];
      if (position[j] > position[node] || j === nearest) continue;
      triangles++;
      if (Math.sign(side) * Math.sign(weights[k]) * weights[findEntry(rows, nearest, j)] < 0) {
        const negativeTriangle = [graph.nodes[node], graph.nodes[nearest], graph.nodes[j]] as const;
        return { balanced: false, negativeTriangle, triangles };
      }
    }
  }
  return { balanced: true, negativeTriangle: null, triangles };
}

function chordalOrder(graph: SignedGraph): Visit & { rows: ReturnType<typeof supportOf> } {
  const { chordlessCycle } = chordality(graph);
  if (chordlessCycle) {
    throw new InvalidInputError('graph', chordlessCycle.join(', '), 'be chordal; this cycle has no chord');
  }
  const rows = supportOf(graph);
  return { rows, ...maximumCardinalitySearch(rows) };
}
