import { DirectedGraph, UndirectedGraph } from 'graphology';
import type { AbstractGraph } from 'graphology-types';
import { InvalidInputError, checkInteger } from '../foundation/index.js';
import { compressEdges, type CompressedRows } from './compressed-rows.js';

/**
 * A signed graph in compressed rows: what all numeric work of this room reads.
 *
 * Rows listen: entry (i, j) with weight a_ij says that node i listens to node j, with sign + for endorsing what j says
 * and − for negating it. Row i stands at `offsets[i] … offsets[i + 1] − 1` of `targets` (ascending) and `weights`
 * (finite, never 0). An undirected edge stands in both rows. There are no loops and no parallel entries.
 */
export interface SignedGraph extends CompressedRows {
  /** Names of the nodes, in the order of the rows. */
  readonly nodes: readonly string[];
  /** Whether rows may differ from columns; an undirected graph is symmetric. */
  readonly directed: boolean;
  /** Number of edges: entries of a directed graph, pairs of an undirected one. */
  readonly size: number;
  /** Rows of the nodes without any edge, in or out. Their row of either Laplacian is 0. */
  readonly isolated: Int32Array;
}

/** What the functions of this room take: a graphology graph with signed weights, or one already compressed. */
export type SignedNetwork = AbstractGraph | SignedGraph;

export interface SignedGraphOptions {
  /** The edge attribute that holds the signed weight; default `weight`. */
  readonly weight?: string;
}

/**
 * Compresses a graphology graph. A directed edge from s to t says that s listens to t; an undirected edge goes both
 * ways; a graph with any directed edge is directed. A graph already compressed is returned as it is.
 *
 * @throws InvalidInputError when the graph has no node, an edge has no weight or one that is 0 or not finite, is a
 * self-loop, or says the same as another edge
 *
 * Cost: O(nodes + edges).
 *
 * @example
 * ```ts
 * import { MultiGraph } from 'graphology';
 * import { signedGraph } from 'polity/consensus';
 * const graph = new MultiGraph();
 * for (const name of ['critic', 'author', 'judge']) graph.addNode(name);
 * graph.addUndirectedEdge('critic', 'author', { weight: -1 });
 * graph.addDirectedEdge('judge', 'author', { weight: 0.5 });
 * const { offsets, targets, weights } = signedGraph(graph);
 * offsets; // [0, 1, 2, 3]
 * targets; // [1, 0, 1]
 * weights; // [-1, -1, 0.5]
 * ```
 */
export function signedGraph(graph: SignedNetwork, { weight = 'weight' }: SignedGraphOptions = {}): SignedGraph {
  if (isCompressed(graph)) return graph;
  const nodes = graph.nodes();
  const indexOf = new Map(nodes.map((node, i) => [node, i]));
  const directed = graph.directedSize > 0;
  const arcs = directed ? graph.directedSize + 2 * graph.undirectedSize : graph.undirectedSize;
  const sources = new Int32Array(arcs);
  const targets = new Int32Array(arcs);
  const weights = new Float64Array(arcs);
  let count = 0;
  graph.forEachEdge((edge, attributes, source, target, _s, _t, undirected) => {
    const value: unknown = attributes[weight];
    if (typeof value !== 'number' || !Number.isFinite(value) || value === 0) {
      const name = `${weight} of edge ${edge} (${source}, ${target})`;
      throw new InvalidInputError(name, value, 'be a finite number other than 0');
    }
    const [s, t] = [indexOf.get(source)!, indexOf.get(target)!];
    for (const [from, to] of directed && undirected
      ? [
          [s, t],
          [t, s],
        ]
      : [[s, t]]) {
      // prettier-ignore
      sources[count] = from;
      targets[count] = to;
      weights[count++] = value;
    }
  });
  return signedGraphFromArrays({ nodes, sources, targets, weights, directed });
}

export interface EdgeArrays {
  /** Names of the nodes, or their number (they are then named 0, 1, …). */
  readonly nodes: readonly string[] | number;
  /** Who listens: rows of the nodes, whole numbers from 0. */
  readonly sources: ArrayLike<number>;
  /** To whom. */
  readonly targets: ArrayLike<number>;
  /** Signed weights; default all 1. */
  readonly weights?: ArrayLike<number>;
  /** Whether an edge goes one way only; default false. */
  readonly directed?: boolean;
}

