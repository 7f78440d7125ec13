import { checkInteger, randomStream, type RandomStream } from '../../foundation/index.js';
import type { Design } from '../regression/design.js';
import { checkPoints, rowsOf, squaredDistance } from './points.js';

export interface KMeansOptions {
  /** Number of clusters k, 1 to n. */
  readonly clusters: number;
  /** Starts of which the best is kept; default 10. Start s uses stream (seed, s). */
  readonly starts?: number;
  readonly seed?: number;
  /** Most passes over the points of one start; default 300. */
  readonly maxIterations?: number;
  /** Told how much of the work is done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Abandons the work with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface KMeans {
  /** Cluster of each point, 0 … k − 1, numbered in order of first appearance. */
  readonly labels: Int32Array;
  /** Members of each cluster. */
  readonly sizes: Int32Array;
  /** Mean of each cluster. */
  readonly centers: readonly Float64Array[];
  /** Sum of squared distances to the own centre, which k-means makes small. */
  readonly inertia: number;
  /** Whether the best start came to rest: no point is nearer to another centre. */
  readonly converged: boolean;
  /** Passes of the best start. */
  readonly iterations: number;
  /** Inertia of each start: how much depends on the start. */
  readonly inertias: Float64Array;
}

/**
 * k-means: a partition into k clusters with a small sum of squared distances to the means. Lloyd's iteration with
 * Hamerly's bounds (which skip the points that cannot change, and change no result), from greedy k-means++ starts: of
 * 2 + ⌊ln k⌋ candidates drawn with probability proportional to the squared distance from the centres so far, the one
 * that lowers the sum of squares most. A centre that lost all its points moves to the point farthest from its own
 * centre. The result is a local optimum; more starts make it a better one.
 *
 * Cost: a start O(n k p ln k) plus O(n k p) a pass, less where bounds help.
 *
 * @param points - n rows of p numbers; standardise them first where units differ ({@link standardize})
 * @throws InvalidInputError when points are not finite or differ in length, k is not in 1 … n; the signal's reason.
 * @see S. Lloyd (1982); D. Arthur, S. Vassilvitskii, SODA (2007) 1027; G. Hamerly, SDM (2010) 130
 *
 * @example
 * ```ts
 * import { kMeans } from 'polity/statistics';
 * const { labels, inertia } = kMeans([[0], [1], [10], [11]], { clusters: 2 });
 * labels; // [0, 0, 1, 1]
 * inertia; // 1
 * ```
 */
export function kMeans(
  points: readonly ArrayLike<number>[],
  { clusters, starts = 10, seed = 0, maxIterations = 300, onProgress, signal }: KMeansOptions,
): KMeans {
  const design = checkPoints(points);
  checkInteger('clusters', clusters, { min: 1, max: design.n });
  checkInteger('starts', starts, { min: 1 });
  checkInteger('maxIterations', maxIterations, { min: 1 });
  const inertias = new Float64Array(starts);
  let best: LloydRun | undefined;
  for (let start = 0; start < starts; start++) {
    signal?.throwIfAborted();
    const run = new LloydRun(design, spreadCenters(design, clusters, randomStream(seed, start)));
    run.iterate(maxIterations);
    inertias[start] = run.inertia();
    if (!best || inertias[start] < best.inertia()) best = run;
    onProgress?.({ done: start + 1, total: starts });
  }
  return { ...best!.result(), inertias };
}

