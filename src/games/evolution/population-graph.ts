import { checkInteger, checkVector, InvalidInputError } from '../../foundation/index.js';

/** Who can replace, or plays with, whom: places 0 … n − 1 and weighted edges, kept as compressed rows. */
export interface PopulationGraph {
  readonly size: number;
  /** n + 1 places: where the edges out of each node begin, and the end of the last. */
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float64Array;
  readonly name: string;
}

export interface PopulationGraphOptions {
  readonly size: number;
  readonly sources: ArrayLike<number>;
  readonly targets: ArrayLike<number>;
  /** Greater than 0; default all 1. Of parallel edges the weights add up in effect. */
  readonly weights?: ArrayLike<number>;
  /** Edges lead one way only. Default false: both. */
  readonly directed?: boolean;
  readonly name?: string;
}

/**
 * A graph from its edges.
 *
 * @throws InvalidInputError for an edge to a node that does not exist, a weight that is not positive, or lists of
 *   unequal length
 *
 * @example
 * ```ts
 * import { populationGraph } from 'polity/games';
 * populationGraph({ size: 3, sources: [0, 1], targets: [1, 2] }).offsets; // [0, 1, 3, 4]
 * ```
 */
export function populationGraph(options: PopulationGraphOptions): PopulationGraph {
  const { sources, targets, directed = false, name = 'graph' } = options;
  const size = checkInteger('size', options.size, { min: 2, max: 1e7 });
  const edges = sources.length;
  if (targets.length !== edges) throw new InvalidInputError('targets.length', targets.length, `equal ${edges}`);
  const weights = checkVector('weights', options.weights ?? new Float64Array(edges).fill(1), {
    length: edges,
    minLength: 0,
    min: 0,
    aboveMin: true,
  });
  const ends = (list: ArrayLike<number>, label: string) =>
    Int32Array.from(list, (node, e) => checkInteger(`${label}[${e}]`, node, { min: 0, max: size - 1 }));
  const [from, to] = [ends(sources, 'sources'), ends(targets, 'targets')];
  const offsets = new Int32Array(size + 1);
  for (let e = 0; e < edges; e++) {
    offsets[from[e] + 1]++;
    if (!directed) offsets[to[e] + 1]++;
  }
  for (let i = 0; i < size; i++) offsets[i + 1] += offsets[i];
  const place = offsets.slice(0, size);
  const [heads, values] = [new Int32Array(offsets[size]), new Float64Array(offsets[size])];
  const put = (i: number, j: number, weight: number) => {
    heads[place[i]] = j;
    values[place[i]++] = weight;
  };
  for (let e = 0; e < edges; e++) {
    put(from[e], to[e], weights[e]);
    if (!directed) put(to[e], from[e], weights[e]);
  }
  return Object.freeze({ size, offsets, targets: heads, weights: values, name });
}

/**
 * Everybody is everybody's neighbour.
 *
 * @example
 * ```ts
 * import { completeGraph } from 'polity/games';
 * completeGraph(4).targets.length; // 12
 * ```
 */
export function completeGraph(size: number): PopulationGraph {
  const pairs = Array.from({ length: size }, (_, i) => i).flatMap((i) =>
    Array.from({ length: i }, (_, j) => [i, j] as const),
  );
  return fromPairs(size, pairs, 'complete graph');
}

/**
 * A ring of n.
 *
 * @example
 * ```ts
 * import { cycleGraph } from 'polity/games';
 * cycleGraph(5).targets.length; // 10
 * ```
 */
export function cycleGraph(size: number): PopulationGraph {
  checkInteger('size', size, { min: 3 });
  const pairs = Array.from({ length: size }, (_, i) => [i, (i + 1) % size] as const);
  return fromPairs(size, pairs, 'cycle');
}

/**
 * One centre, node 0, and n − 1 leaves.
 *
 * @example
 * ```ts
 * import { starGraph } from 'polity/games';
 * starGraph(5).offsets; // [0, 4, 5, 6, 7, 8]
 * ```
 */
export function starGraph(size: number): PopulationGraph {
  const pairs = Array.from({ length: size - 1 }, (_, i) => [0, i + 1] as const);
  return fromPairs(size, pairs, 'star');
}

/**
 * A torus of rows × columns, each node with its four neighbours.
 *
 * @example
 * ```ts
 * import { latticeGraph } from 'polity/games';
 * latticeGraph(10, 10).targets.length; // 400
 * ```
 */
export function latticeGraph(rows: number, columns: number): PopulationGraph {
  checkInteger('rows', rows, { min: 3 });
  checkInteger('columns', columns, { min: 3 });
  const pairs = Array.from({ length: rows * columns }, (_, i) => i).flatMap((i) => {
    const [r, c] = [Math.floor(i / columns), i % columns];
    return [[i, r * columns + ((c + 1) % columns)] as const, [i, ((r + 1) % rows) * columns + c] as const];
  });
  return fromPairs(rows * columns, pairs, 'lattice');
}

function fromPairs(size: number, pairs: readonly (readonly [number, number])[], name: string): PopulationGraph {
  return populationGraph({ size, sources: pairs.map(([i]) => i), targets: pairs.map(([, j]) => j), name });
}

/** How often the places of a graph are replaced where all are equally fit. */
export interface Temperatures {
  /** Of each node: Σⱼ wⱼᵢ/Σₖ wⱼₖ, 1 on average. */
  readonly temperatures: Float64Array;
  /**
   * All equal (to 10⁻¹²): then one mutant of fitness r takes over with the same probability as in a well-mixed population.
   */
  readonly isothermal: boolean;
  readonly hottest: number;
  readonly coldest: number;
}

/**
 * Temperatures of the places, and whether the graph is isothermal.
 *
 * @throws InvalidInputError for a node without an edge out
 * @see Lieberman, Hauert & Nowak, Nature 433 (2005) 312
 *
 * @example
 * ```ts
 * import { cycleGraph, starGraph, temperaturesOf } from 'polity/games';
 * temperaturesOf(cycleGraph(6)).isothermal; // true
 * temperaturesOf(starGraph(5)).temperatures; // [4, 0.25, 0.25, 0.25, 0.25]
 * ```
 */
export function temperaturesOf(graph: PopulationGraph): Temperatures {
  const temperatures = new Float64Array(graph.size);
  const shares = outShares(graph);
  graph.targets.forEach((j, e) => (temperatures[j] += shares[e]));
  const hottest = temperatures.reduce((a, b) => Math.max(a, b), -Infinity);
  const coldest = temperatures.reduce((a, b) => Math.min(a, b), Infinity);
  return { temperatures, isothermal: hottest - coldest < 1e-12, hottest, coldest };
}

/** Weights of edges divided by the sum at their source. */
export function outShares({ size, offsets, weights }: PopulationGraph): Float64Array {
  const shares = new Float64Array(weights.length);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) sum += weights[e];
    if (sum === 0) throw new InvalidInputError(`edges out of node ${i}`, 0, 'be at least one');
    for (let e = offsets[i]; e < offsets[i + 1]; e++) shares[e] = weights[e] / sum;
  }
  return shares;
}
