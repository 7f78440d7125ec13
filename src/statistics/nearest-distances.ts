import { wasm } from './nearest-distances-kernel.wasm.js';

/** What nearest-distances-kernel.as.ts exports. */
interface NearestDistancesKernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly NEAREST: { readonly value: number };
  readonly POINTS: { readonly value: number };
  readonly OTHERS: { readonly value: number };
  compare(this: void, points: number, others: number, dimension: number, k: number, self: number): void;
}

/** The little of WebAssembly that is needed here; its types come with browsers' only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
};

/** Points of equal dimension, one after the other. */
export interface Points {
  readonly coordinates: Float64Array;
  readonly dimension: number;
}

/** Doubles that the kernel has room for: of points, of others, and of nearest distances. */
const ROOM = { points: 10752, others: 12288, nearest: 8192 } as const;

/**
 * The squared Euclidean distance from each point to its k-th nearest other; with `others` the points themselves, a point
 * is no neighbour of its own. Each distance is the sum of squares over the coordinates in their order.
 */
export function kthNearestSquares(points: Points, others: Points, k: number): Float64Array {
  const widest = Math.min(ROOM.points / 2, ROOM.others / 4);
  const fits = points.dimension <= widest && k <= ROOM.nearest / 2;
  return fits ? byKernel(points, others, k) : kthNearestSquaresPlainly(points, others, k);
}

/** {@link kthNearestSquares} by a plain double loop. */
export function kthNearestSquaresPlainly(points: Points, others: Points, k: number): Float64Array {
  const { coordinates: a, dimension: d } = points;
  const b = others.coordinates;
  return Float64Array.from({ length: a.length / d }, (_, i) => {
    const nearest = new Float64Array(k).fill(Infinity);
    for (let j = 0; j < b.length / d; j++) {
      if (a === b && i === j) continue;
      let square = 0;
      for (let c = 0; c < d; c++) {
        const difference = a[i * d + c] - b[j * d + c];
        square += difference * difference;
      }
      let at = k - 1;
      if (!(square < nearest[at])) continue;
      for (; at > 0 && nearest[at - 1] > square; at--) nearest[at] = nearest[at - 1];
      nearest[at] = square;
    }
    return nearest[k - 1];
  });
}

let kernel: NearestDistancesKernel | undefined;

/** Compiled at the first call; it keeps nothing from one call to the next. */
function loadKernel(): NearestDistancesKernel {
  if (!kernel) {
    const module = new WebAssembly.Module(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)));
    kernel = new WebAssembly.Instance(module).exports as NearestDistancesKernel;
  }
  return kernel;
}

function byKernel(points: Points, others: Points, k: number): Float64Array {
  const { memory, NEAREST, POINTS, OTHERS, compare } = loadKernel();
  const { coordinates: a, dimension: d } = points;
  const b = others.coordinates;
  const n = a.length / d;
  const m = b.length / d;
  const blockOfPoints = 2 * Math.floor(Math.min(ROOM.points / d, ROOM.nearest / k) / 2);
  const blockOfOthers = 4 * Math.floor(ROOM.others / d / 4);
  const room = (address: number, length: number) => new Float64Array(memory.buffer, address, length);
  const here = room(POINTS.value, ROOM.points);
  const there = room(OTHERS.value, ROOM.others);
  const nearest = room(NEAREST.value, ROOM.nearest);
  const kth = new Float64Array(n);
  for (let from = 0; from < n; from += blockOfPoints) {
    const count = Math.min(blockOfPoints, n - from);
    here.set(a.subarray(from * d, (from + count) * d));
    nearest.fill(Infinity);
    for (let start = 0; start < m; start += blockOfOthers) {
      const size = Math.min(blockOfOthers, m - start);
      interleave(b, start, size, d, there);
      compare(count + (count % 2), 4 * Math.ceil(size / 4), d, k, a === b ? from - start : m);
    }
    for (let i = 0; i < count; i++) kth[from + i] = nearest[i * k + k - 1];
  }
  return kth;
}

/** Others in pairs, coordinate by coordinate; those that fill up the last four are NaN. */
function interleave(from: Float64Array, start: number, size: number, d: number, to: Float64Array): void {
  const padded = 4 * Math.ceil(size / 4);
  for (let j = 0; j < padded; j++) {
    const pair = (j - (j % 2)) * d + (j % 2);
    for (let c = 0; c < d; c++) to[pair + 2 * c] = j < size ? from[(start + j) * d + c] : NaN;
  }
}
