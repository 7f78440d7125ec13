import { Matrix } from 'ml-matrix';
import { checkInteger, checkNumber, checkPositive, InvalidInputError, randomStream } from '../../foundation/index.js';
import { signedGraph, type SignedNetwork } from '../signed-graph.js';
import { checkMotion, exchanged, type Motion, type MotionOptions } from './operator.js';

export interface RoundsOptions extends MotionOptions {
  /** Beliefs before the first round, in the order of the nodes. */
  readonly initial: ArrayLike<number>;
  readonly rounds: number;
  /** ε > 0 of a round; default half of the largest stable one, 1/(2 max_i Σ_j |a_ij|), over all networks. */
  readonly step?: number;
  /** Standard deviation of a normal shock to every agent in every round; default 0. */
  readonly noise?: number;
  /** Round t draws its shocks from stream (seed, t); default 0. */
  readonly seed?: number;
  /** Which of several networks round t = 0, 1, … goes over; default one after the other, over and over. */
  readonly schedule?: (round: number) => number;
  /** Keep every round (default), or the last one only. */
  readonly keep?: 'all' | 'last';
}

/** Beliefs round by round. */
export interface Rounds {
  /** One row a round, the first beliefs included; only the last row where `keep` is `last`. */
  readonly beliefs: Matrix;
  readonly final: Float64Array;
  readonly step: number;
}

/**
 * Rounds of a debate: x ← x − ε [L g(x) + κ (x − x(0))] + noise, over one signed network or over several in turn.
 *
 * With the linear law and the opposing Laplacian agent i re-weights what it hears, endorsing (+) or negating (−) it:
 * x_i ← x_i + ε Σ_j |a_ij| (sgn(a_ij) x_j − x_i), a signed DeGroot step.
 *
 * Cost: O(nodes + edges) a round, more than 10⁸ entries of the network a second on one core.
 *
 * @param networks - one network, or several over the same nodes for a debate whose network changes
 * @throws InvalidInputError when shapes do not fit, networks differ in their nodes, the schedule names none of them, or a
 * value is out of range
 * @see C. Altafini, IEEE Trans. Automatic Control 58 (2013) 935; M. H. DeGroot, JASA 69 (1974) 118
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, simulateRounds } from 'polity/consensus';
 * const rivals = signedGraphFromArrays({ nodes: 2, sources: [0], targets: [1], weights: [-1] });
 * simulateRounds(rivals, { initial: [1, 0], rounds: 1, step: 0.25 }).final; // [0.75, -0.25]
 * ```
 */
export function simulateRounds(
  networks: SignedNetwork | readonly SignedNetwork[],
  { initial, rounds, step, noise = 0, seed = 0, schedule, keep = 'all', ...options }: RoundsOptions,
): Rounds {
  checkInteger('rounds', rounds, { min: 0 });
  checkNumber('noise', noise, { min: 0 });
  const list = Array.isArray(networks) ? (networks as readonly SignedNetwork[]) : [networks as SignedNetwork];
  if (list.length === 0) throw new InvalidInputError('networks', list, 'hold a network');
  const motions = list.map((network) => checkMotion(signedGraph(network), initial, options));
  checkSameNodes(motions);
  const busiest = Math.max(...motions.map(({ graph }) => largestExposure(graph)));
  const epsilon = step === undefined ? (busiest > 0 ? 0.5 / busiest : 0.5) : checkPositive('step', step);
  const pick = schedule ?? ((round: number) => round % motions.length);
  const n = motions[0].initial.length;
  let x = motions[0].initial.slice();
  let next = new Float64Array(n);
  const buffer = new Float64Array(n);
  const kept = keep === 'all' ? Matrix.zeros(rounds + 1, n) : null;
  kept?.setRow(0, Array.from(x));
  for (let round = 0; round < rounds; round++) {
    const index = checkInteger(`schedule(${round})`, pick(round), { min: 0, max: motions.length - 1 });
    takeRound(motions[index], epsilon, x, next, buffer);
    if (noise > 0) addShocks(next, motions[index].fixed, noise, seed, round);
    [x, next] = [next, x];
    kept?.setRow(round + 1, Array.from(x));
  }
  return { beliefs: kept ?? Matrix.rowVector(x), final: x, step: epsilon };
}

function takeRound(motion: Motion, step: number, x: Float64Array, next: Float64Array, buffer: Float64Array): void {
  const { graph, law, diagonal, pull, fixed, initial } = motion;
  const { offsets, targets, weights } = graph;
  const u = exchanged(law, x, buffer);
  let k = 0;
  for (let i = 0; i < x.length; i++) {
    let sum = -diagonal[i] * u[i];
    for (const end = offsets[i + 1]; k < end; k++) sum += weights[k] * u[targets[k]];
    next[i] = x[i] + step * sum;
  }
  if (!pull) return;
  for (let i = 0; i < x.length; i++) next[i] = fixed![i] ? x[i] : next[i] + step * pull[i] * (initial[i] - x[i]);
}

function addShocks(x: Float64Array, fixed: Uint8Array | null, noise: number, seed: number, round: number): void {
  const random = randomStream(seed, round);
  for (let i = 0; i < x.length; i++) {
    const shock = noise * random.normal();
    if (!fixed?.[i]) x[i] += shock;
  }
}

function largestExposure({ offsets, weights }: Motion['graph']): number {
  let largest = 0;
  for (let i = 0; i + 1 < offsets.length; i++) {
    let sum = 0;
    for (let k = offsets[i]; k < offsets[i + 1]; k++) sum += Math.abs(weights[k]);
    largest = Math.max(largest, sum);
  }
  return largest;
}

function checkSameNodes(motions: readonly Motion[]): void {
  const [first, ...others] = motions.map(({ graph }) => graph.nodes);
  others.forEach((nodes, k) => {
    const differs = nodes.findIndex((node, i) => node !== first[i]);
    if (differs >= 0) {
      throw new InvalidInputError(`networks[${k + 1}]`, nodes[differs], `name its node ${differs} '${first[differs]}'`);
    }
  });
}
