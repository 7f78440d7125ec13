import { couplings } from './couplings.js';
import { digonConflicts, signedGraph, type SignedGraph, type SignedNetwork } from './signed-graph.js';

/** Balance of one connected part. */
export interface ComponentBalance {
  /** Rows of its nodes. */
  readonly nodes: Int32Array;
  readonly balanced: boolean;
  /** A negative cycle, or null where balanced. */
  readonly negativeCycle: readonly string[] | null;
}

/** Two camps, or why there are none. */
export interface Balance {
  readonly balanced: boolean;
  /**
   * The gauge σ: +1 for the camp of each component's first node, −1 for the other, by row; null where some component is
   * not balanced.
   */
  readonly gauge: Int8Array | null;
  /**
   * Certificate where not balanced: the nodes of a cycle (each joined to the next and the last to the first, in either
   * direction) with an odd number of negative edges. Two nodes are a pair that listens to each other with opposite signs.
   */
  readonly negativeCycle: readonly string[] | null;
  /** Connected parts (directions ignored), each with its own answer. */
  readonly components: readonly ComponentBalance[];
}

/**
 * Structural balance: whether the nodes split into two camps with positive edges inside and negative edges across; that
 * is, whether every cycle has an even number of negative edges, directions ignored.
 *
 * Breadth-first search gives each node the camp that its tree edge demands; a first edge that disagrees closes the
 * negative cycle. Cost: O(nodes + edges).
 *
 * @throws InvalidInputError as {@link signedGraph}
 * @see F. Harary, "On the notion of balance of a signed graph", Michigan Math. J. 2 (1953), Theorem 3
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, structuralBalance } from 'polity/consensus';
 * const debate = (weights: number[]) =>
 *   signedGraphFromArrays({ nodes: ['a', 'b', 'c'], sources: [0, 1, 2], targets: [1, 2, 0], weights });
 * structuralBalance(debate([1, -1, -1])).gauge; // [1, 1, -1]
 * structuralBalance(debate([1, 1, -1])).negativeCycle; // ['b', 'a', 'c']
 * ```
 */
export function structuralBalance(network: SignedNetwork): Balance {
  return search(signedGraph(network), 1);
}

/**
 * Antibalance: whether the graph is balanced once every sign is turned round, that is, whether every cycle has an even
 * number of positive edges. The certificate is a cycle with an odd number of them. Cost: O(nodes + edges).
 *
 * @see F. Harary, "Structural duality", Behavioral Science 2 (1957)
 */
export function antibalance(network: SignedNetwork): Balance {
  return search(signedGraph(network), -1);
}

/** The names in each camp of a gauge, +1 first. */
export function camps(network: SignedNetwork, gauge: ArrayLike<number>): { plus: string[]; minus: string[] } {
  const { nodes } = signedGraph(network);
  return { plus: nodes.filter((_, i) => gauge[i] > 0), minus: nodes.filter((_, i) => gauge[i] < 0) };
}

function search(graph: SignedGraph, sign: 1 | -1): Balance {
  const { nodes } = graph;
  const clash = new Map(digonConflicts(graph).map(({ nodes: [a, b] }) => [a, b]));
  // Pairs of opposite sign may cancel: by number of edges they would vanish, so those pairs are kept apart.
  const { offsets, targets, weights } = graph.directed ? supportRows(graph) : graph;
  const gauge = new Int8Array(nodes.length);
  const parent = new Int32Array(nodes.length).fill(-1);
  const queue = new Int32Array(nodes.length);
  const components: ComponentBalance[] = [];
  let end = 0;
  for (let root = 0; root < nodes.length; root++) {
    if (gauge[root] !== 0) continue;
    const begin = end;
    let closing: readonly [number, number] | null = null;
    gauge[root] = 1;
    queue[end++] = root;
    for (let at = begin; at < end; at++) {
      const i = queue[at];
      const mine = sign * gauge[i];
      for (let k = offsets[i], last = offsets[i + 1]; k < last; k++) {
        const j = targets[k];
        const camp = weights[k] > 0 ? mine : -mine;
        if (gauge[j] === 0) {
          gauge[j] = camp;
          parent[j] = i;
          queue[end++] = j;
        } else if (gauge[j] !== camp) closing ??= [i, j];
      }
    }
    const members = queue.slice(begin, end);
    const cycle = clashIn(members, nodes, clash) ?? (closing && treeCycle(parent, ...closing).map((i) => nodes[i]));
    components.push({ nodes: members, balanced: cycle === null, negativeCycle: cycle });
  }
  const broken = components.find(({ balanced }) => !balanced);
  return {
    balanced: !broken,
    gauge: broken ? null : gauge,
    negativeCycle: broken?.negativeCycle ?? null,
    components,
  };
}

function clashIn(members: Int32Array, nodes: readonly string[], clash: ReadonlyMap<string, string>): string[] | null {
  if (clash.size === 0) return null;
  for (const i of members) {
    const other = clash.get(nodes[i]);
    if (other !== undefined) return [nodes[i], other];
  }
  return null;
}

/** Both directions of a digraph; a pair of opposite signs counts by its heavier side, or as positive when they cancel. */
function supportRows(graph: SignedGraph) {
  const weights = graph.weights.map((value) => (value > 0 ? 2 : -1));
  return couplings({ ...graph, weights }, true);
}

/** From i up the tree to where it meets the path from j, and down to j. */
export function treeCycle(parent: Int32Array, i: number, j: number): number[] {
  const up = [i];
  for (let node = i; parent[node] >= 0; node = parent[node]) up.push(parent[node]);
  const place = new Map(up.map((node, k) => [node, k]));
  const down: number[] = [];
  let node = j;
  while (!place.has(node)) {
    down.push(node);
    node = parent[node];
  }
  return [...up.slice(0, place.get(node)! + 1), ...down.reverse()];
}
