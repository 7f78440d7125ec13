import { figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { chordalCompletion } from '../chordal-completion.js';
import { chordality } from '../chordality.js';
import { forEachEdge, nodeIndex, signedGraph, type SignedNetwork } from '../signed-graph.js';
import { springLayout } from './layout.js';
import { counted } from './words.js';

/**
 * A graph beside a chordal completion of it: left with a cycle that has no chord, right with the edges that mend all.
 *
 * @throws InvalidInputError when the graph has more than 60 nodes
 *
 * @example
 * ```ts
 * import { chordalFigure, signedGraphFromArrays } from 'polity/consensus';
 * const ring = { nodes: 5, sources: [0, 1, 2, 3, 4], targets: [1, 2, 3, 4, 0] };
 * chordalFigure(signedGraphFromArrays(ring)).title; // 'A cycle of 5 has no chord; 2 edges make the graph chordal'
 * ```
 */
export function chordalFigure(network: SignedNetwork): Figure {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  if (n > 60) throw new InvalidInputError('graph', `${n} nodes`, 'have at most 60 nodes to be drawn');
  const { chordlessCycle } = chordality(graph);
  const { added, treewidthBound } = chordalCompletion(graph);
  const places = springLayout(graph, null);
  const panels = ['as it is', 'completed'];
  const at = (i: number, j: number) => ({ x1: places[i].x, y1: places[i].y, x2: places[j].x, y2: places[j].y });
  const links: ReturnType<typeof at>[] = [];
  forEachEdge(graph, (i, j) => links.push(at(i, j)));
  const byName = (a: string, b: string) => at(nodeIndex(graph, a), nodeIndex(graph, b));
  const cycle = (chordlessCycle ?? []).map((a, k, all) => byName(a, all[(k + 1) % all.length]));
  const chords = added.map(([a, b]) => byName(a, b));
  const nodes = places.map((place, i) => ({ ...place, name: graph.nodes[i] }));
  return figure({
    title: chordlessCycle
      ? `A cycle of ${chordlessCycle.length} has no chord; ${counted(added.length, 'edge')} ${added.length === 1 ? 'makes' : 'make'} the graph chordal`
      : 'The graph is chordal: triangles alone decide its balance',
    subtitle: `${n} agents, ${counted(graph.size, 'edge')}; treewidth of the completion ${treewidthBound}`,
    source: 'Rose, Tarjan & Lueker (1976); completion by min-fill',
    description:
      `Two drawings of a graph of ${n} nodes, as it is and completed. ` +
      (chordlessCycle
        ? `A cycle without a chord is marked on the left (${chordlessCycle.join(', ')}), the added edges on the right.`
        : 'Nothing has to be added.'),
    height: 330,
    legend: [
      { label: 'edge', color: (theme) => theme.muted },
      ...(chordlessCycle
        ? [
            { label: 'cycle without a chord', color: (theme: { accent: string }) => theme.accent },
            { label: 'added', color: (theme: { series: readonly string[] }) => theme.series[2], mark: 'dash' as const },
          ]
        : []),
    ],
    plot: (Plot, theme) => {
      const link = (data: typeof links, panel: string, options: object) =>
        Plot.link(data, { fx: () => panel, x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', ...options });
      return {
        axis: null,
        marginTop: 34,
        marginBottom: 12,
        inset: 22,
        fx: { domain: panels, label: null, padding: 0.06 },
        marks: [
          Plot.frame({ stroke: theme.grid }),
          ...panels.map((panel) => link(links, panel, { stroke: theme.muted, strokeWidth: 1.3 })),
          link(cycle, 'as it is', { stroke: theme.accent, strokeWidth: 3 }),
          link(chords, 'completed', { stroke: theme.series[2], strokeWidth: 2.4, strokeDasharray: '5 4' }),
          ...panels.flatMap((panel) => [
            Plot.dot(nodes, { fx: () => panel, x: 'x', y: 'y', r: 10, fill: theme.paper, stroke: theme.ink }),
            Plot.text(nodes, { fx: () => panel, x: 'x', y: 'y', text: 'name', fill: theme.ink, fontSize: 10 }),
          ]),
          Plot.axisFx({ anchor: 'top', fontSize: 12.5, fontWeight: 'bold', dy: 4 }),
        ],
      };
    },
  });
}
