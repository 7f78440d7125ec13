import type { CompressedRows } from './compressed-rows.js';

/** Nodes in the order of their visit, and the place of each in it. */
export interface Visit {
  readonly order: Int32Array;
  readonly position: Int32Array;
}

/** Visits next a node with the most visited neighbours, by linked lists of nodes with equally many. Cost: O(n + m). */
export function maximumCardinalitySearch({ offsets, targets }: CompressedRows): Visit {
  const n = offsets.length - 1;
  const order = new Int32Array(n);
  const position = new Int32Array(n).fill(-1);
  const visited = new Int32Array(n);
  const first = new Int32Array(n + 1).fill(-1);
  const next = new Int32Array(n);
  const before = new Int32Array(n);
  const link = (i: number, count: number) => {
    next[i] = first[count];
    before[i] = -1;
    if (first[count] >= 0) before[first[count]] = i;
    first[count] = i;
  };
  const unlink = (i: number, count: number) => {
    if (before[i] >= 0) next[before[i]] = next[i];
    else first[count] = next[i];
    if (next[i] >= 0) before[next[i]] = before[i];
  };
  for (let i = n - 1; i >= 0; i--) link(i, 0);
  let most = 0;
  for (let step = 0; step < n; step++) {
    while (first[most] < 0) most--;
    const node = first[most];
    unlink(node, most);
    order[step] = node;
    position[node] = step;
    for (let k = offsets[node], end = offsets[node + 1]; k < end; k++) {
      const i = targets[k];
      if (position[i] >= 0) continue;
      unlink(i, visited[i]);
      link(i, ++visited[i]);
    }
    if (most < n) most++;
  }
  return { order, position };
}
