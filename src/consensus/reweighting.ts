import { InvalidInputError, checkInteger, checkPositive } from '../foundation/index.js';
import { solveLinearProgram, type LinearRow } from '../numerics/index.js';
import { edgeLeverage, slowestMode } from './convergence-rate.js';
import { checkUndirected } from './laplacian.js';
import {
  forEachEdge,
  signedGraph,
  signedGraphFromArrays,
  type SignedGraph,
  type SignedNetwork,
} from './signed-graph.js';

export interface ReweightingOptions {
  /** The rate of convergence wanted. */
  readonly rate: number;
  /** What a unit of added weight costs on each edge, in the order of {@link forEachEdge}; default 1 each. */
  readonly cost?: ArrayLike<number>;
  /** Largest (cost − lower bound)/cost that counts as solved; default 0.001. */
  readonly tolerance?: number;
  /** Rounds of cuts; default 200. */
  readonly maxRounds?: number;
}

/** Weights that reach the rate, and how far from the cheapest they may be. */
export interface Reweighting {
  /** The graph with its new weights; signs stay. */
  readonly graph: SignedGraph;
  /** Cost of what was added. */
  readonly cost: number;
  /** No weights reach the rate for less. */
  readonly lowerBound: number;
  /** Rate of the new graph: at least the one wanted, up to rounding. */
  readonly rate: number;
  readonly converged: boolean;
  readonly rounds: number;
}

/**
 * The cheapest added weight that makes an undirected signed graph converge at a wanted rate: minimise
 * Σ_e cost_e·(w_e − w⁰_e) over w ≥ w⁰ subject to λ(w) ≥ rate, with λ the smallest eigenvalue of L_o that is no agreement.
 *
 * λ is concave in the weights, as the least of the linear functions Σ_e w_e·(v_i − τ_e·v_j)² over unit vectors v (across
 * the gauge where balanced). So the program is convex, and Kelley's cutting planes solve it: a linear program finds
 * weights, every eigenvector below the rate gives a new plane, and the weights scaled up by rate/λ are feasible. The
 * program's value bounds the cost from below, the scaled weights from above.
 *
 * @throws InvalidInputError when the graph is directed or without edges, or a cost is not positive
 * @see S. Boyd, "Convex optimization of graph Laplacian eigenvalues", Proc. ICM (2006); J. Kelley, J. SIAM 8 (1960)
 *
 * @example
 * ```ts
 * import { reweight, signedGraphFromArrays } from 'polity/consensus';
 * const star = signedGraphFromArrays({ nodes: 4, sources: [0, 0, 0], targets: [1, 2, 3] });
 * const { cost } = await reweight(star, { rate: 2 }); // the star of weights 2
 * cost; // 3.00
 * ```
 */
export async function reweight(network: SignedNetwork, options: ReweightingOptions): Promise<Reweighting> {
  const graph = signedGraph(network);
  checkUndirected(graph, 'the rate of convergence');
  const rate = checkPositive('rate', options.rate);
  const tolerance = checkPositive('tolerance', options.tolerance ?? 1e-3);
  const maxRounds = checkInteger('maxRounds', options.maxRounds ?? 200, { min: 1 });
  const edges: { i: number; j: number; tau: number; size: number }[] = [];
  forEachEdge(graph, (i, j, weight) => edges.push({ i, j, tau: Math.sign(weight), size: Math.abs(weight) }));
  const price = Float64Array.from({ length: edges.length }, (_, e) =>
    checkPositive(`cost[${e}]`, options.cost ? options.cost[e] : 1),
  );
  const start = Float64Array.from(edges, ({ size }) => size);
  const weigh = (weights: Float64Array) => withSizes(graph, edges, weights);
  const costOf = (weights: Float64Array) => weights.reduce((sum, w, e) => sum + price[e] * (w - start[e]), 0);
  let weights = start;
  let mode = slowestMode(graph);
  if (mode.rate <= 1e-12 * mode.eigen.values[graph.nodes.length - 1]) {
    throw new InvalidInputError('graph', `${graph.nodes.length} nodes`, 'have a mode that dies out');
  }
  const rows: LinearRow[] = [];
  let best = { weights, cost: Infinity };
  let lowerBound = 0;
  for (let round = 0; ; round++) {
    // λ is homogeneous: scaling all weights up to the rate is feasible.
    const scale = Math.max(1, rate / mode.rate);
    const scaled = weights.map((w) => w * scale);
    if (costOf(scaled) < best.cost) best = { weights: scaled, cost: costOf(scaled) };
    const converged = best.cost - lowerBound <= tolerance * best.cost;
    if (converged || round === maxRounds) {
      const result = weigh(best.weights);
      return { graph: result, cost: best.cost, lowerBound, rate: slowestMode(result).rate, converged, rounds: round };
    }
    const { values, vectors } = mode.eigen;
    for (let k = mode.place; k < values.length && values[k] < rate; k++) {
      const slopes = edges.map(({ i, j, tau }) => edgeLeverage(vectors, k, i, j, tau));
      rows.push({ columns: edges.map((_, e) => e), values: slopes, lower: rate });
    }
    const { x, status } = await solveLinearProgram({ cost: price, lower: start, rows });
    if (status !== 'optimal') throw new Error(`the cuts are ${status}`);
    weights = x.map((w, e) => Math.max(w, start[e]));
    lowerBound = Math.max(lowerBound, costOf(weights));
    mode = slowestMode(weigh(weights));
  }
}

function withSizes(
  graph: SignedGraph,
  edges: readonly { readonly i: number; readonly j: number; readonly tau: number }[],
  sizes: Float64Array,
): SignedGraph {
  return signedGraphFromArrays({
    nodes: graph.nodes,
    sources: edges.map(({ i }) => i),
    targets: edges.map(({ j }) => j),
    weights: edges.map(({ tau }, e) => tau * sizes[e]),
  });
}
