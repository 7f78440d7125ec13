import { TERMINAL, type ExtensiveGame } from '../extensive/extensive-game.js';

/** Where the nodes of a tree are drawn: ends one below the other, a node in the middle of its children. */
export interface TreeLayout {
  /** From 0 for the root to `depth`, with a shift of less than 1 that keeps information sets apart. */
  readonly x: Float64Array;
  /** From 0 for the first end to their number − 1 for the last. */
  readonly y: Float64Array;
  readonly depth: number;
}

/** Share of the distance between two levels that shifts may take. */
const SHIFT = 0.4;

export function treeLayout({ nodes, informationSets }: ExtensiveGame): TreeLayout {
  const level = new Int32Array(nodes.count);
  const y = new Float64Array(nodes.count);
  let ends = 0;
  for (let v = 0; v < nodes.count; v++) {
    if (v > 0) level[v] = level[nodes.parent[v]] + 1;
    if (nodes.player[v] === TERMINAL) y[v] = ends++;
  }
  for (let v = nodes.count - 1; v >= 0; v--) {
    if (nodes.player[v] === TERMINAL) continue;
    const first = nodes.children[nodes.firstChild[v]];
    const last = nodes.children[nodes.firstChild[v + 1] - 1];
    y[v] = (y[first] + y[last]) / 2;
  }
  // Sets of one level whose bands would run over each other, or over a node of another, stand in different lanes.
  const lane = new Int32Array(nodes.count);
  const lanes = new Map<number, { from: number; to: number; lane: number }[]>();
  const bands = informationSets
    .map(({ nodes: members }) => ({ members, heights: Array.from(members, (v) => y[v]) }))
    .map(({ members, heights }) => ({ members, from: Math.min(...heights), to: Math.max(...heights) }))
    .sort((a, b) => b.to - b.from - (a.to - a.from));
  for (const { members, from, to } of bands) {
    const levels = [...new Set(Array.from(members, (v) => level[v]))];
    const taken = levels.flatMap((l) => lanes.get(l) ?? []).filter((other) => other.from <= to && from <= other.to);
    let free = 0;
    while (taken.some((other) => other.lane === free)) free++;
    for (const l of levels) lanes.set(l, [...(lanes.get(l) ?? []), { from, to, lane: free }]);
    for (const v of members) lane[v] = free;
  }
  const most = Array.from({ length: Math.max(...level) + 1 }, (_, l) =>
    Math.max(0, ...(lanes.get(l) ?? []).map((band) => band.lane)),
  );
  const x = Float64Array.from(level, (l, v) => l + (most[l] === 0 ? 0 : (SHIFT * lane[v]) / most[l]));
  return { x, y, depth: x.reduce((a, b) => Math.max(a, b), 0) };
}
