import { checkInteger, randomStream } from '../../foundation/index.js';
import type { Network } from './network.js';

export interface BetweennessOptions {
  /** Divide by the number of ordered pairs of other nodes, (n − 1)(n − 2); default true. */
  readonly normalized?: boolean;
  /** Count only paths from this many nodes, drawn without replacement, and scale up: an unbiased estimate. Default all. */
  readonly pivots?: number;
  readonly seed?: number;
  /** Told how much of the work is done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Betweenness of each node: over all ordered pairs of other nodes, the share of shortest paths (in steps; weights do not
 * count) that lead through it. Without normalisation an undirected network counts each unordered pair once.
 *
 * Cost: O(nodes · edges) time, linear memory; 10⁴ nodes and 10⁵ arcs take some ten seconds. Above, use `pivots`.
 *
 * @throws InvalidInputError when `pivots` is not a whole number in 1 … n; the signal's reason.
 * @see U. Brandes, J. Mathematical Sociology 25 (2001) 163; U. Brandes, C. Pich, IJBC 17 (2007) 2303
 *
 * @example
 * ```ts
 * import { betweenness, network } from 'polity/populations';
 * betweenness(network({ nodes: 3, from: [0, 1], to: [1, 2], directed: false })); // [0, 1, 0]
 * ```
 */
export function betweenness(
  { nodes, directed, starts, targets }: Network,
  { normalized = true, pivots, seed = 0, onProgress, signal }: BetweennessOptions = {},
): Float64Array {
  const n = nodes.length;
  const sources = Int32Array.from({ length: n }, (_, i) => i);
  const total = pivots === undefined ? n : checkInteger('pivots', pivots, { min: 1, max: n });
  if (total < n) randomStream(seed).shuffle(sources);
  const result = new Float64Array(n);
  const distance = new Int32Array(n).fill(-1);
  const paths = new Float64Array(n);
  // Of each node: (1 + dependency on it) / number of shortest paths to it.
  const share = new Float64Array(n);
  const queue = new Int32Array(n);
  for (let done = 0; done < total; done++) {
    signal?.throwIfAborted();
    const source = sources[done];
    let length = 0;
    queue[length++] = source;
    distance[source] = 0;
    paths[source] = 1;
    for (let head = 0; head < length; head++) {
      const node = queue[head];
      const beyond = distance[node] + 1;
      const count = paths[node];
      for (let arc = starts[node], end = starts[node + 1]; arc < end; arc++) {
        const next = targets[arc];
        if (distance[next] < 0) {
          distance[next] = beyond;
          paths[next] = count;
          queue[length++] = next;
        } else if (distance[next] === beyond) paths[next] += count;
      }
    }
    // Farthest first. A node's successors on shortest paths are its neighbours one step farther: no lists are needed.
    for (let at = length - 1; at > 0; at--) {
      const node = queue[at];
      const beyond = distance[node] + 1;
      let sum = 0;
      for (let arc = starts[node], end = starts[node + 1]; arc < end; arc++) {
        if (distance[targets[arc]] === beyond) sum += share[targets[arc]];
      }
      const dependency = paths[node] * sum;
      share[node] = (1 + dependency) / paths[node];
      result[node] += dependency;
    }
    for (let at = 0; at < length; at++) distance[queue[at]] = -1;
    onProgress?.({ done: done + 1, total });
  }
  const pairs = normalized ? (n - 1) * (n - 2) : directed ? 1 : 2;
  const scale = n / total / Math.max(1, pairs);
  for (let i = 0; i < n; i++) result[i] *= scale;
  return result;
}
