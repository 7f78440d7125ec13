/** A set of labels 0 … 52 as the sum of 2^label, which a double holds exactly. */
export type LabelSet = number;

/** Labels that a {@link LabelSet} holds. */
export const MAX_LABELS = 53;

/** 2^label. */
export const labelPower: Float64Array = Float64Array.from({ length: MAX_LABELS }, (_, label) => 2 ** label);

const HALF = 2 ** 27;

/** The labels of either of two sets. */
export function labelUnion(a: LabelSet, b: LabelSet): LabelSet {
  return ((a % HALF) | (b % HALF)) + (Math.floor(a / HALF) | Math.floor(b / HALF)) * HALF;
}

/**
 * Sets of labels in the order in which they were met: a hash table over flat arrays. A `Map` of numbers would box each of
 * them, several times for every vertex of a walk.
 */
export class LabelSets {
  #members = new Float64Array(512);
  /** Place of a member, plus 1; 0 where there is none. */
  #table = new Int32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The set that was added as the index-th. */
  at(index: number): LabelSet {
    return this.#members[index];
  }

  /** When a set was added, or −1. */
  indexOf(labels: LabelSet): number {
    return this.#table[this.#slotOf(labels)] - 1;
  }

  /** Adds a set; tells whether it is new. */
  add(labels: LabelSet): boolean {
    const slot = this.#slotOf(labels);
    if (this.#table[slot] !== 0) return false;
    this.#members[this.#size++] = labels;
    this.#table[slot] = this.#size;
    if (this.#size === this.#members.length) this.#grow();
    return true;
  }

  #slotOf(labels: LabelSet): number {
    const table = this.#table;
    const members = this.#members;
    const mask = table.length - 1;
    const high = Math.floor(labels / HALF);
    const hash = Math.imul((labels - high * HALF) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (table[slot] !== 0 && members[table[slot] - 1] !== labels) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const members = new Float64Array(4 * this.#members.length);
    members.set(this.#members);
    this.#members = members;
    this.#table = new Int32Array(2 * members.length);
    for (let index = 0; index < this.#size; index++) this.#table[this.#slotOf(members[index])] = index + 1;
  }
}
