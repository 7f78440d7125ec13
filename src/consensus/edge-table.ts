import { Table } from '../data/index.js';
import { InvalidInputError } from '../foundation/index.js';
import {
  forEachEdge,
  signedGraph,
  signedGraphFromArrays,
  type SignedGraph,
  type SignedNetwork,
} from './signed-graph.js';

export interface EdgeTableOptions {
  /** Column of who listens; default `source`. */
  readonly source?: string;
  /** Column of whom they listen to; default `target`. */
  readonly target?: string;
  /** Column of the signed weight; default `weight`. */
  readonly weight?: string;
  /** Whether a row goes one way only; default false. */
  readonly directed?: boolean;
  /** The nodes, in this order, isolated ones too; default those of the rows, by first appearance. */
  readonly nodes?: readonly string[];
}

/**
 * A signed graph from a table with an edge a row, its nodes in the order of first appearance.
 *
 * @throws InvalidInputError naming the row: a missing or unknown node, a weight that is missing, 0 or not finite, a
 * self-loop, an edge that an earlier row gave
 *
 * @example
 * ```ts
 * import { signedGraphFromTable } from 'polity/consensus';
 * import { Table } from 'polity/data';
 * const edges = Table.fromColumns({ source: ['ann', 'bob'], target: ['bob', 'cy'], weight: [1, -0.5] });
 * signedGraphFromTable(edges).nodes; // ['ann', 'bob', 'cy']
 * ```
 */
export function signedGraphFromTable(table: Table, options: EdgeTableOptions = {}): SignedGraph {
  const { source = 'source', target = 'target', weight = 'weight', directed = false } = options;
  const at = (row: number, column: string) => ({ file: table.name, row: row + 1, column });
  const indexOf = new Map(options.nodes?.map((name, i) => [name, i]));
  const [from, to] = [table.category(source), table.category(target)];
  const weights = table.number(weight);
  const sources = new Int32Array(table.rows);
  const targets = new Int32Array(table.rows);
  const end = (row: number, column: string, code: number, levels: readonly string[]) => {
    if (code < 0) throw new InvalidInputError(column, null, 'name a node', at(row, column));
    let index = indexOf.get(levels[code]);
    if (index === undefined) {
      if (options.nodes) throw new InvalidInputError(column, levels[code], 'be one of the nodes', at(row, column));
      indexOf.set(levels[code], (index = indexOf.size));
    }
    return index;
  };
  for (let row = 0; row < table.rows; row++) {
    sources[row] = end(row, source, from.codes[row], from.levels);
    targets[row] = end(row, target, to.codes[row], to.levels);
    if (sources[row] === targets[row]) {
      const name = from.levels[from.codes[row]];
      throw new InvalidInputError(target, name, 'differ from the source: no self-loops', at(row, target));
    }
    if (!Number.isFinite(weights[row]) || weights[row] === 0) {
      throw new InvalidInputError(weight, weights[row], 'be a finite number other than 0', at(row, weight));
    }
  }
  const nodes = options.nodes ?? [...indexOf.keys()];
  checkRowsDiffer(sources, targets, nodes, directed, (row) => at(row, target));
  return signedGraphFromArrays({ nodes, sources, targets, weights, directed });
}

/**
 * The edges as a table with the columns source, target and weight: source listens to target; an undirected edge stands
 * there once. Isolated nodes have no row.
 *
 * @example
 * ```ts
 * import { edgeTable, signedGraphFromArrays } from 'polity/consensus';
 * edgeTable(signedGraphFromArrays({ nodes: ['a', 'b'], sources: [1], targets: [0], weights: [-2] })).toRows();
 * // [{ source: 'a', target: 'b', weight: -2 }]
 * ```
 */
export function edgeTable(network: SignedNetwork, name = 'edges'): Table {
  const graph = signedGraph(network);
  const source: string[] = [];
  const target: string[] = [];
  const weight: number[] = [];
  forEachEdge(graph, (i, j, value) => {
    source.push(graph.nodes[i]);
    target.push(graph.nodes[j]);
    weight.push(value);
  });
  return Table.fromColumns({ source, target, weight }, name);
}

function checkRowsDiffer(
  sources: Int32Array,
  targets: Int32Array,
  nodes: readonly string[],
  directed: boolean,
  at: (row: number) => { file: string; row: number; column: string },
): void {
  const n = nodes.length;
  const key = (row: number) => {
    const [i, j] = [sources[row], targets[row]];
    return directed || i < j ? i * n + j : j * n + i;
  };
  const order = Float64Array.from({ length: sources.length }, (_, row) => key(row)).sort();
  const repeat = order.findIndex((value, k) => k > 0 && value === order[k - 1]);
  if (repeat < 0) return;
  const first = sources.findIndex((_, row) => key(row) === order[repeat]);
  const row = sources.findIndex((_, later) => later > first && key(later) === order[repeat]);
  const pair = `${nodes[sources[row]]}, ${nodes[targets[row]]}`;
  throw new InvalidInputError('edge', pair, `differ from row ${first + 1}`, at(row));
}
