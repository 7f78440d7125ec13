import type { CompressedRows } from '../compressed-rows.js';

/** Strongly connected classes, and which of them listen to nobody outside. */
export interface ListeningClasses {
  /** Class of each node; a class is numbered after those that it listens to. */
  readonly of: Int32Array;
  readonly members: readonly (readonly number[])[];
  /** Whether the class listens to no other: what it says is settled inside. */
  readonly closed: readonly boolean[];
}

/**
 * Strongly connected classes by Tarjan's algorithm, without recursion. Cost: O(nodes + edges).
 *
 * @see R. Tarjan, SIAM J. Computing 1 (1972) 146
 */
export function listeningClasses({ offsets, targets }: CompressedRows): ListeningClasses {
  const n = offsets.length - 1;
  const order = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const of = new Int32Array(n).fill(-1);
  const place = new Int32Array(n);
  const [path, open]: [number[], number[]] = [[], []];
  const members: number[][] = [];
  let time = 0;
  for (let root = 0; root < n; root++) {
    if (order[root] >= 0) continue;
    path.push(root);
    while (path.length > 0) {
      const v = path[path.length - 1];
      if (order[v] < 0) {
        order[v] = low[v] = time++;
        place[v] = offsets[v];
        open.push(v);
      }
      let deeper = false;
      while (place[v] < offsets[v + 1]) {
        const w = targets[place[v]++];
        if (order[w] < 0) {
          path.push(w);
          deeper = true;
          break;
        }
        if (of[w] < 0) low[v] = Math.min(low[v], order[w]);
      }
      if (deeper) continue;
      path.pop();
      if (path.length > 0) low[path[path.length - 1]] = Math.min(low[path[path.length - 1]], low[v]);
      if (low[v] !== order[v]) continue;
      const members_: number[] = [];
      let w: number;
      do {
        w = open.pop()!;
        of[w] = members.length;
        members_.push(w);
      } while (w !== v);
      members.push(members_.sort((a, b) => a - b));
    }
  }
  const closed = members.map(() => true);
  for (let i = 0; i < n; i++) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) if (of[targets[k]] !== of[i]) closed[of[i]] = false;
  }
  return { of, members, closed };
}

/**
 * Signs that make every entry within a strongly connected class positive, σ_i a_ij σ_j > 0, or null where there are none.
 *
 * @see F. Harary, Michigan Mathematical J. 2 (1953) 143
 */
export function classGauge(
  { offsets, targets, weights }: CompressedRows,
  members: readonly number[],
  of: Int32Array,
): Int8Array | null {
  const signs = new Map([[members[0], 1]]);
  const queue = [members[0]];
  for (let head = 0; head < queue.length; head++) {
    const i = queue[head];
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const j = targets[k];
      if (of[j] !== of[i]) continue;
      const sign = Math.sign(weights[k]) * signs.get(i)!;
      const known = signs.get(j);
      if (known === undefined) {
        signs.set(j, sign);
        queue.push(j);
      } else if (known !== sign) return null;
    }
  }
  return Int8Array.from(members, (i) => signs.get(i)!);
}
