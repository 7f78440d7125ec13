import { figure, type Figure } from '../../figures/index.js';
import { cascadeOnsets, simulateSociety, type SocietyOptions } from '../social-learning/index.js';
import { decimal, steering } from './wording.js';

/**
 * Paths of the public belief in simulated societies, with the places where cascades start.
 *
 * @param options - those of {@link simulateSociety}; 25 societies of 20 agents are drawn by default
 *
 * @example
 * ```ts
 * import { beliefPathsFigure, constantPolicy } from 'polity/consensus';
 * beliefPathsFigure({ policy: constantPolicy(0.7), state: 'bad', seed: 3 }).description.slice(0, 22); // 'Stepwise paths of the '
 * ```
 */
export function beliefPathsFigure({ agents = 20, societies = 25, ...options }: SocietyOptions): Figure {
  const run = simulateSociety({ agents, societies, ...options });
  const { onsets, wrong, share } = cascadeOnsets(run);
  const paths = Array.from({ length: societies * agents }, (_, at) => ({
    society: Math.floor(at / agents),
    agent: (at % agents) + 1,
    belief: run.beliefs[at],
  }));
  const starts = Array.from(onsets).flatMap((onset, society) => {
    if (onset < 0) return [];
    const at = society * agents + onset;
    return [{ agent: onset + 1, belief: run.beliefs[at], right: run.actions[at] === run.states[society] }];
  });
  const count = starts.length;
  const mistaken = Math.round(wrong.estimate * societies);
  return figure({
    title:
      count === 0
        ? `None of ${societies} societies falls into a cascade within ${agents} agents`
        : `${count} of ${societies} societies stop learning, ${mistaken === 0 ? 'none' : mistaken} of them on the wrong action`,
    subtitle: `Public belief before each agent, and where cascades start; share of cascades ${decimal(100 * share.estimate, 0)} %, wrong ones ${decimal(100 * wrong.estimate, 0)} %`,
    source: `${steering}; simulated with a scripted oracle and scripted agents`,
    description:
      `Stepwise paths of the public belief that the world is good over ${agents} agents in ${societies} societies. A path that turns ` +
      'flat is a cascade: agents ignore their signals and nothing more is learned. Dots mark where that starts, by whether the herd is right.',
    height: 360,
    legend: [
      { label: 'public belief', color: (theme) => theme.series[0] },
      { label: 'a right cascade starts', color: (theme) => theme.series[2], mark: 'dot' },
      { label: 'a wrong cascade starts', color: (theme) => theme.accent, mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { domain: [1, agents], label: 'agent →', ticks: Math.min(10, agents) },
      y: { domain: [0, 1], label: '↑ public belief that the world is good', ticks: 5 },
      marks: [
        Plot.ruleY([0.5], { stroke: theme.grid }),
        Plot.line(paths, { x: 'agent', y: 'belief', z: 'society', stroke: theme.series[0], strokeOpacity: 0.45 }),
        Plot.dot(starts, {
          x: 'agent',
          y: 'belief',
          r: 4.5,
          fill: ({ right }: { right: boolean }) => (right ? theme.series[2] : theme.accent),
          stroke: theme.paper,
        }),
      ],
    }),
  });
}
