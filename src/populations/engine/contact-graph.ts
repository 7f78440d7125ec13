import { checkInteger, checkNumber, checkOneOf, InvalidInputError } from '../../foundation/index.js';

/** Weights are kept as multiples of this, so that a sum of weights does not depend on the order of its terms. */
const WEIGHT_UNIT = 2 ** -20;
const LARGEST_WEIGHT = 2 ** 12;

export interface ContactOptions {
  /** Of each contact, in [0, 4096], rounded to a multiple of 2⁻²⁰; default: all 1, and no weights are stored. */
  readonly weights?: ArrayLike<number>;
  /**
   * What becomes of a contact that is listed twice: an error, or one contact, with the sum of the weights where there are
   * weights. Default `reject`.
   */
  readonly repeated?: 'reject' | 'merge';
}

/**
 * Who meets whom: an undirected graph in compressed rows. Every contact stands in the row of both agents, and rows are
 * ascending. 4 bytes an agent and 8 a contact (16 with weights).
 */
export class ContactGraph {
  /**
   * @param offsets - n + 1 places: where the row of each agent begins, and the end of the last
   * @param neighbours - agents met, row after row
   * @param weights - of the entries of `neighbours`, or null where all are 1
   */
  private constructor(
    readonly offsets: Uint32Array,
    readonly neighbours: Uint32Array,
    readonly weights: Float32Array | null,
  ) {}

  /**
   * The graph of a list of contacts. Cost: O(n + m), two counting sorts.
   *
   * @param n - agents
   * @param first - one agent of each contact
   * @param second - the other one
   * @throws InvalidInputError for an agent outside 0 … n − 1, a contact with oneself, a weight out of range, or a contact
   *   listed twice unless they are to be merged
   *
   * @example
   * ```ts
   * import { ContactGraph } from 'polity/populations';
   * const path = ContactGraph.fromContacts(3, [0, 1], [1, 2]);
   * path.neighboursOf(1); // [0, 2]
   * ```
   */
  static fromContacts(
    n: number,
    first: ArrayLike<number>,
    second: ArrayLike<number>,
    { weights, repeated = 'reject' }: ContactOptions = {},
  ): ContactGraph {
    checkInteger('n', n, { min: 1, max: 2 ** 31 });
    checkContacts(n, first, second, weights);
    checkOneOf('repeated', repeated, ['reject', 'merge']);
    const rows = mergeRepeated(transpose(unsortedRows(n, first, second, weights)), repeated);
    return new ContactGraph(rows.offsets, rows.neighbours, rows.weights);
  }

  /** Agents. */
  get size(): number {
    return this.offsets.length - 1;
  }

  /** Entries of all rows: twice the number of contacts. */
  get directedContacts(): number {
    return this.neighbours.length;
  }

  get meanDegree(): number {
    return this.neighbours.length / this.size;
  }

  degree(agent: number): number {
    return this.offsets[agent + 1] - this.offsets[agent];
  }

  /** A view of the agent's row. */
  neighboursOf(agent: number): Uint32Array {
    return this.neighbours.subarray(this.offsets[agent], this.offsets[agent + 1]);
  }

  /** The same society with agent i called `names[i]`, a permutation of 0 … n − 1. */
  renamed(names: ArrayLike<number>): ContactGraph {
    const n = this.size;
    const seen = new Uint8Array(n);
    if (names.length !== n) throw new InvalidInputError('names.length', names.length, `equal ${n}`);
    for (let i = 0; i < n; i++) {
      const name = checkInteger(`names[${i}]`, names[i], { min: 0, max: n - 1 });
      if (seen[name]++ > 0) throw new InvalidInputError(`names[${i}]`, name, 'differ from the names before it');
    }
    const m = this.neighbours.length / 2;
    const first = new Uint32Array(m);
    const second = new Uint32Array(m);
    const weights = this.weights && new Float32Array(m);
    let c = 0;
    for (let i = 0; i < n; i++) {
      for (let e = this.offsets[i]; e < this.offsets[i + 1]; e++) {
        if (this.neighbours[e] < i) continue;
        first[c] = names[i];
        second[c] = names[this.neighbours[e]];
        if (weights) weights[c] = this.weights![e];
        c++;
      }
    }
    return ContactGraph.fromContacts(n, first, second, weights ? { weights } : {});
  }

