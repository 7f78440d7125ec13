import { InvalidInputError, checkInteger, checkProbability, randomStream } from '../foundation/index.js';
import { signedGraphFromArrays, type SignedGraph } from './signed-graph.js';

export interface RandomSignedGraphOptions {
  readonly nodes: number;
  /** Distinct pairs, at most half of all. */
  readonly edges: number;
  /** Probability that an edge is negative; default 0.5. */
  readonly negative?: number;
  /**
   * Share of the nodes in the second of two planted camps: an edge's sign is then turned round across them, so `negative`
   * is the share of frustrated edges under the planted camps. Default 0: no camps.
   */
  readonly secondCamp?: number;
  readonly directed?: boolean;
  /** Default 0. */
  readonly seed?: number;
}

/**
 * A random signed graph: that many distinct pairs, each as likely, with independent signs and weights ±1.
 *
 * @throws InvalidInputError when there are more edges than half of all pairs, or an option is out of range
 *
 * @example
 * ```ts
 * import { randomSignedGraph, structuralBalance } from 'polity/consensus';
 * const camps = randomSignedGraph({ nodes: 50, edges: 200, negative: 0, secondCamp: 0.4 });
 * structuralBalance(camps).balanced; // true
 * ```
 */
export function randomSignedGraph({
  nodes,
  edges,
  negative = 0.5,
  secondCamp = 0,
  directed = false,
  seed = 0,
}: RandomSignedGraphOptions): SignedGraph {
  checkInteger('nodes', nodes, { min: 2, max: 90_000_000 });
  const pairs = (nodes * (nodes - 1)) / (directed ? 1 : 2);
  checkInteger('edges', edges, { min: 0 });
  // Beyond half, drawing until a pair is new would take long; a denser graph is wanted rarely.
  if (edges > Math.max(pairs / 2, Math.min(pairs, 100_000))) {
    throw new InvalidInputError('edges', edges, `be at most half of the ${pairs} pairs`);
  }
  checkProbability('negative', negative);
  checkProbability('secondCamp', secondCamp);
  const stream = randomStream(seed);
  const second = Uint8Array.from({ length: nodes }, () => (stream.bernoulli(secondCamp) ? 1 : 0));
  const sources = new Int32Array(edges);
  const targets = new Int32Array(edges);
  const weights = new Float64Array(edges);
  const seen = new PairSet(edges);
  for (let e = 0; e < edges;) {
    let [i, j] = [stream.below(nodes), stream.below(nodes)];
    if (i === j) continue;
    if (!directed && i > j) [i, j] = [j, i];
    if (!seen.add(i * nodes + j)) continue;
    sources[e] = i;
    targets[e] = j;
    weights[e++] = stream.bernoulli(negative) !== (second[i] !== second[j]) ? -1 : 1;
  }
  return signedGraphFromArrays({ nodes, sources, targets, weights, directed });
}

/** A set of whole numbers below 2⁵³ by open addressing: a JavaScript Set of 10⁷ numbers is slow and cannot grow past 2²⁴. */
class PairSet {
  readonly #slots: Float64Array;
  readonly #mask: number;

  constructor(capacity: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * capacity + 2));
    this.#slots = new Float64Array(size).fill(-1);
    this.#mask = size - 1;
  }

  /** False when it was there. */
  add(key: number): boolean {
    const low = key % 0x7fffffff;
    let slot = (Math.imul(low ^ (low >>> 15), 0x2c1b3c6d) ^ Math.floor(key / 0x7fffffff)) & this.#mask;
    for (; this.#slots[slot] !== -1; slot = (slot + 1) & this.#mask) if (this.#slots[slot] === key) return false;
    this.#slots[slot] = key;
    return true;
  }
}
