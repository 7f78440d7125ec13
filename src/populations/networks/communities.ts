import { createRequire } from 'node:module';
import type louvainModule from 'graphology-communities-louvain';
import { checkPositive, checkVector, randomStream } from '../../foundation/index.js';
import { degrees } from './degrees.js';
import { networkToGraphology, type Network } from './network.js';

export interface ModularityOptions {
  /** Weight γ of what chance explains, default 1: above 1 for smaller communities. */
  readonly resolution?: number;
}

/**
 * Modularity of a partition: the share of weight inside communities less the share that strengths alone would put there,
 * Σ_c [W_c/W − γ S_c^out S_c^in / W²] (directed), Σ_c [W_c/W − γ (S_c/2W)²] (undirected). NaN without edges.
 *
 * Cost: linear.
 *
 * @param labels - a number a node that names its community
 * @throws InvalidInputError when a label is not finite or lengths differ, or the resolution is not above 0.
 * @see M. Newman, M. Girvan, Physical Review E 69 (2004) 026113; E. Leicht, M. Newman, PRL 100 (2008) 118703
 *
 * @example
 * ```ts
 * import { modularity, network } from 'polity/populations';
 * const pairs = network({ nodes: 4, from: [0, 2], to: [1, 3], directed: false });
 * modularity(pairs, [0, 0, 1, 1]); // 0.5
 * ```
 */
export function modularity(
  given: Network,
  labels: ArrayLike<number>,
  { resolution = 1 }: ModularityOptions = {},
): number {
  const { nodes, starts, targets, weights } = given;
  const of = checkVector('labels', labels, { length: nodes.length, minLength: 0 });
  checkPositive('resolution', resolution);
  const { inStrength, outStrength } = degrees(given);
  const [arriving, leaving] = [new Map<number, number>(), new Map<number, number>()];
  let [inside, total] = [0, 0];
  for (let i = 0; i < nodes.length; i++) {
    arriving.set(of[i], (arriving.get(of[i]) ?? 0) + inStrength[i]);
    leaving.set(of[i], (leaving.get(of[i]) ?? 0) + outStrength[i]);
    for (let arc = starts[i]; arc < starts[i + 1]; arc++) {
      total += weights[arc];
      if (of[i] === of[targets[arc]]) inside += weights[arc];
    }
  }
  // An undirected edge stands there twice, and so does the total: one formula serves both.
  let chance = 0;
  for (const [label, strength] of leaving) chance += (strength / total) * (arriving.get(label)! / total);
  return inside / total - resolution * chance;
}

export interface Communities {
  /** Community of each node, numbered in order of first appearance. */
  readonly labels: Int32Array;
  readonly count: number;
  readonly modularity: number;
}

export interface CommunitiesOptions extends ModularityOptions {
  /** Runs of which the best is kept, default 1. Run r uses stream (seed, r). */
  readonly starts?: number;
  readonly seed?: number;
}

/**
 * Communities by Louvain's method: nodes move to the neighbouring community that raises modularity most, communities
 * become nodes, and so on. The result is a local optimum, and a random network has communities too: compare its modularity
 * with that of rewired networks ({@link configurationNull}).
 *
 * Cost: nearly linear in the number of edges.
 *
 * @throws InvalidInputError when an option is out of range.
 * @see V. Blondel et al., J. Statistical Mechanics (2008) P10008
 *
 * @example
 * ```ts
 * import { communities, network } from 'polity/populations';
 * const bow = network({ nodes: 6, from: [0, 1, 2, 3, 4, 5, 2], to: [1, 2, 0, 4, 5, 3, 3], directed: false });
 * communities(bow).labels; // [0, 0, 0, 1, 1, 1]
 * ```
 */
export function communities(
  given: Network,
  { resolution = 1, starts = 1, seed = 0 }: CommunitiesOptions = {},
): Communities {
  checkPositive('resolution', resolution);
  const n = given.nodes.length;
  // Louvain needs an edge; without one every node is alone.
  if (given.edges === 0) return { labels: Int32Array.from({ length: n }, (_, i) => i), count: n, modularity: NaN };
  const graph = networkToGraphology(given);
  let best: Communities | undefined;
  for (let run = 0; run < starts; run++) {
    const stream = randomStream(seed, run);
    const found = louvain()(graph, { resolution, rng: () => stream.uniform() });
    const numbers = new Map<number, number>();
    const labels = Int32Array.from(given.nodes, (node) => {
      const community = found[node];
      if (!numbers.has(community)) numbers.set(community, numbers.size);
      return numbers.get(community)!;
    });
    const quality = modularity(given, labels, { resolution });
    if (!best || quality > best.modularity) best = { labels, count: numbers.size, modularity: quality };
  }
  return best!;
}

let loaded: typeof louvainModule.default | undefined;

/** Read at the first call: most programs that import the room find no communities. */
function louvain(): typeof louvainModule.default {
  loaded ??= createRequire(import.meta.url)('graphology-communities-louvain') as typeof louvainModule.default;
  return loaded;
}
