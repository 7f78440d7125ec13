import type { VertexPair } from './fully-labelled-pairs.js';
import type { Vertex } from './vertex-enumeration.js';

/** A connected set of equilibria of a two-player game. */
export interface EquilibriumComponent {
  /** Indices of its extreme equilibria; just one where the component is a point. */
  readonly equilibria: readonly number[];
  /**
   * Maximal Nash subsets: in each, every mixture of the row player's strategies is in equilibrium with every mixture of the
   * column player's. The component is their union.
   */
  readonly subsets: readonly NashSubset[];
}

/** Strategies, as the indices of extreme equilibria in which they stand, that are interchangeable. */
export interface NashSubset {
  /** One extreme equilibrium for each of the row player's corner strategies. */
  readonly rows: readonly number[];
  /** One extreme equilibrium for each of the column player's corner strategies. */
  readonly columns: readonly number[];
}

/**
 * Components and maximal Nash subsets of the equilibrium set: extreme equilibria are the edges between the row player's and
 * the column player's corner strategies; a component is a connected part of this graph, a maximal Nash subset a maximal
 * complete bipartite part.
 *
 * Cost: grows with the number of subsets, at worst exponentially in the corners of one component.
 *
 * @see Winkels 1979; Jansen, "Maximal Nash subsets for bimatrix games", Naval Research Logistics Quarterly 28 (1981)
 */
export function equilibriumComponents<Point>(pairs: readonly VertexPair<Point>[]): EquilibriumComponent[] {
  const neighbours = new Map<Vertex<Point>, number[]>();
  pairs.forEach((pair, index) => {
    for (const vertex of [pair.row, pair.column]) {
      const edges = neighbours.get(vertex);
      if (edges) edges.push(index);
      else neighbours.set(vertex, [index]);
    }
  });
  const placed = new Uint8Array(pairs.length);
  const components: EquilibriumComponent[] = [];
  for (let first = 0; first < pairs.length; first++) {
    if (placed[first]) continue;
    placed[first] = 1;
    const equilibria = [first];
    for (let i = 0; i < equilibria.length; i++) {
      const { row, column } = pairs[equilibria[i]];
      for (const next of [...neighbours.get(row)!, ...neighbours.get(column)!]) {
        if (!placed[next]) equilibria.push(next);
        placed[next] = 1;
      }
    }
    equilibria.sort((a, b) => a - b);
    components.push({ equilibria, subsets: maximalSubsets(pairs, equilibria) });
  }
  return components;
}

function maximalSubsets<Point>(pairs: readonly VertexPair<Point>[], equilibria: readonly number[]): NashSubset[] {
  const rows = [...new Set(equilibria.map((e) => pairs[e].row))];
  const columns = [...new Set(equilibria.map((e) => pairs[e].column))];
  const edge = new Map(equilibria.map((e) => [`${rows.indexOf(pairs[e].row)} ${columns.indexOf(pairs[e].column)}`, e]));
  const replies = rows.map((_, i) => columns.flatMap((_column, j) => (edge.has(`${i} ${j}`) ? [j] : [])));
  // Every intersection of the rows' reply sets is one side of a maximal subset.
  const sides = new Map<string, readonly number[]>();
  for (const reply of replies) {
    for (const side of [reply, ...[...sides.values()].map((known) => known.filter((j) => reply.includes(j)))]) {
      if (side.length > 0) sides.set(side.join(), side);
    }
  }
  return [...sides.values()].map((side) => {
    const members = rows.flatMap((_, i) => (side.every((j) => replies[i].includes(j)) ? [i] : []));
    return {
      rows: members.map((i) => edge.get(`${i} ${side[0]}`)!),
      columns: side.map((j) => edge.get(`${members[0]} ${j}`)!),
    };
  });
}
