import { checkOneOf } from '../../foundation/index.js';
import { activityFeatures } from './activity-features.js';
import type { AgentFeatures } from './agent-features.js';
import type { Archive } from './archive.js';
import { betweenness } from './betweenness.js';
import { clusteringCoefficient } from './clustering-coefficient.js';
import { degrees } from './degrees.js';
import type { Network } from './network.js';
import { pageRank } from './pagerank.js';
import { replyNetwork } from './reply-network.js';

export interface RoleFeaturesOptions {
  /**
   * `'network'` (default): in-degree, out-degree, betweenness, clustering coefficient and weighted PageRank in the reply
   * network. `'full'`: those and the agent's activity, see {@link activityFeatures}.
   */
  readonly set?: 'network' | 'full';
  /** Sources for betweenness, see there; default all. */
  readonly pivots?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/**
 * Features of which roles are made: the position of each agent in the reply network and, with `'full'`, its activity.
 *
 * Cost: that of betweenness, O(agents · arcs), or O(`pivots` · arcs).
 *
 * @throws InvalidInputError when an option is out of range; the signal's reason.
 *
 * @example
 * ```ts
 * import { roleFeatures, syntheticArchive } from 'polity/populations';
 * roleFeatures(syntheticArchive({ agents: 30, days: 2 })).names;
 * // ['inDegree', 'outDegree', 'betweenness', 'clustering', 'pageRank']
 * ```
 */
export function roleFeatures(archive: Archive, options: RoleFeaturesOptions = {}): AgentFeatures {
  checkOneOf('set', options.set ?? 'network', ['network', 'full']);
  const position = networkFeatures(replyNetwork(archive).network, options);
  if (options.set !== 'full') return position;
  const activity = activityFeatures(archive);
  return {
    agents: position.agents,
    names: [...position.names, ...activity.names],
    rows: position.rows.map((row, i) => Float64Array.from([...row, ...activity.rows[i]])),
  };
}

/**
 * The features of {@link roleFeatures} that a network alone gives.
 *
 * @example
 * ```ts
 * import { network, networkFeatures } from 'polity/populations';
 * networkFeatures(network({ nodes: 3, from: [0, 1], to: [1, 2] })).rows[1]; // [1, 1, 0.5, 0, 0.341171]
 * ```
 */
export function networkFeatures(
  network: Network,
  { pivots, seed, signal }: Omit<RoleFeaturesOptions, 'set'> = {},
): AgentFeatures {
  const { in: inDegree, out: outDegree } = degrees(network);
  const between = betweenness(network, {
    ...(pivots !== undefined && { pivots }),
    ...(seed !== undefined && { seed }),
    ...(signal && { signal }),
  });
  const { local } = clusteringCoefficient(network);
  const { ranks } = pageRank(network);
  return {
    agents: network.nodes,
    names: ['inDegree', 'outDegree', 'betweenness', 'clustering', 'pageRank'],
    rows: network.nodes.map((_, i) => Float64Array.of(inDegree[i], outDegree[i], between[i], local[i], ranks[i])),
  };
}