/**
 * A signed graph straight from arrays of edges, without a graphology graph in between: the way in for millions of edges.
 *
 * @throws InvalidInputError when the arrays differ in length, an end is no row of a node, a weight is 0 or not finite,
 * an edge is a loop or stands there twice (an undirected one also when its ends are swapped)
 *
 * Cost: O(nodes + edges), two passes over the edges.
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays } from 'polity/consensus';
 * const triangle = signedGraphFromArrays({ nodes: 3, sources: [0, 1, 2], targets: [1, 2, 0], weights: [1, 1, -1] });
 * triangle.targets; // [1, 2, 0, 2, 0, 1]
 * triangle.size; // 3
 * ```
 */
export function signedGraphFromArrays({ nodes, sources, targets, weights, directed = false }: EdgeArrays): SignedGraph {
  const names = typeof nodes === 'number' ? numberedNodes(nodes) : nodes;
  const n = names.length;
  if (n === 0) throw new InvalidInputError('nodes', names, 'hold at least one node');
  if (typeof nodes !== 'number') checkDistinct(names);
  const size = sources.length;
  if (targets.length !== size) throw new InvalidInputError('targets.length', targets.length, `equal ${size}`);
  if (weights && weights.length !== size) {
    throw new InvalidInputError('weights.length', weights.length, `equal ${size}`);
  }
  for (let e = 0; e < size; e++) checkEdge(e, sources[e], targets[e], weights ? weights[e] : 1, n);
  const rows = compressEdges(n, sources, targets, weights, !directed);
  const twice = firstRepeat(rows);
  if (twice) {
    const pair = `${names[twice.source]}, ${names[twice.target]}`;
    throw new InvalidInputError('edges', pair, 'differ from one another; this one stands there twice');
  }
  return { nodes: names, directed, size, ...rows, isolated: isolatedRows(rows) };
}

/** The graph with edges turned round: row i lists who listens to i. An undirected graph is its own reverse. */
export function reverseGraph(graph: SignedGraph): SignedGraph {
  if (!graph.directed) return graph;
  const { offsets, targets, weights } = graph;
  const sources = new Int32Array(targets.length);
  for (let i = 0; i + 1 < offsets.length; i++) sources.fill(i, offsets[i], offsets[i + 1]);
  return { ...graph, ...compressEdges(graph.nodes.length, targets, sources, weights, false) };
}

/**
 * The graph under a gauge σ ∈ {±1}ⁿ: a_ij becomes σ_i a_ij σ_j. Balance, frustration and the spectrum of the opposing
 * Laplacian do not change.
 *
 * @throws InvalidInputError when an entry of the gauge is not ±1 or its length is not the number of nodes
 */
export function switchSigns(network: SignedNetwork, gauge: ArrayLike<number>): SignedGraph {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  if (gauge.length !== n) throw new InvalidInputError('gauge.length', gauge.length, `equal ${n}`);
  for (let i = 0; i < n; i++) {
    if (gauge[i] !== 1 && gauge[i] !== -1) throw new InvalidInputError(`gauge[${i}]`, gauge[i], 'be 1 or −1');
  }
  const weights = graph.weights.slice();
  for (let i = 0; i < n; i++) {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) weights[k] *= gauge[i] * gauge[graph.targets[k]];
  }
  return { ...graph, weights };
}

/** Two nodes that listen to each other with opposite signs. */
export interface DigonConflict {
  readonly nodes: readonly [string, string];
  /** a_ij and a_ji. */
  readonly weights: readonly [number, number];
}

/**
 * The pairs with a_ij·a_ji < 0. Altafini's theorems ask that a digraph has none; such a pair is a negative cycle of its own.
 * Cost: O(nodes + edges).
 *
 * @example
 * ```ts
 * import { digonConflicts, signedGraphFromArrays } from 'polity/consensus';
 * const pair = { nodes: ['author', 'critic'], sources: [0, 1], targets: [1, 0], weights: [1, -1], directed: true };
 * digonConflicts(signedGraphFromArrays(pair)); // [{ nodes: ['author', 'critic'], weights: [1, -1] }]
 * ```
 */
