import type { Dictionaries } from './dictionaries.js';
import { LabelSets, labelPower, type LabelSet } from './label-set.js';

/** A vertex of a polytope and its tight inequalities. */
export interface Vertex<Point> {
  readonly point: Point;
  /** The variables that are 0 there: the d cobasic ones, and more where the vertex is degenerate. */
  readonly tight: LabelSet;
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
export function enumerateVertices<Point>(dictionaries: Dictionaries<Point>): Vertex<Point>[] {
  const { start, rows, columns } = dictionaries;
  const leaving = new Int32Array(columns);
  const bases = new LabelSets();
  const found = new LabelSets();
  const vertices: Vertex<Point>[] = [];
  let layer = [start];
  bases.add(cobasisOf(dictionaries, start));
  while (layer.length > 0) {
    const next: number[] = [];
    for (const slot of layer) {
      const cobasis = cobasisOf(dictionaries, slot);
      let tight = cobasis;
      for (let row = 0; row < rows; row++) {
        if (dictionaries.isZero(slot, row)) tight += labelPower[dictionaries.basic(slot, row)];
      }
      if (found.add(tight)) vertices.push({ point: dictionaries.point(slot), tight });
      dictionaries.leavingRows(slot, leaving);
      for (let column = 0; column < columns; column++) {
        const entering = labelPower[dictionaries.cobasic(slot, column)];
        const neighbour = cobasis - entering + labelPower[dictionaries.basic(slot, leaving[column])];
        if (bases.add(neighbour)) next.push(dictionaries.pivot(slot, leaving[column], column));
      }
      dictionaries.release(slot);
    }
    layer = next;
  }
  return vertices;
}

function cobasisOf<Point>(dictionaries: Dictionaries<Point>, slot: number): LabelSet {
  let set = 0;
  for (let column = 0; column < dictionaries.columns; column++) set += labelPower[dictionaries.cobasic(slot, column)];
  return set;
}
