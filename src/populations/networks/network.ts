import { DirectedGraph, UndirectedGraph } from 'graphology';
import type { AbstractGraph } from 'graphology-types';
import { checkVector, InvalidInputError } from '../../foundation/index.js';

/** A weighted network without self-loops and parallel edges, in compressed rows. */
export interface Network {
  /** Names of the nodes. */
  readonly nodes: readonly string[];
  readonly directed: boolean;
  /** Number of arcs, or of edges where undirected. */
  readonly edges: number;
  /** Where the neighbours of node i begin in `targets`; those of i end where those of i + 1 begin. */
  readonly starts: Int32Array;
  /** Neighbours that each node has an arc to, ascending. An undirected edge stands in both rows. */
  readonly targets: Int32Array;
  readonly weights: Float64Array;
}

export interface NetworkInput {
  /** Number of nodes, named '0', '1', …, or their names. */
  readonly nodes: number | readonly string[];
  /** Index of the node at each end of each edge. */
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  /** All above 0; default 1. */
  readonly weights?: ArrayLike<number>;
  /** Default true. */
  readonly directed?: boolean;
}

/**
 * A network from lists of edges; the weights of parallel edges add up.
 *
 * Cost: linear, by two counting sorts.
 *
 * @throws InvalidInputError when an end is no index of a node, an edge joins a node to itself, a weight is not above 0 or
 * lengths differ.
 *
 * @example
 * ```ts
 * import { network } from 'polity/populations';
 * const trio = network({ nodes: ['ann', 'bob', 'cy'], from: [0, 0, 1], to: [1, 1, 2] });
 * trio.edges; // 2
 * trio.weights; // [2, 1]
 * ```
 */
export function network({ nodes, from, to, weights, directed = true }: NetworkInput): Network {
  const names = typeof nodes === 'number' ? Array.from({ length: nodes }, (_, i) => String(i)) : nodes.slice();
  const n = names.length;
  const m = from.length;
  if (to.length !== m) throw new InvalidInputError('to.length', to.length, `equal ${m}`);
  const given = weights && checkVector('weights', weights, { length: m, min: 0, aboveMin: true, minLength: 0 });
  const arcs = directed ? m : 2 * m;
  const tails = new Int32Array(arcs);
  const heads = new Int32Array(arcs);
  const loads = new Float64Array(arcs).fill(1);
  for (let e = 0; e < m; e++) {
    checkEnd('from', from[e], e, n);
    checkEnd('to', to[e], e, n);
    if (from[e] === to[e]) throw new InvalidInputError(`to[${e}]`, to[e], `differ from from[${e}]: no self-loops`);
    tails[e] = from[e];
    heads[e] = to[e];
    if (given) loads[e] = given[e];
    if (directed) continue;
    tails[m + e] = to[e];
    heads[m + e] = from[e];
    loads[m + e] = loads[e];
  }
  return compress(names, directed, tails, heads, loads);
}

function checkEnd(argument: string, value: number, e: number, n: number): void {
  if (Number.isInteger(value) && value >= 0 && value < n) return;
  throw new InvalidInputError(`${argument}[${e}]`, value, `be the index of one of ${n} nodes`);
}

/** Sorts arcs by head, then (stably) by tail, and adds up parallel ones. */
function compress(
  nodes: readonly string[],
  directed: boolean,
  tails: Int32Array,
  heads: Int32Array,
  loads: Float64Array,
): Network {
  const n = nodes.length;
  const byHead = countingOrder(heads, n);
  const order = countingOrder(tails, n, byHead);
  const starts = new Int32Array(n + 1);
  const targets = new Int32Array(tails.length);
  const weights = new Float64Array(tails.length);
  let count = 0;
  let previous = -1;
  for (const arc of order) {
    const fresh = previous < 0 || tails[arc] !== tails[previous] || heads[arc] !== heads[previous];
    if (fresh) {
      targets[count++] = heads[arc];
      starts[tails[arc] + 1]++;
    }
    weights[count - 1] += loads[arc];
    previous = arc;
  }
  for (let i = 0; i < n; i++) starts[i + 1] += starts[i];
  return {
    nodes,
    directed,
    edges: directed ? count : count / 2,
    starts,
    targets: targets.slice(0, count),
    weights: weights.slice(0, count),
  };
}

