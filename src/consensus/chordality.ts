import { InvalidInputError } from '../foundation/index.js';
import type { CompressedRows } from './compressed-rows.js';
import { chordlessCycleThrough } from './chordless-cycle.js';
import { maximumCardinalitySearch } from './maximum-cardinality.js';
import { signedGraph, type SignedNetwork } from './signed-graph.js';
import { findEntry, supportOf } from './support.js';

/** Whether a graph is chordal, with a certificate either way. */
export interface Chordality {
  readonly chordal: boolean;
  /** A perfect elimination order where chordal: each node's later neighbours are joined to one another. */
  readonly eliminationOrder: readonly string[] | null;
  /** A cycle of four or more nodes without a chord where not. */
  readonly chordlessCycle: readonly string[] | null;
}

/**
 * Whether every cycle of four or more nodes has a chord, directions and signs ignored: maximum cardinality search visits
 * next the node with the most visited neighbours, and the reverse of its order is a perfect elimination order exactly on
 * chordal graphs. At the first node that fails, every chordless cycle of the visited part passes through it; one is returned.
 *
 * Chordality alone does not make hidden modes observable: complete graphs and stars are chordal and have large
 * unobservable spaces.
 *
 * Cost: O(nodes + edges·log degree).
 *
 * @see R. Tarjan & M. Yannakakis, SIAM J. Computing 13 (1984); D. Rose, R. Tarjan & G. Lueker, SIAM J. Computing 5 (1976)
 *
 * @example
 * ```ts
 * import { chordality, signedGraphFromArrays } from 'polity/consensus';
 * const square = { nodes: 4, sources: [0, 1, 2, 3], targets: [1, 2, 3, 0] };
 * chordality(signedGraphFromArrays(square)).chordlessCycle?.length; // 4
 * ```
 */
export function chordality(network: SignedNetwork): Chordality {
  const graph = signedGraph(network);
  const rows = supportOf(graph);
  const { order, position } = maximumCardinalitySearch(rows);
  for (let step = 0; step < order.length; step++) {
    if (missingEdge(rows, order[step], position, -1)) {
      const cycle = chordlessCycleThrough(rows, order[step], position);
      return { chordal: false, eliminationOrder: null, chordlessCycle: cycle.map((i) => graph.nodes[i]) };
    }
  }
  const eliminationOrder = Array.from(order, (i) => graph.nodes[i]).reverse();
  return { chordal: true, eliminationOrder, chordlessCycle: null };
}

/** An order of elimination, and why it is not perfect where it is not. */
export interface EliminationCheck {
  readonly perfect: boolean;
  /** A node and two of its later neighbours that are not joined. */
  readonly violation: { readonly node: string; readonly apart: readonly [string, string] } | null;
}

/**
 * Whether an order is a perfect elimination order: for each node, its earliest later neighbour must be joined to all
 * others. Cost: O(nodes + edges·log degree).
 *
 * @throws InvalidInputError when the order is not one of all nodes
 */
export function verifyEliminationOrder(network: SignedNetwork, order: readonly string[]): EliminationCheck {
  const graph = signedGraph(network);
  const rows = supportOf(graph);
  const position = positionsOf(graph.nodes, order);
  const nodeAt = new Int32Array(order.length);
  position.forEach((step, i) => (nodeAt[step] = i));
  for (const i of nodeAt) {
    const missing = missingEdge(rows, i, position, 1);
    if (!missing) continue;
    const apart = [graph.nodes[missing.a], graph.nodes[missing.b]] as const;
    return { perfect: false, violation: { node: graph.nodes[i], apart } };
  }
  return { perfect: true, violation: null };
}

/** The place of each node in an order of all of them. */
export function positionsOf(nodes: readonly string[], order: readonly string[]): Int32Array {
  if (order.length !== nodes.length) {
    throw new InvalidInputError('order.length', order.length, `equal ${nodes.length}`);
  }
  const place = new Map(order.map((node, step) => [node, step]));
  return Int32Array.from(nodes, (node) => {
    const step = place.get(node);
    if (step === undefined) throw new InvalidInputError('order', node, 'hold every node; it lacks one');
    return step;
  });
}

/**
 * Two neighbours of i on one side of it in the order (1: later, −1: earlier) that are not joined, the first of them
 * the one nearest to i; null when there are none.
 */
function missingEdge(rows: CompressedRows, i: number, position: Int32Array, side: 1 | -1) {
  const { offsets, targets } = rows;
  const mine = position[i];
  const nearest = nearestNeighbour(rows, i, position, side);
  if (nearest < 0) return null;
  for (let k = offsets[i]; k < offsets[i + 1]; k++) {
    const j = targets[k];
    if (side * (position[j] - mine) > 0 && j !== nearest && findEntry(rows, nearest, j) < 0)
      return { a: nearest, b: j };
  }
  return null;
}

/** The neighbour that comes last before i (side −1) or first after it (1) in the order; −1 when there is none. */
export function nearestNeighbour(
  { offsets, targets }: CompressedRows,
  i: number,
  position: Int32Array,
  side: 1 | -1,
): number {
  let nearest = -1;
  let least = Infinity;
  for (let k = offsets[i]; k < offsets[i + 1]; k++) {
    const distance = side * (position[targets[k]] - position[i]);
    if (distance <= 0 || distance >= least) continue;
    least = distance;
    nearest = targets[k];
  }
  return nearest;
}
