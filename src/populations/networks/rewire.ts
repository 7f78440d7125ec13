import { checkInteger, randomStream, type RandomStream } from '../../foundation/index.js';
import { network, tailsOf, type Network } from './network.js';

export interface RewireOptions {
  /** Attempted exchanges an edge, default 10. */
  readonly swaps?: number;
  readonly seed?: number;
}

/**
 * A random network with the same degrees (in and out, where directed) and no self-loops or parallel edges: two edges
 * exchange their ends again and again, unless that would make one. A weight goes with its edge's tail, so that strengths
 * out are kept where the network is directed.
 *
 * Cost: linear in edges · `swaps`.
 *
 * @throws InvalidInputError when an option is not a whole number of at least 0.
 * @see R. Milo et al., arXiv cond-mat/0312028 (2003)
 *
 * @example
 * ```ts
 * import { degrees, network, rewire } from 'polity/populations';
 * const ring = network({ nodes: 5, from: [0, 1, 2, 3, 4], to: [1, 2, 3, 4, 0] });
 * degrees(rewire(ring)).in; // [1, 1, 1, 1, 1]
 * ```
 */
export function rewire(given: Network, { swaps = 10, seed = 0 }: RewireOptions = {}): Network {
  return rewireWith(given, checkInteger('swaps', swaps, { min: 0 }), randomStream(seed));
}

/** {@link rewire} with a stream of the caller's. */
function rewireWith(given: Network, swaps: number, stream: RandomStream): Network {
  const { nodes, directed } = given;
  const n = nodes.length;
  const allTails = tailsOf(given);
  const kept = Array.from(allTails.keys()).filter((arc) => directed || allTails[arc] < given.targets[arc]);
  const from = Int32Array.from(kept, (arc) => allTails[arc]);
  const to = Int32Array.from(kept, (arc) => given.targets[arc]);
  const weights = Float64Array.from(kept, (arc) => given.weights[arc]);
  const m = from.length;
  const key = (a: number, b: number) => (directed || a < b ? a * n + b : b * n + a);
  const present = new Set<number>();
  for (let e = 0; e < m; e++) present.add(key(from[e], to[e]));
  for (let attempt = m > 1 ? swaps * m : 0; attempt > 0; attempt--) {
    const [e, f] = [stream.below(m), stream.below(m)];
    if (!directed && stream.uint32() >= 0x80000000) [from[f], to[f]] = [to[f], from[f]];
    const [a, b, c, d] = [from[e], to[e], from[f], to[f]];
    if (a === c || b === d || a === d || c === b) continue;
    const [first, second] = [key(a, d), key(c, b)];
    if (present.has(first) || present.has(second)) continue;
    present.delete(key(a, b));
    present.delete(key(c, d));
    present.add(first).add(second);
    [to[e], to[f]] = [d, b];
  }
  return network({ nodes, from, to, weights, directed });
}

export interface ConfigurationNullOptions {
  /** Rewired networks, default 100. Replicate r uses stream (seed, r). */
  readonly replicates?: number;
  /** Attempted exchanges an edge, default 10. */
  readonly swaps?: number;
  readonly seed?: number;
  /** Told how much of the work is done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface ConfigurationNull {
  readonly observed: number;
  /** Mean and standard deviation over rewired networks. */
  readonly mean: number;
  readonly standardDeviation: number;
  /** (observed − mean)/standardDeviation; NaN where the degrees fix the statistic. */
  readonly z: number;
  /** Two-sided, (1 + number at least as far from the mean)/(1 + replicates). */
  readonly pValue: number;
  /** Of each rewired network. */
  readonly values: Float64Array;
}

/**
 * Whether a statistic of a network is more than its degrees alone explain: its value in rewired networks ({@link rewire}).
 *
 * Cost: `replicates` times rewiring and the statistic.
 *
 * @param statistic - of a network
 * @throws InvalidInputError when an option is out of range; the signal's reason.
 *
 * @example
 * ```ts
 * import { clusteringCoefficient, configurationNull, network } from 'polity/populations';
 * const cliques = network({
 *   nodes: 8,
 *   from: [0, 0, 0, 1, 1, 2, 4, 4, 4, 5, 5, 6],
 *   to: [1, 2, 3, 2, 3, 3, 5, 6, 7, 6, 7, 7],
 *   directed: false,
 * });
 * configurationNull(cliques, (net) => clusteringCoefficient(net).transitivity).z > 2; // true
 * ```
 */
export function configurationNull(
  given: Network,
  statistic: (network: Network) => number,
  { replicates = 100, swaps = 10, seed = 0, onProgress, signal }: ConfigurationNullOptions = {},
): ConfigurationNull {
  checkInteger('replicates', replicates, { min: 2 });
  checkInteger('swaps', swaps, { min: 0 });
  const observed = statistic(given);
  const values = new Float64Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate++) {
    signal?.throwIfAborted();
    values[replicate] = statistic(rewireWith(given, swaps, randomStream(seed, replicate)));
    onProgress?.({ done: replicate + 1, total: replicates });
  }
  const mean = values.reduce((sum, value) => sum + value / replicates, 0);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardDeviation = Math.sqrt(squares / (replicates - 1));
  const far = Math.abs(observed - mean) * (1 - 1e-12);
  const farther = values.reduce((count, value) => count + Number(Math.abs(value - mean) >= far), 0);
  const spread = standardDeviation > 1e-12 * Math.max(1, Math.abs(mean));
  return {
    observed,
    mean,
    standardDeviation,
    z: spread ? (observed - mean) / standardDeviation : NaN,
    pValue: (1 + farther) / (1 + replicates),
    values,
  };
}
