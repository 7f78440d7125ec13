import type { Couplings } from './couplings.js';

/** Share of the nodes that are roots of search trees in one pass after another: small trees first, for short cycles. */
const ROOT_SHARES = [0.1, 0.03, 0.01, 0.003, 0.001, 0];

/**
 * A lower bound on frustration by packing negative cycles: every gauge frustrates an edge of each, so cycles that share
 * no edge add up. With weights each cycle takes the smallest weight left on it from all its edges.
 *
 * Greedy: negative triangles first, then the cycles that breadth-first trees close. Cost: O(m·√m) for the triangles at
 * most, and O(m) a pass.
 */
export function packNegativeCycles(coupling: Couplings): number {
  const { offsets, targets, weights } = coupling;
  const edge = edgeNumbers(coupling);
  const left = new Float64Array(targets.length / 2);
  for (let k = 0; k < edge.length; k++) left[edge[k]] = Math.abs(weights[k]);
  let packed = packTriangles(coupling, edge, left);
  const forest = new Forest(coupling, edge, left);
  for (const share of ROOT_SHARES) {
    for (let pass = 0; pass < 8; pass++) {
      forest.grow(Math.floor(share * (offsets.length - 1)), pass);
      const gained = forest.packClosed();
      packed += gained;
      if (gained <= 0.01 * packed) break;
    }
  }
  return packed;
}

/** A number for each pair, on both of its entries; rows must ascend. */
function edgeNumbers({ offsets, targets }: Couplings): Int32Array {
  const n = offsets.length - 1;
  const numbers = new Int32Array(targets.length);
  const place = offsets.slice(0, n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      if (targets[k] < i) continue;
      numbers[k] = count;
      numbers[place[targets[k]]++] = count++;
    }
  }
  return numbers;
}

function packTriangles({ offsets, targets, weights }: Couplings, edge: Int32Array, left: Float64Array): number {
  let packed = 0;
  for (let i = 0; i + 1 < offsets.length; i++) {
    for (let ij = offsets[i]; ij < offsets[i + 1]; ij++) {
      const j = targets[ij];
      if (j < i) continue;
      // Common neighbours above j: both rows ascend.
      let jk = offsets[j];
      for (let ik = ij + 1; ik < offsets[i + 1] && left[edge[ij]] > 0; ik++) {
        while (jk < offsets[j + 1] && targets[jk] < targets[ik]) jk++;
        if (jk === offsets[j + 1]) break;
        if (targets[jk] !== targets[ik] || weights[ij] * weights[ik] * weights[jk] > 0) continue;
        const room = Math.min(left[edge[ij]], left[edge[ik]], left[edge[jk]]);
        if (!(room > 0)) continue;
        packed += room;
        left[edge[ij]] -= room;
        left[edge[ik]] -= room;
        left[edge[jk]] -= room;
      }
    }
  }
  return packed;
}

/** Breadth-first trees over the edges that have weight left. */
class Forest {
  readonly #parent: Int32Array;
  readonly #parentEdge: Int32Array;
  readonly #depth: Int32Array;
  readonly #camp: Int8Array;
  readonly #queue: Int32Array;

  constructor(
    readonly coupling: Couplings,
    readonly edge: Int32Array,
    readonly left: Float64Array,
  ) {
    const n = coupling.offsets.length - 1;
    this.#parent = new Int32Array(n);
    this.#parentEdge = new Int32Array(n);
    this.#depth = new Int32Array(n);
    this.#camp = new Int8Array(n);
    this.#queue = new Int32Array(n);
  }

  /** Grows from `roots` spread nodes at once, other ones in each pass, then from whatever was not reached. */
  grow(roots: number, pass: number): void {
    const n = this.#queue.length;
    this.#camp.fill(0);
    let end = 0;
    const plant = (root: number) => {
      if (this.#camp[root] !== 0) return;
      this.#camp[root] = 1;
      this.#parent[root] = -1;
      this.#depth[root] = 0;
      this.#queue[end++] = root;
    };
    for (let r = 0; r < roots; r++) plant((Math.floor((r * n) / roots) + pass * 7919) % n);
    end = this.#spread(0, end);
    for (let i = 0; i < n; i++) {
      const root = (i + pass * 7919) % n;
      if (this.#camp[root] !== 0) continue;
      const begin = end;
      plant(root);
      end = this.#spread(begin, end);
    }
  }

  /** Takes the negative cycles that edges close with the trees, while their edges last. */
  packClosed(): number {
    const { offsets, targets, weights } = this.coupling;
    let packed = 0;
    for (const i of this.#queue) {
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const j = targets[k];
        if (j < i || weights[k] * this.#camp[i] * this.#camp[j] > 0 || !(this.left[this.edge[k]] > 0)) continue;
        const room = Math.min(this.left[this.edge[k]], this.#alongPath(i, j, 0));
        if (!(room > 0)) continue;
        this.#alongPath(i, j, room);
        this.left[this.edge[k]] -= room;
        packed += room;
      }
    }
    return packed;
  }

  #spread(begin: number, last: number): number {
    const { offsets, targets, weights } = this.coupling;
    let end = last;
    for (let at = begin; at < end; at++) {
      const i = this.#queue[at];
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const j = targets[k];
        if (this.#camp[j] !== 0 || !(this.left[this.edge[k]] > 0)) continue;
        this.#camp[j] = weights[k] > 0 ? this.#camp[i] : -this.#camp[i];
        this.#parent[j] = i;
        this.#parentEdge[j] = this.edge[k];
        this.#depth[j] = this.#depth[i] + 1;
        this.#queue[end++] = j;
      }
    }
    return end;
  }

  /** Takes `amount` from the tree path between two nodes; returns the least that was left on it (0 in different trees). */
  #alongPath(i: number, j: number, amount: number): number {
    let least = Infinity;
    let [a, b] = [i, j];
    while (a !== b) {
      if (this.#depth[a] < this.#depth[b]) [a, b] = [b, a];
      if (this.#parent[a] < 0) return 0;
      const edge = this.#parentEdge[a];
      least = Math.min(least, this.left[edge]);
      if (least <= 0) return 0;
      this.left[edge] -= amount;
      a = this.#parent[a];
    }
    return least;
  }
}
