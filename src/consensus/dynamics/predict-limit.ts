import { LuDecomposition, Matrix } from 'ml-matrix';
import { checkVector } from '../../foundation/index.js';
import type { CompressedRows } from '../compressed-rows.js';
import { signedGraph, type SignedNetwork } from '../signed-graph.js';
import { checkStubbornness } from './operator.js';
import { classGauge, listeningClasses, type ListeningClasses } from './root-classes.js';
import { stationaryWeights } from './stationary-weights.js';

/**
 * Where a debate ends: all with one belief (`consensus`); two camps of opposite belief and equal strength (`bipartite
 * consensus`); everyone within ± the root's belief (`interval bipartite consensus`); everyone at 0 (`neutralization`); or
 * each where several roots or stubborn agents pull it (`dissensus`).
 */
export type LimitKind =
  'consensus' | 'bipartite consensus' | 'interval bipartite consensus' | 'neutralization' | 'dissensus';

/** A class of agents that listen to each other and to nobody else. */
export interface RootClass {
  readonly nodes: readonly string[];
  readonly balanced: boolean;
  /** σ: the camp of each node, +1 or −1; empty where unbalanced. */
  readonly camps: Int8Array;
  /** ν: how much each node's first belief counts, νᵀσ = 1; empty where unbalanced. */
  readonly influence: Float64Array;
  /** νᵀx(0), the belief of the camp +1 in the end; 0 where unbalanced. */
  readonly value: number;
}

export interface LimitPrediction {
  readonly kind: LimitKind;
  /** x(∞), one belief a node. */
  readonly limit: Float64Array;
  readonly roots: readonly RootClass[];
  /** False where a large linear system was not solved to 10⁻¹² within its sweeps. */
  readonly converged: boolean;
}

/** Above this many unknowns linear systems are solved by sweeps. */
const DENSE = 400;

/**
 * The limit of the linear flow ẋ = −L x + κ (x(0) − x) with the opposing Laplacian, on any signed digraph.
 *
 * A root, a strongly connected class that listens to nobody else, ends at σ νᵀx(0) when it is balanced with camps σ and
 * left null vector ν, νᵀσ = 1, and at 0 when it is not; the other agents end where L x = 0 given the roots, within ± the
 * largest root. On a connected undirected graph the value is σᵀx(0)/n. Rounds x ← (I − εL)x with ε < 1/max Σ|a_ij| have
 * the same limit.
 *
 * Cost: O(nodes + edges), and for directed roots and listeners a dense solve up to 400 of them, sweeps beyond.
 *
 * @param options - `initial` beliefs; `stubbornness` κ as in {@link simulateFlow}
 * @throws InvalidInputError when shapes do not fit or a value is not finite
 * @see C. Altafini, IEEE TAC 58 (2013) 935, Theorems 1–2; W. Xia, M. Cao, K. H. Johansson, IEEE Trans. Control of Network
 * Systems 3 (2016) 46; Z. Meng, G. Shi, K. H. Johansson, M. Cao, Y. Hong, Automatica 73 (2016) 110 (interval consensus)
 *
 * @example
 * ```ts
 * import { predictLimit, signedGraphFromArrays } from 'polity/consensus';
 * const debate = signedGraphFromArrays({ nodes: 3, sources: [0, 1, 2], targets: [1, 2, 0], weights: [1, -1, -1] });
 * const { kind, limit } = predictLimit(debate, { initial: [1, 0.5, 0] });
 * kind; // 'bipartite consensus'
 * limit; // [0.5, 0.5, -0.5]
 * ```
 */
export function predictLimit(
  network: SignedNetwork,
  { initial, stubbornness }: { readonly initial: ArrayLike<number>; readonly stubbornness?: ArrayLike<number> },
): LimitPrediction {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  const start = checkVector('initial', initial, { length: n });
  const { pull, fixed } = checkStubbornness(stubbornness, n);
  const { rows, values } = withAnchors(graph, start, pull, fixed);
  const classes = listeningClasses(rows);
  const limit = new Float64Array(values.length).fill(NaN);
  const roots: RootClass[] = [];
  let converged = true;
  classes.members.forEach((members, c) => {
    if (!classes.closed[c]) return;
    const camps = classGauge(rows, members, classes.of);
    const root = { nodes: members.map((i) => graph.nodes[i] ?? `first belief of ${graph.nodes[anchorOf(i)]}`) };
    if (!camps) {
      members.forEach((i) => (limit[i] = 0));
      roots.push({ ...root, balanced: false, camps: new Int8Array(0), influence: new Float64Array(0), value: 0 });
      return;
    }
    const weights = graph.directed || pull ? stationaryWeights(rows, members) : evenWeights(members.length);
    converged &&= weights.converged;
    const influence = weights.weights.map((weight, i) => weight * camps[i]);
    const value = influence.reduce((sum, weight, i) => sum + weight * values[members[i]], 0);
    members.forEach((i, k) => (limit[i] = camps[k] * value));
    roots.push({ ...root, balanced: true, camps, influence, value });
  });
  converged = settleListeners(rows, classes, limit) && converged;
  const reached = limit.slice(0, n);
  return { kind: kindOf(reached, roots, n), limit: reached, roots, converged };

  function anchorOf(row: number): number {
    const stubborn = Array.from(pull ?? []).flatMap((kappa, i) => (kappa > 0 && !fixed?.[i] ? [i] : []));
    return stubborn[row - n];
  }
}

