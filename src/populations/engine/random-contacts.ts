import { checkInteger, checkNumber, checkProbability, randomStream } from '../../foundation/index.js';
import type { ContactGraph } from './contact-graph.js';
import { ContactList } from './contact-list.js';

/**
 * The Erdős–Rényi graph G(n, p): each pair meets with probability p, independently. The gaps between contacts in the list
 * of all pairs are geometric, so the cost is O(n + contacts) and not O(n²).
 *
 * @param n - agents
 * @param options.meanDegree - (n − 1)p, in [0, n − 1]
 * @param options.seed - default 0
 * @throws InvalidInputError for numbers out of range
 * @see V. Batagelj, U. Brandes, Efficient generation of large random networks, Phys. Rev. E 71 (2005)
 *
 * @example
 * ```ts
 * import { randomContacts } from 'polity/populations';
 * randomContacts(10_000, { meanDegree: 8, seed: 1 }).meanDegree; // 8.0052
 * ```
 */
export function randomContacts(
  n: number,
  { meanDegree, seed = 0 }: { readonly meanDegree: number; readonly seed?: number },
): ContactGraph {
  checkInteger('n', n, { min: 2, max: 2 ** 31 });
  checkNumber('meanDegree', meanDegree, { min: 0, max: n - 1 });
  const p = meanDegree / (n - 1);
  const mean = (n * meanDegree) / 2;
  const contacts = new ContactList(mean + 6 * Math.sqrt(mean));
  if (p === 0) return contacts.graph(n);
  const stream = randomStream(seed);
  const logMiss = Math.log1p(-p);
  let row = 1;
  let column = -1;
  while (row < n) {
    column += p === 1 ? 1 : 1 + Math.floor(Math.log1p(-stream.uniform()) / logMiss);
    while (column >= row && row < n) column -= row++;
    if (row < n) contacts.add(row, column);
  }
  return contacts.graph(n);
}

/** A graph and what had to be left out of it. */
export interface ConfigurationModel {
  readonly graph: ContactGraph;
  /** Pairs of stubs of one agent, and pairs that repeat another: left out. */
  readonly erased: number;
}

/**
 * The erased configuration model: agent i has `degrees[i]` stubs, which are joined at random; loops and repeated contacts
 * are left out. Where degrees have a finite variance their share vanishes as n grows. Cost: O(n + Σ degrees).
 *
 * @param degrees - whole numbers of at least 0 with an even sum
 * @throws InvalidInputError for a degree that is none, or an odd sum
 * @see M. Newman, Networks (2018), chapter 12
 *
 * @example
 * ```ts
 * import { configurationModel } from 'polity/populations';
 * const { graph, erased } = configurationModel(new Uint32Array(1000).fill(4), { seed: 1 });
 * graph.directedContacts + 2 * erased; // 4000
 * ```
 */
export function configurationModel(
  degrees: ArrayLike<number>,
  { seed = 0 }: { readonly seed?: number } = {},
): ConfigurationModel {
  const n = checkInteger('degrees.length', degrees.length, { min: 1 });
  let total = 0;
  for (let i = 0; i < n; i++) total += checkInteger(`degrees[${i}]`, degrees[i], { min: 0 });
  checkInteger('half the sum of degrees', total / 2);
  const stubs = new Uint32Array(total);
  for (let i = 0, s = 0; i < n; i++) for (let k = 0; k < degrees[i]; k++) stubs[s++] = i;
  randomStream(seed).shuffle(stubs);
  const contacts = new ContactList(total / 2);
  for (let s = 0; s < total; s += 2) if (stubs[s] !== stubs[s + 1]) contacts.add(stubs[s], stubs[s + 1]);
  const graph = contacts.graph(n, 'merge');
  return { graph, erased: (total - graph.directedContacts) / 2 };
}

/**
 * The small world of Watts and Strogatz: a ring in which everybody meets the `degree`/2 next on each side, and each contact
 * is moved with probability `rewired` to somebody drawn at random who is not yet met. Cost: O(n · degree).
 *
 * @param options.degree - even, below n
 * @param options.rewired - probability
 * @throws InvalidInputError for numbers out of range
 * @see D. Watts, S. Strogatz, Collective dynamics of small-world networks, Nature 393 (1998)
 *
 * @example
 * ```ts
 * import { smallWorld } from 'polity/populations';
 * smallWorld(6, { degree: 2, rewired: 0 }).neighboursOf(0); // [1, 5]
 * ```
 */
