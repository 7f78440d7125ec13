/** A set of labels 0 … 52 as the sum of 2^label, which a double holds exactly. */
export type LabelSet = number;

/** Labels that a {@link LabelSet} holds. */
export const MAX_LABELS = 53;

/** 2^label. */
export const labelPower: Float64Array = Float64Array.from({ length: MAX_LABELS }, (_, label) => 2 ** label);

const HALF = 2 ** 27;

/** Number of labels in a set. */
export function labelCount(labels: LabelSet): number {
  let members = 0;
  for (let half of [labels % HALF, Math.floor(labels / HALF)]) for (; half; half &= half - 1) members++;
  return members;
}

/** The labels of either of two sets. */
export function labelUnion(a: LabelSet, b: LabelSet): LabelSet {
  return ((a % HALF) | (b % HALF)) + (Math.floor(a / HALF) | Math.floor(b / HALF)) * HALF;
}

/**
 * Which sets of labels were met: a hash table over one array. A `Set` of numbers would box each of them, several times for
 * every vertex of a walk.
 */
export class LabelSets {
  #table = new Float64Array(1024).fill(-1);
  #size = 0;

  /** Adds a set; tells whether it is new. */
  add(labels: LabelSet): boolean {
    const slot = this.#slotOf(this.#table, labels);
    if (this.#table[slot] === labels) return false;
    this.#table[slot] = labels;
    if (2 * ++this.#size > this.#table.length) this.#grow();
    return true;
  }

  #slotOf(table: Float64Array, labels: LabelSet): number {
    const mask = table.length - 1;
    const high = Math.floor(labels / HALF);
    const hash = Math.imul((labels - high * HALF) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (table[slot] !== -1 && table[slot] !== labels) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#table.length).fill(-1);
    for (const labels of this.#table) if (labels !== -1) larger[this.#slotOf(larger, labels)] = labels;
    this.#table = larger;
  }
}
