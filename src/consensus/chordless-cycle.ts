import type { CompressedRows } from './compressed-rows.js';
import { findEntry } from './support.js';

/**
 * A chordless cycle through `node` among the nodes visited up to it, where those before it induce a chordal graph and its
 * visited neighbours are not all joined: some part of what is visited but not beside it touches two of them that are not
 * joined, and a shortest way between them through that part has no chord.
 */
export function chordlessCycleThrough(rows: CompressedRows, node: number, position: Int32Array): number[] {
  const { offsets, targets } = rows;
  const n = position.length;
  const open = (i: number) => position[i] < position[node] && position[i] >= 0;
  const beside = new Uint8Array(n);
  for (let k = offsets[node]; k < offsets[node + 1]; k++) if (open(targets[k])) beside[targets[k]] = 1;
  const part = new Int32Array(n).fill(-1);
  for (let seed = 0; seed < n; seed++) {
    if (!open(seed) || beside[seed] || part[seed] >= 0) continue;
    const touched = new Set<number>();
    const queue = [seed];
    part[seed] = seed;
    for (const i of queue) {
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const j = targets[k];
        if (beside[j]) touched.add(j);
        else if (open(j) && part[j] < 0) {
          part[j] = seed;
          queue.push(j);
        }
      }
    }
    const apart = firstApart(rows, [...touched]);
    if (apart) return [node, ...shortestPath(rows, apart.a, apart.b, part, seed)];
  }
  throw new Error('no chordless cycle: the search order is not one of maximum cardinality');
}

function firstApart(rows: CompressedRows, nodes: readonly number[]): { a: number; b: number } | null {
  for (let x = 0; x < nodes.length; x++) {
    for (let y = x + 1; y < nodes.length; y++) {
      if (findEntry(rows, nodes[x], nodes[y]) < 0) return { a: nodes[x], b: nodes[y] };
    }
  }
  return null;
}

/** From a to b through nodes of one part only. */
function shortestPath(
  { offsets, targets }: CompressedRows,
  a: number,
  b: number,
  part: Int32Array,
  seed: number,
): number[] {
  const parent = new Map<number, number>([[a, -1]]);
  const queue = [a];
  for (const i of queue) {
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      const j = targets[k];
      if (parent.has(j) || (part[j] !== seed && j !== b)) continue;
      // a and b are not joined, so b is reached through the part.
      parent.set(j, i);
      queue.push(j);
    }
    if (parent.has(b)) break;
  }
  const path: number[] = [];
  for (let i = b; i >= 0; i = parent.get(i)!) path.push(i);
  return path.reverse();
}
