import { figure, type Figure } from '../../figures/index.js';
import { predictLimit, simulateFlow } from '../dynamics/index.js';
import { signedGraph, type SignedNetwork } from '../signed-graph.js';
import { capital, decimal } from './wording.js';

export interface TrajectoriesFigureOptions {
  /** Debates side by side over the same agents, by name. */
  readonly debates: Readonly<Record<string, SignedNetwork>>;
  /** Beliefs at time 0, in the order of the nodes. */
  readonly initial: ArrayLike<number>;
  /** Time shown, default 8. */
  readonly duration?: number;
}

/**
 * Beliefs over time in several debates from the same start, with the predicted limits.
 *
 * @example
 * ```ts
 * import { signedGraphFromArrays, trajectoriesFigure } from 'polity/consensus';
 * const triangle = (weights: number[]) =>
 *   signedGraphFromArrays({ nodes: ['ann', 'bob', 'cyd'], sources: [0, 1, 2], targets: [1, 2, 0], weights });
 * const debates = { 'two critics': triangle([1, -1, -1]), 'one critic': triangle([1, 1, -1]) };
 * trajectoriesFigure({ debates, initial: [1.5, 0.5, -0.4] }).title;
 * // 'Two critics: bipartite consensus at ±0.8; one critic: neutralization'
 * ```
 */
export function trajectoriesFigure({ debates, initial, duration = 8 }: TrajectoriesFigureOptions): Figure {
  const times = Array.from({ length: 121 }, (_, k) => (duration * k) / 120);
  const names = Object.keys(debates);
  const panels = Object.entries(debates).map(([name, network]) => {
    const { nodes } = signedGraph(network);
    const { kind, limit } = predictLimit(network, { initial });
    const { beliefs } = simulateFlow(network, { initial, times });
    const lines = nodes.flatMap((agent, i) =>
      times.map((time, k) => ({ debate: name, agent, time, belief: beliefs.get(k, i) })),
    );
    const ends = [...new Set(Array.from(limit, (x) => Math.round(x * 1e9) / 1e9 || 0))].map((belief) => ({
      debate: name,
      belief,
    }));
    const strength = Math.max(...ends.map(({ belief }) => Math.abs(belief)));
    const at = { consensus: ` at ${decimal(ends[0].belief)}`, 'bipartite consensus': ` at ±${decimal(strength)}` };
    return { nodes, lines, ends, outcome: `${name}: ${kind}${at[kind as keyof typeof at] ?? ''}` };
  });
  const agents = panels[0].nodes;
  return figure({
    title: capital(panels.map(({ outcome }) => outcome).join('; ')),
    subtitle: `Beliefs (log-odds) over time under ẋ = −L_{o} x, and the predicted limits (dashed)`,
    source: 'Altafini, IEEE Trans. Automatic Control 58 (2013) 935, Theorems 1 and 2',
    description:
      `Panels of ${agents.length} curves each, one an agent, from the same first beliefs. In a balanced debate the curves end at ` +
      `two opposite levels, one a camp, or at one; in a frustrated one all of them end at zero. ${panels.map(({ outcome }) => outcome).join('; ')}`,
    height: 340,
    legend: agents.slice(0, 6).map((agent, i) => ({ label: agent, color: (theme) => theme.series[i] })),
    plot: (Plot, theme) => ({
      marginRight: 16,
      fx: { domain: names, label: null },
      x: { domain: [0, duration], label: 'time →', ticks: 5 },
      y: { label: '↑ belief, x (log-odds)', ticks: 6, inset: 6 },
      marks: [
        Plot.frame({ stroke: theme.grid }),
        Plot.ruleY([0], { stroke: theme.grid }),
        Plot.ruleY(
          panels.flatMap(({ ends }) => ends),
          { fx: 'debate', y: 'belief', stroke: theme.accent, strokeDasharray: '5 3' },
        ),
        Plot.line(
          panels.flatMap(({ lines }) => lines),
          {
            fx: 'debate',
            x: 'time',
            y: 'belief',
            z: 'agent',
            stroke: ({ agent }: { agent: string }) => theme.series[agents.indexOf(agent) % theme.series.length],
            strokeWidth: 2,
          },
        ),
      ],
    }),
  });
}
