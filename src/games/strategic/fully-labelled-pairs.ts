import { labelCount, labelUnion, type LabelSet } from './label-set.js';
import type { Vertex } from './vertex-enumeration.js';

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
  rows: readonly Vertex<Point>[],
  columns: readonly Vertex<Point>[],
  m: number,
  n: number,
): { readonly pairs: VertexPair<Point>[]; readonly degenerate: boolean } {
  const all = 2 ** (m + n) - 1;
  // In the column player's polytope the variables are numbered with their own strategies first.
  const inRowOrder = (tight: LabelSet) => Math.floor(tight / 2 ** n) + (tight % 2 ** n) * 2 ** m;
  const byLabels = new Map(columns.map((column) => [inRowOrder(column.tight), column]));
  const wide = [...byLabels].filter(([labels]) => labelCount(labels) > n);
  const [ownLabels, otherLabels] = [2 ** m - 1, all - (2 ** m - 1)];
  const pairs: VertexPair<Point>[] = [];
  let degenerate = wide.length > 0;
  for (const row of rows) {
    if (row.tight === ownLabels) continue;
    const isDegenerate = labelCount(row.tight) > m;
    degenerate ||= isDegenerate;
    for (const [labels, column] of isDegenerate ? byLabels : wide) {
      if (labels !== otherLabels && labelUnion(row.tight, labels) === all) pairs.push({ row, column });
    }
    const partner = isDegenerate ? undefined : byLabels.get(all - row.tight);
    if (partner) pairs.push({ row, column: partner });
  }
  return { pairs, degenerate };
}
