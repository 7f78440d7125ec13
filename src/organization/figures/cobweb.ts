import { decimal, figure, type Figure, type Theme } from '../../figures/index.js';
import { amplification, phase } from '../amplification.js';
import { criticalCorrelation } from '../critical-surfaces.js';
import { limitBias } from '../fixed-point.js';
import { iterateTree } from '../iterate-tree.js';
import { layerMap } from '../layer-map.js';
import type { Layer } from '../layer.js';
import { integers, paper } from './words.js';

export interface CobwebOptions extends Omit<Layer, 'correlation'> {
  /** One panel each, from left to right. */
  readonly correlations: readonly number[];
  /** Where the walks begin, each in [0, 1]; one walk each in every panel. */
  readonly leafBiases?: readonly number[];
  /** Layers that a walk climbs; default 40. */
  readonly depth?: number;
}

/**
 * Cobwebs of the layer map: the bias after each layer as a walk between the curve v = T(u) and the diagonal, below and
 * above the critical correlation.
 *
 * @see arXiv 2601.17311, Theorem 4
 *
 * @example
 * ```ts
 * import { cobwebFigure } from 'polity/organization';
 * cobwebFigure({ fanIn: 5, fidelity: 0.6, correlations: [0, 0.5] }).title;
 * // 'One layer either lifts every weak bias to u* = 0.699 (ρ = 0) or sinks it to chance (ρ = 0.5)'
 * ```
 */
export function cobwebFigure({ correlations, leafBiases = [0.05, 0.95], depth = 40, ...layer }: CobwebOptions): Figure {
  const panels = correlations.map((correlation) => panel({ ...layer, correlation }, leafBiases, depth));
  const color = (theme: Theme, amplifies: boolean) => (amplifies ? theme.series[0] : theme.series[1]) ?? theme.ink;
  const threshold = criticalCorrelation(layer);
  return figure({
    title: finding(panels),
    subtitle:
      `Bias after one more layer against bias before it, b = ${layer.fanIn}, γ = ${decimal(layer.fidelity)}` +
      (threshold === null ? '' : `, critical correlation ρ_{c} = ${decimal(threshold)}`),
    source: `${paper}, Theorem 4`,
    description:
      'Cobweb diagrams of the layer map T(u). Where the curve leaves zero above the diagonal, walks from any leaf bias ' +
      'converge to where it crosses the diagonal; where it stays below, they converge to zero. ' +
      panels.map(({ label }) => label).join('; '),
    height: 350,
    legend: [
      { label: 'layer map T(u)', color: (theme) => theme.ink },
      { label: 'diagonal', color: (theme) => theme.muted, mark: 'dash' },
      ...(panels.some(({ amplifies }) => amplifies)
        ? [{ label: 'walk, amplifying', color: (theme: Theme) => color(theme, true) }]
        : []),
      ...(panels.some(({ amplifies }) => !amplifies)
        ? [{ label: 'walk, washing out', color: (theme: Theme) => color(theme, false) }]
        : []),
      { label: 'where walks end', color: (theme) => theme.accent, mark: 'dot' as const },
    ],
    plot: (Plot, theme) => ({
      marginTop: 40,
      marginRight: 8,
      fx: { domain: panels.map(({ label }) => label), label: null, padding: 0.1 },
      x: { domain: [0, 1], ticks: 5, tickFormat: String, label: 'bias before the layer, u →' },
      y: { domain: [0, 1], ticks: 5, tickFormat: String, label: '↑ bias after the layer, T(u)' },
      marks: [
        Plot.frame({ stroke: theme.grid }),
        Plot.axisFx({ anchor: 'top', fontSize: 12.5, fontWeight: 'bold', dy: 4 }),
        Plot.line([[0, 0], [1, 1]], { stroke: theme.muted, strokeDasharray: '5 3' }), // prettier-ignore
        ...panels.flatMap(({ label, amplifies, curve, walks, end }) => [
          ...walks.map((walk) =>
            Plot.line(walk, { fx: () => label, stroke: color(theme, amplifies), strokeWidth: 1.2 }),
          ),
          Plot.line(curve, { fx: () => label, stroke: theme.ink, strokeWidth: 2 }),
          Plot.dot([[end, end]], { fx: () => label, fill: theme.accent, r: 5, stroke: theme.paper }),
          Plot.text([[end, end]], {
            fx: () => label,
            text: [end === 0 ? 'chance' : `u* = ${decimal(end)}`],
            fill: theme.accent,
            stroke: theme.paper,
            fontWeight: 'bold',
            textAnchor: end > 0.6 ? 'end' : 'start',
            dx: end > 0.6 ? -10 : 30,
            dy: end > 0.6 ? -10 : -8,
          }),
        ]),
      ],
    }),
  });
}

interface Panel {
  readonly correlation: number;
  readonly label: string;
  readonly amplifies: boolean;
  readonly end: number;
  readonly curve: readonly (readonly [number, number])[];
  readonly walks: readonly (readonly (readonly [number, number])[])[];
}

function panel(layer: Layer, leafBiases: readonly number[], depth: number): Panel {
  const curve = integers(0, 100).map((i) => [i / 100, layerMap(layer, i / 100)] as const);
  const walks = leafBiases.map((leafBias) => staircase(iterateTree({ ...layer, leafBias, depth }).bias));
  return {
    correlation: layer.correlation,
    label: `ρ = ${decimal(layer.correlation)}: α = ${decimal(amplification(layer), 4)}`,
    amplifies: phase(layer) === 'amplifying',
    end: limitBias({ ...layer, leafBias: leafBiases[0] ?? 1 }),
    curve,
    walks,
  };
}

/** From (u, u) up or down to the curve, then across to the diagonal, layer by layer. */
function staircase(bias: Float64Array): (readonly [number, number])[] {
  const corners: (readonly [number, number])[] = [];
  for (let level = 0; level + 1 < bias.length; level++) {
    corners.push([bias[level], bias[level]], [bias[level], bias[level + 1]]);
  }
  return corners;
}

function finding(panels: readonly Panel[]): string {
  const up = panels.find(({ amplifies }) => amplifies);
  const down = panels.find(({ amplifies }) => !amplifies);
  if (up && down) {
    const [lifted, sunk] = [decimal(up.correlation), decimal(down.correlation)];
    return `One layer either lifts every weak bias to u* = ${decimal(up.end)} (ρ = ${lifted}) or sinks it to chance (ρ = ${sunk})`;
  }
  return up ? `Every positive bias is lifted to the fixed point where T(u) = u` : `Every bias sinks to chance`;
}
