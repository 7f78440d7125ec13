import type { CoalitionBatch } from './coalition-batch.js';

/** Coalitions that a sample begins with room for. */
const FIRST_ROOM = 256;

/** Coalitions with their worths, in the order in which they were drawn: flat arrays, doubled when they are full. */
export class KernelSample {
  count = 0;
  /** The stratum a coalition was drawn from, its worth, and that of its complement (NaN unless they come in pairs). */
  strata: Int32Array = new Int32Array(FIRST_ROOM);
  values: Float64Array = new Float64Array(FIRST_ROOM);
  mirrored: Float64Array = new Float64Array(FIRST_ROOM);
  /** Up to 31 players: bit masks. */
  masks: Int32Array = new Int32Array(FIRST_ROOM);
  readonly #n: number;
  /** Beyond 31 players: members in increasing order, one coalition after the other, and where each one ends. */
  #members: Int32Array = new Int32Array(0);
  #ends: Int32Array = new Int32Array(0);

  constructor(n: number) {
    this.#n = n;
  }

  add(batch: CoalitionBatch, row: number, stratum: number, mirrored: number): void {
    const k = this.count++;
    if (k === this.strata.length) {
      this.strata = doubled(this.strata, new Int32Array(2 * k));
      this.values = doubled(this.values, new Float64Array(2 * k));
      this.mirrored = doubled(this.mirrored, new Float64Array(2 * k));
      this.masks = doubled(this.masks, new Int32Array(2 * k));
    }
    this.strata[k] = stratum;
    this.values[k] = batch.values[row];
    this.mirrored[k] = mirrored;
    if (batch.masks) this.masks[k] = batch.masks[row];
    else this.#addMembers(batch.membersOf(row), k);
  }

  #addMembers(members: Uint8Array, k: number): void {
    const n = this.#n;
    if (k >= this.#ends.length) this.#ends = doubled(this.#ends, new Int32Array(2 * k + FIRST_ROOM));
    let end = k > 0 ? this.#ends[k - 1] : 0;
    if (end + n > this.#members.length)
      this.#members = doubled(this.#members, new Int32Array(2 * end + FIRST_ROOM * n));
    for (let i = 0; i < n; i++) if (members[i]) this.#members[end++] = i;
    this.#ends[k] = end;
  }

  /** Writes the places of the subsets that coalition k contains (without subsets: its members); returns their number. */
  inside(k: number, subsets: Int32Array | null, out: Int32Array): number {
    let count = 0;
    if (subsets) {
      const mask = this.masks[k];
      for (let j = 0; j < subsets.length; j++) if ((subsets[j] & mask) === subsets[j]) out[count++] = j;
    } else if (this.#ends.length === 0) {
      for (let rest = this.masks[k]; rest !== 0; rest &= rest - 1) out[count++] = 31 - Math.clz32(rest & -rest);
    } else {
      const end = this.#ends[k];
      for (let at = k > 0 ? this.#ends[k - 1] : 0; at < end; at++) out[count++] = this.#members[at];
    }
    return count;
  }
}

function doubled<Values extends Int32Array | Float64Array>(from: Values, to: Values): Values {
  to.set(from);
  return to;
}
