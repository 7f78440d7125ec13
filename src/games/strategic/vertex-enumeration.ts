import type { Dictionaries } from './dictionaries.js';
import { LabelSets, labelPower, type LabelSet } from './label-set.js';

/** A vertex of a polytope and its tight inequalities. */
export interface Vertex<Point> {
  readonly point: Point;
  /** The variables that are 0 there: the d cobasic ones, and more where the vertex is degenerate. */
  readonly tight: LabelSet;
}

/** All vertices of a polytope. Points are made for those that are asked for: few of very many. */
export interface VertexList<Point> {
  /** The tight inequalities of each vertex, by its index. */
  readonly tight: LabelSets;
  /** Indices of the degenerate vertices, which have more tight inequalities than dimensions. */
  readonly degenerate: readonly number[];
  /** The vertex of an index, always the same object. */
  vertex(index: number): Vertex<Point>;
}

/**
 * All vertices of a bounded polytope: a breadth-first walk over the lexicographically feasible bases, each once, along the
 * edges of the (infinitesimally perturbed) polytope. A degenerate vertex is met through several bases and returned once.
 *
 * Breadth first, so that no dictionary is many pivots away from the first one and rounding does not pile up.
 *
 * Cost: for each basis a ratio test for each of d columns, d·r, and one pivot, d·r. Memory: the dictionaries of two
 * neighbouring distances from the start.
 */
export function enumerateVertices<Point>(dictionaries: Dictionaries<Point>): VertexList<Point> {
  const { start, columns } = dictionaries;
  const leaving = new Int32Array(columns);
  // The start's cobasis is all variables of the polytope; further ones are kept beside their slots.
  const bases = new LabelSets();
  const tight = new LabelSets();
  const degenerate: number[] = [];
  let layer = [start];
  let cobases = [2 ** columns - 1];
  bases.add(cobases[0]);
  while (layer.length > 0) {
    const nextLayer: number[] = [];
    const nextCobases: LabelSet[] = [];
    for (let k = 0; k < layer.length; k++) {
      const slot = layer[k];
      const cobasis = cobases[k];
      const zeros = dictionaries.zeros(slot);
      if (tight.add(cobasis + zeros)) {
        if (zeros > 0) degenerate.push(tight.size - 1);
        dictionaries.keep(slot);
      }
      dictionaries.leavingRows(slot, leaving);
      for (let column = 0; column < columns; column++) {
        const entering = labelPower[dictionaries.cobasic(slot, column)];
        const neighbour = cobasis - entering + labelPower[dictionaries.basic(slot, leaving[column])];
        if (!bases.add(neighbour)) continue;
        nextLayer.push(dictionaries.pivot(slot, leaving[column], column));
        nextCobases.push(neighbour);
      }
      dictionaries.release(slot);
    }
    layer = nextLayer;
    cobases = nextCobases;
  }
  const made = new Map<number, Vertex<Point>>();
  const vertex = (index: number) => {
    const known = made.get(index) ?? { point: dictionaries.kept(index), tight: tight.at(index) };
    made.set(index, known);
    return known;
  };
  return { tight, degenerate, vertex };
}