export function digonConflicts(network: SignedNetwork): DigonConflict[] {
  const graph = signedGraph(network);
  if (!graph.directed) return [];
  const { nodes, offsets, targets, weights } = graph;
  const back = reverseGraph(graph);
  const conflicts: DigonConflict[] = [];
  for (let i = 0; i < nodes.length; i++) {
    // Both rows ascend: walk them side by side.
    let k = back.offsets[i];
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      const j = targets[a];
      while (k < back.offsets[i + 1] && back.targets[k] < j) k++;
      if (j > i && k < back.offsets[i + 1] && back.targets[k] === j && weights[a] * back.weights[k] < 0) {
        conflicts.push({ nodes: [nodes[i], nodes[j]], weights: [weights[a], back.weights[k]] });
      }
    }
  }
  return conflicts;
}

/** The graph as a graphology graph, directed or undirected, with the edge attribute `weight`. */
export function toGraphology(network: SignedNetwork, { weight = 'weight' }: SignedGraphOptions = {}): AbstractGraph {
  const compressed = signedGraph(network, { weight });
  const { nodes, directed } = compressed;
  const graph = directed ? new DirectedGraph() : new UndirectedGraph();
  for (const node of nodes) graph.addNode(node);
  forEachEdge(compressed, (i, j, value) => graph.addEdge(nodes[i], nodes[j], { [weight]: value }));
  return graph;
}

/** Calls back once for every edge: (i, j) with i < j where the graph is undirected, i listening to j where not. */
export function forEachEdge(
  { nodes, offsets, targets, weights, directed }: SignedGraph,
  visit: (i: number, j: number, weight: number) => void,
): void {
  for (let i = 0; i < nodes.length; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      if (directed || targets[k] > i) visit(i, targets[k], weights[k]);
    }
  }
}

/** The row of a node, or an error that names it. */
export function nodeIndex({ nodes }: SignedGraph, name: string, argument = 'node'): number {
  const index = nodes.indexOf(name);
  if (index < 0) throw new InvalidInputError(argument, name, 'be a node of the graph');
  return index;
}

function isCompressed(graph: SignedNetwork): graph is SignedGraph {
  return 'offsets' in graph && graph.offsets instanceof Int32Array;
}

function numberedNodes(count: number): string[] {
  checkInteger('nodes', count, { min: 1, max: 2 ** 31 - 2 });
  return Array.from({ length: count }, (_, i) => String(i));
}

function checkDistinct(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new InvalidInputError('nodes', name, 'differ from one another');
    seen.add(name);
  }
}

function checkEdge(e: number, source: number, target: number, weight: number, n: number): void {
  // Written out, not through checkInteger, whose message strings would be built for each of 10⁷ edges.
  if (!(source >= 0 && source < n && Number.isInteger(source))) checkInteger(`sources[${e}]`, source, { min: 0, max: n - 1 }); // prettier-ignore
  if (!(target >= 0 && target < n && Number.isInteger(target))) checkInteger(`targets[${e}]`, target, { min: 0, max: n - 1 }); // prettier-ignore
  if (source === target) throw new InvalidInputError(`edges[${e}]`, source, 'join two nodes; it is a self-loop');
  if (!Number.isFinite(weight) || weight === 0) {
    throw new InvalidInputError(`weights[${e}]`, weight, 'be a finite number other than 0');
  }
}

function firstRepeat({ offsets, targets }: CompressedRows): { source: number; target: number } | null {
  for (let source = 0; source + 1 < offsets.length; source++) {
    for (let k = offsets[source] + 1; k < offsets[source + 1]; k++) {
      if (targets[k] === targets[k - 1]) return { source, target: targets[k] };
    }
  }
  return null;
}

function isolatedRows({ offsets, targets }: CompressedRows): Int32Array {
  const touched = new Uint8Array(offsets.length - 1);
  for (let k = 0; k < targets.length; k++) touched[targets[k]] = 1;
  const isolated: number[] = [];
  for (let i = 0; i < touched.length; i++) if (!touched[i] && offsets[i] === offsets[i + 1]) isolated.push(i);
  return Int32Array.from(isolated);
}
