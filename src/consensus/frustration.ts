import { InvalidInputError, checkInteger, checkOneOf } from '../foundation/index.js';
import { structuralBalance } from './balance.js';
import { couplings, gaugeCost, type Couplings } from './couplings.js';
import { frustrationLowerBound } from './frustration-bound.js';
import { cheapestByEnumeration } from './frustration-enumeration.js';
import { eliminationGauge, narrowElimination } from './frustration-elimination.js';
import { annealGauge, type LocalSearchOptions } from './local-search.js';
import { forEachEdge, signedGraph, type SignedGraph, type SignedNetwork } from './signed-graph.js';

export interface FrustrationOptions extends LocalSearchOptions {
  /**
   * `auto` (default): exact by elimination where the graph is narrow enough for it, else local search with bounds.
   * `elimination`: exact or an error. `enumeration`: all gauges, at most 24 nodes. `local-search`: bounds on both sides.
   */
  readonly method?: 'auto' | 'elimination' | 'enumeration' | 'local-search';
  /** Whether an edge counts by the size of its weight instead of as one; default false. */
  readonly weighted?: boolean;
}

/** How far a signed graph is from balance. */
export interface Frustration {
  /** Number (or weight) of edges that `gauge` frustrates: the frustration index itself where `optimal`. */
  readonly index: number;
  /** No gauge frustrates less; equal to `index` where `optimal`. */
  readonly lowerBound: number;
  /** Whether it is proved that no gauge is better. */
  readonly optimal: boolean;
  /** (index − lowerBound)/index, 0 where optimal. */
  readonly gap: number;
  /** The camps, ±1 by row. */
  readonly gauge: Int8Array;
  /** The edges against them: negative inside a camp or positive across. */
  readonly frustratedEdges: readonly FrustratedEdge[];
  readonly method: 'balance' | 'enumeration' | 'elimination' | 'local-search';
}

export interface FrustratedEdge {
  readonly source: string;
  readonly target: string;
  readonly weight: number;
}

/**
 * The frustration index (line index of balance): the fewest edges, or the least weight of edges, whose removal or change
 * of sign leaves a balanced graph, min over σ ∈ {±1}ⁿ of #{edges: a_ij·σ_i·σ_j < 0}. NP-hard (it is max-cut).
 *
 * Exact by eliminating nodes along a min-fill or min-degree order: 2^width states, where the width (25 at most, 23 for
 * weights that are not small whole numbers) stays low on sparse graphs: 40 nodes with 140 edges have 15. What is wider gets
 * simulated annealing, and as a lower bound the best of packed negative cycles and two eigenvalues.
 * All-negative complete graph: n(n − 1)/2 − ⌊n²/4⌋. A cycle: 1 or 0.
 *
 * @throws InvalidInputError when `enumeration` is asked for more than 24 nodes, or `elimination` for too wide a graph
 * @see F. Harary, "On the measurement of structural balance", Behavioral Science 4 (1959); S. Aref, A. Mason & M. Wilson,
 * "A modeling and computational study of the frustration index in signed networks", Networks 75 (2020)
 *
 * @example
 * ```ts
 * import { frustrationIndex, randomSignedGraph } from 'polity/consensus';
 * const { index, optimal } = frustrationIndex(randomSignedGraph({ nodes: 30, edges: 60, negative: 0.5 }));
 * optimal; // true
 * ```
 */
export function frustrationIndex(network: SignedNetwork, options: FrustrationOptions = {}): Frustration {
  const { method = 'auto', weighted = false } = options;
  checkOneOf('method', method, ['auto', 'elimination', 'enumeration', 'local-search']);
  checkInteger('restarts', options.restarts ?? 1, { min: 1 });
  checkInteger('sweeps', options.sweeps ?? 1, { min: 1 });
  const graph = signedGraph(network);
  const coupling = couplings(graph, weighted);
  if (method === 'enumeration') {
    const gauge = cheapestByEnumeration(coupling);
    return answer(graph, coupling, gauge, Infinity, 'enumeration');
  }
  const { gauge: camps } = structuralBalance(graph);
  if (camps) return answer(graph, coupling, camps, Infinity, 'balance');
  if (method !== 'local-search') {
    const elimination = narrowElimination(coupling);
    if (elimination) return answer(graph, coupling, eliminationGauge(coupling, elimination), Infinity, 'elimination');
    if (method === 'elimination') {
      throw new InvalidInputError('graph', `${graph.nodes.length} nodes`, 'be narrow enough to eliminate its nodes');
    }
  }
  return answer(graph, coupling, annealGauge(coupling, options), frustrationLowerBound(coupling), 'local-search');
}

function answer(
  graph: SignedGraph,
  coupling: Couplings,
  gauge: Int8Array,
  bound: number,
  method: Frustration['method'],
): Frustration {
  const index = gaugeCost(coupling, gauge);
  const lower = Math.min(index, bound);
  const frustratedEdges: FrustratedEdge[] = [];
  forEachEdge(graph, (i, j, weight) => {
    if (weight * gauge[i] * gauge[j] >= 0) return;
    frustratedEdges.push({ source: graph.nodes[i], target: graph.nodes[j], weight });
  });
  const gap = index === 0 ? 0 : (index - lower) / index;
  return { index, lowerBound: lower, optimal: lower === index, gap, gauge, frustratedEdges, method };
}
