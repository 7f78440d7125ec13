import { decimal, significant, figure, type Figure, type Theme } from '../../figures/index.js';
import { criticalCorrelation } from '../critical-surfaces.js';
import { fixedPoint } from '../fixed-point.js';
import { iterateTree, type Tree } from '../iterate-tree.js';
import { simulateTree } from '../simulate-tree.js';
import { integers, paper } from './words.js';

export interface TransitionFigureOptions extends Omit<Tree, 'correlation' | 'depth' | 'dependence'> {
  /** One curve each; default 10 and 30. */
  readonly depths?: readonly number[];
  /** Where trees are simulated, each in [0, 1]; default 0, 0.05, … 0.5 and 1. */
  readonly correlations?: readonly number[];
  /** Simulated nodes in each layer; default 50,000. */
  readonly trials?: number;
  /** Default 0. */
  readonly seed?: number;
}

/**
 * Bias of the root against correlation at several depths, exact and simulated layer by layer, with the critical
 * correlation and the limit of infinite depth. Cost: the simulation of `depths` × `correlations` trees.
 *
 * @see arXiv 2601.17311, Theorem 4 and the synthetic validation (v1 Section 7.2)
 *
 * @example
 * ```ts
 * import { transitionFigure } from 'polity/organization';
 * transitionFigure({ fanIn: 5, fidelity: 0.6, leafBias: 0.05, trials: 1000 }).title;
 * // 'Depth amplifies below ρ_{c} = 0.238 and washes out above it: 30 layers make 0.66 of a bias of 0.05 at ρ = 0, 0.00059 at ρ = 0.5'
 * ```
 */
export function transitionFigure({
  depths = [10, 30],
  correlations = [...integers(0, 10).map((i) => i / 20), 1],
  trials = 50_000,
  seed = 0,
  ...tree
}: TransitionFigureOptions): Figure {
  const { fanIn, fidelity, leafBias } = tree;
  const threshold = criticalCorrelation(tree);
  const deepest = Math.max(...depths);
  const biasAt = (correlation: number, depth: number) => iterateTree({ ...tree, correlation, depth }).bias[depth];
  const curves = depths.map((depth) => ({
    depth,
    points: integers(0, STEPS).map((i) => ({ correlation: i / STEPS, bias: biasAt(i / STEPS, depth) })),
    simulated: correlations.map((correlation) => {
      const { root } = simulateTree({ ...tree, correlation, depth, trials, seed, method: 'layerwise' });
      const { estimate: bias, standardError } = root;
      return { correlation, bias, low: bias - 2 * standardError, high: bias + 2 * standardError };
    }),
  }));
  const limit = integers(0, STEPS).map((i) => ({
    correlation: i / STEPS,
    bias: fixedPoint({ ...tree, correlation: i / STEPS }),
  }));
  const highest = Math.max(
    ...[...limit, ...curves.flatMap(({ points }) => points)].map(({ bias }) => bias),
    ...curves.flatMap(({ simulated }) => simulated.map(({ high }) => high)),
  );
  const top = 1.12 * highest;
  const lowest = Math.min(0, ...curves.flatMap(({ simulated }) => simulated.map(({ low }) => low)));
  return figure({
    title:
      threshold === null || threshold === 0
        ? `At γ = ${decimal(fidelity)} every correlation washes out: depth never amplifies`
        : threshold === 1
          ? 'Over perfect channels depth amplifies at every correlation below 1'
          : `Depth amplifies below ρ_{c} = ${decimal(threshold)} and washes out above it: ${deepest} layers make ` +
            `${significant(biasAt(0, deepest))} of a bias of ${decimal(leafBias)} at ρ = 0, ${significant(biasAt(0.5, deepest))} at ρ = 0.5`,
    subtitle:
      `Bias μ_{L} of the root; b = ${fanIn}, γ = ${decimal(fidelity)}, μ₀ = ${decimal(leafBias)}; ` +
      `dots: simulated, ${trials.toLocaleString('en-US')} nodes in each layer, ± 2 standard errors`,
    source: `${paper}, Theorem 4 and its synthetic validation`,
    description:
      'Curves that fall with correlation. The deeper tree is above the shallower one at small correlation and below it at large; ' +
      `they cross near the critical correlation${threshold === null ? '' : ` ${decimal(threshold)}`}, where the limit of infinite depth becomes zero. ` +
      'Simulated trees lie on the curves.',
    legend: [
      ...curves.map(({ depth }, i) => ({
        label: `L = ${depth}`,
        color: (theme: Theme) => theme.series[i % 6] ?? theme.ink,
      })),
      { label: 'L → ∞, u*', color: (theme) => theme.muted, mark: 'dash' },
      { label: 'simulated', color: (theme) => theme.ink, mark: 'ring' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 24,
      x: { domain: [0, 1], ticks: 10, tickFormat: String, label: 'shared-error correlation, ρ →' },
      y: { domain: [1.2 * lowest, top], grid: true, label: '↑ bias of the root, μ_{L}' },
      marks: [
        Plot.ruleY([0], { stroke: theme.muted }),
        ...(threshold === null
          ? []
          : [
              Plot.ruleX([threshold], { stroke: theme.accent, strokeDasharray: '5 3' }),
              Plot.text([[threshold, top]], {
                text: [`ρ_{c} = ${decimal(threshold, 4)}`],
                fill: theme.accent,
                textAnchor: threshold > 0.8 ? 'end' : 'start',
                dx: threshold > 0.8 ? -6 : 6,
                dy: 8,
              }),
            ]),
        Plot.line(limit, { x: 'correlation', y: 'bias', stroke: theme.muted, strokeDasharray: '5 3' }),
        ...curves.flatMap(({ points, simulated }, i) => {
          const stroke = theme.series[i % 6];
          return [
            Plot.line(points, { x: 'correlation', y: 'bias', stroke, strokeWidth: 2 }),
            Plot.ruleX(simulated, { x: 'correlation', y1: 'low', y2: 'high', stroke, strokeWidth: 1.5 }),
            Plot.dot(simulated, { x: 'correlation', y: 'bias', fill: theme.paper, stroke, strokeWidth: 1.8, r: 3.5 }),
          ];
        }),
      ],
    }),
  });
}

const STEPS = 240;
