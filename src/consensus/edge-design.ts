import { InvalidInputError, checkInteger, checkOneOf, checkPositive } from '../foundation/index.js';
import { structuralBalance } from './balance.js';
import { edgeLeverage, slowestMode, type SlowestMode } from './convergence-rate.js';
import { checkUndirected } from './laplacian.js';
import { shiftOf } from './rank-one.js';
import {
  forEachEdge,
  signedGraph,
  signedGraphFromArrays,
  type SignedGraph,
  type SignedNetwork,
} from './signed-graph.js';
import { findEntry } from './support.js';

export interface EdgeDesignOptions {
  /** Edges to add. */
  readonly budget: number;
  /** Size of each; default 1. */
  readonly weight?: number;
  /**
   * Signs that may be used: `balanced` (default) takes the one that keeps the two camps of a balanced graph; `positive`
   * and `negative` only that sign; `any` whichever is better.
   */
  readonly signs?: 'balanced' | 'positive' | 'negative' | 'any';
}

/** One edge added. */
export interface DesignedEdge {
  readonly source: string;
  readonly target: string;
  readonly weight: number;
  /** Rate of convergence with it, as the secular equation predicts. */
  readonly predictedRate: number;
  /** The same from the spectrum of the new graph. */
  readonly rate: number;
}

/** Edges chosen one after another. */
export interface EdgeDesign {
  /** Rate before any is added. */
  readonly rate: number;
  /** Fewer than the budget where no further edge raises the rate or none is absent. */
  readonly edges: readonly DesignedEdge[];
  readonly graph: SignedGraph;
}

/** Candidates, best by first order, of which the secular equation is solved. */
const SHORT_LIST = 24;

/**
 * Adds edges to an undirected graph so that opinions settle sooner: each time the absent edge with the largest rate
 * (smallest eigenvalue of L_o that is not an agreement). Candidates are ranked by ‖Vᵀb‖², V spanning the slowest
 * eigenspace, and the best two dozen by the secular equation. Greedy: not the best set of edges, which is NP-hard to find.
 * An edge that is the first of several needed to break up a multiple eigenvalue is kept though the rate stays.
 *
 * Cost: one dense eigendecomposition an edge, and O(n²) for each of its candidates on the short list.
 *
 * @throws InvalidInputError when the graph is directed, or signs must be balanced and the graph is not
 *
 * @example
 * ```ts
 * import { designEdges, signedGraphFromArrays } from 'polity/consensus';
 * const path = signedGraphFromArrays({ nodes: 6, sources: [0, 1, 2, 3, 4], targets: [1, 2, 3, 4, 5] });
 * const { rate, edges } = designEdges(path, { budget: 1 });
 * rate; // 0.267949
 * edges[0].rate; // 1
 * ```
 */
export function designEdges(network: SignedNetwork, options: EdgeDesignOptions): EdgeDesign {
  let graph = signedGraph(network);
  const { signs = 'balanced' } = options;
  checkUndirected(graph, 'the rate of convergence');
  const budget = checkInteger('budget', options.budget, { min: 0 });
  const weight = checkPositive('weight', options.weight ?? 1);
  checkOneOf('signs', signs, ['balanced', 'positive', 'negative', 'any']);
  const { gauge, negativeCycle } = structuralBalance(graph);
  if (signs === 'balanced' && !gauge) {
    throw new InvalidInputError(
      'signs',
      signs,
      `not be 'balanced': the cycle ${negativeCycle!.join(', ')} is negative`,
    );
  }
  const signsOf = (i: number, j: number): readonly number[] =>
    ({ balanced: [gauge ? gauge[i] * gauge[j] : 1], positive: [1], negative: [-1], any: [1, -1] })[signs];
  let mode = slowestMode(graph);
  const before = mode.rate;
  const edges: DesignedEdge[] = [];
  while (edges.length < budget) {
    const best = bestEdge(graph, mode, weight, signsOf);
    if (!best) break;
    graph = withEdge(graph, best.i, best.j, best.tau * weight);
    mode = slowestMode(graph);
    const [source, target] = [graph.nodes[best.i], graph.nodes[best.j]];
    edges.push({ source, target, weight: best.tau * weight, predictedRate: best.rate, rate: mode.rate });
  }
  return { rate: before, edges, graph };
}

interface Candidate {
  readonly i: number;
  readonly j: number;
  readonly tau: number;
  readonly leverage: number;
}

function bestEdge(
  graph: SignedGraph,
  { eigen, place, rate }: SlowestMode,
  weight: number,
  signsOf: (i: number, j: number) => readonly number[],
): (Candidate & { readonly rate: number }) | null {
  const { values, vectors } = eigen;
  const n = values.length;
  let last = place;
  while (last + 1 < n && values[last + 1] - rate <= 1e-9 * values[n - 1]) last++;
  const candidates: Candidate[] = [];
  for (let i = 0; i < n && place < n; i++) {
    for (let j = i + 1; j < n; j++) {
      if (findEntry(graph, i, j) >= 0) continue;
      for (const tau of signsOf(i, j)) {
        let leverage = 0;
        for (let k = place; k <= last; k++) leverage += edgeLeverage(vectors, k, i, j, tau);
        if (leverage > 1e-12) candidates.push({ i, j, tau, leverage });
      }
    }
  }
  const { nodes } = graph;
  const predicted = candidates
    .sort((a, b) => b.leverage - a.leverage)
    .slice(0, SHORT_LIST)
    .map((candidate) => {
      const change = { source: nodes[candidate.i], target: nodes[candidate.j], weight: candidate.tau * weight };
      const { after } = shiftOf(graph, eigen, change, 'opposing');
      // Two balanced parts that become one, or one that stops being balanced, leave one agreement less.
      const agreements = after.findIndex((value) => value > 1e-9 * after[n - 1]);
      return { ...candidate, rate: after[Math.max(0, agreements)] };
    });
  return predicted.reduce<(typeof predicted)[number] | null>((a, b) => (a && a.rate >= b.rate ? a : b), null);
}

function withEdge(graph: SignedGraph, i: number, j: number, weight: number): SignedGraph {
  const [sources, targets, weights] = [[i], [j], [weight]];
  forEachEdge(graph, (s, t, value) => {
    sources.push(s);
    targets.push(t);
    weights.push(value);
  });
  return signedGraphFromArrays({ nodes: graph.nodes, sources, targets, weights });
}
