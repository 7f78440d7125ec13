import type { CompressedRows } from './compressed-rows.js';

/** Which node goes next: the one with the fewest neighbours left, or the one whose neighbours lack the fewest edges. */
export type EliminationRule = 'min-degree' | 'min-fill';

/** An order of elimination and what it adds. */
export interface Elimination {
  /** Nodes in the order in which they go. */
  readonly order: Int32Array;
  /** Neighbours that each node has when it goes, by node. */
  readonly later: readonly (readonly number[])[];
  /** The edges added so that those neighbours are joined, as pairs. */
  readonly added: readonly (readonly [number, number])[];
  /** The most neighbours that any node has when it goes: an upper bound on the treewidth. */
  readonly width: number;
}

/**
 * Eliminates the nodes of a graph one by one, joining the neighbours of each. Stops (null) once a node has more than
 * `widest` neighbours left.
 */
export function eliminate(
  { offsets, targets }: CompressedRows,
  rule: EliminationRule,
  widest = Infinity,
): Elimination | null {
  const n = offsets.length - 1;
  const neighbours = Array.from({ length: n }, (_, i) => new Set(targets.subarray(offsets[i], offsets[i + 1])));
  const score = Int32Array.from({ length: n }, (_, i) => scoreOf(neighbours, i, rule));
  const queue = new BucketQueue(score);
  const order = new Int32Array(n);
  const later: number[][] = Array.from({ length: n }, () => []);
  const added: [number, number][] = [];
  let width = 0;
  for (let step = 0; step < n; step++) {
    const node = queue.pop();
    const around = [...neighbours[node]];
    if (around.length > widest) return null;
    width = Math.max(width, around.length);
    order[step] = node;
    later[node] = around;
    const changed = new Set(around);
    for (const i of around) neighbours[i].delete(node);
    around.forEach((i, a) => {
      for (const j of around.slice(a + 1)) {
        if (neighbours[i].has(j)) continue;
        neighbours[i].add(j);
        neighbours[j].add(i);
        added.push([i, j]);
        // A new edge changes the fill of whoever sees both its ends.
        if (rule === 'min-fill') for (const k of neighbours[i]) if (neighbours[j].has(k)) changed.add(k);
      }
    });
    for (const i of changed) queue.update(i, scoreOf(neighbours, i, rule));
  }
  return { order, later, added, width };
}

function scoreOf(neighbours: readonly Set<number>[], node: number, rule: EliminationRule): number {
  if (rule === 'min-degree') return neighbours[node].size;
  const around = [...neighbours[node]];
  let missing = 0;
  for (let a = 0; a < around.length; a++) {
    const beside = neighbours[around[a]];
    for (let b = a + 1; b < around.length; b++) if (!beside.has(around[b])) missing++;
  }
  return missing;
}

/** Nodes by score; of equals the one put in last goes first. */
class BucketQueue {
  readonly #buckets: number[][] = [];
  readonly #score: Int32Array;
  readonly #gone: Uint8Array;
  #lowest = 0;

  constructor(score: Int32Array) {
    this.#score = score;
    this.#gone = new Uint8Array(score.length);
    for (let i = score.length - 1; i >= 0; i--) this.#put(i);
  }

  update(node: number, score: number): void {
    if (this.#score[node] === score) return;
    this.#score[node] = score;
    this.#put(node);
  }

  pop(): number {
    for (; ; this.#lowest++) {
      const bucket = this.#buckets[this.#lowest];
      for (let node = bucket?.pop(); node !== undefined; node = bucket.pop()) {
        // Entries with an old score are left behind; they are passed over here.
        if (this.#gone[node] || this.#score[node] !== this.#lowest) continue;
        this.#gone[node] = 1;
        return node;
      }
    }
  }

  #put(node: number): void {
    const score = this.#score[node];
    (this.#buckets[score] ??= []).push(node);
    this.#lowest = Math.min(this.#lowest, score);
  }
}
