import { figure, type Figure } from '../../figures/index.js';
import { checkInteger } from '../../foundation/index.js';
import { convergence, simulateFlow } from '../dynamics/index.js';
import { signedGraphFromArrays } from '../signed-graph.js';
import { decimal, evenly } from './wording.js';

/**
 * A ring of agents, each listening to the next and the last opposing the first: beliefs swing while they die out, within
 * the envelope e^{−rate·t} and with the period that the slowest pair of eigenvalues predicts.
 *
 * @param options - `agents` n ≥ 3, default 5; `periods` shown, default 3
 * @throws InvalidInputError for fewer than three agents
 *
 * @example
 * ```ts
 * import { criticCycleFigure } from 'polity/consensus';
 * criticCycleFigure({ agents: 5 }).title;
 * // 'A ring of 5 with one critic swings every 10.69 time units and loses 87 % of its conviction each time'
 * ```
 */
export function criticCycleFigure({
  agents = 5,
  periods = 3,
}: { readonly agents?: number; readonly periods?: number } = {}): Figure {
  const n = checkInteger('agents', agents, { min: 3 });
  checkInteger('periods', periods, { min: 1 });
  const ring = signedGraphFromArrays({
    nodes: n,
    sources: Array.from({ length: n }, (_, i) => i),
    targets: Array.from({ length: n }, (_, i) => (i + 1) % n),
    weights: Array.from({ length: n }, (_, i) => (i === n - 1 ? -1 : 1)),
    directed: true,
  });
  const { rate, period } = convergence(ring);
  // The slowest pair has eigenvector e^{iπk/n}; its real part swings in that plane alone.
  const initial = Array.from({ length: n }, (_, k) => Math.cos((Math.PI * k) / n));
  const times = evenly(0, periods * period, 301);
  const { beliefs } = simulateFlow(ring, { initial, times });
  const lines = times.flatMap((time, k) =>
    Array.from({ length: n }, (_, agent) => ({ time, agent, belief: beliefs.get(k, agent) })),
  );
  const envelope = times.map((time) => ({ time, size: Math.exp(-rate * time) }));
  const lost = 1 - Math.exp(-rate * period);
  return figure({
    title: `A ring of ${n} with one critic swings every ${decimal(period, 2)} time units and loses ${decimal(100 * lost, 0)} % of its conviction each time`,
    subtitle: `Beliefs under ẋ = −L_{o} x; predicted envelope e^{−rt}, r = 1 − cos(π/${n}) = ${decimal(rate)}, period 2π/sin(π/${n})`,
    source: 'Eigenvalues 1 − e^{iπ(2k+1)/n} of a negative directed cycle; undirected networks never swing',
    description:
      `Curves of ${n} agents, shifted against one another, swing around zero and shrink inside two exponential envelopes. ` +
      'Vertical lines mark the predicted periods, at which the first agent is back at a maximum.',
    height: 340,
    legend: [
      { label: 'first agent', color: (theme) => theme.series[0] },
      { label: 'other agents', color: (theme) => theme.muted },
      { label: 'predicted envelope and periods', color: (theme) => theme.accent, mark: 'dash' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { domain: [0, periods * period], label: 'time →' },
      y: { domain: [-1, 1], label: '↑ belief, x (log-odds)', ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: theme.grid }),
        Plot.ruleX(
          Array.from({ length: periods }, (_, k) => (k + 1) * period),
          { stroke: theme.accent, strokeDasharray: '2 4' },
        ),
        Plot.line(
          lines.filter(({ agent }) => agent > 0),
          { x: 'time', y: 'belief', z: 'agent', stroke: theme.muted, strokeOpacity: 0.6 },
        ),
        Plot.line(envelope, { x: 'time', y: 'size', stroke: theme.accent, strokeDasharray: '5 3' }),
        Plot.line(envelope, {
          x: 'time',
          y: ({ size }: { size: number }) => -size,
          stroke: theme.accent,
          strokeDasharray: '5 3',
        }),
        Plot.line(
          lines.filter(({ agent }) => agent === 0),
          { x: 'time', y: 'belief', stroke: theme.series[0], strokeWidth: 2.5 },
        ),
      ],
    }),
  });
}
