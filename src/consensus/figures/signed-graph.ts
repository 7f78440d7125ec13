import { figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { frustrationIndex, type FrustrationOptions } from '../frustration.js';
import { forEachEdge, signedGraph, type SignedNetwork } from '../signed-graph.js';
import { springLayout } from './layout.js';
import { counted } from './words.js';

/** Most nodes that a drawing can show. */
const MOST_NODES = 200;

/**
 * A signed graph with its camps (left and right, from the frustration index) and the edges against them marked.
 *
 * @throws InvalidInputError when the graph has more than 200 nodes
 *
 * @example
 * ```ts
 * import { signedGraphFigure, signedGraphFromArrays } from 'polity/consensus';
 * const ring = { nodes: 4, sources: [0, 1, 2, 3], targets: [1, 2, 3, 0], weights: [1, 1, 1, -1] };
 * signedGraphFigure(signedGraphFromArrays(ring)).title; // 'No two camps fit: 1 edge of 4 is frustrated at best'
 * ```
 */
export function signedGraphFigure(network: SignedNetwork, options: FrustrationOptions = {}): Figure {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  if (n > MOST_NODES)
    throw new InvalidInputError('graph', `${n} nodes`, `have at most ${MOST_NODES} nodes to be drawn`);
  const found = frustrationIndex(graph, options);
  const { gauge, optimal, frustratedEdges } = found;
  const places = springLayout(graph, gauge, options.seed);
  const edges: { x1: number; y1: number; x2: number; y2: number; weight: number; frustrated: boolean }[] = [];
  forEachEdge(graph, (i, j, weight) => {
    const [a, b] = [places[i], places[j]];
    edges.push({ x1: a.x, y1: a.y, x2: b.x, y2: b.y, weight, frustrated: weight * gauge[i] * gauge[j] < 0 });
  });
  const nodes = graph.nodes.map((name, i) => ({ ...places[i], name, camp: gauge[i] }));
  const count = frustratedEdges.length;
  const sizes = [1, -1].map((side) => gauge.filter((camp) => camp === side).length);
  return figure({
    title:
      count === 0
        ? sizes.includes(0)
          ? `Balanced: all ${n} agents can agree`
          : `Balanced: two camps of ${sizes[0]} and ${sizes[1]} agents`
        : `No two camps fit: ${counted(count, 'edge')} of ${graph.size} ${count === 1 ? 'is' : 'are'} frustrated${optimal ? ' at best' : ' in the best camps found'}`,
    subtitle: `${n} agents, ${graph.size} signed edges; camps left and right`,
    source: 'Camps by the frustration index: Harary (1959)',
    description:
      `A drawing of a signed graph with camps of ${sizes[0]} and ${sizes[1]} nodes. Positive edges are solid, negative ones dashed; ` +
      `${counted(count, 'edge')} that contradict the camps are marked.`,
    height: 420,
    legend: [
      { label: 'positive', color: (theme) => theme.muted },
      { label: 'negative', color: (theme) => theme.muted, mark: 'dash' },
      ...(count > 0 ? [{ label: 'frustrated', color: (theme: { accent: string }) => theme.accent }] : []),
      { label: 'first camp', color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
      { label: 'second camp', color: (theme) => theme.series[1] ?? theme.ink, mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      axis: null,
      margin: 24,
      inset: 8,
      marks: [true, false].flatMap((positive) => [
        ...[false, true].map((frustrated) =>
          Plot.link(
            edges.filter((edge) => edge.weight > 0 === positive && edge.frustrated === frustrated),
            {
              x1: 'x1',
              y1: 'y1',
              x2: 'x2',
              y2: 'y2',
              stroke: frustrated ? theme.accent : theme.muted,
              strokeWidth: frustrated ? 2.4 : 1.2,
              strokeOpacity: frustrated ? 1 : 0.75,
              ...(positive ? {} : { strokeDasharray: '5 4' }),
            },
          ),
        ),
        ...(positive
          ? []
          : [
              Plot.dot(nodes, {
                x: 'x',
                y: 'y',
                r: n > 40 ? 5 : 11,
                fill: ({ camp }: { camp: number }) => (camp > 0 ? theme.series[0] : theme.series[1]),
                stroke: theme.paper,
                strokeWidth: 1.5,
              }),
              ...(n > 40 ? [] : [Plot.text(nodes, { x: 'x', y: 'y', text: 'name', fill: theme.ink, stroke: theme.paper, strokeWidth: 4, dy: -19, fontSize: 11 })]), // prettier-ignore
            ]),
      ]),
    }),
  });
}