/** Greedy k-means++. */
function spreadCenters({ values, n, p }: Design, k: number, stream: RandomStream): Float64Array {
  const centers = new Float64Array(k * p);
  const place = (c: number, point: number) => centers.set(values.subarray(point * p, (point + 1) * p), c * p);
  place(0, stream.below(n));
  let nearest = new Float64Array(n);
  let [trial, kept] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) nearest[i] = squaredDistance(values, i * p, centers, 0, p);
  const candidates = 2 + Math.floor(Math.log(k));
  const cumulative = new Float64Array(n);
  for (let c = 1; c < k; c++) {
    let sum = 0;
    for (let i = 0; i < n; i++) cumulative[i] = sum += nearest[i];
    let [chosen, least] = [-1, Infinity];
    for (let t = 0; t < candidates; t++) {
      // Where all points coincide with centres, any point is as good.
      const candidate = sum > 0 ? firstAbove(cumulative, stream.uniform() * sum) : stream.below(n);
      let total = 0;
      for (let i = 0; i < n; i++) {
        const distance = squaredDistance(values, i * p, values, candidate * p, p);
        total += trial[i] = distance < nearest[i] ? distance : nearest[i];
      }
      if (total < least) {
        [chosen, least] = [candidate, total];
        [trial, kept] = [kept, trial];
      }
    }
    place(c, chosen);
    [nearest, kept] = [kept, nearest];
  }
  return centers;
}

