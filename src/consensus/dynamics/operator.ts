import { checkOneOf, checkVector, InvalidInputError } from '../../foundation/index.js';
import { laplacianDiagonal, type LaplacianKind } from '../laplacian.js';
import { signedGraph, type SignedGraph, type SignedNetwork } from '../signed-graph.js';

/**
 * What is exchanged: the beliefs themselves (`linear`, log-odds that are endorsed or negated), or the probabilities
 * behind them (`logistic`: x enters as 1/(1 + e^{−x}) − ½).
 */
export type ExchangeLaw = 'linear' | 'logistic';

/** How a society moves; all laws of this room are −L g(x) + κ (x(0) − x). */
export interface MotionOptions {
  /** Default `opposing`. */
  readonly laplacian?: LaplacianKind;
  /** Default `linear`. */
  readonly law?: ExchangeLaw;
  /** κ ≥ 0, one an agent: how strongly it is pulled to its own first belief; ∞ holds it there. Default none. */
  readonly stubbornness?: ArrayLike<number>;
}

/** A motion, checked, with its diagonal. */
export interface Motion {
  readonly graph: SignedGraph;
  readonly law: ExchangeLaw;
  readonly diagonal: Float64Array;
  /** κ, with ∞ as 0: agents that never move are in `fixed`. Null where nobody is stubborn. */
  readonly pull: Float64Array | null;
  readonly fixed: Uint8Array | null;
  readonly initial: Float64Array;
}

export function checkMotion(
  network: SignedNetwork,
  initial: ArrayLike<number>,
  { laplacian = 'opposing', law = 'linear', stubbornness }: MotionOptions,
): Motion {
  const graph = signedGraph(network);
  checkOneOf('laplacian', laplacian, ['opposing', 'repelling']);
  checkOneOf('law', law, ['linear', 'logistic']);
  const length = graph.nodes.length;
  const start = checkVector('initial', initial, { length });
  const { pull, fixed } = checkStubbornness(stubbornness, length);
  return { graph, law, diagonal: laplacianDiagonal(graph, laplacian), pull, fixed, initial: start };
}

/** κ split into finite pulls and agents that never move. */
export function checkStubbornness(
  stubbornness: ArrayLike<number> | undefined,
  length: number,
): Pick<Motion, 'pull' | 'fixed'> {
  if (!stubbornness) return { pull: null, fixed: null };
  if (stubbornness.length !== length) {
    throw new InvalidInputError('stubbornness.length', stubbornness.length, `equal ${length}`);
  }
  const pull = new Float64Array(length);
  const fixed = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const value = stubbornness[i];
    if (!(value >= 0)) throw new InvalidInputError(`stubbornness[${i}]`, value, 'be at least 0 (∞ included)');
    if (value === Infinity) fixed[i] = 1;
    else pull[i] = value;
  }
  return { pull, fixed };
}

/** The exchanged quantity g(x); `x` itself where beliefs are exchanged as they are. */
export function exchanged(law: ExchangeLaw, x: Float64Array, out: Float64Array): Float64Array {
  if (law === 'linear') return x;
  for (let i = 0; i < x.length; i++) out[i] = 1 / (1 + Math.exp(-x[i])) - 0.5;
  return out;
}

/** ẋ = −L g(x) + κ (x(0) − x) into `out`; `buffer` holds g(x). */
export function velocity(motion: Motion, x: Float64Array, out: Float64Array, buffer: Float64Array): void {
  const { graph, law, diagonal, pull, fixed, initial } = motion;
  const { offsets, targets, weights } = graph;
  const u = exchanged(law, x, buffer);
  for (let i = 0; i < x.length; i++) {
    let sum = -diagonal[i] * u[i];
    for (let k = offsets[i], end = offsets[i + 1]; k < end; k++) sum += weights[k] * u[targets[k]];
    out[i] = sum;
  }
  if (!pull) return;
  for (let i = 0; i < x.length; i++) out[i] = fixed![i] ? 0 : out[i] + pull[i] * (initial[i] - x[i]);
}
