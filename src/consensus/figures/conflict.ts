import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import { structuralBalance } from '../balance.js';
import { frustrationIndex } from '../frustration.js';
import { randomSignedGraph } from '../random-signed-graph.js';
import type { SignedGraph } from '../signed-graph.js';
import { algebraicConflict } from '../spectrum.js';

export interface ConflictFigureOptions {
  /** Default 16. */
  readonly nodes?: number;
  /** Default 40. */
  readonly edges?: number;
  /** Random graphs, whose share of negative edges runs from 0 to 1; default 120. */
  readonly graphs?: number;
  /** Default 0. */
  readonly seed?: number;
}

/**
 * Frustration index against algebraic conflict on random signed graphs, under the line λ_min = 4F/n.
 *
 * @example
 * ```ts
 * import { conflictFigure } from 'polity/consensus';
 * conflictFigure({ graphs: 20 }).description.startsWith('Random connected'); // true
 * ```
 */
export function conflictFigure({ nodes = 16, edges = 40, graphs = 120, seed = 0 }: ConflictFigureOptions = {}): Figure {
  checkInteger('graphs', graphs, { min: 2 });
  const points = Array.from({ length: graphs }, (_, g) => {
    const graph = connectedGraph(nodes, edges, g / (graphs - 1), seed + g);
    const { index } = frustrationIndex(graph, { method: nodes <= 24 ? 'enumeration' : 'auto' });
    return { frustration: index, conflict: algebraicConflict(graph).conflict };
  });
  const frustrated = points.filter(({ frustration }) => frustration > 0);
  const tightest = Math.max(...frustrated.map(({ frustration, conflict }) => (conflict * nodes) / (4 * frustration)));
  const most = Math.max(1, ...points.map(({ frustration }) => frustration));
  const top = 1.05 * Math.max(...points.map(({ conflict }) => conflict), 0.1);
  return figure({
    title: `The conflict λ_{min} reaches ${decimal(100 * Math.max(0, tightest), 0)} % of its bound 4F/n at most`,
    subtitle: `${graphs} random connected signed graphs with ${nodes} agents and ${edges} edges, from no to all edges negative`,
    source: 'Kunegis et al. (2010); the bound is the Rayleigh quotient of the best gauge',
    description:
      'Random connected signed graphs as dots, the smallest eigenvalue of the opposing Laplacian against the frustration index F. All lie under the line 4F/n; ' +
      `the closest comes to ${decimal(100 * Math.max(0, tightest), 0)} per cent of it.`,
    legend: [
      { label: 'a random graph', color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
      { label: 'bound 4F/n', color: (theme) => theme.accent },
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { domain: [0, most + 1], label: 'frustration index F (edges) →' },
      y: { domain: [0, top], label: '↑ algebraic conflict, λ_{min}(L)', grid: true }, // prettier-ignore
      marks: [
        Plot.line([0, Math.min(most + 1, (top * nodes) / 4)], { x: (f: number) => f, y: (f: number) => (4 * f) / nodes, stroke: theme.accent, strokeWidth: 2 }), // prettier-ignore
        Plot.dot(points, { x: 'frustration', y: 'conflict', r: 3.2, fill: theme.series[0], fillOpacity: 0.75 }),
      ],
    }),
  });
}

/** The first connected one of a run of random graphs: a balanced part of its own would have λ_min = 0 whatever F is. */
function connectedGraph(nodes: number, edges: number, negative: number, seed: number): SignedGraph {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const graph = randomSignedGraph({ nodes, edges, negative, seed: 1000 * seed + attempt });
    if (structuralBalance(graph).components.length === 1) return graph;
  }
  throw new InvalidInputError('edges', edges, `be enough to connect ${nodes} nodes at random`);
}
