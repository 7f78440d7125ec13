import { decimal, logAxisX, significant, figure, type Figure, type Theme } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { percentileInterval } from '../../statistics/index.js';
import type { Calibration } from '../calibration/calibrate.js';
import { biasOfPlan, searchPlans, type PlannedOrganization } from '../calibration/plan-search.js';
import { agentsIn, agentsOf, limitsOf, recommend, type RecommendOptions } from '../calibration/recommend.js';
import { integers, paper } from './words.js';

/** Budgets drawn, and draws of the calibration behind the bands. */
const BUDGETS = 61;
const DRAWS = 100;

/**
 * Accuracy against budget: a single agent, and the best star or tree that the context window allows, with bands from the
 * calibration's draws, the budget asked for, and the synergy window of the tree recommended for it.
 *
 * @throws InvalidInputError when the calibration is too poor for a recommendation
 * @see arXiv 2601.17311, Section 5 (budgeted synergy)
 *
 * @example
 * ```ts
 * import { calibrate, recommendationFigure, syntheticRuns } from 'polity/organization';
 * const fidelityCurve = { family: 'hyperbolic', ceiling: 0.95, length: 10 } as const;
 * const truth = { scale: 0.1, beta: 0.12, correlation: 0.05, fidelityCurve };
 * const calibration = calibrate(syntheticRuns({ ...truth, items: 400, rounds: 3 }));
 * recommendationFigure(calibration, { budget: 1e5, window: 8000 }).title.startsWith('With 100,000 tokens a star'); // true
 * ```
 */
export function recommendationFigure(calibration: Calibration, options: RecommendOptions): Figure {
  const agents = agentsOf(calibration, options);
  const recommendation = recommend(calibration, options);
  const { organization, single, layer, budget } = recommendation;
  if (!agents || !organization || !single) {
    throw new InvalidInputError('calibration', null, `allow a recommendation: ${recommendation.notes.join('; ')}`);
  }
  const limits = limitsOf(calibration, options);
  const drawn = integers(0, Math.min(DRAWS, calibration.draws) - 1).map((r) =>
    agentsIn(calibration.draw(r), options, agents),
  );
  const band = (plan: PlannedOrganization | null) => {
    if (!plan) return { accuracy: NaN, lower: NaN, upper: NaN };
    const accuracies = drawn.map((draw) => (1 + biasOfPlan(plan, draw)) / 2);
    const { lower, upper } = percentileInterval(accuracies, { level: calibration.level });
    return { accuracy: plan.accuracy, lower, upper };
  };
  const [low, high] = [budget / 300, budget * 300];
  const points = integers(0, BUDGETS - 1).map((i) => {
    const at = low * (high / low) ** (i / (BUDGETS - 1));
    const found = searchPlans(agents, { ...limits, budget: at });
    return { budget: at, single: band(found.single), tree: band(found.bestTree) };
  });
  const trees = points.map(({ budget: at, tree }) => ({ budget: at, ...tree }));
  const singles = points.map(({ budget: at, single: alone }) => ({ budget: at, ...alone }));
  const ends = layer && !layer.window.empty ? [layer.window.lower, layer.window.upper] : [];
  const marks = ends
    .map((x, i) => ({ x, label: `${i === 0 ? 'B_{thr}' : 'B_{max}'} = ${words(x)}` }))
    .filter(({ x }) => x > low && x < high);
  const colour = (theme: Theme, i: number) => theme.series[i] ?? theme.ink;
  const percent = (accuracy: number) => `${decimal(100 * accuracy, 1)} %`;
  return figure({
    title:
      organization.depth > 0
        ? `With ${words(budget)} tokens a ${organization.topology} of ${words(organization.leaves)} agents reaches ${percent(organization.accuracy)}, a single agent ${percent(single.accuracy)}`
        : `With ${words(budget)} tokens a single agent, ${percent(single.accuracy)}, is not beaten by any tree within the window`,
    subtitle:
      `Predicted accuracy against budget; β = ${decimal(agents.law.beta)}, ρ = ${decimal(agents.correlation)}, window ${words(options.window)} tokens` +
      (layer ? `; at the budget asked for b = ${layer.fanIn}, m = ${layer.messageLength}` : ''),
    source: `${paper}, Section 5; bands: ${decimal(100 * calibration.level, 1)} % over item bootstrap draws`,
    description:
      'Accuracy of a single agent and of the best star or tree on a logarithmic axis of budget, with uncertainty bands. ' +
      `At ${words(budget)} tokens the single agent has ${percent(single.accuracy)}` +
      (recommendation.bestTree
        ? ` and the best star or tree ${percent(recommendation.bestTree.accuracy)}.`
        : ' and no tree fits.'),
    legend: [
      { label: 'single agent (scale up)', color: (theme) => colour(theme, 1) },
      { label: 'best star or tree (scale out)', color: (theme) => colour(theme, 0) },
      { label: 'the budget asked for', color: (theme) => theme.ink, mark: 'dots' },
      ...(marks.length > 0
        ? [{ label: 'window of the recommended shape', color: (theme: Theme) => theme.accent, mark: 'dash' as const }]
        : []),
    ],
    plot: (Plot, theme) => ({
      marginRight: 24,
      marginTop: 38,
      x: { type: 'log', domain: [low, high] },
      y: { domain: [0.5, 1], ticks: 5, grid: true, label: '↑ accuracy' },
      marks: [
        logAxisX(Plot, low, high, 'budget, B (tokens) →'),
        Plot.areaY(singles, { x: 'budget', y1: 'lower', y2: 'upper', fill: colour(theme, 1), fillOpacity: 0.14 }),
        Plot.areaY(trees, { x: 'budget', y1: 'lower', y2: 'upper', fill: colour(theme, 0), fillOpacity: 0.14 }),
        Plot.line(singles, { x: 'budget', y: 'accuracy', stroke: colour(theme, 1), strokeWidth: 2.2 }),
        Plot.line(trees, { x: 'budget', y: 'accuracy', stroke: colour(theme, 0), strokeWidth: 2.2 }),
        Plot.ruleX([budget], {
          stroke: theme.ink,
          strokeWidth: 2.2,
          strokeLinecap: 'round',
          strokeDasharray: '0.1 4.4',
        }),
        Plot.ruleX(
          marks.map(({ x }) => x),
          { stroke: theme.accent, strokeDasharray: '5 3' },
        ),
        ...marks.map(({ x, label }) =>
          Plot.text([x], {
            x: (value: number) => value,
            text: [label],
            frameAnchor: 'top',
            lineAnchor: 'bottom',
            textAnchor: x > budget ? 'end' : 'start',
            dy: -6,
            fill: theme.accent,
          }),
        ),
      ],
    }),
  });
}

function words(tokens: number): string {
  const rounded = Number(tokens.toPrecision(3));
  if (rounded < 1e6) return rounded.toLocaleString('en-US');
  const power = Math.floor(Math.log10(rounded));
  return `${significant(rounded / 10 ** power)} × 10^{${power}}`;
}
