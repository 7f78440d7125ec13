import { figure, type Figure } from '../../figures/index.js';
import { solvePlanner, type Move, type SocialLearning } from '../social-learning/index.js';
import { decimal, steering } from './wording.js';

/** What a planner's moves are called in figures. */
const names: Readonly<Record<Move, string>> = {
  ignore: 'baseline, ignored',
  baseline: 'baseline, followed',
  least: 'least revealing',
  full: 'perfect signal',
  lock: 'just below: obfuscate',
};
const moves = Object.keys(names) as Move[];

/**
 * A planner's optimal precision and value against the public belief, with its phases shaded.
 *
 * @param model - planner, baseline p, discount δ, loss C and cost β
 *
 * @example
 * ```ts
 * import { linearCost, plannerFigure } from 'polity/consensus';
 * plannerFigure({ planner: 'altruistic', baseline: 0.7, discount: 0.9, cost: linearCost(0.8) }).title;
 * // 'The altruistic planner pays for precision at beliefs from 0.024 to 0.976, and its value is convex'
 * ```
 */
export function plannerFigure(model: SocialLearning): Figure {
  const { beliefs, value, actions, phases, convexity } = solvePlanner(model, { grid: false, points: 401 });
  const active = phases.filter(({ move }) => move !== 'ignore');
  const used = moves.filter((move) => phases.some((phase) => phase.move === move));
  const rows = Array.from(beliefs, (belief, i) => ({ belief, value: value[i], precision: actions[i].precision }));
  const lowest = Math.min(...value);
  const panels = ['precision q', 'value V'];
  // Both panels share one axis of 0 to 1; the value is drawn on its own scale and labelled there.
  const scaled = (v: number) => 1 - v / lowest;
  const verb = model.planner === 'altruistic' ? 'pays for precision' : 'interferes';
  const where =
    active.length === 0
      ? 'never'
      : `at beliefs from ${decimal(active[0].from)} to ${decimal(active[active.length - 1].to)}`;
  return figure({
    title: `The ${model.planner} planner ${verb} ${where}, and its value is ${convexity.holds ? '' : 'not '}convex`,
    subtitle: `Optimal precision q, and value V on a scale from ${decimal(lowest, 2)} (at 0) to 0 (at 1); p = ${decimal(model.baseline)}, δ = ${decimal(model.discount)}, C = ${decimal(model.loss ?? 1)}, β(1) = ${decimal(model.cost(1 - model.baseline))}`,
    source: `${steering}; phases as solved, not as assumed`,
    description:
      `Two panels over the public belief from 0 to 1, shaded by phase. ` +
      phases.map(({ move, from, to }) => `${names[move]} from ${decimal(from)} to ${decimal(to)}`).join('; '),
    height: 420,
    legend: [
      { label: 'optimum', color: (theme) => theme.ink },
      ...used.map((move) => ({
        label: names[move],
        color: (theme: { series: readonly string[]; muted: string }) => shade(move, theme),
        mark: 'area' as const,
      })),
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      marginLeft: 48,
      fy: { domain: panels, label: null, axis: null },
      x: { domain: [0, 1], label: 'public belief, b →', ticks: 5 },
      y: { domain: [0, 1.02], label: null, ticks: 5 },
      marks: [
        ...panels.map((panel) =>
          Plot.rect(phases, {
            fy: () => panel,
            x1: 'from',
            x2: 'to',
            y1: 0,
            y2: 1.02,
            fill: ({ move }: { move: Move }) => shade(move, theme),
            fillOpacity: 0.22,
          }),
        ),
        Plot.frame({ stroke: theme.grid }),
        Plot.text(panels, {
          fy: (panel: string) => panel,
          frameAnchor: 'bottom-right',
          text: (panel: string) => panel,
          dx: -8,
          dy: -8,
          fill: theme.ink,
        }),
        Plot.ruleY([model.baseline], { fy: () => panels[0], stroke: theme.muted, strokeDasharray: '2 3' }),
        Plot.dot(rows, { fy: () => panels[0], x: 'belief', y: 'precision', r: 1.4, fill: theme.ink }),
        Plot.dot(rows, {
          fy: () => panels[1],
          x: 'belief',
          y: ({ value: v }: { value: number }) => scaled(v),
          r: 1.4,
          fill: theme.ink,
        }),
      ],
    }),
  });
}

function shade(move: Move, theme: { readonly series: readonly string[]; readonly muted: string }): string {
  return move === 'ignore' ? theme.muted : theme.series[moves.indexOf(move) - 1];
}