/** Indices (or those of `given`, in their order) by ascending key, stable. */
function countingOrder(keys: Int32Array, n: number, given?: Int32Array): Int32Array {
  const next = new Int32Array(n + 1);
  for (const key of keys) next[key + 1]++;
  for (let i = 0; i < n; i++) next[i + 1] += next[i];
  const order = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const item = given ? given[at] : at;
    order[next[keys[item]]++] = item;
  }
  return order;
}

/** Tail of each arc, in the order of `targets`. */
export function tailsOf({ starts, targets }: Network): Int32Array {
  const tails = new Int32Array(targets.length);
  for (let i = 0; i + 1 < starts.length; i++) tails.fill(i, starts[i], starts[i + 1]);
  return tails;
}

/** Whether there is an arc from node i to node j; O(log degree). */
export function hasArc({ starts, targets }: Network, i: number, j: number): boolean {
  let [low, high] = [starts[i], starts[i + 1]];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (targets[middle] < j) low = middle + 1;
    else high = middle;
  }
  return low < starts[i + 1] && targets[low] === j;
}

/**
 * The network with every arc turned round. An undirected network comes back as it is.
 *
 * @example
 * ```ts
 * import { network, reverseNetwork } from 'polity/populations';
 * reverseNetwork(network({ nodes: 2, from: [0], to: [1] })).targets; // [0]
 * ```
 */
export function reverseNetwork(given: Network): Network {
  if (!given.directed) return given;
  return compress(given.nodes, true, given.targets, tailsOf(given), given.weights);
}

/**
 * The undirected projection: an edge wherever there is an arc, with the sum of the weights of both directions.
 *
 * @example
 * ```ts
 * import { network, undirectedNetwork } from 'polity/populations';
 * undirectedNetwork(network({ nodes: 2, from: [0, 1], to: [1, 0] })).weights; // [2, 2]
 * ```
 */
export function undirectedNetwork(given: Network): Network {
  if (!given.directed) return given;
  return network({
    nodes: given.nodes,
    from: tailsOf(given),
    to: given.targets,
    weights: given.weights,
    directed: false,
  });
}

/**
 * The network as a graphology graph, weights in the attribute `weight`.
 *
 * @example
 * ```ts
 * import { network, networkToGraphology } from 'polity/populations';
 * networkToGraphology(network({ nodes: 2, from: [0], to: [1] })).size; // 1
 * ```
 */
export function networkToGraphology(given: Network): AbstractGraph {
  const graph = given.directed ? new DirectedGraph() : new UndirectedGraph();
  for (const node of given.nodes) graph.addNode(node);
  const { nodes, starts, targets, weights } = given;
  for (let i = 0; i < nodes.length; i++) {
    for (let arc = starts[i]; arc < starts[i + 1]; arc++) {
      if (given.directed || i < targets[arc]) graph.addEdge(nodes[i], nodes[targets[arc]], { weight: weights[arc] });
    }
  }
  return graph;
}

/**
 * A network from a graphology graph that is directed or undirected; an edge without the attribute has weight 1 and
 * parallel edges add up.
 *
 * @param graph - not mixed, without self-loops
 * @throws InvalidInputError when the graph is mixed, has a self-loop or a weight that is not above 0.
 *
 * @example
 * ```ts
 * import { UndirectedGraph } from 'graphology';
 * import { networkFromGraphology } from 'polity/populations';
 * const graph = new UndirectedGraph();
 * graph.mergeEdge('ann', 'bob');
 * networkFromGraphology(graph).nodes; // ['ann', 'bob']
 * ```
 */
export function networkFromGraphology(
  graph: AbstractGraph,
  { weight = 'weight' }: { readonly weight?: string } = {},
): Network {
  if (graph.type === 'mixed') throw new InvalidInputError('graph', 'mixed', 'be directed or undirected');
  const nodes = graph.nodes();
  const index = new Map(nodes.map((name, i) => [name, i]));
  const [from, to, weights]: [number[], number[], number[]] = [[], [], []];
  graph.forEachEdge((_edge, attributes, source, target) => {
    from.push(index.get(source)!);
    to.push(index.get(target)!);
    weights.push((attributes[weight] as number | undefined) ?? 1);
  });
  return network({ nodes, from, to, weights, directed: graph.type === 'directed' });
}
