import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { signedLaplacian } from '../laplacian.js';
import { signedGraph, type SignedNetwork } from '../signed-graph.js';
import { hautusTest, observability } from './observability.js';

/** Where to look. */
export interface ObserverPlacement {
  /** Names of the agents to observe, in the order chosen. */
  readonly observers: readonly string[];
  /** Hidden dimensions left with none, one, two, … of them. */
  readonly hidden: readonly number[];
  /** Whether nothing is hidden with all of them. */
  readonly observable: boolean;
  /** No fewer observers than this can see everything: the largest number of independent modes with one rate. */
  readonly lowerBound: number;
  /**
   * Why no smaller set sees everything: it is as small as the lower bound, all smaller sets were tried, or `null` where
   * neither settles it (or not everything is seen).
   */
  readonly certificate: 'lower bound' | 'exhaustive' | null;
}

export interface PlaceObserversOptions {
  /** Most observers; default as many as it takes. */
  readonly budget?: number;
  /** Up to this many nodes smaller sets are tried one and all, and replace the greedy choice if they do; default 12. */
  readonly exhaustiveUpTo?: number;
}

/** Dense ranks of every candidate at every step. */
const LARGEST = 100;

/**
 * Agents to observe so that no motion of ẋ = −L_o x stays hidden: greedily the one that brings most into view, then a
 * certificate that fewer would not do, or on small networks the smallest set itself.
 *
 * Each observer brings at most one dimension of each eigenspace into view, which gives the lower bound.
 *
 * Cost: O(observers · n⁴) greedily, and all smaller sets up to `exhaustiveUpTo` nodes.
 *
 * @throws InvalidInputError when the network has more than 100 nodes or an option is out of range
 *
 * @example
 * ```ts
 * import { placeObservers, signedGraphFromArrays } from 'polity/consensus';
 * const star = signedGraphFromArrays({ nodes: ['hub', 'a', 'b', 'c'], sources: [0, 0, 0], targets: [1, 2, 3] });
 * const { observers, hidden, certificate } = placeObservers(star);
 * observers; // ['a', 'b']
 * hidden; // [4, 1, 0]
 * certificate; // 'lower bound'
 * ```
 */
export function placeObservers(
  network: SignedNetwork,
  { budget, exhaustiveUpTo = 12 }: PlaceObserversOptions = {},
): ObserverPlacement {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  if (n > LARGEST) throw new InvalidInputError('network', `${n} nodes`, `have at most ${LARGEST} nodes`);
  const most = budget === undefined ? n : checkInteger('budget', budget, { min: 1 });
  checkInteger('exhaustiveUpTo', exhaustiveUpTo, { min: 0, max: 16 });
  const dynamics = Matrix.mul(signedLaplacian(graph), -1);
  const hiddenFrom = (rows: readonly number[]) => observability({ dynamics, outputs: unitRows(rows, n) }).hidden;
  let chosen: number[] = [];
  const left = [n];
  while (left[left.length - 1] > 0 && chosen.length < Math.min(most, n)) {
    let [best, fewest] = [-1, Infinity];
    for (let i = 0; i < n; i++) {
      if (chosen.includes(i)) continue;
      const hidden = hiddenFrom([...chosen, i]);
      if (hidden < fewest) [best, fewest] = [i, hidden];
    }
    chosen.push(best);
    left.push(fewest);
  }
  const lowerBound = largestEigenspace(dynamics, graph.directed);
  let certificate: ObserverPlacement['certificate'] = null;
  if (left[left.length - 1] === 0) {
    if (chosen.length === lowerBound) certificate = 'lower bound';
    else if (n <= exhaustiveUpTo) {
      certificate = 'exhaustive';
      for (let size = lowerBound; size < chosen.length; size++) {
        const smaller = subsets(n, size).find((rows) => hiddenFrom(rows) === 0);
        if (smaller) {
          chosen = smaller;
          left.splice(0, left.length, n, ...smaller.map((_, k) => hiddenFrom(smaller.slice(0, k + 1))));
        }
      }
    }
  }
  return {
    observers: chosen.map((i) => graph.nodes[i]),
    hidden: left,
    observable: left[left.length - 1] === 0,
    lowerBound,
    certificate,
  };
}

/** Largest geometric multiplicity of an eigenvalue. */
function largestEigenspace(dynamics: Matrix, directed: boolean): number {
  if (directed) {
    const blind = { dynamics, outputs: Matrix.zeros(1, dynamics.columns) };
    return Math.max(...hautusTest(blind).map(({ missing }) => missing));
  }
  const { realEigenvalues } = new EigenvalueDecomposition(dynamics, { assumeSymmetric: true });
  const values = realEigenvalues.sort((a, b) => a - b);
  const near = 1e-9 * Math.max(1, dynamics.norm('frobenius'));
  let [run, longest] = [1, 1];
  for (let k = 1; k < values.length; k++) {
    run = values[k] - values[k - 1] <= near ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

function unitRows(rows: readonly number[], n: number): Matrix {
  const outputs = Matrix.zeros(rows.length, n);
  rows.forEach((row, k) => outputs.set(k, row, 1));
  return outputs;
}

/** All subsets of 0 … n − 1 of a size, in lexicographic order. */
function subsets(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const all: number[][] = [];
  for (let first = from; first <= n - size; first++) {
    for (const rest of subsets(n, size - 1, first + 1)) all.push([first, ...rest]);
  }
  return all;
}
