/** An edge of a tree that leads away from its root. */
export interface TreeEdge {
  readonly from: number;
  readonly to: number;
}

/**
 * The cheapest tree over nodes 0 … n − 1 with all edges directed away from the root (Chu & Liu; Edmonds): every node
 * takes its cheapest edge in; a cycle of such edges is contracted to one node, whose incoming costs are what exchanging
 * an edge of the cycle costs. Null where some node cannot be reached.
 */
export function minimumArborescence(
  n: number,
  root: number,
  cost: (from: number, to: number) => number,
): TreeEdge[] | null {
  const edges: Edge[] = [];
  for (let from = 0; from < n; from++) {
    for (let to = 0; to < n; to++) {
      const value = from === to || to === root ? Infinity : cost(from, to);
      if (value < Infinity) edges.push({ from, to, cost: value, origin: { from, to } });
    }
  }
  return solve(n, root, edges)?.map(({ origin }) => origin) ?? null;
}

interface Edge extends TreeEdge {
  readonly cost: number;
  readonly origin: TreeEdge;
}

function solve(n: number, root: number, edges: readonly Edge[]): Edge[] | null {
  const cheapest = new Array<Edge | undefined>(n);
  for (const edge of edges) {
    const best = cheapest[edge.to];
    if (!best || edge.cost < best.cost) cheapest[edge.to] = edge;
  }
  for (let v = 0; v < n; v++) if (v !== root && !cheapest[v]) return null;
  const cycle = findCycle(n, root, cheapest);
  if (!cycle) return cheapest.filter((edge): edge is Edge => edge !== undefined && edge.to !== root);
  // Node 0 of the smaller graph is the cycle; the others follow in order.
  const within = new Set(cycle);
  const place = new Int32Array(n);
  let count = 1;
  for (let v = 0; v < n; v++) place[v] = within.has(v) ? 0 : count++;
  const smaller = edges.flatMap((edge): (Edge & { readonly whole: Edge })[] => {
    const [from, to] = [place[edge.from], place[edge.to]];
    if (from === to) return [];
    const price = within.has(edge.to) ? edge.cost - cheapest[edge.to]!.cost : edge.cost;
    return [{ from, to, cost: price, origin: edge.origin, whole: edge }];
  });
  const solved = solve(count, place[root], smaller) as (Edge & { readonly whole: Edge })[] | null;
  if (!solved) return null;
  const chosen = solved.map(({ whole }) => whole);
  const entry = chosen.find(({ to }) => within.has(to))!.to;
  return [...chosen, ...cycle.filter((v) => v !== entry).map((v) => cheapest[v]!)];
}

function findCycle(n: number, root: number, cheapest: readonly (Edge | undefined)[]): number[] | null {
  const seen = new Int32Array(n).fill(-1);
  for (let start = 0; start < n; start++) {
    let v = start;
    while (v !== root && seen[v] < 0) {
      seen[v] = start;
      v = cheapest[v]!.from;
    }
    if (v === root || seen[v] !== start) continue;
    const cycle = [v];
    for (let w = cheapest[v]!.from; w !== v; w = cheapest[w]!.from) cycle.push(w);
    return cycle;
  }
  return null;
}
