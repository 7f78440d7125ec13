import { signedGraphFromArrays, type SignedGraph } from '../../consensus/index.js';
import { randomStream } from '../../foundation/index.js';

/** A network from edges (i, j, weight). */
export function network(nodes: number, edges: readonly (readonly number[])[], directed = false): SignedGraph {
  return signedGraphFromArrays({
    nodes,
    sources: edges.map(([i]) => i),
    targets: edges.map(([, j]) => j),
    weights: edges.map(([, , weight = 1]) => weight),
    directed,
  });
}

export const star = (n: number) =>
  network(
    n,
    Array.from({ length: n - 1 }, (_, i) => [0, i + 1]),
  );

export const path = (n: number) =>
  network(
    n,
    Array.from({ length: n - 1 }, (_, i) => [i, i + 1]),
  );

/** A ring; with `critic` its last edge is negative. */
export const ring = (n: number, { critic = false, directed = false } = {}) =>
  network(
    n,
    Array.from({ length: n }, (_, i) => [i, (i + 1) % n, critic && i === n - 1 ? -1 : 1]),
    directed,
  );

/** Everyone with everyone, all of one sign. */
export const complete = (n: number, sign = 1) =>
  network(
    n,
    Array.from({ length: n }, (_, i) => Array.from({ length: n - i - 1 }, (_, k) => [i, i + k + 1, sign])).flat(),
  );

/** A random connected graph: a random tree and more edges. */
export function randomConnected(seed: number, n: number, { negative = 0.3, more = 0.25 } = {}): SignedGraph {
  const random = randomStream(150, seed);
  const edges: number[][] = [];
  const sign = () => (random.bernoulli(negative) ? -1 : 1);
  for (let j = 1; j < n; j++) {
    const parent = random.below(j);
    for (let i = 0; i < j; i++) if (i === parent || random.bernoulli(more)) edges.push([i, j, sign()]);
  }
  return network(n, edges);
}

export function largest(values: Iterable<number>): number {
  let most = -Infinity;
  for (const value of values) if (!(value <= most)) most = value;
  return most;
}
