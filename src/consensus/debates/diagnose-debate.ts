import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { checkNumber, checkVector } from '../../foundation/index.js';
import { signedLaplacian } from '../laplacian.js';
import { predictLimit, type LimitKind } from '../dynamics/index.js';
import {
  forEachEdge,
  signedGraph,
  signedGraphFromArrays,
  type SignedGraph,
  type SignedNetwork,
} from '../signed-graph.js';

export interface DiagnoseDebateOptions {
  /** Beliefs now, in the order of the nodes, on the scale on which they move. */
  readonly beliefs: ArrayLike<number>;
  /** κ of each agent in a round, default 0. */
  readonly stubbornness?: ArrayLike<number>;
  /** Beliefs to which stubborn agents are pulled; default those now. */
  readonly anchors?: ArrayLike<number>;
  /** Spread of final beliefs that counts as agreement, default 10⁻⁶ of the spread now. */
  readonly agreement?: number;
}

/** What a change would do. */
export interface DebateOutcome {
  readonly agrees: boolean;
  readonly kind: LimitKind;
  /** Largest less smallest final belief. */
  readonly spread: number;
  /** Rounds until a hundredth of the way is left; ∞ where rounds swing for ever. */
  readonly rounds: number;
}

/** Where a debate is going, who keeps it from agreement and what would change that. */
export interface DebateDiagnosis extends DebateOutcome {
  /** Final beliefs, on the scale of `beliefs`. */
  readonly limit: Float64Array;
  /**
   * Agents by how much agreement would gain if they stopped opposing others and holding on to their first beliefs, the
   * greatest gain first; those whose change gains nothing, or leaves everyone undecided, are left out.
   */
  readonly blockers: readonly (DebateOutcome & { readonly agent: string; readonly gain: number })[];
  /** Single edges whose sign could be turned, the best first; only those that gain something. */
  readonly flips: readonly (DebateOutcome & {
    readonly listener: string;
    readonly speaker: string;
    readonly gain: number;
  })[];
}

/**
 * Diagnoses a debate on a signed network whose weights are shares taken in a round: will they agree, on what, how fast,
 * who blocks, and which edge to turn.
 *
 * The gain of a change is the fall of the final spread; where the debate dies of frustration, everyone ending undecided at
 * 0, agreement on something counts as a gain of the spread now.
 *
 * Cost: O(n³) for the outlook, and again for each agent and each edge.
 *
 * @throws InvalidInputError when shapes do not fit or a value is not finite
 *
 * @example
 * ```ts
 * import { diagnoseDebate, signedGraphFromArrays } from 'polity/consensus';
 * const edges = { sources: [0, 1, 2], targets: [1, 2, 0], weights: [0.3, 0.3, -0.3], directed: true };
 * const debate = signedGraphFromArrays({ nodes: ['ann', 'bob', 'cyd'], ...edges });
 * const { kind, blockers, flips } = diagnoseDebate(debate, { beliefs: [1, 0, -1] });
 * kind; // 'neutralization'
 * blockers[0].agent; // 'cyd'
 * [flips[0].listener, flips[0].speaker]; // ['cyd', 'ann']
 * ```
 */
