import { labelUnion, type LabelSet } from './label-set.js';
import type { Vertex, VertexList } from './vertex-enumeration.js';

/** A vertex of each best-reply polytope. */
export interface VertexPair<Point> {
  readonly row: Vertex<Point>;
  readonly column: Vertex<Point>;
}

/**
 * The pairs of vertices that carry every label between them, each an equilibrium; the pair of origins is not one and is
 * left out.
 *
 * Labels are the strategies, those of the row player first. The slacks of the row player's polytope are the column
 * player's strategies, and the other way round.
 *
 * Cost: a look-up for each nondegenerate vertex, and all pairs with the degenerate ones.
 */
export function fullyLabelledPairs<Point>(
  rows: VertexList<Point>,
  columns: VertexList<Point>,
  m: number,
  n: number,
): { readonly pairs: VertexPair<Point>[]; readonly degenerate: boolean } {
  const all = 2 ** (m + n) - 1;
  // In the column player's polytope the variables are numbered with their own strategies first.
  const inRowOrder = (tight: LabelSet) => Math.floor(tight / 2 ** n) + (tight % 2 ** n) * 2 ** m;
  const inColumnOrder = (tight: LabelSet) => Math.floor(tight / 2 ** m) + (tight % 2 ** m) * 2 ** n;
  const wide = columns.degenerate.map((index) => ({ index, labels: inRowOrder(columns.tight.at(index)) }));
  const everyColumn = () =>
    Array.from({ length: columns.tight.size }, (_, index) => ({ index, labels: inRowOrder(columns.tight.at(index)) }));
  const wideRows = new Set(rows.degenerate);
  const everyLabel = wideRows.size > 0 ? everyColumn() : [];
  const [ownLabels, otherLabels] = [2 ** m - 1, all - (2 ** m - 1)];
  const pairs: VertexPair<Point>[] = [];
  const pair = (row: number, column: number) => pairs.push({ row: rows.vertex(row), column: columns.vertex(column) });
  for (let row = 0; row < rows.tight.size; row++) {
    const own = rows.tight.at(row);
    if (own === ownLabels) continue;
    const isDegenerate = wideRows.has(row);
    for (const { index, labels } of isDegenerate ? everyLabel : wide) {
      if (labels !== otherLabels && labelUnion(own, labels) === all) pair(row, index);
    }
    // The one column vertex that a row vertex without labels to spare can go with, unless it is a wide one.
    const partner = isDegenerate ? -1 : columns.tight.indexOf(inColumnOrder(all - own));
    if (partner >= 0) pair(row, partner);
  }
  return { pairs, degenerate: rows.degenerate.length + columns.degenerate.length > 0 };
}
