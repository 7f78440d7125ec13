import { ContactGraph } from './contact-graph.js';

/** Contacts as they are made, one after the other, in arrays that grow. */
export class ContactList {
  #first: Uint32Array;
  #second: Uint32Array;
  #weights: Float32Array | null;
  #count = 0;

  constructor(expected: number, { weighted = false }: { readonly weighted?: boolean } = {}) {
    const room = Math.max(16, Math.ceil(expected));
    this.#first = new Uint32Array(room);
    this.#second = new Uint32Array(room);
    this.#weights = weighted ? new Float32Array(room) : null;
  }

  get count(): number {
    return this.#count;
  }

  add(first: number, second: number, weight = 1): void {
    if (this.#count === this.#first.length) this.#grow();
    this.#first[this.#count] = first;
    this.#second[this.#count] = second;
    if (this.#weights) this.#weights[this.#count] = weight;
    this.#count++;
  }

  graph(n: number, repeated: 'reject' | 'merge' = 'reject'): ContactGraph {
    const weights = this.#weights?.subarray(0, this.#count);
    return ContactGraph.fromContacts(n, this.#first.subarray(0, this.#count), this.#second.subarray(0, this.#count), {
      repeated,
      ...(weights && { weights }),
    });
  }

  #grow(): void {
    const room = 2 * this.#first.length;
    const longer = <Kept extends Uint32Array | Float32Array>(fresh: Kept, old: Kept): Kept => {
      fresh.set(old);
      return fresh;
    };
    this.#first = longer(new Uint32Array(room), this.#first);
    this.#second = longer(new Uint32Array(room), this.#second);
    if (this.#weights) this.#weights = longer(new Float32Array(room), this.#weights);
  }
}