export function diagnoseDebate(
  network: SignedNetwork,
  { beliefs, stubbornness, anchors, agreement }: DiagnoseDebateOptions,
): DebateDiagnosis {
  const graph = signedGraph(network);
  const length = graph.nodes.length;
  const now = checkVector('beliefs', beliefs, { length });
  const pulls = stubbornness ? checkVector('stubbornness', stubbornness, { length, min: 0 }) : new Float64Array(length);
  const held = anchors ? checkVector('anchors', anchors, { length }) : now;
  const spreadNow = spreadOf(now);
  const enough = agreement === undefined ? 1e-6 * spreadNow : checkNumber('agreement', agreement, { min: 0 });
  const outlook = (of: SignedGraph, kappa: Float64Array) => {
    const { limit, kind } = finalBeliefs(of, now, kappa, held);
    const spread = spreadOf(limit);
    return {
      limit,
      kind,
      spread,
      agrees: spread <= enough && kind !== 'neutralization',
      rounds: settlingRounds(of, kappa),
    };
  };
  const expected = outlook(graph, pulls);
  const distance = ({ kind, spread }: DebateOutcome) => (kind === 'neutralization' ? spreadNow : spread);
  const compared = ({ limit: _limit, ...outcome }: ReturnType<typeof outlook>) => ({
    ...outcome,
    gain: distance(expected) - distance(outcome),
  });
  // To leave everyone undecided is no remedy.
  const worthwhile = ({ gain, kind }: { readonly gain: number; readonly kind: LimitKind }) =>
    kind !== 'neutralization' && gain > Math.max(enough, 1e-9 * spreadNow);
  const best = (a: { gain: number; rounds: number }, b: { gain: number; rounds: number }) =>
    b.gain - a.gain || a.rounds - b.rounds;

  const blockers = graph.nodes.map((agent, i) => {
    const open = changed(graph, (listener, _speaker, weight) => (listener === i ? Math.abs(weight) : weight));
    return {
      agent,
      ...compared(
        outlook(
          open,
          pulls.map((kappa, k) => (k === i ? 0 : kappa)),
        ),
      ),
    };
  });
  const flips: (ReturnType<typeof compared> & { listener: string; speaker: string })[] = [];
  forEachEdge(graph, (i, j) => {
    const turned = changed(graph, (a, b, weight) =>
      (a === i && b === j) || (!graph.directed && a === j && b === i) ? -weight : weight,
    );
    flips.push({ listener: graph.nodes[i], speaker: graph.nodes[j], ...compared(outlook(turned, pulls)) });
  });
  return {
    ...expected,
    blockers: blockers.filter(worthwhile).sort(best),
    flips: flips.filter(worthwhile).sort(best),
  };
}

/** Final beliefs when now and the anchors differ: the limit is linear in both. */
function finalBeliefs(graph: SignedGraph, now: Float64Array, pulls: Float64Array, anchors: Float64Array) {
  const stubborn = pulls.some((kappa) => kappa > 0);
  const limitOf = (initial: Float64Array) =>
    predictLimit(graph, { initial, ...(stubborn ? { stubbornness: pulls } : {}) });
  const free = limitOf(now);
  if (!stubborn || anchors.every((value, i) => value === now[i])) return free;
  // Agents that are pulled forget where they are; the others keep their belief of now.
  return limitOf(anchors.map((anchor, i) => (pulls[i] > 0 ? anchor : now[i])));
}

/** log 100 / −log ρ with ρ the largest modulus below 1 of an eigenvalue of I − L − K. */
function settlingRounds(graph: SignedGraph, pulls: Float64Array): number {
  const step = Matrix.sub(Matrix.eye(pulls.length), signedLaplacian(graph)).sub(Matrix.diag(Array.from(pulls)));
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(step);
  let slowest = 0;
  for (let k = 0; k < realEigenvalues.length; k++) {
    if (Math.hypot(realEigenvalues[k] - 1, imaginaryEigenvalues[k]) < 1e-9) continue;
    slowest = Math.max(slowest, Math.hypot(realEigenvalues[k], imaginaryEigenvalues[k]));
  }
  return slowest >= 1 - 1e-12 ? Infinity : slowest === 0 ? 1 : Math.max(1, Math.log(100) / -Math.log(slowest));
}

function changed(
  graph: SignedGraph,
  weightOf: (listener: number, speaker: number, weight: number) => number,
): SignedGraph {
  const { offsets, targets } = graph;
  const weights = graph.weights.slice();
  for (let i = 0; i < graph.nodes.length; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) weights[k] = weightOf(i, targets[k], weights[k]);
  }
  const [sources, to, values]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < graph.nodes.length; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      sources.push(i);
      to.push(targets[k]);
      values.push(weights[k]);
    }
  }
  // One listener's signs may change alone, so the result has directions even where the network had none.
  return signedGraphFromArrays({ nodes: graph.nodes, sources, targets: to, weights: values, directed: true });
}

function spreadOf(values: Float64Array): number {
  return Math.max(...values) - Math.min(...values);
}
