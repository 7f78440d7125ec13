import type { Couplings } from './couplings.js';
import { eliminate, type Elimination } from './elimination-order.js';

/** Widest elimination that is tried: 2²⁵ entries a table, 64 MiB where costs are whole numbers below 2¹⁶. */
export const WIDEST_WHOLE = 25;
/** The same for other costs, which are kept as doubles. */
export const WIDEST_REAL = 23;

/** Low bits of a state that are handled as one block, so that running sums stay in the cache. */
const BLOCK_BITS = 10;

/**
 * The cheapest gauge by eliminating nodes one after another: what the eliminated part costs at least is a table over the
 * camps of its neighbours. Exact; the largest table has 2^width entries, with the width of the order.
 *
 * Source: Bertelè & Brioschi, Nonserial Dynamic Programming (1972), chapter 2.
 */
export function eliminationGauge(coupling: Couplings, { order, later }: Elimination): Int8Array {
  const n = order.length;
  const position = new Int32Array(n);
  order.forEach((node, step) => (position[node] = step));
  const makeTable = holdsWhole(coupling)
    ? (states: number) => new Uint16Array(states)
    : (states: number) => new Float64Array(states);
  // A table waits at the first of its nodes to be eliminated.
  const waiting: Table[][] = Array.from({ length: n }, () => []);
  const choices: Uint8Array[] = new Array<Uint8Array>(n);
  for (const node of order) {
    const scope = later[node];
    const { costs, choice } = minimizeOver(coupling, node, scope, waiting[node], makeTable(2 ** scope.length));
    choices[node] = choice;
    waiting[node] = [];
    if (scope.length > 0) {
      const first = scope.reduce((a, b) => (position[a] < position[b] ? a : b));
      waiting[first].push({ scope, costs });
    }
  }
  const gauge = new Int8Array(n);
  for (let step = n - 1; step >= 0; step--) {
    const node = order[step];
    let state = 0;
    later[node].forEach((neighbour, bit) => (state += gauge[neighbour] < 0 ? 2 ** bit : 0));
    gauge[node] = (choices[node][state >>> 3] >>> (state & 7)) & 1 ? -1 : 1;
  }
  return gauge;
}

/** Elimination by whichever rule gives the smaller width, if that is at most `widest`. */
export function narrowElimination(coupling: Couplings, widest = widestTried(coupling)): Elimination | null {
  const byFill = coupling.offsets.length < 5_000 ? eliminate(coupling, 'min-fill', widest) : null;
  const byDegree = eliminate(coupling, 'min-degree', Math.min(widest, (byFill?.width ?? Infinity) - 1));
  return byDegree ?? byFill;
}

function widestTried(coupling: Couplings): number {
  return holdsWhole(coupling) ? WIDEST_WHOLE : WIDEST_REAL;
}

/** Whether every cost is a whole number that 16 bits hold. */
function holdsWhole({ weights }: Couplings): boolean {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    if (!Number.isInteger(weights[k])) return false;
    sum += Math.abs(weights[k]);
  }
  return sum / 2 < 2 ** 16;
}

/** Costs by state: bit b is set where `scope[b]` is in the camp −1. */
interface Table {
  readonly scope: readonly number[];
  readonly costs: Float64Array | Uint16Array;
}

function minimizeOver<Costs extends Float64Array | Uint16Array>(
  coupling: Couplings,
  node: number,
  scope: readonly number[],
  tables: readonly Table[],
  costs: Costs,
): { costs: Costs; choice: Uint8Array } {
  const states = costs.length;
  const choice = new Uint8Array(Math.max(1, states >>> 3));
  const own = new Float64Array(scope.length);
  for (let k = coupling.offsets[node]; k < coupling.offsets[node + 1]; k++) {
    const bit = scope.indexOf(coupling.targets[k]);
    if (bit >= 0) own[bit] = coupling.weights[k];
  }
  // One of the two choices pays |c| on every edge: their sum is the same in every state.
  const total = own.reduce((sum, c) => sum + Math.abs(c), 0);
  const blockBits = Math.min(BLOCK_BITS, scope.length);
  const block = 2 ** blockBits;
  const low = edgeCosts(own.subarray(0, blockBits));
  const high = edgeCosts(own.subarray(blockBits));
  const plus = new Float64Array(block);
  const minus = new Float64Array(block);
  const readers = tables.map((table) => reader(table, node, scope, blockBits));
  for (let base = 0; base < states; base += block) {
    const above = high[base / block];
    for (let s = 0; s < block; s++) {
      plus[s] = above + low[s];
      minus[s] = total - plus[s];
    }
    for (const read of readers) read(base / block, plus, minus);
    for (let s = 0; s < block; s++) {
      const better = minus[s] < plus[s];
      costs[base + s] = better ? minus[s] : plus[s];
      if (better) choice[(base + s) >>> 3] |= 1 << ((base + s) & 7);
    }
  }
  return { costs, choice };
}

/** Cost of the edges to these neighbours, in every state, for a node in the camp +1. */
function edgeCosts(own: Float64Array): Float64Array {
  const costs = new Float64Array(2 ** own.length);
  for (let state = 0; state < costs.length; state++) {
    let cost = 0;
    for (let bit = 0; bit < own.length; bit++) {
      if ((state >>> bit) & 1 ? own[bit] > 0 : own[bit] < 0) cost += Math.abs(own[bit]);
    }
    costs[state] = cost;
  }
  return costs;
}

/** Adds a table to the two running sums of a block of states. */
function reader({ scope, costs }: Table, node: number, into: readonly number[], blockBits: number) {
  const weight = into.map((neighbour) => {
    const bit = scope.indexOf(neighbour);
    return bit < 0 ? 0 : 2 ** bit;
  });
  const mine = 2 ** scope.indexOf(node);
  const low = placesOf(weight.slice(0, blockBits));
  const high = weight.slice(blockBits);
  return (block: number, plus: Float64Array, minus: Float64Array) => {
    let start = 0;
    for (let bit = 0; bit < high.length; bit++) if ((block >>> bit) & 1) start += high[bit];
    for (let s = 0; s < low.length; s++) {
      const place = start + low[s];
      plus[s] += costs[place];
      minus[s] += costs[place + mine];
    }
  };
}

function placesOf(weight: readonly number[]): Int32Array {
  const places = new Int32Array(2 ** weight.length);
  for (let state = 1; state < places.length; state++) {
    const bit = 31 - Math.clz32(state & -state);
    places[state] = places[state & (state - 1)] + weight[bit];
  }
  return places;
}