/** First index whose value is above `bound`; the last one if none is. */
function firstAbove(ascending: Float64Array, bound: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** One start of Lloyd's iteration with Hamerly's bounds. */
class LloydRun {
  readonly #design: Design;
  readonly #k: number;
  readonly #centers: Float64Array;
  readonly #sums: Float64Array;
  readonly #sizes: Int32Array;
  readonly #labels: Int32Array;
  /** At least the distance to the own centre, and at most the distance to every other one. */
  readonly #upper: Float64Array;
  readonly #lower: Float64Array;
  readonly #moved: Float64Array;
  /** Half the distance from a centre to the nearest other one. */
  readonly #half: Float64Array;
  #converged = false;
  #iterations = 0;
  #inertia = NaN;

  constructor(design: Design, centers: Float64Array) {
    const { n, p } = design;
    this.#design = design;
    this.#k = centers.length / p;
    this.#centers = centers;
    this.#sums = new Float64Array(centers.length);
    this.#sizes = new Int32Array(this.#k);
    this.#labels = new Int32Array(n).fill(-1);
    this.#upper = new Float64Array(n).fill(Infinity);
    this.#lower = new Float64Array(n);
    this.#moved = new Float64Array(this.#k);
    this.#half = new Float64Array(this.#k);
  }

  iterate(maxIterations: number): void {
    while (!this.#converged && this.#iterations < maxIterations) {
      this.#iterations++;
      const changes = this.#assign();
      const refilled = this.#fillEmpty();
      if (changes === 0 && !refilled) this.#converged = true;
      else this.#moveCenters();
    }
  }

  /** Gives each point its nearest centre; how many changed. */
  #assign(): number {
    const { values, n, p } = this.#design;
    const centers = this.#centers;
    const [labels, upper, lower, half] = [this.#labels, this.#upper, this.#lower, this.#half];
    this.#separate();
    let changes = 0;
    for (let i = 0; i < n; i++) {
      const own = labels[i];
      if (own >= 0) {
        const bound = half[own] > lower[i] ? half[own] : lower[i];
        if (upper[i] < bound) continue;
        upper[i] = Math.sqrt(squaredDistance(values, i * p, centers, own * p, p));
        if (upper[i] < bound) continue;
      }
      let [nearest, first, second] = [0, Infinity, Infinity];
      for (let c = 0; c < this.#k; c++) {
        const distance = squaredDistance(values, i * p, centers, c * p, p);
        if (distance < first) {
          second = first;
          first = distance;
          nearest = c;
        } else if (distance < second) second = distance;
      }
      upper[i] = Math.sqrt(first);
      lower[i] = Math.sqrt(second);
      if (nearest === own) continue;
      // Of two centres at one distance the own one is kept, or the iteration might never rest.
      if (own >= 0 && squaredDistance(values, i * p, centers, own * p, p) === first) continue;
      this.#relabel(i, nearest);
      changes++;
    }
    return changes;
  }

  #relabel(i: number, to: number): void {
    const { values, p } = this.#design;
    const from = this.#labels[i];
    this.#labels[i] = to;
    this.#sizes[to]++;
    for (let j = 0; j < p; j++) this.#sums[to * p + j] += values[i * p + j];
    if (from < 0) return;
    this.#sizes[from]--;
    for (let j = 0; j < p; j++) this.#sums[from * p + j] -= values[i * p + j];
  }

  #separate(): void {
    const { p } = this.#design;
    this.#half.fill(Infinity);
    for (let a = 0; a < this.#k; a++) {
      for (let b = 0; b < a; b++) {
        const half = Math.sqrt(squaredDistance(this.#centers, a * p, this.#centers, b * p, p)) / 2;
        this.#half[a] = Math.min(this.#half[a], half);
        this.#half[b] = Math.min(this.#half[b], half);
      }
    }
  }

  /** Moves the farthest point of a cluster of two or more into each empty one; whether there was any. */
  #fillEmpty(): boolean {
    const { values, n, p } = this.#design;
    let any = false;
    for (let c = 0; c < this.#k; c++) {
      if (this.#sizes[c] > 0) continue;
      let [farthest, most] = [-1, -1];
      for (let i = 0; i < n; i++) {
        if (this.#sizes[this.#labels[i]] < 2) continue;
        const distance = squaredDistance(values, i * p, this.#centers, this.#labels[i] * p, p);
        if (distance > most) [farthest, most] = [i, distance];
      }
      // Where there are fewer different points than clusters, an empty cluster would wander for ever.
      if (most <= 0 && this.#iterations > 1) continue;
      this.#relabel(farthest, c);
      this.#upper[farthest] = Infinity;
      this.#lower[farthest] = 0;
      any = true;
    }
    return any;
  }

  #moveCenters(): void {
    const { n, p } = this.#design;
    let [most, second, mover] = [0, 0, -1];
    for (let c = 0; c < this.#k; c++) {
      let moved = 0;
      if (this.#sizes[c] > 0) {
        for (let j = 0; j < p; j++) {
          const at = this.#sums[c * p + j] / this.#sizes[c];
          moved += (at - this.#centers[c * p + j]) ** 2;
          this.#centers[c * p + j] = at;
        }
      }
      this.#moved[c] = moved = Math.sqrt(moved);
      if (moved > most) [second, most, mover] = [most, moved, c];
      else if (moved > second) second = moved;
    }
    // A little more than the movement, so that rounding never makes a bound false.
    const slack = 1 + 1e-12;
    const [labels, upper, lower] = [this.#labels, this.#upper, this.#lower];
    for (let i = 0; i < n; i++) {
      const own = labels[i];
      upper[i] = (upper[i] + this.#moved[own]) * slack;
      lower[i] = (lower[i] - (own === mover ? second : most)) * (2 - slack);
    }
  }

  inertia(): number {
    if (!Number.isNaN(this.#inertia)) return this.#inertia;
    const { values, n, p } = this.#design;
    this.#exactCenters();
    let sum = 0;
    for (let i = 0; i < n; i++) sum += squaredDistance(values, i * p, this.#centers, this.#labels[i] * p, p);
    return (this.#inertia = sum);
  }

  /** Centres from the points themselves: the running sums have rounded. */
  #exactCenters(): void {
    const { values, n, p } = this.#design;
    this.#sums.fill(0);
    for (let i = 0; i < n; i++) {
      const at = this.#labels[i] * p;
      for (let j = 0; j < p; j++) this.#sums[at + j] += values[i * p + j];
    }
    for (let c = 0; c < this.#k; c++) {
      if (this.#sizes[c] === 0) continue;
      for (let j = 0; j < p; j++) this.#centers[c * p + j] = this.#sums[c * p + j] / this.#sizes[c];
    }
  }

  result(): Omit<KMeans, 'inertias'> {
    const { p } = this.#design;
    const inertia = this.inertia();
    // The order of appearance first, then clusters that stayed empty because points coincide.
    const order = [...new Set([...this.#labels, ...this.#sizes.keys()])];
    const number = new Int32Array(this.#k);
    order.forEach((cluster, at) => (number[cluster] = at));
    const centers = rowsOf(this.#centers, p);
    return {
      labels: this.#labels.map((label) => number[label]),
      sizes: Int32Array.from(order, (cluster) => this.#sizes[cluster]),
      centers: order.map((cluster) => centers[cluster]),
      inertia,
      converged: this.#converged,
      iterations: this.#iterations,
    };
  }
}
