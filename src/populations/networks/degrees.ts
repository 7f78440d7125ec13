import type { Network } from './network.js';

export interface Degrees {
  /** Number of nodes with an arc into each node. */
  readonly in: Int32Array;
  /** Number of nodes that each node has an arc to. */
  readonly out: Int32Array;
  /** Sums of the weights of the same arcs. */
  readonly inStrength: Float64Array;
  readonly outStrength: Float64Array;
}

/**
 * Degrees and strengths of all nodes. Where the network is undirected, in and out are the same.
 *
 * Cost: linear.
 *
 * @example
 * ```ts
 * import { degrees, network } from 'polity/populations';
 * degrees(network({ nodes: 3, from: [0, 1], to: [2, 2], weights: [1, 4] })).inStrength; // [0, 0, 5]
 * ```
 */
export function degrees({ nodes, starts, targets, weights }: Network): Degrees {
  const n = nodes.length;
  const result = {
    in: new Int32Array(n),
    out: new Int32Array(n),
    inStrength: new Float64Array(n),
    outStrength: new Float64Array(n),
  };
  for (let i = 0; i < n; i++) {
    result.out[i] = starts[i + 1] - starts[i];
    for (let arc = starts[i]; arc < starts[i + 1]; arc++) {
      result.outStrength[i] += weights[arc];
      result.in[targets[arc]]++;
      result.inStrength[targets[arc]] += weights[arc];
    }
  }
  return result;
}
