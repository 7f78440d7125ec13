import { Matrix } from 'ml-matrix';
import { figure, type Figure } from '../../figures/index.js';
import { matrixExponential } from '../dynamics/index.js';
import { detectTrojanModes, hiddenPromptSystem } from '../hidden/index.js';
import { signedGraphFromArrays } from '../signed-graph.js';
import { decimal, evenly } from './wording.js';

/**
 * A hidden prompt that pushes two agents of a star apart: the watched hub sees nothing. One edge of criticism that makes a
 * triangle negative brings it into view.
 *
 * @example
 * ```ts
 * import { trojanFigure } from 'polity/consensus';
 * trojanFigure().title; // 'A prompt that splits two agents never shows at the hub; one critical edge betrays it'
 * ```
 */
export function trojanFigure(): Figure {
  const influence = Matrix.columnVector([0, 1, -1, 0, 0, 0]);
  const spokes = [1, 2, 3, 4, 5].map((leaf) => [0, leaf, 1] as const);
  const times = evenly(0, 10, 101);
  const panels = [
    { name: 'star', edges: spokes },
    { name: 'star with a critical edge', edges: [...spokes, [1, 3, -1] as const] },
  ].map(({ name, edges }) => {
    const star = signedGraphFromArrays({
      nodes: ['hub', 'leaf 1', 'leaf 2', 'leaf 3', 'leaf 4', 'leaf 5'],
      sources: edges.map(([i]) => i),
      targets: edges.map(([, j]) => j),
      weights: edges.map(([, , weight]) => weight),
    });
    const system = hiddenPromptSystem(star, { observed: ['hub'], influence });
    const start = Matrix.columnVector([0, 0, 0, 0, 0, 0, 1]);
    const propagator = matrixExponential(Matrix.mul(system.dynamics, times[1]));
    let state = start;
    const lines = times.flatMap((time, k) => {
      if (k > 0) state = propagator.mmul(state);
      return star.nodes.map((agent, i) => ({ panel: name, agent, time, belief: state.get(i, 0) }));
    });
    const trojans = detectTrojanModes(system).filter(({ kind }) => kind === 'trojan').length;
    return { name, lines, trojans, hub: lines[lines.length - star.nodes.length].belief };
  });
  const [before, after] = panels;
  const hidden = before.trojans > 0 && after.trojans === 0;
  const role = (agent: string) => (agent === 'hub' ? 0 : agent === 'leaf 1' ? 1 : agent === 'leaf 2' ? 2 : 3);
  return figure({
    title: hidden
      ? 'A prompt that splits two agents never shows at the hub; one critical edge betrays it'
      : `A prompt that splits two agents: ${before.trojans} hidden modes that stay in the star, ${after.trojans} with a critical edge`,
    subtitle: `Beliefs under ẋ = −L_{o} x + Gz; a constant prompt pushes leaf 1 up and leaf 2 down, the hub is watched. It ends at ${decimal(before.hub)} and at ${decimal(after.hub)}`,
    source: 'Hidden modes by the Popov–Belevitch–Hautus test: Mv = λv, Cv = 0, Re λ ≥ 0',
    description:
      'Two panels. In the star one leaf rises, another falls as much, and the hub stays at exactly zero. With one negative ' +
      'edge between two leaves the hub leaves zero and settles elsewhere, so that an observer of the hub sees the prompt.',
    height: 320,
    legend: [
      { label: 'hub (watched)', color: (theme) => theme.accent },
      { label: 'leaf 1', color: (theme) => theme.series[0] },
      { label: 'leaf 2', color: (theme) => theme.series[1] },
      { label: 'other leaves', color: (theme) => theme.muted },
    ],
    plot: (Plot, theme) => {
      const colors = [theme.accent, theme.series[0], theme.series[1], theme.muted];
      return {
        marginRight: 16,
        fx: { domain: panels.map(({ name }) => name), label: null },
        x: { domain: [0, 10], label: 'time →', ticks: 5 },
        y: { label: '↑ belief, x (log-odds)', ticks: 6, inset: 6 },
        marks: [
          Plot.frame({ stroke: theme.grid }),
          Plot.ruleY([0], { stroke: theme.grid }),
          Plot.line(
            panels.flatMap(({ lines }) => lines).sort((a, b) => role(b.agent) - role(a.agent)),
            {
              fx: 'panel',
              x: 'time',
              y: 'belief',
              z: 'agent',
              stroke: ({ agent }: { agent: string }) => colors[role(agent)],
              strokeWidth: ({ agent }: { agent: string }) => (agent === 'hub' ? 3 : 1.8),
            },
          ),
        ],
      };
    },
  });
}
