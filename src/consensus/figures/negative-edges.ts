import { decimal, figure, type Figure } from '../../figures/index.js';
import { checkInteger, randomStream } from '../../foundation/index.js';
import { laplacianSpectrum } from '../spectrum.js';
import { signedGraph, type SignedNetwork } from '../signed-graph.js';

export interface NegativeEdgesFigureOptions {
  /** Edges turned negative one after another, in random order; default all. */
  readonly most?: number;
  /** Of the order; default 0. */
  readonly seed?: number;
}

/**
 * Spectra of both Laplacians as one edge after another turns negative: the opposing one stays at or above 0, the repelling
 * one becomes indefinite.
 *
 * @throws InvalidInputError when the graph is directed
 *
 * @example
 * ```ts
 * import { negativeEdgesFigure, randomSignedGraph } from 'polity/consensus';
 * const graph = randomSignedGraph({ nodes: 12, edges: 30, negative: 0 });
 * negativeEdgesFigure(graph, { most: 10 }).legend?.length; // 3
 * ```
 */
export function negativeEdgesFigure(network: SignedNetwork, options: NegativeEdgesFigureOptions = {}): Figure {
  const graph = signedGraph(network);
  const pairs: [number, number][] = [];
  graph.nodes.forEach((_, i) => {
    for (let k = graph.offsets[i]; k < graph.offsets[i + 1]; k++) if (graph.targets[k] > i) pairs.push([i, k]);
  });
  const most = checkInteger('most', options.most ?? pairs.length, { min: 1, max: pairs.length });
  randomStream(options.seed ?? 0).shuffle(pairs);
  const weights = graph.weights.map(Math.abs);
  const points: { negative: number; value: number; kind: string }[] = [];
  const least: { negative: number; value: number; kind: string }[] = [];
  for (let negative = 0; negative <= most; negative++) {
    if (negative > 0) turn(pairs[negative - 1]);
    for (const kind of ['opposing', 'repelling'] as const) {
      const values = laplacianSpectrum({ ...graph, weights }, { kind });
      values.forEach((value) => points.push({ negative, value, kind }));
      least.push({ negative, value: values[0], kind });
    }
  }
  function turn([i, k]: [number, number]) {
    weights[k] = -weights[k];
    for (let l = graph.offsets[graph.targets[k]]; l < graph.offsets[graph.targets[k] + 1]; l++) {
      if (graph.targets[l] === i) weights[l] = -weights[l];
    }
  }
  const tiny = 1e-9 * Math.max(...points.map(({ value }) => value));
  const first = least.find(({ kind, value }) => kind === 'repelling' && value < -tiny);
  const conflict = Math.max(...least.map(({ kind, value }) => (kind === 'opposing' ? value : 0)));
  return figure({
    title: first
      ? `The repelling Laplacian turns unstable at ${first.negative} negative ${first.negative === 1 ? 'edge' : 'edges'}; the opposing one never does`
      : `Neither Laplacian turns unstable with up to ${most} negative edges`,
    subtitle: `Eigenvalues as edges turn negative one by one; ${graph.nodes.length} agents, ${graph.size} edges`,
    source: 'Opposing: Kunegis et al. (2010), Altafini (2013). Repelling: Zelazo & Bürger (2014)',
    description:
      'Two panels of eigenvalues against the number of negative edges. Under the opposing Laplacian the smallest eigenvalue ' +
      `rises from 0 to at most ${decimal(conflict)}; under the repelling one it ${first ? 'falls below 0' : 'stays at 0'}.`,
    height: 380,
    legend: [
      { label: 'eigenvalues', color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
      { label: 'smallest', color: (theme) => theme.accent },
      { label: 'limit of stability', color: (theme) => theme.ink, mark: 'dash' },
    ],
    plot: (Plot, theme) => ({
      marginTop: 34,
      marginLeft: 48,
      fx: { domain: ['opposing', 'repelling'], label: null, padding: 0.08 },
      x: { label: 'negative edges →', ticks: 5 },
      y: { label: '↑ eigenvalue of L', grid: true },
      marks: [
        Plot.frame({ stroke: theme.grid }),
        Plot.ruleY([0], { stroke: theme.ink, strokeDasharray: '5 3' }),
        Plot.dot(points, { fx: 'kind', x: 'negative', y: 'value', r: 1.3, fill: theme.series[0], fillOpacity: 0.7 }),
        Plot.line(least, { fx: 'kind', x: 'negative', y: 'value', stroke: theme.accent, strokeWidth: 2 }),
        Plot.axisFx({ anchor: 'top', fontSize: 12.5, fontWeight: 'bold', dy: 4 }),
      ],
    }),
  });
}