  /** How many agents have each degree, from 0 to the largest. */
  degreeCounts(): Uint32Array {
    let largest = 0;
    for (let i = 0; i < this.size; i++) largest = Math.max(largest, this.degree(i));
    const counts = new Uint32Array(largest + 1);
    for (let i = 0; i < this.size; i++) counts[this.degree(i)]++;
    return counts;
  }
}

interface Rows {
  readonly offsets: Uint32Array;
  readonly neighbours: Uint32Array;
  readonly weights: Float32Array | null;
}

function checkContacts(
  n: number,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): void {
  const m = first.length;
  if (second.length !== m) throw new InvalidInputError('second.length', second.length, `equal first.length, ${m}`);
  if (2 * m >= 2 ** 32) throw new InvalidInputError('first.length', m, 'be below 2³¹');
  if (weights && weights.length !== m) throw new InvalidInputError('weights.length', weights.length, `equal ${m}`);
  for (let c = 0; c < m; c++) {
    const [a, b] = [first[c], second[c]];
    if (!(Number.isInteger(a) && a >= 0 && a < n)) checkInteger(`first[${c}]`, a, { min: 0, max: n - 1 });
    if (!(Number.isInteger(b) && b >= 0 && b < n)) checkInteger(`second[${c}]`, b, { min: 0, max: n - 1 });
    if (a === b) throw new InvalidInputError(`second[${c}]`, b, 'be another agent than the first');
    if (weights && !(weights[c] >= 0 && weights[c] <= LARGEST_WEIGHT)) {
      checkNumber(`weights[${c}]`, weights[c], { min: 0, max: LARGEST_WEIGHT });
    }
  }
}

function unsortedRows(
  n: number,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  given: ArrayLike<number> | undefined,
): Rows {
  const m = first.length;
  const offsets = new Uint32Array(n + 1);
  for (let c = 0; c < m; c++) {
    offsets[first[c] + 1]++;
    offsets[second[c] + 1]++;
  }
  for (let i = 0; i < n; i++) offsets[i + 1] += offsets[i];
  const place = offsets.slice(0, n);
  const neighbours = new Uint32Array(2 * m);
  const weights = given ? new Float32Array(2 * m) : null;
  for (let c = 0; c < m; c++) {
    const [a, b] = [first[c], second[c]];
    const [forth, back] = [place[a]++, place[b]++];
    neighbours[forth] = b;
    neighbours[back] = a;
    if (weights) weights[forth] = weights[back] = Math.round(given![c] / WEIGHT_UNIT) * WEIGHT_UNIT;
  }
  return { offsets, neighbours, weights };
}

/** The transpose of a symmetric pattern is itself, with ascending rows. */
function transpose({ offsets, neighbours, weights }: Rows): Rows {
  const n = offsets.length - 1;
  const place = offsets.slice(0, n);
  const sorted = new Uint32Array(neighbours.length);
  const sortedWeights = weights && new Float32Array(neighbours.length);
  for (let i = 0; i < n; i++) {
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const to = place[neighbours[e]]++;
      sorted[to] = i;
      if (sortedWeights) sortedWeights[to] = weights![e];
    }
  }
  return { offsets, neighbours: sorted, weights: sortedWeights };
}

/** Closes rows up in place: what is written never runs ahead of what is read. */
function mergeRepeated({ offsets, neighbours, weights }: Rows, repeated: 'reject' | 'merge'): Rows {
  const n = offsets.length - 1;
  const closed = new Uint32Array(n + 1);
  let kept = 0;
  for (let i = 0; i < n; i++) {
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      if (kept > closed[i] && neighbours[kept - 1] === neighbours[e]) {
        if (repeated === 'reject') {
          throw new InvalidInputError('contacts', `${i}–${neighbours[e]}`, 'be listed once each');
        }
        if (weights) weights[kept - 1] += weights[e];
        continue;
      }
      neighbours[kept] = neighbours[e];
      if (weights) weights[kept] = weights[e];
      kept++;
    }
    closed[i + 1] = kept;
  }
  if (kept === neighbours.length) return { offsets, neighbours, weights };
  return { offsets: closed, neighbours: neighbours.slice(0, kept), weights: weights && weights.slice(0, kept) };
}