export function smallWorld(
  n: number,
  { degree, rewired, seed = 0 }: { readonly degree: number; readonly rewired: number; readonly seed?: number },
): ContactGraph {
  checkInteger('n', n, { min: 3, max: 2 ** 26 });
  checkInteger('degree / 2', degree / 2, { min: 1, max: Math.ceil(n / 2) - 1 });
  checkProbability('rewired', rewired);
  const stream = randomStream(seed);
  const pairs = new PairSet(n, (n * degree) / 2);
  for (let k = 1; k <= degree / 2; k++) for (let i = 0; i < n; i++) pairs.add(i, (i + k) % n);
  const contacts = new ContactList((n * degree) / 2);
  for (let k = 1; k <= degree / 2; k++) {
    for (let i = 0; i < n; i++) {
      let other = (i + k) % n;
      // With degree = n − 1 there may be nobody left to be met.
      if (degree < n - 1 && stream.bernoulli(rewired)) {
        let fresh = stream.below(n);
        for (let tries = 0; tries < n && (fresh === i || pairs.has(i, fresh)); tries++) fresh = stream.below(n);
        if (fresh !== i && !pairs.has(i, fresh)) {
          pairs.remove(i, other);
          pairs.add(i, fresh);
          other = fresh;
        }
      }
      contacts.add(i, other);
    }
  }
  return contacts.graph(n);
}

/**
 * Growth with preferential attachment (Barabási–Albert): starts as a clique of `contacts` + 1, then each newcomer meets
 * `contacts` different agents drawn in proportion to the contacts they have. Cost: O(n · contacts).
 *
 * @param options.contacts - of a newcomer, below n
 * @throws InvalidInputError for numbers out of range
 * @see A.-L. Barabási, R. Albert, Emergence of scaling in random networks, Science 286 (1999)
 *
 * @example
 * ```ts
 * import { preferentialAttachment } from 'polity/populations';
 * preferentialAttachment(1000, { contacts: 3, seed: 1 }).directedContacts; // 5988
 * ```
 */
export function preferentialAttachment(
  n: number,
  { contacts, seed = 0 }: { readonly contacts: number; readonly seed?: number },
): ContactGraph {
  checkInteger('n', n, { min: 2, max: 2 ** 31 });
  checkInteger('contacts', contacts, { min: 1, max: n - 1 });
  const stream = randomStream(seed);
  const total = (contacts * (contacts + 1)) / 2 + (n - contacts - 1) * contacts;
  const list = new ContactList(total);
  // Both ends of every contact: a draw from it is a draw in proportion to degree.
  const ends = new Uint32Array(2 * total);
  let filled = 0;
  const join = (a: number, b: number) => {
    list.add(a, b);
    ends[filled++] = a;
    ends[filled++] = b;
  };
  for (let i = 0; i <= contacts; i++) for (let j = 0; j < i; j++) join(i, j);
  const chosen = new Uint32Array(contacts);
  for (let i = contacts + 1; i < n; i++) {
    for (let c = 0; c < contacts; c++) {
      let other: number;
      do other = ends[stream.below(filled)];
      while (chosen.subarray(0, c).includes(other));
      chosen[c] = other;
    }
    for (let c = 0; c < contacts; c++) join(i, chosen[c]);
  }
  return list.graph(n);
}

/** A set of unordered pairs of agents: open addressing, no allocation an entry. */
class PairSet {
  /** The pair as one number, plus 1; 0 is free and −1 was removed. */
  readonly #slots: Float64Array;
  readonly #mask: number;

  constructor(
    readonly n: number,
    expected: number,
  ) {
    // Every pair may be removed once and added anew: four places a pair keep the table at most half full.
    const size = 2 ** Math.ceil(Math.log2(4 * expected + 16));
    this.#slots = new Float64Array(size);
    this.#mask = size - 1;
  }

  has(a: number, b: number): boolean {
    return this.#slots[this.#find(this.#key(a, b))] !== 0;
  }

  add(a: number, b: number): void {
    const key = this.#key(a, b);
    this.#slots[this.#find(key)] = key;
  }

  remove(a: number, b: number): void {
    this.#slots[this.#find(this.#key(a, b))] = -1;
  }

  #key(a: number, b: number): number {
    return a < b ? a * this.n + b + 1 : b * this.n + a + 1;
  }

  /** Where the key is, or the free slot that ends its search. */
  #find(key: number): number {
    let slot = (Math.imul(key % 4294967296, 0x9e3779b1) ^ Math.imul(key / 4294967296, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }
}