/** A stubborn agent listens to its own first belief, which listens to nobody: one more row each. */
function withAnchors(
  { offsets, targets, weights }: CompressedRows,
  initial: Float64Array,
  pull: Float64Array | null,
  fixed: Uint8Array | null,
): { rows: CompressedRows; values: Float64Array } {
  if (!pull || !fixed) return { rows: { offsets, targets, weights }, values: initial };
  const n = initial.length;
  const anchors: number[] = [];
  const place: number[] = [0];
  const [to, weight]: [number[], number[]] = [[], []];
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1] && !fixed[i]; k++) {
      to.push(targets[k]);
      weight.push(weights[k]);
    }
    if (!fixed[i] && pull[i] > 0) {
      to.push(n + anchors.length);
      weight.push(pull[i]);
      anchors.push(i);
    }
    place.push(to.length);
  }
  anchors.forEach(() => place.push(to.length));
  return {
    rows: { offsets: Int32Array.from(place), targets: Int32Array.from(to), weights: Float64Array.from(weight) },
    values: Float64Array.of(...initial, ...anchors.map((i) => initial[i])),
  };
}

function evenWeights(count: number) {
  return { weights: new Float64Array(count).fill(1 / count), converged: true };
}

/** Solves Σ_j |a_ij| x_i = Σ_j a_ij x_j for all that are NaN yet. */
function settleListeners(rows: CompressedRows, { of, closed }: ListeningClasses, limit: Float64Array): boolean {
  const { offsets, targets, weights } = rows;
  const unknown: number[] = [];
  for (let i = 0; i < limit.length; i++) if (!closed[of[i]]) unknown.push(i);
  if (unknown.length === 0) return true;
  if (unknown.length <= DENSE) {
    const index = new Map(unknown.map((i, k) => [i, k]));
    const system = Matrix.zeros(unknown.length, unknown.length);
    const right = Matrix.zeros(unknown.length, 1);
    unknown.forEach((i, row) => {
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        system.set(row, row, system.get(row, row) + Math.abs(weights[k]));
        const column = index.get(targets[k]);
        if (column === undefined) right.set(row, 0, right.get(row, 0) + weights[k] * limit[targets[k]]);
        else system.set(row, column, system.get(row, column) - weights[k]);
      }
    });
    const solution = new LuDecomposition(system).solve(right);
    unknown.forEach((i, row) => (limit[i] = solution.get(row, 0)));
    return true;
  }
  unknown.forEach((i) => (limit[i] = 0));
  for (let sweep = 0; sweep < 20_000; sweep++) {
    let change = 0;
    for (const i of unknown) {
      let [sum, total] = [0, 0];
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        sum += weights[k] * limit[targets[k]];
        total += Math.abs(weights[k]);
      }
      change = Math.max(change, Math.abs(sum / total - limit[i]));
      limit[i] = sum / total;
    }
    if (change < 1e-13) return true;
  }
  return false;
}

function kindOf(limit: Float64Array, roots: readonly RootClass[], n: number): LimitKind {
  if (roots.length > 1) return 'dissensus';
  const [{ balanced, value }] = roots;
  if (!balanced) return 'neutralization';
  const same = (target: number) => limit.every((x) => Math.abs(x - target) <= 1e-9 * Math.max(1, Math.abs(value)));
  if (same(value) && roots[0].camps.every((camp) => camp > 0)) return 'consensus';
  if (roots[0].nodes.length === n) return 'bipartite consensus';
  const equal = limit.every((x) => Math.abs(Math.abs(x) - Math.abs(value)) <= 1e-9 * Math.max(1, Math.abs(value)));
  return equal ? 'bipartite consensus' : 'interval bipartite consensus';
}
